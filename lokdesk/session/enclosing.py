"""The evaluation of the goals among the appendices of the agreement: as a file attached to one of them."""

from dataclasses import dataclass

from lokdesk.agreement import address as at
from lokdesk.agreement.draft import Attachment, Draft
from lokdesk.agreement.follow_up import Appendix
from lokdesk.agreement.value import new_id
from lokdesk.session import beside, companion, document
from lokdesk.session.companion import Chosen
from lokdesk.session.media import media_type
from lokdesk.session.session import Session

EVALUATION = "utvardering"
"""The id of the document that tells the evaluation."""
_NAME = ".docx"
_KIND = "annan bilaga"
DONE = "utvärderingen bland bilagorna"
"""What the edit is called."""


@dataclass(frozen=True)
class Enclosed:
    """Where the appendix is, what it is called, and whether it is *new*; else its file has been renewed."""

    address: str
    name: str
    new: bool

    @property
    def told(self) -> str:
        """What has been done, as a Swedish sentence."""
        if self.new:
            return f"Utvärderingen är nu {self.name}. Ändrar ni något i den, lägg den bland bilagorna igen."
        return f"Utvärderingen i {self.name} är uppdaterad."


def enclosed(draft: Draft, title: str) -> Appendix | None:
    """Return the appendix that the evaluation, a document with that *title*, is attached to, if any."""
    ours = {one.id for one in draft.attachments if one.name.startswith(title) and one.name.endswith(_NAME)}
    return next((one for one in draft.agreement.appendices if one.attachment in ours), None)


def enclose(session: Session) -> Enclosed:
    """Put the evaluation as it is now among the appendices, last, or renew it where it is, as one edit.

    Raises Problem when the document cannot be made.
    """
    draft, library = session.draft, session.library
    chosen = Chosen(companion.document(library, EVALUATION))
    title = chosen.document.name
    content = document.render(draft, library, chosen)
    before = enclosed(draft, title)
    gone = before.attachment if before is not None else None
    # What an earlier agreement refers to stays, beside the files that are in use now.
    kept = tuple(one for one in draft.attachments if one.id != gone or gone in draft.files_of_old)
    used = {one.attachment for one in draft.agreement.appendices} - {gone}
    name = beside.name(f"{title}{_NAME}", content, [one for one in kept if one.id in used])
    taken = at.ids(draft.agreement) | {one.id for one in draft.attachments}
    mine = new_id(taken)
    attachment = Attachment(id=mine, name=name, media_type=media_type(name), content=content)
    if before is not None:
        # The evaluation of the revision before is another document: it goes, and this one comes in its place.
        fresh = new_id(taken | {mine}) if _was_there(draft, before) else before.id
        after = before.model_copy(update={"id": fresh, "attachment": mine})
        appendices = tuple(after if one is before else one for one in draft.agreement.appendices)
    else:
        number = next_number(draft.agreement.appendices)
        after = Appendix(id=new_id(taken | {mine}), number=number, title=title, kind=_KIND, attachment=mine)
        appendices = (*draft.agreement.appendices, after)
    agreement = draft.agreement.model_copy(update={"appendices": appendices})
    session.change(
        draft.model_copy(update={"agreement": agreement, "attachments": (*kept, attachment)}), name=DONE
    )
    called = f"bilaga {after.number}{after.letter or ''}" if after.number else "en bilaga utan nummer"
    return Enclosed(at.join("appendices", after.id), called, before is None)


def _was_there(draft: Draft, appendix: Appendix) -> bool:
    """Return whether the agreement that *draft* revises had the *appendix*."""
    return any(one.id == appendix.id for then in draft.predecessors for one in then.agreement.appendices)


def next_number(appendices: tuple[Appendix, ...]) -> str | None:
    """Return the number after the highest; none where those that there are have no numbers."""
    numbers = [int(one.number) for one in appendices if one.number and one.number.isdecimal()]
    if appendices and not numbers:
        return None
    return str(max(numbers, default=0) + 1)
