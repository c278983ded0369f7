"""The figures beside the questions: which is shown, that it is up to date, and what can be done with it."""

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QGuiApplication, QImage, QPalette
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft
from lokdesk.figures import lettering
from lokdesk.figures.figure import figure
from lokdesk.gui.panes.figures import Enlarged, FiguresPane
from lokdesk.gui.picture import readable
from lokdesk.project import project
from lokdesk.project.problem import Problem
from tests.gui.conftest import OpenWindow
from tests.gui.hands import CTRL, SHIFT, click, meanwhile, press
from tests.gui.pages import Screen, dismiss, name_file, read

Key = Qt.Key
HELD = Agreement.model_validate(
    {
        "title": "Om jobb",
        "parties": [{"id": "parter01", "name": "Växjö kommun"}],
        "organisation": {"forums": [{"id": "forum001", "name": "Styrgruppen", "level": "strategisk"}]},
        "processes": [
            {"id": "process1", "name": "Unga"},
            {
                "id": "process2",
                "name": "Vuxna",
                "steps": [
                    {"id": "stegnr01", "title": "Kartlägga", "actor": "parter01"},
                    {"id": "stegnr02", "title": "Planera", "actor": "parter01"},
                ],
            },
        ],
        "mapping": {
            "statistics": [
                {
                    "id": "tabell01",
                    "title": "Inskrivna",
                    "columns": [{"id": "kolumn01", "name": "Totalt"}],
                    "rows": [
                        {"id": f"radnr00{n}", "label": name, "cells": [{"id": "kolumn01", "value": f"{n}0"}]}
                        for n, name in enumerate(("Alvesta", "Växjö"), 1)
                    ],
                },
                {"id": "tabell02", "title": "Utan tal"},
            ]
        },
        "job_tracks": [{"id": "jobspar1", "name": "Vård", "planning": "Planera.", "completion": "Klart."}],
        "validity": {"start": "2027-01-01"},
    }
)


@pytest.fixture
def screen(open_window: OpenWindow) -> Screen:
    """Return the window with the figures beside the questions."""
    screen = open_window(Draft(agreement=HELD))
    screen.step("organisation")
    press(Key.Key_F9)
    screen.settle()
    return screen


def pane(screen: Screen) -> FiguresPane:
    shown = screen.window.wizard.aside.pane("figures")
    assert isinstance(shown, FiguresPane)
    assert shown.isVisible()
    return shown


def title(screen: Screen) -> str:
    drawn = pane(screen).figure
    return drawn.title if drawn is not None else ""


def button(screen: Screen, name: str) -> QPushButton:
    return cast("QPushButton", pane(screen).findChild(QPushButton, f"figures:{name}"))


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("organisation/forums/forum001/name", "Organisationsschema"),
        ("mapping/statistics/tabell01/title", "Stapeldiagram: Inskrivna"),
        ("mapping/gaps", "Organisationsschema"),
        ("processes/process2/name", "Arbetsgång: Vuxna"),
        ("job_tracks/jobspar1/planning", "Jobbspår: Vård"),
        ("follow_up/interval", "Årshjul"),
        ("validity/start", "Årshjul"),
    ],
)
def test_the_figure_follows_the_question_that_has_the_focus(screen: Screen, address: str, shown: str):
    screen.window.go_to(address)
    screen.settle()

    assert title(screen) == shown
    assert pane(screen).choice.currentText() == shown


def test_elsewhere_the_figure_stays_and_another_can_be_chosen(screen: Screen):
    screen.window.go_to("title")
    screen.settle()
    assert title(screen) == "Organisationsschema"

    pane(screen).choice.setFocus()
    press(Key.Key_End)

    assert title(screen) == "Årshjul"
    texts = [pane(screen).choice.itemText(n) for n in range(pane(screen).choice.count())]
    assert texts == [
        "Stapeldiagram: Inskrivna",
        "Stapeldiagram: Utan tal",
        "Organisationsschema",
        "Arbetsgång: Unga",
        "Arbetsgång: Vuxna",
        "Jobbspår: Vård",
        "Årshjul",
    ]


