"""Longer texts: the editor holds exactly what a rich text holds, however it got there."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QMainWindow, QMessageBox, QVBoxLayout, QWidget

from lokdesk.agreement.rich_text import Block, Footnote, RichText, Run, plain
from lokdesk.guard import hypertext as guard
from lokdesk.gui.fields import rich_document
from lokdesk.gui.fields.text import RICH_TEXT, TextField
from lokdesk.gui.formatting import Formatting, as_target
from lokdesk.gui.tool_row import ToolRow
from tests import strategies
from tests.gui.hands import CTRL, SHIFT, click, meanwhile, press, type_text
from tests.gui.pages import write

Key = Qt.Key
Shown = Callable[[QWidget], QWidget]
SAMPLES = Path(__file__).parent / "clipboard" / "samples"


def paragraph(*runs: Run | Footnote | str) -> Block:
    return block("paragraph", 0, *runs)


def block(kind: str, level: int, *runs: Run | Footnote | str) -> Block:
    made = [Run(text=run) if isinstance(run, str) else run for run in runs]
    return Block.model_validate({"kind": kind, "level": level, "runs": made})


def text(*blocks: Block) -> RichText:
    return RichText(blocks=blocks)


class Desk:
    """An editor with its formatting bar, and hands on it."""

    def __init__(self, field: TextField, formatting: Formatting, bar: ToolRow) -> None:
        self.field = field
        self.formatting = formatting
        self._bar = bar

    @property
    def value(self) -> RichText | None:
        return self.field.value

    def tool(self, name: str) -> None:
        click(self._bar.button(self.formatting.actions[name]))

    def select(self, start: int, end: int) -> None:
        cursor = self.field.input.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
        self.field.input.setTextCursor(cursor)

    def put(self, position: int) -> None:
        self.select(position, position)

    def paste(self, **formats: str) -> None:
        data = QMimeData()
        if "html" in formats:
            data.setHtml(formats["html"])
        data.setText(formats.get("plain", ""))
        self.field.input.insertFromMimeData(data)


@pytest.fixture
def desk(shown: Shown) -> Desk:
    window = QMainWindow()
    field = TextField()
    formatting = Formatting(window)
    bar = ToolRow("Text")
    bar.fill(formatting.actions.values())
    formatting.fill(window.menuBar().addMenu("Text"))
    both = QWidget()
    column = QVBoxLayout(both)
    column.addWidget(bar)
    column.addWidget(field)
    window.setCentralWidget(both)
    window.resize(900, 300)
    shown(window)
    field.setFocus()
    formatting.follow(field.input)
    return Desk(field, formatting, bar)


# Values and documents


@pytest.mark.usefixtures("qapp")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(strategies.rich_texts())
def test_a_text_comes_back_from_the_editor_as_it_went_in(value: RichText | None):
    document = QTextDocument()

    rich_document.show(document, value)

    assert rich_document.read(document) == value


@pytest.mark.usefixtures("qapp")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(strategies.rich_texts(), strategies.rich_texts())
def test_nothing_is_left_of_the_text_that_was_there_before(old: RichText | None, new: RichText | None):
    document = QTextDocument()
    rich_document.show(document, old)

    rich_document.show(document, new)

    assert rich_document.read(document) == new


@pytest.mark.usefixtures("qapp")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(strategies.rich_texts())
def test_tidying_up_changes_no_words(value: RichText | None):
    document = QTextDocument()
    rich_document.show(document, value)

    rich_document.tidy(document)

    assert rich_document.read(document) == value


def numbers(field: TextField) -> list[int]:
    """Return the number that each block is shown with; 0 for what is in no list."""
    found: list[int] = []
    one = field.input.document().begin()
    while one.isValid():
        in_list = one.textList()
        found.append(in_list.itemNumber(one) + 1 if in_list is not None else 0)
        one = one.next()
    return found


def test_lists_are_numbered_as_they_will_be_in_print(desk: Desk):
    desk.field.show_value(
        text(
            block("number", 0, "ett"),
            block("number", 1, "ett ett"),
            block("number", 1, "ett två"),
            block("number", 0, "två"),
            block("number", 1, "två ett"),
            block("bullet", 0, "punkt"),
            block("number", 0, "ett igen"),
            paragraph("stycke"),
            block("number", 0, "ett ännu en gång"),
        )
    )

    assert numbers(desk.field) == [1, 1, 2, 2, 1, 1, 1, 0, 1]


# Typing


def test_what_is_typed_is_the_answer_paragraph_by_paragraph(desk: Desk):
    type_text("Åtgärder – ”så här”\n\nAndra stycket ")

    assert desk.value == text(paragraph("Åtgärder – ”så här”"), paragraph("Andra stycket"))


def test_shift_enter_is_a_line_break(desk: Desk):
    type_text("rad ett")
    press(Key.Key_Return, SHIFT)
    type_text("rad två")

    assert desk.value == text(paragraph("rad ett\nrad två"))


def test_words_are_bold_or_italic_from_where_it_is_said(desk: Desk):
    type_text("a ")
    press(Key.Key_B, CTRL)
    type_text("b")
    press(Key.Key_B, CTRL)
    press(Key.Key_I, CTRL)
    type_text("c")
    press(Key.Key_I, CTRL)
    type_text("d")

    wanted = text(paragraph("a ", Run(text="b", bold=True), Run(text="c", italic=True), "d"))
    assert desk.value == wanted


def test_selected_words_become_bold_and_plain_again(desk: Desk):
    type_text("en två tre")
    desk.select(3, 6)

    press(Key.Key_B, CTRL)
    assert desk.value == text(paragraph("en ", Run(text="två", bold=True), " tre"))
    assert desk.formatting.actions["bold"].isChecked()

    press(Key.Key_B, CTRL)
    assert desk.value == plain("en två tre")


def test_a_list_grows_by_enter_has_levels_and_ends_by_an_empty_item(desk: Desk):
    type_text("Vi ska:\n")
    desk.tool("bullet")
    type_text("mötas\n")
    desk.tool("deeper")
    type_text("varje vecka\noftare\n")
    type_text("\n")  # out one level
    type_text("prata\n")
    type_text("\n")  # out of the list
    type_text("Slut")

    assert desk.value == text(
        paragraph("Vi ska:"),
        block("bullet", 0, "mötas"),
        block("bullet", 1, "varje vecka"),
        block("bullet", 1, "oftare"),
        block("bullet", 0, "prata"),
        paragraph("Slut"),
    )


def test_selected_paragraphs_become_a_list_of_either_kind_and_paragraphs_again(desk: Desk):
    desk.field.show_value(plain("ett\ntvå\ntre"))
    desk.select(0, 11)

    desk.tool("number")
    assert desk.value == text(*(block("number", 0, word) for word in ("ett", "två", "tre")))
    assert numbers(desk.field) == [1, 2, 3]
    desk.tool("bullet")
    assert desk.value == text(*(block("bullet", 0, word) for word in ("ett", "två", "tre")))
    desk.tool("bullet")
    assert desk.value == plain("ett\ntvå\ntre")


def test_levels_go_no_deeper_than_a_text_can_hold_and_no_further_out_than_the_margin(desk: Desk):
    desk.tool("bullet")
    type_text("a")
    for _ in range(9):
        desk.tool("deeper")
    assert desk.value == text(block("bullet", 3, "a"))

    for _ in range(9):
        desk.tool("outer")
    assert desk.value == text(block("bullet", 0, "a"))


def test_backspace_before_an_item_takes_it_out_of_the_list_and_numbers_the_rest(desk: Desk):
    desk.field.show_value(text(*(block("number", 0, word) for word in ("ett", "två", "tre"))))
    desk.put(4)

    press(Key.Key_Backspace)

    assert desk.value == text(block("number", 0, "ett"), paragraph("två"), block("number", 0, "tre"))
    assert numbers(desk.field) == [1, 0, 1]
    assert desk.field.input.document().findBlock(4).blockFormat().indent() == 0


def test_lists_that_meet_are_one(desk: Desk):
    desk.field.show_value(text(block("number", 0, "ett"), paragraph("x"), block("number", 0, "två")))
    desk.select(3, 5)

    press(Key.Key_Delete)

    assert numbers(desk.field) == [1, 2]


# Footnotes and links


def test_typing_goes_on_in_plain_after_a_footnote(desk: Desk):
    type_text("Se lagen")
    meanwhile(lambda: desk.tool("footnote"), write("Lag (2017:584)."))
    type_text(" och mer")

    assert desk.value == text(paragraph("Se lagen", Footnote(footnote="Lag (2017:584)."), " och mer"))


def test_typing_before_a_footnote_is_no_part_of_it(desk: Desk):
    desk.field.show_value(text(paragraph(Footnote(footnote="not"), "text")))
    desk.put(0)

    type_text("a")

    assert desk.value == text(paragraph("a", Footnote(footnote="not"), "text"))


def test_a_footnote_is_changed_and_taken_away_where_it_is_called(desk: Desk):
    desk.field.show_value(text(paragraph("a", Footnote(footnote="gammal"), "b")))
    desk.put(2)

    meanwhile(lambda: desk.tool("footnote"), write("ny"))
    assert desk.value == text(paragraph("a", Footnote(footnote="ny"), "b"))

    meanwhile(lambda: desk.tool("footnote"), write(""))
    assert desk.value == plain("ab")


def test_a_footnote_that_is_not_agreed_on_is_not_there(desk: Desk):
    type_text("text")

    meanwhile(lambda: desk.tool("footnote"), write("not", agree=False))

    assert desk.value == plain("text")


def test_two_footnotes_may_stand_side_by_side(desk: Desk):
    value = text(paragraph("a", Footnote(footnote="en"), Footnote(footnote="en"), Footnote(footnote="två")))

    desk.field.show_value(value)

    assert rich_document.read(desk.field.input.document()) == value


def test_a_link_on_selected_words_ends_with_them(desk: Desk):
    type_text("Se webben")
    desk.select(3, 9)

    meanwhile(lambda: desk.tool("link"), write("www.example.se"))
    type_text(" nu")

    assert desk.value == text(paragraph("Se ", Run(text="webben", link="https://www.example.se"), " nu"))


def test_a_link_without_words_is_its_own_words(desk: Desk):
    meanwhile(lambda: desk.tool("link"), write("a@example.se"))

    assert desk.value == text(paragraph(Run(text="mailto:a@example.se", link="mailto:a@example.se")))


def test_typing_inside_a_link_belongs_to_it_and_beside_it_does_not(desk: Desk):
    linked = Run(text="webben", link="https://www.example.se")
    desk.field.show_value(text(paragraph("på ", linked, " nu")))

    desk.put(5)
    type_text("X")
    desk.put(3)
    type_text("Y")

    inside = Run(text="weXbben", link="https://www.example.se")
    assert desk.value == text(paragraph("på Y", inside, " nu"))


def test_a_link_is_changed_and_taken_away_from_anywhere_in_it(desk: Desk):
    desk.field.show_value(text(paragraph("på ", Run(text="webben", link="https://a.se"), " nu")))
    desk.put(5)

    meanwhile(lambda: desk.tool("link"), write("https://b.se"))
    assert desk.value == text(paragraph("på ", Run(text="webben", link="https://b.se"), " nu"))

    desk.put(5)
    meanwhile(lambda: desk.tool("link"), write(""))
    assert desk.value == plain("på webben nu")


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("www.example.se", "https://www.example.se"),
        ("http://example.se/a?b=c", "http://example.se/a?b=c"),
        ("kommun@example.se", "mailto:kommun@example.se"),
        ("mailto:kommun@example.se", "mailto:kommun@example.se"),
        ("", ""),
    ],
)
def test_an_address_may_be_written_as_people_say_it(written: str, target: str):
    assert as_target(written) == target


# Copy and paste

WEB = """
<h2 style="color:red">Rubrik</h2>
<p style="font-family:Comic Sans MS;margin-left:3cm">Ett <b>fett</b>, <i>kursivt</i> och
<u>understruket</u> <a href="https://www.example.se/x">länkat</a> ord.<br>Ny rad.</p>
<ul><li>ett<ul><li>ett ett</li></ul></li><li>två</li></ul>
<ol><li>först</li></ol>
<img src="bild.png"><script>alert(1)</script><style>p {color: red}</style>
<table><tr><td>cell</td><td>granne</td></tr></table>
<p>&nbsp;</p>
"""


def test_pasting_from_the_web_keeps_what_a_text_holds_and_drops_the_rest(desk: Desk):
    desk.paste(html=WEB, plain="fel")

    assert desk.value == text(
        paragraph(Run(text="Rubrik", bold=True)),
        paragraph(
            "Ett ",
            Run(text="fett", bold=True),
            ", ",
            Run(text="kursivt", italic=True),
            " och understruket ",
            Run(text="länkat", link="https://www.example.se/x"),
            " ord.\nNy rad.",
        ),
        block("bullet", 0, "ett"),
        block("bullet", 1, "ett ett"),
        block("bullet", 0, "två"),
        block("number", 0, "först"),
        paragraph("cell; granne"),
    )


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.html")), ids=lambda path: path.stem)
def test_what_is_copied_in_other_programs_is_pasted_as_it_is_read(desk: Desk, sample: Path):
    desk.paste(html=sample.read_text(encoding="utf-8"), plain="fel")

    assert desk.value == RichText.model_validate_json(sample.with_suffix(".json").read_text(encoding="utf-8"))


def test_a_picture_with_words_beside_it_is_pasted_as_the_words(desk: Desk):
    desk.paste(html="<img src='bild.png'>", plain="Bild 1")

    assert desk.value == plain("Bild 1")


def test_a_list_in_plain_text_is_pasted_as_a_list(desk: Desk):
    desk.paste(plain="Vi ska\n• mötas\n• prata")

    assert desk.value == text(paragraph("Vi ska"), block("bullet", 0, "mötas"), block("bullet", 0, "prata"))


def test_words_can_be_pasted_without_their_look(desk: Desk):
    press(Key.Key_I, CTRL)
    type_text("Se ")
    QApplication.clipboard().setText("• punkt\nrad")

    desk.field.input.paste_plain()

    assert desk.value == text(
        paragraph(Run(text="Se • punkt", italic=True)), paragraph(Run(text="rad", italic=True))
    )


def test_nothing_foreign_is_left_in_the_editor_after_pasting(desk: Desk):
    desk.paste(html="<p style='color:red;font-size:40pt;background:yellow'>röd</p>")

    cursor = desk.field.input.textCursor()
    look = cursor.charFormat()
    assert not look.hasProperty(look.Property.ForegroundBrush)
    assert not look.hasProperty(look.Property.FontPointSize)
    assert not look.hasProperty(look.Property.BackgroundBrush)


def test_plain_text_is_pasted_in_the_look_of_its_place(desk: Desk):
    press(Key.Key_B, CTRL)
    type_text("fet ")

    desk.paste(plain="klistrad\r\n\r\nny\ttext\x00")

    assert desk.value == text(
        paragraph(Run(text="fet klistrad", bold=True)), paragraph(Run(text="ny text", bold=True))
    )


def test_what_is_pasted_in_the_middle_keeps_the_words_around_it(desk: Desk):
    desk.field.show_value(plain("före efter"))
    desk.put(5)

    desk.paste(html="<b>mitt </b>")

    assert desk.value == text(paragraph("före ", Run(text="mitt ", bold=True), "efter"))


def test_copying_within_the_program_keeps_footnotes_lists_and_spaces(desk: Desk):
    value = text(
        paragraph("a ", Run(text="b", bold=True), Footnote(footnote="not"), " c"),
        block("number", 0, "ett"),
        block("number", 1, "ett ett"),
    )
    desk.field.show_value(value)
    press(Key.Key_A, CTRL)
    press(Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "a b [not] c\nett\nett ett"

    press(Key.Key_Backspace)
    assert desk.value is None
    press(Key.Key_V, CTRL)
    assert desk.value == value

    desk.field.show_value(plain("ett ord"))
    desk.select(0, 4)
    press(Key.Key_C, CTRL)
    desk.put(0)
    press(Key.Key_V, CTRL)
    assert desk.value == plain("ett ett ord")


def test_files_and_pictures_are_not_pasted(desk: Desk):
    data = QMimeData()
    data.setData("image/png", b"\x89PNG")

    assert not desk.field.input.canInsertFromMimeData(data)


# The field


def test_the_cursor_stays_where_it_is_when_another_text_is_shown(desk: Desk):
    desk.field.show_value(plain("abcdef"))
    desk.put(4)

    desk.field.show_value(plain("abcdefgh"))
    assert desk.field.input.textCursor().position() == 4

    desk.field.show_value(None)
    assert desk.field.input.textCursor().position() == 0


def test_white_space_being_typed_is_no_other_answer(desk: Desk):
    told: list[RichText | None] = []
    desk.field.edited.connect(lambda: told.append(desk.field.value))

    type_text("a \n")

    assert told == [plain("a")]


_STEPS = ("typing", "enter", "backspace", "list", "bold", "paste", "move", "select", "deeper", "note", "show")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(_STEPS), st.integers(0, 60)), max_size=25))
def test_the_answer_is_what_the_editor_holds_whatever_is_done_in_it(desk: Desk, steps: list[tuple[str, int]]):
    field, input_ = desk.field, desk.field.input
    field.show_value(None)
    for step, number in steps:
        place = number % input_.document().characterCount()
        match step:
            case "typing":
                type_text("ord ")
            case "enter":
                press(Key.Key_Return)
            case "backspace":
                press(Key.Key_Backspace)
            case "list":
                input_.toggle_list("number" if number % 2 else "bullet")
            case "bold":
                input_.set_bold(not input_.bold)
            case "paste":
                desk.paste(html="<p>a</p><ul><li>b<ol><li>c</ol></ul>" if number % 2 else "<b>d</b>")
            case "move":
                desk.put(place)
            case "select":
                desk.select(place // 2, place)
            case "deeper":
                input_.indent(1 if number % 2 else -1)
            case "note":
                input_.set_footnote("not")
            case _:
                field.show_value(text(block("number", 0, "ett"), paragraph("två")))

        assert field.value == rich_document.read(input_.document())


def parts(desk: Desk) -> list[RichText | None]:
    """Return a list that gets the answer each time what comes next is undone on its own."""
    found: list[RichText | None] = []
    desk.field.parted.connect(lambda: found.append(desk.value))
    return found


def test_sentences_and_line_breaks_are_undone_on_their_own(desk: Desk):
    found = parts(desk)

    type_text("En mening. Nästa")
    assert found == [plain("En mening.")]

    type_text("\nOch")
    assert found[1:] == [plain("En mening. Nästa")] * 2


def test_what_is_pasted_or_made_bold_is_undone_on_its_own(desk: Desk):
    type_text("ord")
    found = parts(desk)

    desk.paste(plain=" mer")
    assert found == [plain("ord"), plain("ord mer")]

    desk.select(0, 3)
    desk.tool("bold")
    assert found[2:] == [plain("ord mer"), text(paragraph(Run(text="ord", bold=True), " mer"))]


def test_what_takes_the_place_of_selected_words_is_undone_on_its_own(desk: Desk):
    type_text("ett ord")
    found = parts(desk)
    desk.select(0, 7)

    press(Key.Key_Backspace)

    assert found == [plain("ett ord"), None]


def test_the_editor_grows_with_the_text_up_to_a_limit(desk: Desk):
    heights = [desk.field.input.height()]
    for lines in (10, 200):
        desk.field.show_value(plain("\n".join("rad" for _ in range(lines))))
        heights.append(desk.field.input.height())

    assert heights[0] < heights[1] < heights[2]
    assert desk.field.input.document().size().height() > heights[2]


def test_the_tools_say_what_they_do_and_which_keys_do_the_same(desk: Desk):
    assert [action.toolTip() for action in desk.formatting.actions.values()][:2] == [
        "Fet (Ctrl+B)",
        "Kursiv (Ctrl+I)",
    ]


def test_the_tools_are_off_where_there_is_no_text(desk: Desk):
    desk.formatting.follow(None)

    assert not any(action.isEnabled() for action in desk.formatting.actions.values())


def test_what_is_too_much_is_pasted_as_words_and_that_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(guard, "LONGEST", 100)
    told: list[str] = []

    def see(box: QWidget) -> None:
        assert isinstance(box, QMessageBox)
        told.append(f"{box.text()} {box.informativeText()}")
        box.accept()

    meanwhile(lambda: desk.paste(html=f"<b>{'ord ' * 50}</b>", plain="Bara ord"), see)

    assert desk.value == plain("Bara ord")
    assert "utan fetstil" in told[0] and "för stort" in told[0]


@pytest.mark.parametrize("damaged", [b"", b"[", b'[{"kind": "x"}]', b"[" * 5000, b"\xff", b"[]", b'{"a": 1}'])
def test_what_was_copied_here_and_is_damaged_gives_way_to_the_words_beside_it(desk: Desk, damaged: bytes):
    data = QMimeData()
    data.setData(RICH_TEXT, damaged)
    data.setText("Orden")

    desk.field.input.insertFromMimeData(data)

    assert desk.value == plain("Orden")
