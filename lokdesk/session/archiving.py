"""The archive set: the agreement as PDF/A, the files that belong to it, and a list of what to register."""

from collections.abc import Container, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePath

from lokdesk.agreement import address as at
from lokdesk.agreement.circulation import Circulation
from lokdesk.agreement.draft import Attachment, Draft
from lokdesk.agreement.reply import Reply
from lokdesk.agreement.report import Registration, report
from lokdesk.agreement.value import new_id
from lokdesk.agreement.version import KeptVersion, checksum
from lokdesk.office.office import Failed, Office
from lokdesk.project import calls, disk, naming
from lokdesk.project.problem import Problem
from lokdesk.session import (
    beside,
    companion,
    document,
    keeping,
    matters,
    printing,
    registering,
    said,
    synopsis,
)
from lokdesk.session.companion import Chosen
from lokdesk.session.library import Library
from lokdesk.session.printing import PDF, Pages

LIST, SUMMARY = "registreringslista", "sammanstallning-synpunkter"
_LIST_NAME = f"Att registrera{PDF}"
_WORD = ".docx"
_UNNAMED = "Överenskommelse"
NO_OFFICE = (
    "För att göra en arkivuppsättning i PDF/A behövs Word eller LibreOffice, som inte finns på den här "
    f"datorn. {printing.HOW_IN_WORD}"
)
WHAT = (
    "Där läggs överenskommelsen som PDF/A, de bilagor som är egna filer, de synpunkter som har kommit in, "
    "sammanställningen av dem och en lista över det som ska registreras. Är en undertecknad eller beslutad "
    "version behållen är det den som arkiveras."
)
"""What a set holds."""
_NOT_KEPT = (
    "Ingen beslutad eller undertecknad version är behållen. Överenskommelsen är skriven som den är nu."
)


@dataclass(frozen=True)
class File:
    """A file of the set: its name, its content, and what it is for who registers it."""

    name: str
    content: bytes
    registration: Registration


@dataclass(frozen=True)
class Archive:
    """A whole set, the list last, and *notes* on it: what who archives it ought to know, a sentence each."""

    files: tuple[tuple[str, bytes], ...]
    notes: tuple[str, ...] = ()


def archive(draft: Draft, library: Library, office: Office | None) -> Archive:
    """Return the archive set of *draft*, made with *office*.

    It holds the version that has been signed, else decided, where one is kept, else the agreement as it is
    now. Raises Problem: without an office, when the kept document has been changed outside, or when a
    document cannot be made.
    """
    if office is None:
        raise Problem(NO_OFFICE)
    chosen = Chosen(companion.document(library, LIST))
    version = keeping.settled(draft)
    notes: list[str] = []
    if version is None:
        files = [_current(draft, library, office)]
        notes.append(_NOT_KEPT)
        then = draft
    else:
        files = [_settled(version, office)]
        then = draft.model_copy(update={"agreement": version.agreement})
        notes += _gone(then)
    for one in beside.files(then, library):
        files.append(_enclosed(one.attachment, {file.name for file in files}, office))
    not_pdf = [file.name for file in files if not _is_pdf(file.content)]
    for one in draft.replies:
        files.append(_returned(draft, one, {file.name for file in files}))
    files += _summaries(draft, library, office)
    own = [file.registration for file in files]
    listed = (*own, *registering.without(registering.registrations(draft), own))
    register = _registered(draft, library, office, chosen, listed)
    notes += [f"”{one}” är inte PDF. Fråga arkivet om den tas emot som den är." for one in not_pdf]
    notes += _on_replies(draft, library)
    pairs = [(file.name, file.content) for file in files]
    return Archive((*pairs, (_free(_LIST_NAME, dict(pairs)), register)), tuple(notes))


def save(made: Archive, folder: Path) -> tuple[Path, ...]:
    """Write the files of *made* in *folder*, which is made where there is none, and return their paths.

    Nothing is written over, and either all of them are written or none. Raises Problem.
    """
    there = next((name for name, _ in made.files if (folder / name).exists()), None)
    if there is not None:
        raise Problem(f"I mappen ”{folder.name}” finns redan ”{there}”. Välj en annan mapp.")
    disk.make_folder(folder)
    written: list[Path] = []
    try:
        for name, content in made.files:
            disk.write(folder / name, content)
            written.append(folder / name)
    except Problem:
        for path in written:
            with suppress(OSError):
                calls.remove(path)
        raise
    return tuple(written)


def _current(draft: Draft, library: Library, office: Office) -> File:
    """Return the agreement as it is now."""
    agreement = draft.agreement
    name = naming.safe(f"{agreement.title or _UNNAMED}{PDF}")
    content = document.made(draft, library, Path(name), office)
    words = keeping.called(agreement.status, agreement.version)
    return _file(name, content, words, agreement.version_date, "Som den var när uppsättningen gjordes.")


