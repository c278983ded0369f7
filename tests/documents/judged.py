"""Documents of drafts, and what is objected to in them: by validators, by our own checks, by LibreOffice."""

import subprocess
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from lxml import etree

from lokdesk.agreement.draft import Draft
from lokdesk.session import companion, document
from lokdesk.session.companion import Chosen, Subject
from lokdesk.session.library import Library
from lokdesk.word import accessible, look, ooxml, package, soundness
from tests import tools, validators
from tests.documents import extreme

OF_USERS = frozenset(("link-text", "typed-list", "bold-heading", "alt-name"))
"""Remarks on what users have typed, which no program can put right."""
_TEXT, _TABLE, _DRAWING = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("text", "table", "drawing")
)
_BASIC_PLANE = 0xFFFF
_SECONDS = 900
"""A watchdog for what hangs."""


COMMENTS = "kommentarer"
"""The kind of document that is the agreement with what is said about it."""


@dataclass(frozen=True)
class Made:
    """A document that has been made: what it is called, of what kind it is, and its bytes."""

    name: str
    kind: str
    content: bytes


def documents(
    draft: Draft, library: Library, name: str, most: int, random: Random, kinds: Sequence[str] = ()
) -> Iterator[Made]:
    """Yield every document of *draft*, or those of the *kinds* given, each about at most so many subjects."""
    for wanted in companion.documents(library):
        about: Sequence[Subject | None] = companion.subjects(draft, wanted) if wanted.about else (None,)
        if kinds and wanted.id not in kinds:
            continue
        if len(about) > most:
            about = random.sample(about, most)
        for subject in about:
            which = f"-{subject.id}" if subject else ""
            content = document.render(draft, library, Chosen(wanted, subject))
            yield Made(f"{name}-{wanted.id}{which}", wanted.id, content)
    if not kinds or COMMENTS in kinds:
        yield Made(f"{name}-{COMMENTS}", COMMENTS, document.render(draft, library, comments=True))


def sample(count: int, library: Library) -> list[Made]:
    """Return so many documents of small drafts; kinds of documents and shapes of drafts take turns."""
    kinds = [*(one.id for one in companion.documents(library)), COMMENTS]
    found: list[Made] = []
    number = 0
    while len(found) < count:
        kind = kinds[len(found) % len(kinds)]
        name = f"{extreme.shape_of(number)}-{number}"
        # Of some drafts there is none of that kind to make: then it is the next one's turn.
        found += documents(extreme.draft(number, small=True), library, name, 1, Random(number), [kind])
        number += 1
    return found


def faults(made: Made) -> list[str]:
    """Return what our own checks find in a document, but for what its users have typed."""
    found = [f"{made.name} {fault.part}: {fault.message}" for fault in soundness.faults(made.content)]
    try:
        remarks = [one for one in accessible.remarks(made.content) if one.check not in OF_USERS]
    except package.Damaged as error:
        return [*found, f"{made.name}: {error}"]
    return found + [f"{made.name} {accessible.where(one)}{one.message}" for one in remarks]


@dataclass(frozen=True)
class Count:
    """How many headings, tables and pictures a document has."""

    headings: int
    tables: int
    pictures: int


def written(content: bytes) -> Count:
    """Return how many there are in a Word document."""
    source = package.opened(content)
    looks = look.of(source)
    root = source.xml(source.document)
    for unseen in list(ooxml.find_all(root, "mc:Fallback")):
        ooxml.remove(unseen)
    headings = sum(looks.heading_level(one) is not None for one in ooxml.find_all(root, "w:p"))
    tables = sum(1 for _ in ooxml.find_all(root, "w:tbl"))
    return Count(headings, tables, sum(1 for _ in ooxml.find_all(root, "wp:docPr")))


def shown(odt: Path) -> Count:
    """Return how many LibreOffice found, by the document as it saves it."""
    with zipfile.ZipFile(odt) as archive:
        root = etree.fromstring(archive.read("content.xml"), etree.XMLParser(huge_tree=True))
    found = Counter(str(one.tag) for one in root.iter(f"{_TEXT}h", f"{_TABLE}table"))
    frames = (one for one in root.iter(f"{_DRAWING}frame") if not _is_echo(one))
    pictures = sum(one.find(f"{_DRAWING}image") is not None for one in frames)
    return Count(found[f"{_TEXT}h"], found[f"{_TABLE}table"], pictures)


def _is_echo(frame: etree._Element) -> bool:
    """Return whether LibreOffice (7.4) shows a picture twice: in its place, and in the field before it.

    It does where a plain control ends its paragraph right before the picture's, with a sign that needs two
    units of UTF-16, such as an emoji.
    """
    field = frame.getprevious()
    return (
        field is not None
        and field.tag == f"{_TEXT}text-input"
        and any(ord(sign) > _BASIC_PLANE for sign in "".join(map(str, field.itertext())))
    )


def opened_otherwise(paths: Sequence[Path], folder: Path) -> list[str]:
    """Return which of the documents LibreOffice does not open, or with other numbers of anything."""
    converted = folder / "odt"
    converted.mkdir(exist_ok=True)
    _convert(paths, converted)
    # One that it cannot read may take those after it down with it.
    for path in paths:
        if not (converted / f"{path.stem}.odt").is_file():
            _convert([path], converted)
    return differing(paths, folder)


def differing(paths: Sequence[Path], folder: Path) -> list[str]:
    """Return which of the documents that have been converted are not there, or have other numbers."""
    found: list[str] = []
    for path in paths:
        odt = folder / "odt" / f"{path.stem}.odt"
        if not odt.is_file():
            found.append(f"{path.name}: LibreOffice does not open it")
        elif (ours := written(path.read_bytes())) != (theirs := shown(odt)):
            found.append(f"{path.name}: {ours} in the document, {theirs} in LibreOffice")
    return found


def _convert(paths: Iterable[Path], folder: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="lokdesk-office-", ignore_cleanup_errors=True) as profile:
        subprocess.run(
            [
                tools.soffice(),
                f"-env:UserInstallation={Path(profile).as_uri()}",
                "--headless",
                "--norestore",
                "--convert-to",
                "odt",
                "--outdir",
                folder,
                *paths,
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )


def validated(paths: Sequence[Path]) -> list[str]:
    """Return what the two validators object to in the documents."""
    audited = [error for path in paths for error in validators.audit_errors(path)]
    return [*validators.sdk_errors(paths), *audited]
