"""The files beside a document: those of appendices that are neither merged into it nor shown in it."""

from dataclasses import dataclass
from pathlib import Path

from lokdesk.agreement.draft import Attachment, Draft
from lokdesk.project import disk, naming
from lokdesk.session.library import Library


@dataclass(frozen=True)
class Beside:
    """A file that lies beside the document; *why* is why it is not merged, where that could be expected."""

    attachment: Attachment
    why: str = ""


def files(draft: Draft, library: Library) -> tuple[Beside, ...]:
    """Return the files that lie beside the agreement of *draft*, in the order of the appendices.

    Raises Problem when the template cannot be found or used.
    """
    attached = {one.id: one for one in draft.attachments}
    used = [one for one in draft.agreement.appendices if one.attachment in attached]
    if not used:
        return ()
    # What documents are made with takes a while to load.
    from lokdesk.word import enclosure

    places = enclosure.contents(library.template(draft.template))
    found: dict[str, Beside] = {}
    for appendix in used:
        attachment = attached[appendix.attachment or ""]
        # A template without a place for them has them all beside its document.
        becomes = places[0].becomes(appendix, attachment) if places else enclosure.Beside()
        if isinstance(becomes, enclosure.Beside):
            found.setdefault(attachment.id, Beside(attachment, becomes.why))
    return tuple(found.values())


@dataclass(frozen=True)
class Saved:
    """A file that lies at *path*, and what is to be said of it."""

    path: Path
    message: str


def save(draft: Draft, library: Library, document: Path) -> tuple[Saved, ...]:
    """Put the files that lie beside the agreement of *draft* beside the *document* made of it.

    Nothing is written over: one whose name is taken gets a number, unless it is there already. Raises
    Problem.
    """
    saved: list[Saved] = []
    for one in files(draft, library):
        content = one.attachment.content
        path = next(
            path
            for path in naming.numbered(document.parent / naming.safe(one.attachment.name))
            if not path.exists() or (disk.is_file(path) and disk.read(path) == content)
        )
        if not path.exists():
            disk.write(path, content)
        saved.append(Saved(path, _said(path.name, one.why)))
    return tuple(saved)


def _said(name: str, why: str) -> str:
    if not why:
        return f"Bilagan ”{name}” ligger bredvid dokumentet."
    return f"Bilagan ”{name}” ligger bredvid dokumentet och inte i det, eftersom {why}."
