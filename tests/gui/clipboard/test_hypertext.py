"""HTML from the clipboard as text: what real programs write, and whatever else may come."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokdesk.agreement.rich_text import DEEPEST_LEVEL, Block, Footnote, RichText, Run, plain
from lokdesk.gui.clipboard import hypertext

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.html"))


def text(*blocks: Block) -> RichText:
    return RichText(blocks=blocks)


def block(kind: str, level: int, *runs: Run | Footnote | str) -> Block:
    made = [Run(text=run) if isinstance(run, str) else run for run in runs]
    return Block.model_validate({"kind": kind, "level": level, "runs": made})


def rich_text(html: str) -> RichText | None:
    """Return what a rich text can hold of *html*, in normal form."""
    pieces = hypertext.read(html)
    held = RichText(blocks=tuple(Block(kind=one.kind, level=one.level, runs=one.runs) for one in pieces))
    return held if held.blocks else None


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_what_a_program_puts_on_the_clipboard_is_read(sample: Path):
    expected = RichText.model_validate_json(sample.with_suffix(".json").read_text(encoding="utf-8"))

    assert rich_text(sample.read_text(encoding="utf-8")) == expected


def test_there_are_samples_of_the_usual_programs():
    programs = {sample.stem.split("_")[0] for sample in SAMPLES}

    assert programs >= {"word", "excel", "outlook", "libreoffice", "chrome", "firefox", "google", "teams"}


@pytest.mark.parametrize(
    ("html", "bold", "italic"),
    [
        ("<b>x</b>", True, False),
        ("<strong>x</strong>", True, False),
        ("<em>x</em>", False, True),
        ('<span style="font-weight:700;font-style:italic">x</span>', True, True),
        ('<span style="FONT-WEIGHT: Bold">x</span>', True, False),
        ('<b style="font-weight:normal">x</b>', False, False),
        ('<b><span style="font-weight: 400">x</span></b>', False, False),
        ('<b style="mso-bidi-font-weight:normal">x</b>', True, False),
        ("<style>.k {font-weight:bold}</style><span class=k>x</span>", True, False),
        ("<u>x</u>", False, False),
    ],
)
def test_words_are_bold_or_italic_by_tag_by_style_and_by_class(html: str, bold: bool, italic: bool):
    assert rich_text(html) == text(block("paragraph", 0, Run(text="x", bold=bold, italic=italic)))


@pytest.mark.parametrize(
    ("target", "link"),
    [
        ("https://example.se/a?b=c", "https://example.se/a?b=c"),
        ("HTTP://example.se", "HTTP://example.se"),
        ("mailto:a@example.se", "mailto:a@example.se"),
        (
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.se%2Fx&data=1",
            "https://example.se/x",
        ),
        ("file:///C:/hemligt.docx", None),
        ("#_Toc123", None),
        ("/lagar/1", None),
        ("javascript:alert(1)", None),
        ("http://[trasig", None),
    ],
)
def test_links_to_pages_and_mailboxes_are_kept_and_others_are_words(target: str, link: str | None):
    assert rich_text(f'<a href="{target}">ord</a>') == text(block("paragraph", 0, Run(text="ord", link=link)))


def test_a_list_in_word_has_levels_and_kinds_from_its_marks():
    html = "".join(
        f"<p class=MsoListParagraph style='mso-list:l0 level{level} lfo1'><![if !supportLists]><span "
        f"style='mso-list:Ignore'>{mark}<span>&nbsp;&nbsp; </span></span><![endif]>{words}<o:p></o:p></p>"
        for level, mark, words in (
            (1, "·", "ett"),
            (2, "o", "två"),
            (3, "1.1.1", "tre"),
            (2, "a)", "fyra"),
            (9, "iv.", "fem"),
        )
    )

    assert rich_text(html) == text(
        block("bullet", 0, "ett"),
        block("bullet", 1, "två"),
        block("number", 2, "tre"),
        block("number", 1, "fyra"),
        block("number", DEEPEST_LEVEL, "fem"),
    )


def test_a_second_paragraph_of_an_item_is_a_line_of_it():
    assert rich_text("<ol><li><p>ett</p><p>mer</p></li><li>två</li></ol>") == text(
        block("number", 0, "ett\nmer"), block("number", 0, "två")
    )


def test_a_row_of_a_table_is_a_line_and_a_cell_of_several_paragraphs_stays_as_it_is():
    html = "<table><tr><td>a<td><td><b>c</b><tr><td>ensam<td><tr><td>x<td><p>y</p><ul><li>z</li></ul></table>"

    assert rich_text(html) == text(
        block("paragraph", 0, "a; –; ", Run(text="c", bold=True)),
        block("paragraph", 0, "ensam"),
        block("paragraph", 0, "x"),
        block("paragraph", 0, "y"),
        block("bullet", 0, "z"),
    )


def test_spaces_are_one_and_the_ones_that_do_not_break_are_kept_between_words():
    html = "<p> a \n b&nbsp; c 9&nbsp;§ <b>d&nbsp;</b> e&nbsp;</p><p>&nbsp;</p>"

    assert rich_text(html) == text(block("paragraph", 0, "a b c 9\u00a0§ ", Run(text="d ", bold=True), "e"))


def test_two_breaks_in_a_row_part_paragraphs():
    assert rich_text("a<br>b<br><br>c<br>") == text(block("paragraph", 0, "a\nb"), block("paragraph", 0, "c"))


def test_words_alone_keep_the_space_at_their_ends():
    assert [run.text for run in hypertext.read("<i>ord </i>")[0].runs if isinstance(run, Run)] == ["ord "]


def test_a_list_typed_in_mail_is_a_list():
    assert rich_text("Vi ska<br>• mötas<br>• prata") == text(
        block("paragraph", 0, "Vi ska"), block("bullet", 0, "mötas"), block("bullet", 0, "prata")
    )


@pytest.mark.parametrize("html", ["", "<p></p>", "<script>x</script>", "<img src=a>", "<p>&nbsp;<br></p>"])
def test_what_says_nothing_is_nothing(html: str):
    assert rich_text(html) is None
    assert hypertext.read(html) == ()


_TAGS = (
    "p /p ul ol /ul li li~aria-level=99 li~aria-level=x /li br b /b table tr td~colspan=99999 th~rowspan=-1 "
    "/table h1 /h1 div /div pre xml o:p /span /a style /style i~style='font-weight:' !-- ![endif] "
    "a~href='#_ftn1'~name='_ftnref1' a~href='#_ftnref1'~name='_ftn1' a~href='http://[x' "
    "p~class=MsoListParagraph~style='mso-list:l0~level2~lfo1' span~style='mso-list:Ignore'"
)
_WORDS = (
    "ord",
    " ",
    "\n",
    "• ",
    "1. ",
    "- ",
    "&nbsp;",
    "&#0;",
    "&#xD800;",
    "\x00",
    "\ud800",
    "\u2028",
    "-->",
)
_RULES = ("@list l0:level1 {mso-level-number-format:bullet}", ".a{display:none}", "<![if !supportLists]>")
_SCRAPS = (*(f"<{one}>".replace("~", " ") for one in _TAGS.split(" ")), *_WORDS, *_RULES)


@given(st.lists(st.sampled_from(_SCRAPS), max_size=40).map("".join) | st.text())
def test_whatever_comes_is_read_and_is_in_normal_form(html: str):
    read = rich_text(html)

    if read is not None:
        assert RichText.model_validate(read.model_dump()) == read
        assert read.blocks
        for run in (run for one in read.blocks for run in one.runs if isinstance(run, Run)):
            assert run.link is None or run.link.casefold().startswith(("http:", "https:", "mailto:"))


def test_however_deep_it_is_nested_it_is_read():
    assert rich_text("<div><ul>" * 2000 + "ord") is not None


def test_many_pages_are_read_whole():
    html = "".join(
        f"<p class=MsoNormal>Stycke <b>{number}</b> &nbsp; slut<o:p></o:p></p>" for number in range(5000)
    )

    read = rich_text(html)

    assert read is not None
    assert len(read.blocks) == 5000
    assert plain(read.blocks[-1].text) == plain("Stycke 4999 slut")


def test_a_style_sheet_without_any_rules_is_read_once_and_not_from_every_place_in_it():
    # Read again from each of its letters, it would take hours.
    (piece,) = hypertext.read(f"<style>{'a' * 2_000_000}</style><p>Ord</p>")

    assert "".join(run.text for run in piece.runs if isinstance(run, Run)) == "Ord"


def words(html: str) -> str:
    held = rich_text(html)
    return held.text if held else ""


def test_what_is_called_a_mark_of_a_list_but_says_more_is_kept():
    said = words('<p>Ett <span style="mso-list:Ignore">· och sedan kommunerna</span></p>')

    assert "och sedan kommunerna" in said


def test_words_within_the_call_of_a_note_are_kept():
    said = words(
        '<p>Ett<a href="#_ftn1" name="_ftnref1">[1] och mycket annat</a></p>'
        '<div id=n1><p><a href="#_ftnref1" name="_ftn1">[1] Noten</a> slutar</p></div>'
    )

    assert "och mycket annat" in said


def test_a_note_in_the_paragraph_that_calls_it_takes_nothing_with_it():
    said = words('<p>Före <a href="#b" name="a">1</a> efter <a href="#a" name="b">1</a> sist</p>')

    assert [one for one in ("Före", "efter", "sist") if one not in said] == []


def test_two_notes_in_one_place_are_each_in_its_own():
    held = rich_text(
        '<p>A<a href="#_ftn1" name="_ftnref1">[1]</a> och B<a href="#_ftn2" name="_ftnref2">[2]</a></p>'
        '<div id=n><p><a href="#_ftnref1" name="_ftn1">[1]</a> Om A. '
        '<a href="#_ftnref2" name="_ftn2">[2]</a> Om B.</p></div>'
    )

    assert held == text(
        block("paragraph", 0, "A", Footnote(footnote="Om A."), " och B", Footnote(footnote="Om B."))
    )


def test_many_links_back_to_one_note_are_gone_through_once():
    back = '<a href="#_ftnref1" name="_ftn1">1</a> '
    html = f'<p>A<a href="#_ftn1" name="_ftnref1">[1]</a></p><div id=n><p>{back * 20_000}Not</p></div>'

    held = rich_text(html)

    assert held == text(block("paragraph", 0, "A", Footnote(footnote="Not")))


def test_what_windows_writes_first_is_left_out_and_white_space_is_only_white_space():
    assert words("Version:1.0\r\nStartHTML:0001\r\n<p>Ord</p>") == "Ord"
    assert words("<p>Ord</p>" + " " * 1_000_000) == "Ord"


def test_a_row_of_very_many_cells_and_a_paragraph_of_very_many_lines_are_pasted():
    row = words(f"<table><tr>{'<td>Cell' * 20_000}</table>")
    lines = words("<p>" + "Rad<br>och<b> fet</b><br>" * 10_000)

    assert row.count("Cell") == 20_000
    assert lines.count("Rad") == lines.count("fet") == 10_000
