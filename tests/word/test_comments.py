"""What is said of answers, as comments in the margin of a document that asks for them."""

import io
import re
import subprocess
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.word.comments import Comment, initials
from lokdesk.word.printed import printed
from lokdesk.word.read import read
from lokdesk.word.render import render
from lokdesk.word.soundness import faults
from lokdesk.word.typography import typeset
from tests import validators
from tests.strategies import agreements
from tests.word import made

NOON = datetime(2026, 3, 2, 12, 30)


def comment(address: str, *lines: str) -> Comment:
    return Comment(address, "Platsen", lines or ("Är det så?",), "Eva Ek, Växjö kommun", NOON)


def everywhere(agreement: Agreement) -> list[Comment]:
    """Return a comment on every answer, list item and list of *agreement*."""
    answers = [address for address, _, _ in at.answers(agreement)]
    items = [address for address, _ in at.items(agreement)]
    return [comment(address) for address in (*answers, *items, *map(at.parent, items))]


def parts(docx: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {
            name: archive.read(name).decode()
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }


def commented_on(docx: bytes, number: int = 0) -> str:
    """Return the words between the ends of a comment."""
    document = parts(docx)["word/document.xml"]
    _, _, rest = document.partition(f'<w:commentRangeStart w:id="{number}"/>')
    within, found, _ = rest.partition(f'<w:commentRangeEnd w:id="{number}"/>')
    assert found
    return "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", within))


def test_a_comment_says_who_wrote_what_and_when():
    docx = render(made.example(), made.shipped(), said=[comment("title", "Bra <titel>?", 'Eller "inte"')])

    text = parts(docx)["word/comments.xml"]
    assert 'w:author="Eva Ek, Växjö kommun"' in text
    assert 'w:initials="EE"' in text
    assert 'w:date="2026-03-02T12:30:00Z"' in text
    assert "Bra &lt;titel&gt;?" in text
    assert text.count("<w:p>") == 2


def test_a_comment_stands_at_its_answer():
    agreement = made.example()
    forum = agreement.organisation.forums[0]
    here = f"organisation/forums/{forum.id}"
    where = ("title", "background", f"{here}/name", here, f"{here}/duties")

    docx = render(agreement, made.shipped(), said=[comment(address) for address in where])

    assert agreement.title is not None and agreement.title in commented_on(docx, 0)
    assert agreement.background is not None
    assert commented_on(docx, 1) == "".join(typeset(block.text) for block in agreement.background.blocks)
    assert forum.name is not None
    assert forum.name in commented_on(docx, 2)
    assert forum.name in commented_on(docx, 3)
    assert forum.duties is not None
    assert forum.duties.blocks[-1].text in commented_on(docx, 4)
    assert "Platsen" not in parts(docx)["word/comments.xml"]


def test_a_comment_on_what_is_not_printed_says_what_it_is_about():
    docx = render(made.example(), made.shipped(), said=[comment("economy")])

    assert "Platsen:" in parts(docx)["word/comments.xml"]
    assert commented_on(docx)


def test_several_comments_on_one_answer_are_each_whole():
    docx = render(made.example(), made.shipped(), said=[comment("title", "Ett"), comment("title", "Två")])

    assert commented_on(docx, 0) == commented_on(docx, 1)
    assert faults(docx) == []


def test_without_comments_there_is_no_trace_of_them():
    plain = render(made.example(), made.shipped())

    assert "word/comments.xml" not in parts(plain)
    assert not any("comment" in text.lower() for text in parts(plain).values())


@pytest.mark.parametrize("name", ["kronoberg", "tva-kommuner"])
def test_a_document_with_comments_everywhere_says_what_it_says_without(name: str):
    agreement, template = made.example(name), made.shipped()

    reading = read(render(agreement, template, said=everywhere(agreement)))

    assert reading.agreement == printed(agreement, template)
    assert reading.unplaced == ()


@settings(max_examples=15)
@given(agreements(20), st.data())
def test_comments_change_nothing_of_what_is_read(agreement: Agreement, data: st.DataObject):
    template = made.shipped()
    said = data.draw(st.lists(st.sampled_from(everywhere(agreement)), min_size=1, max_size=4))

    docx = render(agreement, template, said=said)

    assert faults(docx) == []
    assert read(docx).agreement == printed(agreement, template)


@pytest.mark.parametrize(
    ("author", "short"),
    [("Eva Ek, Växjö kommun", "EE"), ("åsa", "Å"), ("", ""), ("A B C D E F G H I J", "ABCDEFGHI")],
)
def test_initials_are_those_of_the_name(author: str, short: str):
    assert initials(author) == short


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    agreement = made.example()
    path = tmp_path_factory.mktemp("comments") / "kommentarer.docx"
    path.write_bytes(render(agreement, made.shipped(), said=everywhere(agreement)))
    return path


def test_the_validators_find_no_error(ooxml_validator: Path, document: Path):
    assert ooxml_validator.is_file()
    assert validators.sdk_errors([document]) == []
    assert validators.audit_errors(document) == []
    assert faults(document.read_bytes()) == []


def test_libreoffice_shows_them(soffice: Path, tmp_path: Path):
    path = tmp_path / "a.docx"
    path.write_bytes(render(made.example(), made.shipped(), said=[comment("background", "Stämmer det?")]))
    profile = (tmp_path / "profile").as_uri()

    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "fodt",
            "--outdir",
            tmp_path,
            path,
        ],
        check=True,
        capture_output=True,
    )

    text = (tmp_path / "a.fodt").read_text(encoding="utf-8")
    (annotation,) = re.findall(r"<office:annotation .*?</office:annotation>", text, re.DOTALL)
    assert "<dc:creator>Eva Ek, Växjö kommun</dc:creator>" in annotation
    assert "Stämmer det?" in annotation
