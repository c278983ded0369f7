"""The user's guide in its window: read, jumped in and searched, beside the work."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSettings, Qt, QUrl
from PySide6.QtGui import QColor, QTextDocument
from PySide6.QtWidgets import QApplication, QLabel

from lokdesk.gui import appearance
from lokdesk.gui.entrance import Entrance
from lokdesk.gui.guide import GuideWindow, anchor, with_captions
from lokdesk.gui.settings import Settings
from lokdesk.gui.window import MainWindow
from lokdesk.session.library import Library
from lokdesk.session.session import Session
from tests.gui.conftest import OpenWindow
from tests.gui.hands import CTRL, SHIFT, choose, click, meanwhile, press, type_text, until
from tests.gui.pages import Screen, read

Key = Qt.Key


@pytest.fixture
def screen(open_window: OpenWindow) -> Screen:
    return open_window()


def opened(screen: Screen) -> GuideWindow:
    """Open the guide by its key, and return it."""
    press(Key.Key_F1, SHIFT)
    return come_to(screen)


def come_to(screen: Screen) -> GuideWindow:
    guide = screen.window.guide.shown
    assert guide is not None
    until(guide.isActiveWindow)
    screen.settle()
    return guide


def top_heading(guide: GuideWindow) -> str:
    """Return the first section heading that can be seen."""
    height = guide.text.viewport().height()
    seen = guide.text.verticalScrollBar().value()
    layout = guide.text.document().documentLayout()
    for name, block in guide.text.sections.items():
        if seen <= layout.blockBoundingRect(block).bottom() <= seen + height:
            return name
    raise AssertionError("no heading can be seen")


def current(guide: GuideWindow) -> str:
    item = guide.contents.currentItem()
    return item.text() if item is not None else ""


def image_sizes(guide: GuideWindow) -> list[int]:
    """Return how wide each picture is shown."""
    document = guide.text.document()
    names = [look.toImageFormat().name() for look in document.allFormats() if look.isImageFormat()]
    images = [document.resource(QTextDocument.ResourceType.ImageResource, QUrl(name)) for name in names]
    return [round(image.deviceIndependentSize().width()) for image in images]


def link_colours(guide: GuideWindow) -> set[str]:
    looks = [look.toCharFormat() for look in guide.text.document().allFormats() if look.isCharFormat()]
    return {look.foreground().color().name() for look in looks if look.isAnchor()}


# Coming and going


def test_the_guide_is_opened_from_the_help_menu(screen: Screen):
    menu = screen.window.menus.menus["Hjälp"]

    meanwhile(lambda: menu.popup(screen.window.pos()), choose("Användarhandbok"))

    assert "Användarhandbok" in come_to(screen).windowTitle()


def test_the_work_goes_on_while_the_guide_is_open(screen: Screen):
    guide = opened(screen)

    assert not guide.isModal()
    screen.window.activateWindow()
    until(screen.window.isActiveWindow)
    screen.field("title").type("Vår överenskommelse")
    assert screen.value("title") == "Vår överenskommelse"
    assert guide.isVisible()


def test_there_is_one_guide_however_often_it_is_asked_for(screen: Screen):
    guide = opened(screen)
    screen.window.activateWindow()
    until(screen.window.isActiveWindow)

    assert opened(screen) is guide


@pytest.mark.parametrize(("key", "modifiers"), [(Key.Key_Escape, None), (Key.Key_W, CTRL)])
def test_the_guide_is_closed_by_a_key_and_can_be_opened_again(
    screen: Screen, key: Qt.Key, modifiers: Qt.KeyboardModifier | None
):
    guide = opened(screen)

    press(key, modifiers or Qt.KeyboardModifier.NoModifier)
    assert not guide.isVisible()
    screen.window.activateWindow()
    until(screen.window.isActiveWindow)
    screen.settle()

    assert opened(screen).isVisible()


def test_the_guide_closes_with_the_window(screen: Screen):
    guide = opened(screen)

    screen.window.close()

    assert not guide.isVisible()


def test_the_guide_can_be_read_before_anything_is_opened(
    library: Library, tmp_path: Path, open_window: OpenWindow
):
    made: list[Screen] = []

    def make() -> MainWindow:
        made.append(open_window())
        return made[-1].window

    settings = Settings(QSettings(str(tmp_path / "other.ini"), QSettings.Format.IniFormat))
    entrance = Entrance(settings, library.example_titles, lambda: None, make)
    entrance.show()
    entrance.activateWindow()
    until(entrance.isActiveWindow)

    press(Key.Key_F1, SHIFT)

    assert come_to(made[0]).isVisible()
    assert made[0].window.opening.page is not None


def test_the_guide_can_be_read_in_a_workshop_too(screen: Screen):
    draft = screen.window.session.draft
    said = draft.discussion.model_copy(update={"agenda": ("background",)})
    screen.window.session.change(draft.model_copy(update={"discussion": said}))
    screen.window.begin_workshop()

    assert opened(screen).isVisible()


def test_a_guide_that_is_not_there_is_told_of(tmp_path: Path, screen: Screen):
    screen.window.guide._path = tmp_path / "borta.md"
    told: list[str] = []

    meanwhile(lambda: press(Key.Key_F1, SHIFT), read(told))

    assert told == [
        "Användarhandboken följde inte med när programmet installerades. Programmet går att använda ändå."
    ]
    assert screen.window.guide.shown is None


def test_the_guide_opens_where_it_was(screen: Screen):
    guide = opened(screen)
    guide.resize(700, 500)
    press(Key.Key_Escape)
    screen.window.activateWindow()
    until(screen.window.isActiveWindow)
    screen.settle()

    assert opened(screen).size().width() == 700


# Reading


def test_every_picture_is_shown_and_none_wider_than_the_room(screen: Screen):
    guide = opened(screen)
    room = guide.text.viewport().width()

    assert len(image_sizes(guide)) > 10
    assert all(0 < width <= room for width in image_sizes(guide))


def test_pictures_follow_the_room_that_there_is(screen: Screen):
    guide = opened(screen)
    guide.resize(520, 500)
    screen.settle()

    assert max(image_sizes(guide)) <= guide.text.viewport().width() < 520
    guide.resize(1400, 700)
    screen.settle()
    assert max(image_sizes(guide)) > 520


def test_what_is_read_stays_where_it_is_when_the_room_changes(screen: Screen):
    guide = opened(screen)
    guide.text.show_block(guide.text.sections["Figurer"])
    screen.settle()

    guide.resize(600, 500)
    screen.settle()

    assert current(guide) == "Figurer"


def test_a_picture_is_told_in_words_below_it():
    assert with_captions("Text.\n\n![En bild.](a.png)\n\nMer.") == (
        "Text.\n\n![En bild.](a.png)\n\n*Bild: En bild.*\n\nMer."
    )


def test_the_text_grows_with_the_settings(screen: Screen, qapp: QApplication):
    guide = opened(screen)
    before = guide.text.document().defaultFont().pointSizeF()
    guide.text.show_block(guide.text.sections["Figurer"])

    appearance.apply(qapp, 200, "light")
    screen.settle()
    after, reads = guide.text.document().defaultFont().pointSizeF(), current(guide)
    appearance.apply(qapp, 100, "system")

    assert after == pytest.approx(2 * before)
    assert reads == "Figurer", "what is read stays where it is"


def test_the_guide_follows_the_colours(screen: Screen, qapp: QApplication):
    guide = opened(screen)

    appearance.apply(qapp, 100, "dark")
    screen.settle()
    links = link_colours(guide)
    paper = guide.text.palette().base().color()
    appearance.apply(qapp, 100, "system")

    assert paper.lightness() < 60
    assert links
    assert all(appearance.contrast(QColor(name), paper) >= 4.5 for name in links)


# Jumping


def test_the_contents_list_every_section(screen: Screen):
    guide = opened(screen)
    listed = [guide.contents.item(n).text() for n in range(guide.contents.count())]

    assert listed == list(guide.text.sections)
    assert listed[0] == "Börja en ny överenskommelse"
    assert "Om ni inte är överens" in listed


def test_a_click_in_the_contents_goes_to_the_section(screen: Screen):
    guide = opened(screen)
    wanted = list(guide.text.sections).index("Stavning")
    guide.contents.scrollToItem(guide.contents.item(wanted))

    click(guide.contents.viewport(), guide.contents.visualItemRect(guide.contents.item(wanted)).center())

    assert top_heading(guide) == "Stavning"


def test_the_arrow_keys_in_the_contents_go_from_section_to_section(screen: Screen):
    guide = opened(screen)
    guide.contents.setFocus()
    guide.contents.setCurrentRow(0)

    press(Key.Key_Down)
    press(Key.Key_Down)

    assert top_heading(guide) == list(guide.text.sections)[2]
    assert guide.contents.hasFocus()


def test_the_contents_follow_what_is_read(screen: Screen):
    guide = opened(screen)

    guide.text.show_block(guide.text.sections["Figurer"])

    assert current(guide) == "Figurer"


def test_a_link_leads_to_its_heading(screen: Screen):
    guide = opened(screen)
    place = _link_place(guide, "Hitta i fönstret")

    click(guide.text.viewport(), place)

    assert top_heading(guide) == "Hitta i fönstret"


def _link_place(guide: GuideWindow, words: str) -> QPoint:
    found = guide.text.document().find(words)
    while not found.charFormat().isAnchor():
        found = guide.text.document().find(words, found)
    guide.text.setTextCursor(found)
    guide.text.ensureCursorVisible()
    end = guide.text.cursorRect(found)
    return QRect(end).center() - QPoint(end.height(), 0)


def test_a_heading_is_called_as_on_the_web():
    assert anchor("Tillgänglighet: skärmläsare, textstorlek, mörkt läge") == (
        "tillgänglighet-skärmläsare-textstorlek-mörkt-läge"
    )


# Finding


def test_words_are_found_and_gone_through_with_the_keys(screen: Screen):
    guide = opened(screen)

    press(Key.Key_F, CTRL)
    type_text("årshjul")
    first = guide.text.textCursor()
    assert first.selectedText().casefold() == "årshjul"
    count = guide.text.toPlainText().casefold().count("årshjul")
    assert guide.count.text() == ("1 träff" if count == 1 else f"{count} träffar")

    for _ in range(count):
        press(Key.Key_F3)
    assert guide.text.textCursor().position() == first.position(), "it goes round"


def test_the_place_before_is_found_too(screen: Screen):
    guide = opened(screen)
    press(Key.Key_F, CTRL)
    type_text("workshop")
    first = guide.text.textCursor().position()

    press(Key.Key_Return)
    assert guide.text.textCursor().position() > first
    press(Key.Key_F3, SHIFT)
    assert guide.text.textCursor().position() == first


def test_words_that_are_nowhere_are_told_of(screen: Screen):
    guide = opened(screen)

    press(Key.Key_F, CTRL)
    type_text("xyzzy")

    assert guide.count.text() == "Inga träffar"
    assert not guide.next.isEnabled() and not guide.before.isEnabled()


def test_nothing_is_counted_while_nothing_is_searched_for(screen: Screen):
    guide = opened(screen)
    press(Key.Key_F, CTRL)
    type_text("a")
    press(Key.Key_Backspace)

    assert guide.count.text() == ""


# For everyone


def test_everything_in_the_guide_has_a_name(screen: Screen):
    guide = opened(screen)

    for widget in (guide.text, guide.contents, guide.input):
        assert widget.accessibleName()
    for button in (guide.before, guide.next):
        assert button.text()
    assert all(label.text() or label is guide.count for label in guide.findChildren(QLabel))


def test_the_tab_key_goes_through_the_guide_as_it_is_laid_out(screen: Screen):
    guide = opened(screen)
    guide.input.setFocus()
    type_text("spara")
    reached: list[object] = []
    for _ in range(5):
        reached.append(QApplication.focusWidget())
        press(Key.Key_Tab)

    assert reached == [guide.input, guide.before, guide.next, guide.contents, guide.text]


def test_the_guide_that_is_shown_is_the_one_in_the_documentation(library: Library):
    assert library.guide.is_file()
    assert Session(library).library.guide.name == "anvandarhandbok.md"