def test_what_is_typed_is_drawn_when_the_hands_have_come_to_rest(screen: Screen):
    screen.window.go_to("organisation/forums/forum001/name")
    screen.field("organisation/forums/forum001/name").type("Ledningsgruppen ")
    screen.rest()

    drawn = figure("organisation", screen.window.session.agreement)
    assert drawn is not None
    assert "Ledningsgruppen" in drawn.description
    assert pane(screen).picture.figure is drawn
    assert pane(screen).words.text() == drawn.description


def test_where_there_is_nothing_to_draw_it_is_said_what_to_answer_and_one_click_away(screen: Screen):
    screen.window.go_to("processes/process1/name")
    screen.settle()

    assert title(screen) == ""
    assert pane(screen).missing.isVisible()
    assert "minst två steg" in pane(screen).missing.text()
    assert not button(screen, "copy").isVisible()
    click(button(screen, "go"))
    screen.settle()
    assert screen.place.startswith("processes/process1/steps")


def test_a_table_without_numbers_to_compare_is_not_drawn(screen: Screen):
    screen.window.go_to("mapping/statistics/tabell02/title")
    screen.settle()

    assert title(screen) == ""
    assert "minst två tal" in pane(screen).missing.text()
    assert pane(screen).choice.currentText() == "Stapeldiagram: Utan tal"


def test_a_figure_of_an_item_that_is_removed_makes_room_for_another(screen: Screen):
    screen.window.go_to("processes/process2/name")
    screen.settle()
    screen.window.session.remove("processes/process2")
    screen.rest()
    screen.settle()

    assert title(screen) == "Organisationsschema"


def test_a_figure_is_copied_as_png_and_as_svg(screen: Screen):
    drawn = pane(screen).figure
    assert drawn is not None
    click(button(screen, "copy"))
    data = QGuiApplication.clipboard().mimeData()

    assert bytes(data.data("image/svg+xml").data()).decode() == drawn.svg
    image = QImage.fromData(data.data("image/png"))
    assert image.width() > 1000
    assert data.hasImage()
    assert "kopierad" in pane(screen).news.text()
    QGuiApplication.clipboard().clear()


@pytest.mark.parametrize(("written", "name"), [("schema", "schema.png"), ("schema.svg", "schema.svg")])
def test_a_figure_is_saved_as_an_image(screen: Screen, tmp_path: Path, written: str, name: str):
    meanwhile(lambda: click(button(screen, "save")), name_file(tmp_path / written))

    content = (tmp_path / name).read_bytes()
    drawn = pane(screen).figure
    assert drawn is not None
    assert content.startswith(b"\x89PNG") if name.endswith(".png") else content.decode() == drawn.svg
    assert name in pane(screen).news.text()


def test_where_a_figure_cannot_be_saved_it_is_said_and_nothing_is_lost(
    screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(path: Path, content: bytes) -> None:
        raise Problem("Disken är full.")

    monkeypatch.setattr(project, "write_other", full)
    said: list[str] = []
    meanwhile(lambda: click(button(screen, "save")), name_file(tmp_path / "schema"), read(said))

    assert said == ["Disken är full. Figuren finns kvar i programmet."]
    assert title(screen) == "Organisationsschema"


def test_a_figure_can_be_seen_as_large_as_the_window(screen: Screen):
    seen: list[int] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, Enlarged)
        seen.append(dialog.picture.width())
        dismiss(dialog)

    meanwhile(lambda: click(button(screen, "enlarge")), look)

    assert seen[0] > pane(screen).picture.width() * 1.5


def menu(screen: Screen) -> dict[str, bool]:
    """Open the menu that the figures stand in, and return what it says of them and if it can be chosen."""
    found: dict[str, bool] = {}

    def look(shown: QWidget) -> None:
        found.update({one.text().replace("&", ""): one.isEnabled() for one in shown.actions()})
        shown.close()

    bar = screen.window.menuBar()
    action = screen.window.menus.menus["Visa"].menuAction()
    meanwhile(lambda: click(bar, bar.actionGeometry(action).center()), look)
    return {words: on for words, on in found.items() if "figuren" in words}