def _settled(version: KeptVersion, office: Office) -> File:
    """Return the version that holds."""
    if not version.intact:
        raise Problem(
            f"Det behållna dokumentet ”{version.name}” är inte längre som när det behölls: dess SHA-256 "
            "stämmer inte. Ingen arkivuppsättning har gjorts."
        )
    try:
        name, content, note = _as_pdf(version.name, version.content, office)
    except Failed as failed:
        raise Problem(f"”{version.name}” kunde inte bli PDF/A. {failed}") from failed
    note = f"{keeping.what(version)}. {note}"
    made = _file(name, content, keeping.titled(version), version.day, note)
    who = registering.recipients(version)
    return replace(made, registration=made.registration.model_copy(update={"who": who}))


def _enclosed(attachment: Attachment, taken: Container[str], office: Office) -> File:
    """Return the file of an appendix; one that cannot be read is better kept as it is than left out."""
    try:
        name, content, note = _as_pdf(attachment.name, attachment.content, office)
    except Failed:
        name, content, note = naming.safe(attachment.name), attachment.content, ""
    return _file(_free(name, taken), content, "Bilaga", None, note)


def _returned(draft: Draft, reply: Reply, taken: Container[str]) -> File:
    """Return a reply as it came: it is what was received that is kept."""
    name = _free(naming.safe(reply.name), taken)
    return File(name, reply.content, registering.of_reply(draft, reply, name))


def _summaries(draft: Draft, library: Library, office: Office) -> Iterator[File]:
    """Yield the summary of what came back on each circulation, as PDF. Raises Problem."""
    if not draft.replies:
        return
    wanted = companion.document(library, SUMMARY)
    taken: set[str] = set()
    for about in companion.subjects(draft, wanted):
        circulation: Circulation = at.get(draft.agreement, about.address)
        if not synopsis.replies(draft, circulation):
            continue
        title = registering.titled(circulation.title or "")
        name = _free(naming.safe(f"{title}{PDF}"), taken)
        taken.add(name)
        content = document.made(draft, library, Path(name), office, Chosen(wanted, about))
        yield _file(name, content, title, None, "Som den var när uppsättningen gjordes.")


def _on_replies(draft: Draft, library: Library) -> Iterator[str]:
    """Yield what to know of the replies."""
    if not draft.replies:
        return
    many = said.counted(len(draft.replies), "fil", "filer")
    they = "den" if len(draft.replies) == 1 else "de"
    yield f"{many} med synpunkter ligger i det format {they} kom i, inte i PDF/A."
    left = sum(len(one.undecided) for one in matters.matters(draft, library.handbook_of(draft)))
    if left:
        are = said.counted(left, "synpunkt inte är behandlad", "synpunkter inte är behandlade")
        yield f"I sammanställningen av synpunkter står att {are}."


def _file(name: str, content: bytes, words: str, day: date | None, note: str) -> File:
    return File(
        name,
        content,
        Registration(id=new_id(), name=words, file=name, day=day, sha256=checksum(content), note=note),
    )


def _as_pdf(name: str, content: bytes, office: Office) -> tuple[str, bytes, str]:
    """Return a file as PDF if it is a Word document, else as it is; its name first, what was done last.

    Raises Failed.
    """
    name = naming.safe(name)
    if PurePath(name).suffix.lower() != _WORD:
        return name, content, ""
    made = office.pdf(content)
    return f"{PurePath(name).stem}{PDF}", made, f"PDF/A av ”{name}”."


def _is_pdf(content: bytes) -> bool:
    return content.startswith(b"%PDF")


def _gone(then: Draft) -> list[str]:
    """Return which files the version referred to that the project no longer holds, in words."""
    there = {one.id for one in then.attachments}
    missing = [one for one in then.agreement.appendices if one.attachment and one.attachment not in there]
    return [
        f"Filen till bilagan ”{one.title or 'utan namn'}” finns inte längre i projektfilen och är inte med."
        for one in missing
    ]


def _free(name: str, taken: Container[str]) -> str:
    """Return *name*, with a number where it is taken."""
    path, number, free = PurePath(name), 2, name
    while free in taken:
        free, number = f"{path.stem} ({number}){path.suffix}", number + 1
    return free


def _registered(
    draft: Draft, library: Library, office: Office, chosen: Chosen, listed: Sequence[Registration]
) -> bytes:
    """Return the list of what to register as PDF. Raises Problem."""
    told = report(companion.told(draft, library, chosen), registrations=tuple(listed))

    def make(pages: Pages | None) -> bytes:
        from lokdesk.word import render

        return render.render(told, library.companion(LIST), {}, (), pages)

    return printing.pdf(make, office)
