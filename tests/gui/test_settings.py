"""The settings, as they are kept and as they are changed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from lokdesk.gui import appearance
from lokdesk.gui.dialogs.settings import SettingsDialog
from lokdesk.gui.settings import Settings
from lokdesk.session import spelling
from lokdesk.session.library import Library
from lokdesk.spelling.word_list import WordList
from tests.gui.hands import click, meanwhile, press, type_text, until
from tests.gui.pages import name_file
from tests.tools import ROOT

Show = Callable[[QWidget], QWidget]
Key = Qt.Key


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def own_words(tmp_path: Path) -> WordList:
    words = spelling.own_words(tmp_path / "egna ord.txt")
    for word in ("jobbspårskoordinator", "Ölandsmodellen"):
        words.add(word)
    return words


@pytest.fixture
def dialog(
    shown: Show, settings: Settings, library: Library, own_words: WordList, qapp: QApplication
) -> Iterator[SettingsDialog]:
    parent = QWidget()
    made = SettingsDialog(parent, settings, library.register, own_words)
    made.look_changed.connect(lambda: appearance.apply(qapp, settings.text_size, settings.appearance))
    shown(made)
    yield made
    appearance.apply(qapp, 100, "system")
    parent.deleteLater()


def pick(dialog: SettingsDialog, name: str, word: str) -> None:
    """Come to a choice with the keys; the dialog is made anew on the way."""

    def box() -> QComboBox:
        return getattr(dialog, name)

    box().setFocus()
    while box().currentText() != word:
        before = box().currentIndex()
        press(Key.Key_Down)
        QTest.qWait(1)
        assert box().currentIndex() != before, f"no {word}"


def test_name_and_party_are_kept_when_the_dialog_is_closed(dialog: SettingsDialog, settings: Settings):
    dialog.name.setFocus()
    type_text("Åsa Öberg")
    dialog.party.input.setFocus()
    type_text("växjö")
    popup = dialog.party.input.completer().popup()
    assert popup is not None
    until(popup.isVisible)
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert settings.party == "Växjö kommun"

    click(dialog.close_button)
    assert (settings.name, settings.party) == ("Åsa Öberg", "Växjö kommun")
    assert not dialog.isVisible()


def test_escape_loses_nothing(dialog: SettingsDialog, settings: Settings):
    dialog.name.setFocus()
    type_text("Bo")
    press(Key.Key_Escape)

    assert settings.name == "Bo"


def test_the_size_of_the_text_changes_at_once(dialog: SettingsDialog, settings: Settings):
    before = dialog.name.fontMetrics().height()

    pick(dialog, "text_size", "200 %")
    until(lambda: dialog.name.fontMetrics().height() > before * 1.8)

    assert settings.text_size == 200
    assert dialog.name.height() >= dialog.name.fontMetrics().height()
    assert dialog.text_size.hasFocus()
    assert dialog.text_size.currentText() == "200 %"


def test_the_colours_change_at_once(dialog: SettingsDialog, settings: Settings):
    pick(dialog, "look", "Mörkt")
    until(lambda: appearance.is_dark(dialog.name.palette()))

    assert settings.appearance == "dark"
    assert appearance.is_dark(dialog.name.palette())
    assert dialog.look.hasFocus()


def test_a_folder_with_templates_is_chosen_and_told_of(
    dialog: SettingsDialog, settings: Settings, tmp_path: Path
):
    assert dialog.templates.text() == "Ingen mapp är vald."
    assert not dialog.clear.isEnabled()

    meanwhile(lambda: click(dialog.choose), name_file(ROOT / "templates"))
    assert settings.template_folder == str(ROOT / "templates")
    assert dialog.templates.text() == f"{ROOT / 'templates'}\n2 mallar: grundmall-2026, grundmall"

    meanwhile(lambda: click(dialog.choose), name_file(tmp_path))
    assert "Det finns inga mallar i mappen." in dialog.templates.text()

    click(dialog.clear)
    assert settings.template_folder == ""
    assert dialog.templates.text() == "Ingen mapp är vald."


def test_a_word_of_ones_own_is_taken_out_of_the_list(dialog: SettingsDialog, own_words: WordList):
    assert not dialog.remove_word.isEnabled()
    dialog.words.setFocus()
    press(Key.Key_Down)
    word = dialog.words.selectedItems()[0].text()
    click(dialog.remove_word)

    assert own_words.words == {"jobbspårskoordinator", "Ölandsmodellen"} - {word}
    assert dialog.words.count() == 1


def test_a_folder_that_is_gone_is_told_of(
    shown: Show, settings: Settings, library: Library, own_words: WordList, tmp_path: Path
):
    settings.template_folder = str(tmp_path / "borta")
    parent = QWidget()
    dialog = SettingsDialog(parent, settings, library.register, own_words)
    shown(dialog)

    assert "Mappen finns inte, eller går inte att nå just nu." in dialog.templates.text()
    parent.deleteLater()


@pytest.mark.parametrize("garbled", ["", "stor", "-1", 17, [], None, "1000000000000000000000"])
def test_what_is_stored_and_cannot_be_understood_counts_as_not_set(settings: Settings, garbled: object):
    for key in ("user/name", "user/party", "templates/folder", "look/text_size", "look/appearance"):
        settings.store.setValue(key, garbled)
    settings.store.sync()
    read = Settings(QSettings(settings.store.fileName(), QSettings.Format.IniFormat))

    assert read.text_size == 100
    assert read.appearance == "system"
    assert (
        isinstance(read.name, str) and isinstance(read.party, str) and isinstance(read.template_folder, str)
    )
    assert read.layout("x") is None