COMMANDS = ("Visa figuren i stort format", "Kopiera figuren som bild", "Spara figuren som bild …")


def test_what_can_be_done_with_a_figure_is_in_the_menu_as_long_as_one_is_shown(screen: Screen):
    assert menu(screen) == dict.fromkeys(COMMANDS, True)
    screen.window.go_to("processes/process1/name")
    screen.settle()
    assert menu(screen) == dict.fromkeys(COMMANDS, False)
    screen.window.wizard.aside.choose("help")
    assert menu(screen) == dict.fromkeys(COMMANDS, False)

    screen.window.go_to("processes/process2/name")
    screen.window.wizard.aside.choose("figures")
    assert menu(screen) == dict.fromkeys(COMMANDS, True)


def test_a_figure_is_copied_saved_and_enlarged_by_commands(screen: Screen, tmp_path: Path):
    actions = screen.window.menus.actions
    screen.window.go_to("organisation/forums/forum001/name")
    screen.settle()
    QGuiApplication.clipboard().setText("annat")
    press(Key.Key_C, CTRL | SHIFT)
    assert QGuiApplication.clipboard().mimeData().hasImage()
    QGuiApplication.clipboard().clear()

    meanwhile(actions["figure-save"].trigger, name_file(tmp_path / "schema.svg"))
    assert (tmp_path / "schema.svg").is_file()
    seen: list[type[QWidget]] = []

    def look(dialog: QWidget) -> None:
        seen.append(type(dialog))
        dismiss(dialog)

    meanwhile(actions["figure-large"].trigger, look)
    assert seen == [Enlarged]


def test_who_copies_a_figure_that_is_not_shown_is_told_how_to_see_one(screen: Screen):
    screen.window.wizard.aside.choose("help")
    QGuiApplication.clipboard().setText("annat")
    press(Key.Key_C, CTRL | SHIFT)

    assert QGuiApplication.clipboard().text() == "annat"
    assert screen.window.news.text() == "Ingen figur är framme. Tryck på F9 för att se figurerna."


def test_a_screen_reader_is_told_what_a_figure_says(screen: Screen):
    shown = pane(screen)
    drawn = shown.figure

    assert drawn is not None
    assert (shown.area.accessibleName(), shown.area.accessibleDescription()) == (
        drawn.title,
        drawn.description,
    )
    assert shown.picture.accessibleDescription() == drawn.description
    assert shown.choice.accessibleName() == "Figur"


def test_figures_stand_on_white_paper_in_the_dark_too(qapp: QApplication, screen: Screen):
    before = QPalette(qapp.palette())
    dark = QPalette(QColor("#202020"))
    qapp.setPalette(dark)
    try:
        screen.settle()
        grabbed = pane(screen).picture.grab().toImage()
        assert grabbed.pixelColor(3, 3) == QColor("white")
    finally:
        qapp.setPalette(before)


@pytest.mark.parametrize("bold", [False, True])
def test_letters_are_as_wide_on_the_screen_as_they_were_measured(screen: Screen, bold: bool):
    drawn = pane(screen).figure
    assert drawn is not None
    family = ET.fromstring(readable(drawn.svg).data()).get("font-family")
    font = QFont(family or "")
    font.setPixelSize(1000)
    font.setBold(bold)

    assert QFontInfo(font).family() == family
    wide = QFontMetricsF(font).horizontalAdvance("Överenskommelse")
    assert wide == pytest.approx(lettering.width("Överenskommelse", 1000.0, bold), rel=0.005)


def test_the_figure_of_what_has_just_gone_is_not_shown(screen: Screen):
    # The focus moves on before the hands have come to rest, and the figures have been looked over.
    shown = pane(screen)
    step = screen.window.desk.handbook.step("processes")
    shown.show_place(step, "processes/process2/name")
    assert shown.figure is not None and "Vuxna" in shown.choice.currentText()

    screen.window.session.remove("processes/process2")
    shown.show_place(step, "processes/process2/name")

    assert "Vuxna" not in shown.choice.currentText()
