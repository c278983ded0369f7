"""Each kind of field on its own: what it shows, and what it takes from keys and mouse."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget

from lokdesk.agreement.frequency import Frequency
from lokdesk.gui.fields.choice import ChoiceField
from lokdesk.gui.fields.day import DayField
from lokdesk.gui.fields.field import Field, QuietComboBox, QuietSpinBox
from lokdesk.gui.fields.flag import FlagField
from lokdesk.gui.fields.frequency import FrequencyField
from lokdesk.gui.fields.line import LineField
from lokdesk.gui.fields.reference import ReferenceField
from lokdesk.gui.fields.references import ReferencesField
from lokdesk.gui.fields.tick import TickBox
from tests.gui.hands import CTRL, PLAIN, SHIFT, click, meanwhile, press, type_text

Key = Qt.Key
Shown = Callable[[QWidget], QWidget]
PARTIES = {"af000001": "Arbetsförmedlingen", "kommun01": "Växjö & Co", "utannamn": None}


def given(field: Field) -> list[Any]:
    """Return a list that gets each value the field tells of."""
    values: list[Any] = []
    field.edited.connect(lambda: values.append(field.value))
    return values


def test_a_line_tells_of_each_letter_and_tidies_up_when_left(shown: Shown):
    field = LineField()
    values = given(field)
    shown(field)

    type_text("Åäö ”–” ")

    assert values[-1] == "Åäö ”–” "
    press(Key.Key_Return)
    assert field.input.text() == "Åäö ”–”"


def test_a_line_is_not_rewritten_while_the_user_is_in_it(shown: Shown):
    field = LineField()
    field.meaning = lambda text: text.replace(" ", "-") or None
    field.edited.connect(lambda: field.show_value(field.meaning(field.value)))
    shown(field)

    type_text("202100 2114")
    assert field.input.text() == "202100 2114"

    press(Key.Key_Return)
    assert field.input.text() == "202100-2114"


def test_a_line_keeps_its_cursor_when_another_value_is_shown(shown: Shown):
    field = LineField()
    shown(field)
    field.show_value("abcdef")
    field.input.setCursorPosition(3)

    field.show_value("abcdefgh")
    assert field.input.cursorPosition() == 3

    field.show_value("ab")
    assert field.input.cursorPosition() == 2


@pytest.mark.parametrize(
    ("home", "keys", "marked", "place"),
    [(False, 0, "", 5), (True, 0, "", 0), (False, 2, "ag", 3), (True, 2, "Fö", 2)],
)
def test_a_line_remembers_no_keys_when_left_and_keeps_its_cursor(
    home: bool, keys: int, marked: str, place: int, shown: Shown
):
    # Qt remembers each key of a day for an undo that is the draft's; it is held for as long as the page is.
    field = LineField()
    shown(field)
    values = given(field)
    type_text("Förslag"[:3] + "ag")
    press(Key.Key_Home if home else Key.Key_End)
    for _ in range(keys):
        press(Key.Key_Right if home else Key.Key_Left, SHIFT)
    assert field.input.isUndoAvailable()

    press(Key.Key_Return)

    assert not field.input.isUndoAvailable()
    assert (field.input.selectedText(), field.input.cursorPosition()) == (marked, place)
    assert values == ["F", "Fö", "För", "Föra", "Förag"]


def test_lines_are_pasted_into_a_line_as_one_with_its_own_undo(shown: Shown):
    field = LineField()
    parts = 0

    def part() -> None:
        nonlocal parts
        parts += 1

    field.parted.connect(part)
    values = given(field)
    shown(field)
    type_text("Mål: ")
    QApplication.clipboard().setText("fler\r\ni arbete\n")

    press(Key.Key_V, CTRL)

    assert (values[-1], parts) == ("Mål: fler i arbete", 2)


def test_the_menu_of_a_line_pastes_in_the_same_way(shown: Shown):
    field = LineField()
    shown(field)
    QApplication.clipboard().setText("fler\ni arbete\n")

    def paste(menu: QWidget) -> None:
        assert isinstance(menu, QMenu)
        action = next(one for one in menu.actions() if one.objectName() == "edit-paste")
        click(menu, menu.actionGeometry(action).center())

    middle = field.input.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle, field.input.mapToGlobal(middle))
    meanwhile(lambda: QApplication.sendEvent(field.input, event), paste)

    assert field.value == "fler i arbete"


def test_a_line_offers_what_the_register_has_and_takes_anything(shown: Shown):
    field = LineField(lambda letters: [name for name in ("Växjö kommun", "Vårgårda kommun") if letters])
    values = given(field)
    chosen: list[str] = []
    field.chosen.connect(chosen.append)
    shown(field)

    type_text("v")
    press(Key.Key_Down)
    press(Key.Key_Return)

    assert (values[-1], chosen, field.input.text()) == ("Växjö kommun", ["Växjö kommun"], "Växjö kommun")
    press(Key.Key_A, CTRL)
    type_text("Vår egen förening")
    press(Key.Key_Return)
    assert (values[-1], chosen) == ("Vår egen förening", ["Växjö kommun"])


def test_a_choice_is_shown_with_a_capital_and_known_without(shown: Shown):
    field = ChoiceField("status")
    values = given(field)
    shown(field)

    type_text("Beslutsversion")
    assert values[-1] == "beslutsversion"

    field.show_value("utkast")
    assert field.input.currentText() == "Utkast"
    assert field.input.currentIndex() == 0


def test_a_choice_takes_other_words_even_when_a_known_one_begins_like_them(shown: Shown):
    field = ChoiceField("level")
    values = given(field)
    shown(field)

    type_text("Lok")
    press(Key.Key_Return)
    press(Key.Key_Tab)

    assert values[-1] == "Lok"
    assert field.input.currentText() == "Lok"


def test_a_choice_can_be_taken_back(shown: Shown):
    field = ChoiceField("status")
    field.show_value("utkast")
    values = given(field)
    shown(field)

    press(Key.Key_A, CTRL)
    press(Key.Key_Backspace)

    assert values[-1] is None


def test_the_words_of_a_box_go_on_below_where_there_is_no_room(shown: Shown):
    box = TickBox()
    box.show_text("Unga som varken arbetar eller studerar & Co")
    shown(box)
    box.resize(box.sizeHint())
    height = box.sizeHint().height()
    assert box.text() == "Unga som varken arbetar eller studerar && Co"

    box.resize(box.sizeHint().width() // 2, height)
    assert "\n" in box.text()
    assert box.text().replace("\n", " ") == "Unga som varken arbetar eller studerar && Co"
    assert box.sizeHint().height() > height
    assert box.minimumSizeHint().width() < box.sizeHint().width() // 2


@pytest.mark.parametrize(
    "written", ["2026-03-01", "1/3 2026", "1/3-26", "1 mars 2026", "den 1 mars 2026", "20260301", "1.3.2026"]
)
def test_a_date_is_understood_as_people_write_it(shown: Shown, written: str):
    field = DayField()
    values = given(field)
    shown(field)

    type_text(written)

    assert values[-1] == date(2026, 3, 1)
    assert field.unread == ""
    press(Key.Key_Return)
    assert field.input.text() == "2026-03-01"


def test_how_a_date_is_understood_is_said_before_it_is_left(shown: Shown):
    field = DayField()
    shown(field)
    height = field.sizeHint().height()

    type_text("1/3")
    assert field.reading.whole == "Skriv också vilket år."
    type_text(" 2026")
    assert field.reading.whole == "Tolkas som söndag 1 mars 2026"

    press(Key.Key_Return)
    assert (field.input.text(), field.reading.whole) == ("2026-03-01", "")
    assert field.sizeHint().height() == height


@pytest.mark.parametrize("written", ["snart", "2026-13-01", "30 februari 2026", "1/3"])
def test_what_is_no_date_stays_in_the_field_and_is_no_answer(shown: Shown, written: str):
    field = DayField()
    shown(field)

    type_text(written)
    press(Key.Key_Return)

    assert field.input.text() == written
    assert field.unread == written
    assert field.value is None


def test_a_cleared_date_is_no_answer(shown: Shown):
    field = DayField()
    field.show_value(date(2026, 3, 1))
    values = given(field)
    shown(field)

    press(Key.Key_A, CTRL)
    press(Key.Key_Delete)

    assert (values[-1], field.unread) == (None, "")


def test_yes_no_and_nothing_are_three_answers(shown: Shown):
    field = FlagField()
    field.show_value(None)
    values = given(field)
    shown(field)

    for wanted in (True, False, None):
        button = field.buttons[wanted]
        click(button, QPoint(8, button.height() // 2))

    assert values == [True, False, None]


def test_the_arrow_keys_go_between_yes_and_no(shown: Shown):
    field = FlagField()
    field.show_value(None)
    values = given(field)
    shown(field)

    press(Key.Key_Left)

    assert values == [False]


def frequency(shown: Shown, value: Frequency | None = None) -> FrequencyField:
    field = FrequencyField()
    field.show_value(value)
    shown(field)
    return field


@pytest.mark.parametrize(
    ("written", "value", "reading", "left"),
    [
        (
            "varannan vecka",
            Frequency(every=2, unit="vecka"),
            "Räknas som varannan vecka.",
            "varannan vecka",
        ),
        (
            "6–8 veckor",
            Frequency(every=6, every_most=8, unit="vecka"),
            "I dokumentet: med 6–8 veckors mellanrum",
            "med 6–8 veckors mellanrum",
        ),
        (
            "två gånger per år",
            Frequency(every=1, unit="halvår", text="två gånger per år"),
            "Räknas som en gång per halvår. I dokumentet står era ord.",
            "två gånger per år",
        ),
        (
            "vid behov",
            Frequency(text="vid behov"),
            "Står i dokumentet med era ord, utan ett bestämt intervall.",
            "vid behov",
        ),
    ],
)
def test_a_frequency_is_understood_as_people_say_it_or_kept_as_words(
    shown: Shown, written: str, value: Frequency, reading: str, left: str
):
    field = frequency(shown)
    values = given(field)

    type_text(written)

    assert (values[-1], field.reading.whole) == (value, reading)
    press(Key.Key_Return)
    assert (field.words.text(), field.value) == (left, value)


@pytest.mark.parametrize("words", ["en gång i månaden", "Varje månad", "1 månad"])
def test_a_frequency_that_came_with_words_for_its_own_interval_stays_as_it_is(shown: Shown, words: str):
    given = Frequency(every=1, unit="månad", text=words)

    assert frequency(shown, given).value == given


def test_a_frequency_that_is_cleared_is_no_answer(shown: Shown):
    field = frequency(shown, Frequency(every=6, unit="vecka", text="tätt"))

    press(Key.Key_A, CTRL)
    press(Key.Key_Delete)

    assert (field.value, field.reading.whole) == (None, "")


def test_the_interval_is_behind_a_button_and_follows_the_words(shown: Shown):
    field = frequency(shown)
    assert not field.every.isVisible()

    type_text("6–8 veckor")
    press(Key.Key_Tab)
    press(Key.Key_Space)

    assert field.every.hasFocus()
    assert (field.every.value(), field.most.value(), field.unit.currentText()) == (6, 8, "veckor")


def unfolded(field: FrequencyField) -> FrequencyField:
    click(field.button)
    return field


def test_a_number_gets_a_unit_and_a_unit_a_number(shown: Shown):
    field = unfolded(frequency(shown))
    values = given(field)

    field.every.selectAll()
    type_text("6")
    assert values[-1] == Frequency(every=6, unit="vecka")

    field.unit.setFocus()
    press(Key.Key_Home)
    assert values[-1] is None
    press(Key.Key_Down)
    assert values[-1] == Frequency(every=1, unit="vecka")


def test_words_that_say_an_interval_follow_the_one_given_by_hand(shown: Shown):
    field = unfolded(frequency(shown, Frequency(every=1, unit="halvår", text="två gånger per år")))
    values = given(field)

    field.most.setFocus()
    field.most.selectAll()
    type_text("2")

    assert values[-1] == Frequency(every=1, every_most=2, unit="halvår")
    assert field.words.text() == "med 1–2 halvårs mellanrum"


def test_words_that_say_no_interval_stay_beside_the_one_given_by_hand(shown: Shown):
    field = unfolded(frequency(shown, Frequency(text="tätt")))
    values = given(field)

    field.every.selectAll()
    type_text("2")
    assert values[-1] == Frequency(every=2, unit="vecka", text="tätt")

    field.words.setFocus()
    press(Key.Key_End)
    type_text(" i början")
    assert values[-1] == Frequency(every=2, unit="vecka", text="tätt i början")


def test_words_that_say_an_interval_take_the_place_of_the_one_given_by_hand(shown: Shown):
    field = frequency(shown, Frequency(every=2, unit="vecka", text="tätt"))

    press(Key.Key_A, CTRL)
    type_text("varje månad")

    assert field.value == Frequency(every=1, unit="månad", text="varje månad")


def test_how_a_frequency_reads_has_its_room_before_there_is_one(shown: Shown):
    field = frequency(shown)
    height = field.sizeHint().height()

    type_text("en gång i månaden och mer " * 20)

    assert field.reading.isVisible()
    assert field.sizeHint().height() == height


def test_in_a_cell_a_frequency_is_one_line(shown: Shown):
    field = FrequencyField()
    field.make_compact()
    shown(field)

    type_text("2 ggr/år")

    assert [one for one in field.inputs() if one.isVisible()] == [field.words]
    assert field.words.toolTip() == "Räknas som en gång per halvår. I dokumentet står era ord."


@pytest.mark.parametrize(
    "value",
    [
        None,
        Frequency(text="vid behov"),
        Frequency(every=1, unit="kvartal"),
        Frequency(every=6, every_most=8, unit="vecka", text="tätt"),
    ],
)
def test_a_frequency_is_shown_as_it_is(shown: Shown, value: Frequency | None):
    field = FrequencyField()
    values = given(field)
    shown(field)
    field.show_value(Frequency(every=3, every_most=4, unit="år", text="annat"))

    field.show_value(value)

    assert field.value == value
    assert values == []


def test_a_reference_names_what_it_points_at_also_when_that_is_gone_or_has_no_name(shown: Shown):
    field = ReferenceField(lambda: PARTIES)
    shown(field)

    texts: list[str] = []
    for value in (None, "kommun01", "utannamn", "borta000"):
        field.show_value(value)
        texts.append(field.input.currentText())

    assert texts == ["–", "Växjö & Co", "(utan namn)", "(saknas)"]
    assert field.value == "borta000"


def test_a_reference_offers_what_there_is_when_it_is_opened(shown: Shown):
    names = dict(PARTIES)
    field = ReferenceField(lambda: names)
    values = given(field)
    shown(field)
    names["ny000000"] = "Ny part"

    field.input.showPopup()
    field.input.hidePopup()
    press(Key.Key_End)

    assert field.input.currentText() == "Ny part"
    assert values == ["ny000000"]


def test_boxes_are_ticked_and_unticked(shown: Shown):
    field = ReferencesField(lambda: PARTIES, scope=False)
    values = given(field)
    shown(field)

    for target in ("kommun01", "af000001", "kommun01"):
        box = field.boxes[target]
        click(box, QPoint(8, box.height() // 2))

    assert values == [("kommun01",), ("af000001", "kommun01"), ("af000001",)]
    assert not field.all.isVisible()
    assert field.boxes["kommun01"].text() == "Växjö && Co"


def test_a_scope_says_all_when_nothing_is_ticked(shown: Shown):
    field = ReferencesField(lambda: PARTIES, scope=True)
    values = given(field)
    shown(field)
    assert field.all.isChecked()
    box = field.boxes["kommun01"]
    assert not box.isVisible()

    click(field.some)
    assert QApplication.focusWidget() is field.boxes["af000001"]
    assert not field.some.isVisible()
    click(box, QPoint(8, box.height() // 2))
    field.show_value(values[-1])
    assert not field.all.isChecked()

    click(field.all, QPoint(8, field.all.height() // 2))
    field.show_value(values[-1])
    assert values == [("kommun01",), ()]
    assert field.all.isChecked()
    assert not box.isChecked()
    assert box.isVisible(), "nothing goes away under the hands of the user"


def test_what_can_be_ticked_begins_at_the_left(shown: Shown):
    folded, empty = ReferencesField(lambda: PARTIES, scope=True), ReferencesField(dict, scope=False)
    for field in (folded, empty):
        field.resize(600, 100)
        shown(field)

    assert folded.all.x() == 0
    assert folded.some.x() > folded.all.width(), "beside it, not below"
    words = next(one for one in empty.findChildren(QLabel) if one.isVisible())
    assert (words.x(), words.width()) == (0, empty.width())


def test_a_scope_that_is_given_shows_for_whom(shown: Shown):
    field = ReferencesField(lambda: PARTIES, scope=True)
    field.show_value(("kommun01",))
    shown(field)

    assert field.boxes["kommun01"].isVisible()
    assert field.boxes["kommun01"].isChecked()
    assert not field.some.isVisible()


def test_boxes_come_and_go_and_are_renamed_with_what_they_stand_for(shown: Shown):
    names: dict[str, str | None] = dict(PARTIES)
    field = ReferencesField(lambda: names, scope=False)
    field.describe("Målgrupper", "")
    field.show_value(("kommun01",))
    shown(field)

    del names["af000001"]
    names |= {"kommun01": "Växjö kommun", "ny000000": "Ny"}
    field.refresh()

    assert [box.text() for box in field.boxes.values()] == ["Växjö kommun", "(utan namn)", "Ny"]
    assert field.boxes["ny000000"].accessibleName() == "Målgrupper, Ny"
    assert field.value == ("kommun01",)

    del names["kommun01"]
    field.refresh()
    assert field.boxes["kommun01"].text() == "(saknas)"


@pytest.mark.parametrize("make", [QuietComboBox, QuietSpinBox])
def test_the_wheel_does_not_change_what_it_passes_over(shown: Shown, make: Callable[[], QWidget]):
    box = make()
    if isinstance(box, QuietComboBox):
        box.addItems(["ett", "två"])
        box.setCurrentIndex(1)
    else:
        assert isinstance(box, QuietSpinBox)
        box.setValue(5)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    shown(box)
    box.clearFocus()

    def roll() -> bool:
        centre = QPointF(box.rect().center())
        event = QWheelEvent(
            centre,
            QPointF(box.mapToGlobal(centre.toPoint())),
            QPoint(0, 0),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            PLAIN,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(box, event)
        return event.isAccepted()

    assert not roll()
    box.setFocus()
    assert roll()


def test_every_part_of_a_field_tells_what_it_is_for(shown: Shown):
    fields = [
        LineField(),
        ChoiceField("status"),
        DayField(),
        FlagField(),
        FrequencyField(),
        ReferenceField(lambda: PARTIES),
        ReferencesField(lambda: PARTIES, scope=True),
    ]
    for field in fields:
        field.describe("Etikett", "Hela frågan?")
        names = [part.accessibleName() for part in field.inputs()]

        assert all(name.startswith("Etikett") for name in names)
        assert all(part.accessibleDescription() == "Hela frågan?" for part in field.inputs())
        if not isinstance(field, ChoiceField):
            assert len(set(names)) == len(names)
        shown(field)
