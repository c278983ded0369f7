"""Moving the open agreement to another version of the template and the handbook, in words and in deed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.draft import Draft, Earlier, TemplateUse
from lokdesk.agreement.phrase import capital, joined
from lokdesk.agreement.wording import Wording
from lokdesk.handbook.book import Handbook
from lokdesk.project.problem import Problem
from lokdesk.revision import moving
from lokdesk.revision.moving import Affected, Kind, Rehearsal, Version
from lokdesk.session import place
from lokdesk.session.group import Group
from lokdesk.session.library import Library
from lokdesk.session.session import Session

MOVE = "bytet av mall och handbok"
BACK = "återgången till det som var före bytet"
PUT = "flytten av ett svar utan plats"
"""What the edits are called."""

TITLES: Mapping[Kind, str] = {
    "lost": "Svar som inte längre har någon plats",
    "changed": "Svar som blir av ett annat slag",
    "moved": "Svar som flyttar",
    "required": "Frågor som blir obligatoriska",
    "new": "Nya frågor",
}
"""What each kind of consequence is called, the gravest first."""
KINDS = {
    "line": "en rad",
    "text": "text",
    "choice": "val",
    "date": "datum",
    "flag": "ja eller nej",
    "frequency": "hur ofta",
    "reference": "hänvisning",
    "references": "hänvisningar",
}
NOTHING = "Inget svar påverkas."
KEPT = (
    "Inget svar försvinner. Det som inte längre frågas efter ligger kvar under Arkiv, Svar utan plats, och "
    "ni kan när som helst gå tillbaka till svaren, mallen och handboken som de är nu."
)
_SAME = "Överenskommelsen har redan den mallen och den handboken."


@dataclass(frozen=True)
class Orphan:
    """An answer that the handbook does not ask for: where it is, what that is called, and what it says."""

    address: str
    where: str
    says: str


def version(library: Library, template: TemplateUse, handbook: Handbook) -> Version:
    """Return *handbook* together with the *template*. Raises Problem when it cannot be found or used."""
    from lokdesk.word.chapters import chapters

    questions = {id_: one.prompt for id_, one in library.own_questions(template).items()}
    return Version(handbook, template, chapters(library.template(template)), questions)


def newer(library: Library, draft: Draft) -> tuple[TemplateUse, Handbook] | None:
    """Return the template and the handbook that *draft* could be moved to, if one of them is newer.

    A template of the users' own stays. Where the program does not know what the draft has, nothing is newer.
    """
    use, handbook = draft.template, library.handbook_of(draft)
    if use.content is None and use.id in library.template_ids:
        later = library.newer_template(use.id)
        use = use if later == use.id else library.template_use(later)
    known = draft.handbook.version in library.handbooks
    newest = library.handbook if known else handbook
    if use is draft.template and newest is handbook:
        return None
    return use, newest


def rehearse(
    library: Library, draft: Draft, day: date, template: TemplateUse | None = None, handbook: str = ""
) -> Rehearsal:
    """Return what it would be to move *draft* on *day* to that *template* and that version of the *handbook*.

    Without either, to the newest there are. Raises Problem where there is no such, or nothing to move to.
    """
    use, book = draft.template, library.handbook_of(draft)
    if template is None and not handbook:
        use, book = newer(library, draft) or (use, book)
    else:
        use = template or use
        if handbook:
            if handbook not in library.handbooks:
                known = ", ".join(library.handbooks)
                raise Problem(f"Handboken {handbook} finns inte. De som finns är: {known}.")
            book = library.handbooks[handbook]
    if use == draft.template and book.version == (draft.handbook.version or book.version):
        raise Problem(_SAME)
    old = version(library, draft.template, library.handbook_of(draft))
    return moving.rehearse(draft, old, version(library, use, book), library.handbooks, day)


def move(session: Session, rehearsal: Rehearsal) -> None:
    """Let the open draft be as it was rehearsed, as one edit.

    Raises ValueError where it has been changed since.
    """
    if session.draft is not rehearsal.before:
        raise ValueError("the draft is another one than the one that was rehearsed with")
    session.settle()
    session.change(rehearsal.draft, name=MOVE)


def back(session: Session, earlier_id: str, day: date) -> None:
    """Go back to the answers and the versions from before a move, as one edit. Raises KeyError."""
    session.settle()
    session.change(back_in(session.library, session.draft, earlier_id, day), name=BACK)


def back_in(library: Library, draft: Draft, earlier_id: str, day: date) -> Draft:
    """Return *draft* with the answers and the versions from before a move. Raises KeyError."""
    return moving.back(draft, earlier_id, library.handbooks, day)


# In words


def called(library: Library, template: TemplateUse, handbook: str) -> str:
    """Return what a template and a handbook are called together."""
    return f"{template_name(library, template)} och handboken {handbook or library.handbook.version}"


def template_name(library: Library, use: TemplateUse) -> str:
    """Return what the template *use* is called, with its version where that is known."""
    try:
        name = library.manifest(use).name
    except Problem:
        name = use.id
    return f"{name} ({use.version})" if use.version else name


def earlier_called(library: Library, earlier: Earlier) -> str:
    """Return what one goes back to with *earlier*."""
    day = f", som det var {earlier.day.isoformat()}" if earlier.day else ""
    return f"{called(library, earlier.template_use, earlier.handbook)}{day}"


def news(library: Library, rehearsal: Rehearsal) -> tuple[str, ...]:
    """Return what the versions that are moved to say is new in them."""
    old, new = rehearsal.old, rehearsal.new
    handbook = new.handbook.news if new.handbook.version != old.handbook.version else ""
    template = library.manifest(new.template).news if new.template != old.template else ""
    said = (("Handboken", handbook), ("Mallen", template))
    return tuple(f"{of}: {words}" for of, words in said if words)


def told(rehearsal: Rehearsal) -> tuple[Group, ...]:
    """Return in words all that a move does to the answers, the gravest first."""
    return tuple(
        Group(title, lines)
        for kind, title in TITLES.items()
        if (lines := tuple(_lines(rehearsal, [one for one in rehearsal.listed if one.kind == kind])))
    )


def _lines(rehearsal: Rehearsal, affected: Sequence[Affected]) -> Iterator[str]:
    """Yield a line for all that the same happens to."""
    alike: dict[str, list[str]] = {}
    for one in affected:
        alike.setdefault(_what(one), []).append(_where(rehearsal, one))
    for what, where in alike.items():
        yield f"{joined(where)}: {what}"


def _where(rehearsal: Rehearsal, one: Affected) -> str:
    handbook, agreement = rehearsal.new.handbook, rehearsal.draft.agreement
    count = len(one.addresses)
    if count == 1 or one.kind == "new":
        return place.words(handbook, agreement, one.addresses[0] if count == 1 else one.pattern)
    return f"{handbook.question(one.addresses[0]).label} ({count} svar)"


def _what(one: Affected) -> str:
    """Return what happens to the answers, in sentences."""
    why = f" {one.why}" if one.why else ""
    match one.kind:
        case "lost":
            return f"{' '.join(_lost(one))}{why}"
        case "changed":
            return f"{KINDS[one.kinds.was]} blir {KINDS[one.kinds.now]}.{why}"
        case "moved":
            moves = [
                f"i {of} från ”{was}” till ”{now}”" if was else f"i {of} till ”{now}”"
                for of, (was, now) in (("handboken", one.asked), ("dokumentet", one.printed))
                if was != now and now
            ]
            # A template whose headings are but bold text has none that could be told.
            reprinted = one.printed.was != one.printed.now
            other = "ett annat ställe i dokumentet" if reprinted else "en annan fråga i samma avsnitt"
            return f"{joined(moves) or f'till {other}'}.{why}"
        case "required":
            count = len(one.addresses)
            if not one.unanswered:
                return f"{'har redan svar' if count == 1 else 'alla har redan svar'}.{why}"
            return f"{'saknar svar' if count == 1 else f'{one.unanswered} av {count} saknar svar'}.{why}"
        case "new":
            return f"i avsnittet ”{one.asked.now}”."


def _lost(one: Affected) -> Iterator[str]:
    if not one.asked.now:
        yield f"Frågas inte längre efter (förut i avsnittet ”{one.asked.was}”)."
    if not one.printed.now and one.printed.was:
        yield f"Skrivs inte längre ut (förut under ”{one.printed.was}”)."
    elif not one.printed.now and one.asked.now:
        # What stands on the cover stands below no heading.
        yield "Skrivs inte längre ut."
    elif one.printed.now and not one.asked.now:
        yield f"Skrivs fortfarande ut, under ”{one.printed.now}”."


def listed(rehearsal: Rehearsal) -> dict[str, Any]:
    """Return all of *rehearsal* as JSON data: what is moved to, what is affected, and what is orphaned."""
    new = rehearsal.new
    return {
        "template": {"id": new.template.id, "version": new.template.version},
        "handbook": {"version": new.handbook.version},
        "affected": [
            {
                "kind": one.kind,
                "pattern": one.pattern,
                "addresses": list(one.addresses),
                "asked": one.asked._asdict(),
                "printed": one.printed._asdict(),
                "kinds": one.kinds._asdict(),
                "unanswered": one.unanswered,
            }
            for one in rehearsal.listed
        ],
        "went": [{"from": was, "to": now} for now, was in rehearsal.went.items()],
        "orphans": list(rehearsal.orphans),
    }


# What has no place


def orphans(session: Session) -> tuple[Orphan, ...]:
    """Return the answers in the open draft that its handbook does not ask for, in words."""
    return tuple(_orphans(session.draft, session.handbook, session.wording))


def _orphans(draft: Draft, handbook: Handbook, wording: Wording) -> Iterator[Orphan]:
    for address in moving.orphans(draft.agreement, handbook):
        answer = schema.patterns()[schema.pattern(address)]
        assert isinstance(answer, Answer), "an orphan is an answer"
        where = capital(place.words(handbook, draft.agreement, address))
        yield Orphan(address, where, wording.plain(answer, at.get(draft.agreement, address)))


def as_own_question(session: Session, address: str) -> None:
    """Make the answer at *address* the answer to a question of the agreement's own, as one edit."""
    agreement = moving.as_own_question(session.agreement, address, session.handbook)
    session.settle()
    session.change(session.draft.model_copy(update={"agreement": agreement}), name=PUT)


def empty(session: Session, address: str) -> None:
    """Take the answer at *address* away, as one edit that can be undone."""
    answer = schema.patterns()[schema.pattern(address)]
    session.settle()
    session.set(address, () if isinstance(answer, Answer) and answer.kind == "references" else None)
    session.settle()
