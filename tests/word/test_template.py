"""Loading a template."""

from collections.abc import Callable

import pytest

from lokdesk.agreement.agreement import Agreement
from lokdesk.word import package, soundness
from lokdesk.word.printed import printed
from lokdesk.word.read import read
from lokdesk.word.render import render
from lokdesk.word.template import BadTemplate
from tests.word import made
from tests.word.made import cell, field, h, p, row, table, text


def test_a_template_knows_where_answers_are_at_home():
    template = made.template(
        h(1, field("title")), field("goals", h(2, field("goals/*/title")), text("goals/*/effect"))
    )

    assert list(template.homes) == ["title", "goals", "goals/*/title", "goals/*/effect"]
    assert (template.id, template.version, template.name) == ("liten", "1", "Liten mall")


def test_a_copy_is_no_home():
    template = made.template(p(field("copy:title")), field("copy:goals", p(field("copy:goals/*/title"))))

    assert not template.homes


@pytest.mark.parametrize("content", [b"", b"inget dokument", made.zipped({"a.txt": "a"})])
def test_what_is_no_word_document_is_refused_in_swedish(content: bytes):
    with pytest.raises(BadTemplate, match="inget Word-dokument"):
        made.load(content, made.MANIFEST)


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        ("id = ", "TOML"),
        ('id = "liten"\nversion = "1"', "name"),
        ('id = "Stora Bokstäver"\nversion = "1"\nname = "x"', "id"),
        (made.MANIFEST + "unknown = 1", "unknown"),
        (made.MANIFEST + '[words]\nappendix_label = "Bilaga {nummer}"', "words.appendix_label"),
        (made.MANIFEST + '[words]\ncase_number = "{number} ({letter})"', "words.case_number"),
    ],
)
def test_a_manifest_that_cannot_be_used_says_what_is_wrong(manifest: str, message: str):
    with pytest.raises(BadTemplate, match=message):
        made.load(made.docx(p("x")), manifest)


def test_what_belongs_to_the_editing_of_the_template_is_left_behind():
    settings = '<w:updateFields w:val="true"/><w:documentProtection/><w:rsids/><w:zoom w:percent="90"/>'
    template = made.template(
        '<w:p w:rsidR="00AB12CD" w14:paraId="1A2B3C4D"><w:proofErr w:type="spellStart"/>'
        "<w:r><w:t>text</w:t></w:r>"
        '<w:bookmarkStart w:id="7" w:name="_GoBack"/><w:bookmarkEnd w:id="7"/></w:p>',
        settings=settings,
    )

    assert template.parts["word/settings.xml"].count(b"<w:") == 2
    body = template.main.body[0]
    assert "rsid" not in str(body) and "paraId" not in str(body) and "proofErr" not in str(body)
    assert "_GoBack" not in str(body)


def test_tracked_changes_in_a_template_count_as_accepted():
    template = made.template(
        '<w:p><w:ins w:id="1"><w:r><w:t>nytt</w:t></w:r></w:ins>'
        '<w:del w:id="2"><w:r><w:delText>gammalt</w:delText></w:r>'
        "</w:del></w:p>"
    )

    written = str(template.main.body)
    assert "nytt" in written and "gammalt" not in written and "w:ins" not in written


def test_a_template_in_which_a_paragraph_has_been_set_otherwise_with_track_changes_is_whole():
    was = '<w:pPrChange w:id="9" w:author="Lisa" w:date="2026-01-01T00:00:00Z"><w:pPr/></w:pPrChange>'
    centred = f'<w:p><w:pPr><w:jc w:val="center"/>{was}</w:pPr><w:r><w:t>Mitt på</w:t></w:r></w:p>'

    document = render(Agreement(), made.template(centred, h(1, field("title")), header=centred))

    assert '<w:jc w:val="center"/>' in made.part(document) and "pPrChange" not in made.part(document)
    assert "pPrChange" not in made.part(document, "word/header1.xml")


def test_a_template_kept_as_a_word_template_makes_documents():
    parts = made.parts(made.docx(p(field("title"))))
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"document.main+xml", b"template.main+xml"
    )

    template = made.load(made.zipped(parts), made.MANIFEST)

    assert (template.types.of("word/document.xml") or "").endswith("document.main+xml")


