"""The files beside a document: those of appendices that are neither merged into it nor shown in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lokdesk.agreement.draft import Attachment, Draft
from lokdesk.agreement.report import report
from lokdesk.project import disk, naming
from lokdesk.session.library import Library


@dataclass(frozen=True)
class Beside:
    """A file that lies beside the document; *why* is why it is not merged, where that could be expected."""

    attachment: Attachment
    why: str = ""


def files(draft: Draft, library: Library, form: str | None = None) -> tuple[Beside, ...]:
    """Return the files that lie beside the agreement of *draft* in that *form*, as the appendices come.

    Raises Problem when the template cannot be found or used.
    """
    attached = {one.id: one for one in draft.attachments}
    told = report(draft.agreement, form=form)
    used = [one for one in told.appendices if one.attachment in attached]
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


def name(wanted: str, content: bytes, others: Iterable[Attachment]) -> str:
    """Return *wanted* as a name that a file with that *content* can have in a folder with the *others*."""
    taken = {one.name.casefold(): one.content for one in others}
    names = (path.name for path in naming.numbered(Path(naming.safe(wanted))))
    return next(one for one in names if taken.get(one.casefold(), content) == content)


@dataclass(frozen=True)
class Saved:
    """A file that lies at *path*, and what is to be said of it."""

    path: Path
    message: str


def save(draft: Draft, library: Library, document: Path, form: str | None = None) -> tuple[Saved, ...]:
    """Put the files that lie beside the agreement of *draft* beside the *document* made of it in that *form*.

    Nothing is written over: one whose name is taken gets a number, unless it is there already. Raises
    Problem.
    """
    saved: list[Saved] = []
    for one in files(draft, library, form):
        content = one.attachment.content
        path = next(
            path
            for path in naming.numbered(document.parent / naming.safe(one.attachment.name))
            if not path.exists() or (disk.is_file(path) and disk.read(path) == content)
        )
        if not path.exists():
            disk.write(path, content)
        saved.append(Saved(path, _said(one, path.name)))
    return tuple(saved)


def _said(one: Beside, name: str) -> str:
    """Return what to say of a file that lies beside the document, called *name* there."""
    known = one.attachment.name
    renamed = "" if name == known else f" Dokumentet nämner den som ”{known}”, ett namn som var upptaget."
    if not one.why:
        return f"Bilagan ”{name}” ligger bredvid dokumentet.{renamed}"
    return f"Bilagan ”{name}” ligger bredvid dokumentet och inte i det, eftersom {one.why}.{renamed}"
