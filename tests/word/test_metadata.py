"""What a document tells besides its text: nothing of who has worked on it, where, or in which files."""

import io
import zipfile
from datetime import UTC, datetime

import docx
import pytest
from docx.document import Document

from lokdesk.agreement.discussion import Discussion, Note
from lokdesk.agreement.rich_text import plain
from lokdesk.session import document
from lokdesk.session.library import Library
from lokdesk.word.render import render
from lokdesk.word.soundness import faults
from lokdesk.word.template import Template, load
from tests.word import made
from tests.word.test_merge import TEMPLATE as MERGING
from tests.word.test_merge import held, with_xml

SECRET = "Hemlin"
"""The name of one who has edited, wherever a Word file may have it."""
PLACE = "C:/Users/hemlin/mall.dotx"
_REL = "http://schemas.openxmlformats.org"
_RELS = f'xmlns="{_REL}/package/2006/relationships"'


def with_traces(content: bytes) -> bytes:
    """Return a Word file with all that Word may have left in it of those who have edited it."""
    parts = made.parts(content)
    office = f"{_REL}/officeDocument/2006/relationships"
    parts["docProps/core.xml"] = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Eva {SECRET}</dc:creator>'
        f"<cp:lastModifiedBy>Eva {SECRET}</cp:lastModifiedBy></cp:coreProperties>"
    ).encode()
    parts["docProps/app.xml"] = (
        f'<Properties xmlns="{_REL}/officeDocument/2006/extended-properties"><Template>{PLACE}</Template>'
        f"<Manager>{SECRET}</Manager><Company>{SECRET} AB</Company></Properties>"
    ).encode()
    parts["docProps/custom.xml"] = (
        f'<Properties xmlns="{_REL}/officeDocument/2006/custom-properties"'
        f' xmlns:vt="{_REL}/officeDocument/2006/docPropsVTypes"><property'
        ' fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="MSIP_Label_Owner">'
        f"<vt:lpwstr>eva.{SECRET}@example.se</vt:lpwstr></property></Properties>"
    ).encode()
    parts["word/people.xml"] = (
        '<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
        f'<w15:person w15:author="{SECRET}"/></w15:people>'
    ).encode()
    parts["word/_rels/settings.xml.rels"] = (
        f'<Relationships {_RELS}><Relationship Id="rId1" Type="{office}/attachedTemplate"'
        f' Target="file:///{PLACE}" TargetMode="External"/></Relationships>'
    ).encode()
    settings = parts["word/settings.xml"].decode()
    rsids = '<w:rsids><w:rsidRoot w:val="00ABCDEF"/></w:rsids>'
    variables = f'<w:docVars><w:docVar w:name="a" w:val="{SECRET}"/></w:docVars>'
    parts["word/settings.xml"] = settings.replace(
        "</w:settings>", f"{rsids}{variables}</w:settings>", 1
    ).encode()
    rels = parts["_rels/.rels"].decode()
    if "core-properties" not in rels:
        core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
        own = f'<Relationship Id="rIdC" Type="{core}" Target="docProps/core.xml"/>'
        own += f'<Relationship Id="rIdE" Type="{office}/extended-properties" Target="docProps/app.xml"/>'
        rels = rels.replace("</Relationships>", f"{own}</Relationships>")
    custom = f'<Relationship Id="rIdX" Type="{office}/custom-properties" Target="docProps/custom.xml"/>'
    parts["_rels/.rels"] = rels.replace("</Relationships>", f"{custom}</Relationships>").encode()
    people = '<Relationship Id="rIdP" Type="http://schemas.microsoft.com/office/2011/relationships/people"'
    name = "word/_rels/document.xml.rels"
    parts[name] = (
        parts[name]
        .decode()
        .replace("</Relationships>", f'{people} Target="people.xml"/></Relationships>')
        .encode()
    )
    types = parts["[Content_Types].xml"].decode()
    kinds = {
        "/docProps/custom.xml": "officedocument.custom-properties+xml",
        "/word/people.xml": "officedocument.wordprocessingml.people+xml",
    }
    overrides = "".join(
        f'<Override PartName="{part}" ContentType="application/vnd.openxmlformats-{kind}"/>'
        for part, kind in kinds.items()
    )
    parts["[Content_Types].xml"] = types.replace("</Types>", f"{overrides}</Types>").encode()
    text = parts["word/document.xml"].decode()
    parts["word/document.xml"] = text.replace("<w:p>", '<w:p w:rsidR="00ABCDEF">').encode()
    return made.zipped(parts)