@pytest.mark.parametrize(
    "body",
    [
        field("title", table(row(cell(p("x"))))),
        table(row(field("title", cell()))),
        table(row(cell(field("background", table(row(cell(p("x"))))), p()))),
        p(field("background")),
        field("background", ""),
        p(field("goals/*/title")),
        field("goals/goal0001/indicators", p(field("goals/goal0001/indicators/*/name"))),
        p("<w:r><w:drawing><w:sdt><w:sdtContent/></w:sdt></w:drawing></w:r>"),
    ],
)
def test_a_template_that_breaks_the_contract_still_loads_and_writes(body: str):
    template = made.template(body)

    for held in (Agreement(), made.example("tva-kommuner")):
        assert made.part(render(held, template)).startswith("<?xml")


def test_a_template_made_of_a_document_brings_neither_its_answers_nor_its_ids():
    first = made.template(made.p(made.field("title")), made.text("background"))
    held = Agreement.model_validate({"title": "Förr", "background": "Se [https://a.se] här."})

    again = made.load(render(held, first), made.MANIFEST)
    now = Agreement(title="Nu")
    document = render(now, again)

    assert soundness.faults(document) == []
    assert read(document).agreement == printed(now, again)
    assert "Förr" not in "".join(part.decode(errors="replace") for part in made.parts(document).values())


def _without(content: bytes, name: str) -> bytes:
    return made.zipped({one: held for one, held in made.parts(content).items() if one != name})


def _with(content: bytes, name: str, held: bytes) -> bytes:
    return made.zipped({**made.parts(content), name: held})


@pytest.mark.parametrize(
    "damaged",
    [
        lambda docx: _with(docx, "word/fontTable.xml", b"<w:fonts"),
        lambda docx: _without(docx, "word/fontTable.xml"),
        lambda docx: _without(docx, "word/styles.xml"),
        lambda docx: _with(docx, "CON", b"x"),
        lambda docx: _with(
            docx,
            "word/document.xml",
            made.parts(docx)["word/document.xml"].replace(b'xmlns:r="http:', b'xmlns:r="other:'),
        ),
        lambda docx: _with(docx, "word/numbering.xml", made.parts(docx)["word/styles.xml"]),
        lambda docx: _with(
            docx, package.TYPES, made.parts(docx)[package.TYPES].replace(b"numbering+xml", b"styles+xml")
        ),
        lambda docx: _with(
            docx,
            "word/document.xml",
            made.parts(docx)["word/document.xml"].replace(
                b"<w:sdtPr>", b'<w:sdtPr><o:o xmlns:o="urn:o"><w:r><w:t>Text</w:t></w:r></o:o>'
            ),
        ),
    ],
    ids=[
        "broken part",
        "missing part",
        "no styles",
        "part without a type",
        "other words",
        "another part",
        "another type",
        "text among properties",
    ],
)
def test_a_template_that_would_make_broken_documents_is_refused(damaged: Callable[[bytes], bytes]):
    with pytest.raises(BadTemplate, match="Mallen är skadad"):
        made.load(damaged(made.template(made.p(made.field("title"))).content), made.MANIFEST)


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("<w:tbl><w:tc><w:p/></w:tc></w:tbl>", "w:tc i w:tbl"),
        ("<w:tr><w:tc><w:p/></w:tc></w:tr>", "w:tr i w:body"),
        ("<w:p><w:p/></w:p>", "w:p i w:p"),
        ("<w:p><w:t>Ord</w:t></w:p>", "w:t i w:p"),
        ("<w:p><w:sdtContent><w:r/></w:sdtContent></w:p>", "w:sdtContent i w:p"),
        ("<w:sdt><w:sdtPr/></w:sdt>", "saknar innehåll"),
    ],
)
def test_a_template_with_text_where_word_knows_none_is_refused(body: str, place: str):
    with pytest.raises(BadTemplate, match=place):
        made.load(made.docx(body), made.MANIFEST)
