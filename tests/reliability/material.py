"""What is damaged: small files of each kind that differ from each other, each made or read once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Attachment, Draft
from lokdesk.agreement.version import kept
from lokdesk.project import project
from lokdesk.project.project import Project
from lokdesk.project.version import CURRENT
from lokdesk.session import document
from lokdesk.session.library import Library
from lokdesk.word import read as reading
from lokdesk.word.comments import Comment
from lokdesk.word.render import render
from lokdesk.word.template import Template

ROOT = Path(__file__).resolve().parent.parent.parent
LIBRARY = Library(ROOT / "resources", ROOT / "templates")
SENT = date(2026, 10, 1)
"""When what is to come back was sent."""
_HTML = (
    "<html><head><style>@list l0:level1 {mso-level-number-format:bullet;} p.a {mso-list:l0 level1 lfo1}"
    "</style></head><body><h1>Rubrik</h1><p class=a style='mso-list:l0 level1 lfo1'>Ett <b>fet</b> "
    '<a href="https://example.se/">länk</a><a href="#_ftn1" name="_ftnref1">[1]</a></p>'
    "<ul><li>a<ul><li>b</ul>"
    "</ul><table><tr><td colspan=2 rowspan=3>1</td><td>2<tr><td>3</table>"
    '<div id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a> Not</p></div></body></html>'
)


@dataclass(frozen=True, eq=False)
class Form:
    """A template to damage, with what is written by it."""

    content: bytes
    manifest: str
    agreement: Agreement
    files: Mapping[str, Attachment]
    comes_back: bool = True
    """Whether what is written by it is read as it was before it is damaged."""


@cache
def projects() -> tuple[bytes, ...]:
    """Return project files: of each format version, a full one, an example, and one of a later version."""
    from tests.project.made import FULL, as_version, rewritten
    from tests.word import made

    files = sorted((ROOT / "tests/project/files").glob("*.lokdesk"))
    full = project.dumps(Project(FULL))
    answered = FULL.model_copy(update={"agreement": made.example("tva-kommuner")})

    def add(raw: dict[str, object]) -> None:
        raw["nyhet"] = {"svar": ["Något som kom senare"], "antal": 3}

    later = as_version(rewritten(full, add), CURRENT.major, CURRENT.minor + 1)
    return (*(file.read_bytes() for file in files), full, project.dumps(Project(answered)), later)


@cache
def documents() -> tuple[bytes, ...]:
    """Return documents: with tables, notes and lists, with comments, with an attached file."""
    from tests.word import made, test_comments, test_merge, test_read

    titled = made.template(made.h(1, made.field("title")), made.text("background"), made.p("Slut"))
    said: tuple[Comment, ...] = tuple(test_comments.everywhere(test_read.HELD))
    agreement, files = test_merge.held(("plan.docx", foreign()), ("karta.png", test_merge.png()))
    return (
        test_read.WRITTEN,
        render(made.example("tva-kommuner"), titled),
        render(test_read.HELD, test_read.SMALL, made.attached(file0001="tal.xlsx"), said),
        render(agreement, test_merge.TEMPLATE, files),
    )


@cache
def drafts() -> tuple[Draft, ...]:
    """Return drafts with the version of each that was sent out: small ones, and an example as it goes out."""
    found = [(reading.read(one).written, one) for one in documents()[:3]]
    example = LIBRARY.example("tva-kommuner").agreement
    found.append((example, document.render(Draft(agreement=example), LIBRARY)))
    return tuple(
        Draft(
            agreement=agreement, versions=(kept("version1", agreement, "utkast.docx", docx, "skickad", SENT),)
        )
        for agreement, docx in found
    )


@cache
def foreign() -> bytes:
    """Return a document that Lokdesk has not written: headings, a list, a table, a picture and a note."""
    from io import BytesIO

    from docx.document import Document

    from tests.word import test_merge

    def build(document: Document) -> None:
        document.add_heading("Handlingsplan", 1)
        document.add_paragraph("Vi gör så här:").add_run(" tillsammans").bold = True
        document.add_paragraph("Först", style="List Number")
        document.add_paragraph("Sedan", style="List Bullet")
        cells = document.add_table(2, 2).rows[0].cells
        cells[0].text, cells[1].text = "Vem", "Vad"
        document.add_picture(BytesIO(test_merge.png()))

    return test_merge.word(build)


@cache
def forms() -> tuple[Form, ...]:
    """Return templates: with repeats and tables, with contents and appendices, and the bundled one."""
    from tests.word import made, test_merge, test_read

    held, attached = test_merge.held(("plan.docx", foreign()))
    small = Form(test_read.SMALL.content, made.MANIFEST, test_read.HELD, made.attached(file0001="tal.xlsx"))
    merging = Form(test_merge.TEMPLATE.content, made.MANIFEST, held, attached)
    # What somebody has made a template of by writing over a document.
    written = Form(
        test_read.WRITTEN, made.MANIFEST, test_read.HELD, made.attached(file0001="tal.xlsx"), False
    )
    shipped: Template = made.shipped()
    bundled = Form(
        shipped.content,
        (ROOT / "templates/grundmall.toml").read_text("utf-8"),
        made.example("tva-kommuner"),
        {},
    )
    return (*[small] * 9, *[merging] * 9, *[written] * 3, bundled)


@cache
def pastes() -> tuple[bytes, ...]:
    """Return what programs put on the clipboard, as HTML."""
    samples = sorted((ROOT / "tests/gui/clipboard/samples").glob("*.html"))
    return (_HTML.encode(), *(file.read_bytes() for file in samples))


ALL: Mapping[str, Callable[[], tuple[object, ...]]] = {
    "project": projects,
    "word": documents,
    "template": forms,
    "clipboard": pastes,
}
"""By what they are met as; word also takes what is foreign to it."""