def traces(content: bytes) -> list[str]:
    """Return the parts of a Word file in which there is anything of who has edited it."""
    marks = (SECRET.casefold(), "00abcdef", "c:/users", "c:\\users", "lastmodifiedby", "<w:ins ", "<w:del ")
    return [
        name
        for name, part in made.parts(content).items()
        if any(mark in f"{name} {part.decode(errors='ignore')}".casefold() for mark in marks)
    ]


@pytest.fixture(scope="module")
def template() -> Template:
    content = with_traces((made.ROOT / "templates/grundmall.docx").read_bytes())
    assert len(traces(content)) > 6
    return load(content, (made.ROOT / "templates/grundmall.toml").read_text("utf-8"))


def test_nothing_of_who_has_made_the_template_comes_along(template: Template):
    written = render(made.example("tva-kommuner"), template)

    assert traces(written) == []
    assert faults(written) == []


def test_nothing_of_who_has_made_an_appendix_comes_along():
    when = '"2026-01-01T00:00:00Z"'
    changed = (
        f'<w:p><w:ins w:id="1" w:author="Eva {SECRET}" w:date={when}><w:r><w:t>Nytt</w:t></w:r></w:ins>'
        f'<w:del w:id="2" w:author="Eva {SECRET}" w:date={when}><w:r><w:delText>{SECRET}</w:delText></w:r>'
        "</w:del></w:p>"
    )
    theirs = docx.Document()
    theirs.core_properties.author = f"Eva {SECRET}"
    theirs.add_paragraph("Vi gör så här.")
    with_xml(changed)(theirs)
    commented(theirs)

    agreement, attached = held(("plan.docx", with_traces(saved(theirs))))
    written = render(agreement, MERGING, attached)

    assert "Nytt" in made.part(written)
    assert traces(written) == []
    assert faults(written) == []


def commented(theirs: Document) -> None:
    theirs.add_comment(
        theirs.paragraphs[0].runs, text=f"{SECRET} undrar", author=f"Eva {SECRET}", initials="EH"
    )


def saved(theirs: Document) -> bytes:
    content = io.BytesIO()
    theirs.save(content)
    return content.getvalue()


def test_what_the_group_has_said_is_in_a_document_only_where_that_is_asked_for():
    library = Library(made.ROOT / "resources", made.ROOT / "templates")
    said = Note(
        id="note0001",
        address="title",
        text=plain("Hemligt för gruppen"),
        author=SECRET,
        written=datetime(2026, 3, 1, tzinfo=UTC),
    )
    draft = library.example("tva-kommuner").model_copy(update={"discussion": Discussion(notes=(said,))})

    assert "Hemligt för gruppen" in everything(document.render(draft, library, comments=True))
    plainly = document.render(draft, library)
    assert "Hemligt för gruppen" not in everything(plainly)
    assert SECRET not in everything(plainly)
    assert "word/comments.xml" not in made.parts(plainly)


def test_no_document_tells_what_the_files_of_a_draft_that_are_not_in_it_are_called():
    library = Library(made.ROOT / "resources", made.ROOT / "templates")
    draft = library.example("kronoberg")
    other = draft.attachments[0].model_copy(update={"id": "hemlig00", "name": "Hemligt förslag.docx"})
    draft = draft.model_copy(update={"attachments": (*draft.attachments, other)})

    assert "Hemligt förslag" not in everything(document.render(draft, library))


def everything(content: bytes) -> str:
    """Return all that stands in a Word file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(f"{name} {archive.read(name).decode(errors='ignore')}" for name in archive.namelist())
