"""The list of copies of the open file: looking at one, and going back to it, with mouse and keys."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from lokdesk.gui.dialogs.backups import BackupsDialog, CopyDialog, size
from lokdesk.project import backups, project
from tests.gui.conftest import OpenWindow
from tests.gui.hands import click, meanwhile, press, until
from tests.gui.pages import Act, Screen, answer, dismiss, read, saved

Key = Qt.Key


def show(screen: Screen, *acts: Act) -> None:
    """Open the list from the menu, and do *acts* in the dialogs."""
    meanwhile(screen.window.menus.actions["backups"].trigger, *acts)


def compared(dialog: QWidget) -> BackupsDialog:
    """Return the list once each copy in it has been compared."""
    assert isinstance(dialog, BackupsDialog), dialog
    until(lambda: not any("Jämförs" in one.text() for one in dialog.told.values()))
    return dialog


def words(dialog: QWidget) -> list[str]:
    return [one.text() for one in dialog.findChildren(QLabel) if one.text()]


def twice(screen: Screen, path: Path) -> Path:
    """Save a draft as "Före", and then as "Efter"."""
    saved(screen, path, "Före")
    screen.field("title").replace("Efter")
    screen.save()
    return path


def test_the_list_says_when_each_copy_was_made_and_what_differs(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    twice(screen, tmp_path / "a.lokdesk")
    told: list[str] = []

    def look(dialog: QWidget) -> None:
        told.extend(words(compared(dialog)))
        buttons = compared(dialog).buttons
        assert buttons["0:show"].isEnabled() and not buttons["0:restore"].isEnabled()
        assert buttons["1:restore"].accessibleName().startswith("Återställ: säkerhetskopian från i dag kl.")
        dismiss(dialog)

    show(screen, look)

    assert sum(one.startswith("I dag kl. ") for one in told) == 2
    assert "Samma som det som är öppet." in told
    assert "Skiljer sig från det som är öppet på ett ställe: Titel." in told
    assert sum(one.endswith(" kB") for one in told) == 2


def test_a_copy_is_restored_with_one_click_undone_with_another_and_never_written_unasked(
    open_window: OpenWindow, tmp_path: Path
):
    screen = open_window()
    path = twice(screen, tmp_path / "a.lokdesk")

    show(screen, lambda dialog: click(compared(dialog).buttons["1:restore"]))

    assert screen.field("title").text == "Före"
    assert screen.title == "Före – a.lokdesk* – Lokdesk"
    assert screen.window.news.text().startswith("Återställt som det var i dag kl. ")
    assert project.open(path).draft.agreement.title == "Efter"

    screen.window.menus.actions["undo"].trigger()
    assert screen.field("title").text == "Efter"
    assert screen.title == "Efter – a.lokdesk – Lokdesk"
    assert "Ångrade återställningen av en säkerhetskopia" in screen.window.news.text()


def test_a_copy_is_looked_at_beside_what_is_open_and_restored_from_there(
    open_window: OpenWindow, tmp_path: Path
):
    screen = open_window()
    twice(screen, tmp_path / "a.lokdesk")
    screen.field("title").replace("Nu")
    told: list[str] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, CopyDialog)
        told.extend(words(dialog))
        dismiss(dialog)

    def restore(dialog: QWidget) -> None:
        assert isinstance(dialog, CopyDialog)
        click(dialog.restore)

    def twice_over(dialog: QWidget) -> None:
        button = compared(dialog).buttons["1:show"]
        click(button)
        assert dialog.isVisible(), "one who has only looked is back in the list"
        click(button)

    show(screen, twice_over, look, restore)

    assert {"Titel", "I säkerhetskopian", "Före", "Nu"} <= set(told)
    assert screen.field("title").text == "Före"


def test_a_damaged_copy_can_neither_be_shown_nor_restored(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    path = twice(screen, tmp_path / "a.lokdesk")
    backups.kept(path)[1].path.write_bytes(b"PK")

    def look(dialog: QWidget) -> None:
        there = compared(dialog)
        assert there.told[1].text() == "Säkerhetskopian är skadad och går inte att öppna. Välj en annan."
        assert not there.buttons["1:show"].isEnabled() and not there.buttons["1:restore"].isEnabled()
        dismiss(dialog)

    show(screen, look)


def test_the_list_is_left_before_all_has_been_compared(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    twice(screen, tmp_path / "a.lokdesk")

    show(screen, dismiss)

    assert screen.field("title").text == "Efter"


def test_the_keys_reach_every_button_and_escape_leaves(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    twice(screen, tmp_path / "a.lokdesk")

    def go(dialog: QWidget) -> None:
        there = compared(dialog)
        wanted = there.buttons["1:restore"]
        for _ in range(len(there.buttons) + 1):
            if wanted.hasFocus():
                break
            press(Key.Key_Tab)
        assert wanted.hasFocus()
        press(Key.Key_Space)

    show(screen, go)

    assert screen.field("title").text == "Före"


def test_all_copies_are_erased_by_someone_who_says_so(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    path = twice(screen, tmp_path / "a.lokdesk")
    there = path.read_bytes()

    def change_mind(dialog: QWidget) -> None:
        click(compared(dialog).erase)
        dismiss(dialog)

    show(screen, change_mind, answer("Avbryt"))
    assert len(backups.kept(path)) == 2

    show(screen, lambda dialog: click(compared(dialog).erase), answer("Ta bort"))
    assert not backups.kept(path)
    assert path.read_bytes() == there and project.backup(path).exists()


def test_a_draft_without_a_file_has_no_copies(open_window: OpenWindow):
    screen = open_window()
    said: list[str] = []

    show(screen, read(said))

    assert "inte sparad än" in said[0]


def test_sizes_are_said_in_a_few_characters():
    assert [size(one) for one in (1, 1024, 48_500, 3_400_000)] == ["1 kB", "1 kB", "47 kB", "3,2 MB"]
