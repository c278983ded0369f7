"""Messages: what happened, that nothing is lost, and what to do."""

import sys
from enum import Enum, auto
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QMessageBox, QWidget

from lokdesk.session import details

_Role = QMessageBox.ButtonRole
_Icon = QMessageBox.Icon
T = TypeVar("T")
_NUMBERED = "Spara med nummer efter namnet"


class Unsaved(Enum):
    """What the user wants done with changes that have not been saved."""

    SAVE = auto()
    DISCARD = auto()
    CANCEL = auto()


class Changed(Enum):
    """What the user wants done when someone else has changed the file."""

    MERGE = auto()
    SAVE_AS = auto()
    COMPARE = auto()
    THEIRS = auto()
    OVERWRITE = auto()
    CANCEL = auto()


class Outdated(Enum):
    """What the user wants opened when the file is not as it was when something in it was left unsaved."""

    COPY = auto()
    FILE = auto()
    NOTHING = auto()


class Held(Enum):
    """How the user wants to open a file that somebody else has open."""

    READ_ONLY = auto()
    ANYWAY = auto()
    NOT = auto()


class Made(Enum):
    """What the user wants to do with a file that has just been made."""

    OPEN = auto()
    SHOW_FOLDER = auto()
    NOTHING = auto()


class Copied(Enum):
    """What the user wants to send of the project file."""

    SHARED = auto()
    WHOLE = auto()
    NOT = auto()


class Place(Enum):
    """Where the user wants files to be written that cannot be written where they were to be."""

    NUMBERED = auto()
    """There, with a number after the name."""
    OVERWRITE = auto()
    AGAIN = auto()
    """There, once what was in the way is no longer."""
    ELSEWHERE = auto()
    NOWHERE = auto()


class Begun(Enum):
    """What the user wants to make a template of when one has been begun."""

    GO_ON = auto()
    ANOTHER = auto()
    NOTHING = auto()


class Unread(Enum):
    """What the user wants done with something typed that cannot be understood as an answer."""

    GO_THERE = auto()
    GO_ON = auto()
    CANCEL = auto()


_IN_A_ROW = 4
"""More choices than these stand under each other."""


def _asked(
    parent: QWidget | None,
    icon: QMessageBox.Icon,
    text: str,
    more: str,
    *choices: tuple[str, QMessageBox.ButtonRole, T],
    error: BaseException | None = None,
) -> T:
    """Show a message and return which of *choices* is made.

    The first is the default. Escape makes the last one, and so does whoever closes the message unanswered.
    Of an *error*, or else the one that is being handled, a warning has details for support.
    """
    box = QMessageBox(icon, "Lokdesk", text, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(more)
    for label in box.findChildren(QLabel):
        # What the box says may be from somebody else's file. Qt takes it for HTML, and opens its links.
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setOpenExternalLinks(False)
    many = len(choices) > _IN_A_ROW
    # Under each other they stand in this order: by their roles each system would have one of its own.
    buttons = [
        (box.addButton(label, _Role.ActionRole if many else role), choice) for label, role, choice in choices
    ]
    error = error or sys.exception()
    if error is not None and icon is _Icon.Warning:
        # Their button comes after those that lead on.
        box.setDetailedText(details.of(error))
    box.setDefaultButton(buttons[0][0])
    box.setEscapeButton(buttons[-1][0])
    if many:
        # Side by side they would be cut off where the text is large.
        for row in box.findChildren(QDialogButtonBox):
            row.setOrientation(Qt.Orientation.Vertical)
    box.exec()
    clicked = box.clickedButton()
    box.deleteLater()
    return next((choice for button, choice in buttons if button is clicked), choices[-1][2])


def problem(parent: QWidget | None, text: str, more: str = "", error: BaseException | None = None) -> None:
    """Tell the user of a problem, which an *error* may have led to, and wait until it has been read."""
    _asked(parent, _Icon.Warning, text, more, ("OK", _Role.AcceptRole, None), error=error)


def notice(parent: QWidget, text: str, more: str = "") -> None:
    """Tell the user of something that went well or is good to know."""
    _asked(parent, _Icon.Information, text, more, ("OK", _Role.AcceptRole, None))


def made(parent: QWidget, text: str, more: str) -> Made:
    """Tell the user of a document that has been made, and ask what to do with it."""
    return _asked(
        parent,
        _Icon.Information,
        text,
        more,
        ("Öppna dokumentet", _Role.AcceptRole, Made.OPEN),
        ("Visa mappen", _Role.ActionRole, Made.SHOW_FOLDER),
        ("OK", _Role.RejectRole, Made.NOTHING),
    )


def made_several(parent: QWidget, text: str, more: str) -> Made:
    """Tell the user of documents that have been made, and ask whether to show where they are."""
    return _asked(
        parent,
        _Icon.Information,
        text,
        more,
        ("Visa mappen", _Role.ActionRole, Made.SHOW_FOLDER),
        ("OK", _Role.RejectRole, Made.NOTHING),
    )


def taken(parent: QWidget, text: str) -> Place:
    """Ask what to do with files whose names are taken, as *text* says."""
    return _asked(
        parent,
        _Icon.Question,
        text,
        "",
        (_NUMBERED, _Role.AcceptRole, Place.NUMBERED),
        ("Skriv över", _Role.DestructiveRole, Place.OVERWRITE),
        ("Avbryt", _Role.RejectRole, Place.NOWHERE),
    )


def not_written(parent: QWidget, text: str, more: str, *, free: str = "") -> Place:
    """Ask where else to write files that could not be written, as *text* says.

    *free* is a name that one of them can have there, if there is one for all of them.
    """
    there = [(_NUMBERED, _Role.AcceptRole, Place.NUMBERED)] if free else []
    if free:
        more = f"Med nummer efter namnet blir det ”{free}”.\n\n{more}"
    return _asked(
        parent,
        _Icon.Warning,
        text,
        more,
        *there,
        ("Försök igen", _Role.ActionRole, Place.AGAIN),
        ("Spara på ett annat ställe …", _Role.ActionRole, Place.ELSEWHERE),
        ("Avbryt", _Role.RejectRole, Place.NOWHERE),
    )


def begun(parent: QWidget, name: str, since: str) -> Begun:
    """Ask whether to go on with the template that has been begun of the document called *name*."""
    return _asked(
        parent,
        _Icon.Question,
        f"Vill du fortsätta med mallen av ”{name}”?",
        f"Du började rätta förslagen {since}. De finns kvar, också om du väljer ett annat dokument nu.",
        ("Fortsätt", _Role.AcceptRole, Begun.GO_ON),
        ("Välj ett annat dokument …", _Role.ActionRole, Begun.ANOTHER),
        ("Avbryt", _Role.RejectRole, Begun.NOTHING),
    )


def agreed(parent: QWidget, text: str, more: str, go_on: str) -> bool:
    """Tell what is about to be done, and return whether it is; *go_on* is what the button for that says."""
    return _asked(
        parent,
        _Icon.Information,
        text,
        more,
        (go_on, _Role.AcceptRole, True),
        ("Avbryt", _Role.RejectRole, False),
    )


def to_open(parent: QWidget, target: str) -> bool:
    """Ask whether to open the link to *target*, which is shown as it is."""
    return _asked(
        parent,
        _Icon.Question,
        f"Vill du öppna länken?\n\n{target}",
        "Den öppnas i datorns webbläsare eller e-postprogram. Öppna bara länkar från någon som du litar på.",
        ("Öppna", _Role.AcceptRole, True),
        ("Avbryt", _Role.RejectRole, False),
    )


def to_share(parent: QWidget, more: str) -> Copied:
    """Ask what to send to others; *more* says what goes along in a copy and what stays behind."""
    return _asked(
        parent,
        _Icon.Information,
        "Spara en kopia att dela",
        more,
        ("Spara kopian …", _Role.AcceptRole, Copied.SHARED),
        ("Spara hela projektfilen …", _Role.ActionRole, Copied.WHOLE),
        ("Avbryt", _Role.RejectRole, Copied.NOT),
    )


def copy_instead(parent: QWidget, text: str, more: str) -> bool:
    """Ask whether to open a copy of a file that cannot be opened itself, as *text* says."""
    return _asked(
        parent,
        _Icon.Warning,
        text,
        more,
        ("Öppna säkerhetskopian", _Role.AcceptRole, True),
        ("Avbryt", _Role.RejectRole, False),
    )


def overwrite(parent: QWidget, name: str) -> bool:
    """Ask whether the file called *name* may be overwritten."""
    return _asked(
        parent,
        _Icon.Question,
        f"”{name}” finns redan. Vill du skriva över den?",
        "",
        ("Skriv över", _Role.AcceptRole, True),
        ("Avbryt", _Role.RejectRole, False),
    )


def remove(parent: QWidget, text: str, more: str, go_on: str = "Ta bort") -> bool:
    """Ask whether something is to be taken away; *more* says what will happen then.

    *go_on* is what the button for that says.
    """
    return _asked(
        parent,
        _Icon.Question,
        text,
        more,
        (go_on, _Role.AcceptRole, True),
        ("Avbryt", _Role.RejectRole, False),
    )


def instead(parent: QWidget, text: str, go_on: str) -> bool:
    """Ask whether something shall stand instead of what does, as *text* says that they cannot both.

    *go_on* is what the button for that says.
    """
    return _asked(
        parent,
        _Icon.Question,
        text,
        "Du kan ångra.",
        (go_on, _Role.AcceptRole, True),
        ("Avbryt", _Role.RejectRole, False),
    )


def unsaved(parent: QWidget, title: str, more: str) -> Unsaved:
    """Ask what to do with unsaved changes in the draft called *title*; *more* says what becomes of them."""
    return _asked(
        parent,
        _Icon.Question,
        f"Vill du spara ändringarna i ”{title}”?",
        more,
        ("Spara", _Role.AcceptRole, Unsaved.SAVE),
        ("Spara inte", _Role.DestructiveRole, Unsaved.DISCARD),
        ("Avbryt", _Role.RejectRole, Unsaved.CANCEL),
    )


def changed_elsewhere(parent: QWidget, text: str) -> Changed:
    """Ask what to do when someone else has changed the file, as *text* says."""
    return _asked(
        parent,
        _Icon.Warning,
        text,
        "Välj Slå ihop och spara för att få med bådas ändringar. Inget går förlorat, och det du har skrivit "
        "finns kvar i programmet.",
        ("Slå ihop och spara", _Role.AcceptRole, Changed.MERGE),
        ("Spara mitt som en kopia …", _Role.ActionRole, Changed.SAVE_AS),
        ("Jämför", _Role.ActionRole, Changed.COMPARE),
        ("Öppna den andras", _Role.ActionRole, Changed.THEIRS),
        ("Skriv över", _Role.DestructiveRole, Changed.OVERWRITE),
        ("Avbryt", _Role.RejectRole, Changed.CANCEL),
    )


def in_conflict(parent: QWidget, text: str, more: str) -> bool:
    """Ask whether to bring in copies of a file that were made apart from it, as *text* says."""
    return _asked(
        parent,
        _Icon.Question,
        text,
        more,
        ("Slå ihop", _Role.AcceptRole, True),
        ("Inte nu", _Role.RejectRole, False),
    )


def merged(parent: QWidget, text: str, more: str) -> bool:
    """Tell what has come of two copies, and ask whether to show what there is to choose between."""
    return _asked(
        parent,
        _Icon.Information,
        text,
        more,
        ("Visa och välj", _Role.AcceptRole, True),
        ("Senare", _Role.RejectRole, False),
    )


def outdated(parent: QWidget, text: str, more: str, *, there: bool) -> Outdated:
    """Ask what to open when the file is another than it was, as *text* says, or no longer *there*."""
    file = [("Öppna filen som den är", _Role.ActionRole, Outdated.FILE)] if there else []
    return _asked(
        parent,
        _Icon.Question,
        text,
        more,
        ("Öppna det osparade som en kopia", _Role.AcceptRole, Outdated.COPY),
        *file,
        ("Avbryt", _Role.RejectRole, Outdated.NOTHING),
    )


def held(parent: QWidget, text: str) -> Held:
    """Ask how to open a file that somebody else has open, as *text* says."""
    return _asked(
        parent,
        _Icon.Question,
        text,
        "Öppnar du den skrivskyddad kan du läsa och ändra, men sparar under ett annat namn. Öppnar du den "
        "ändå kan ni ändra i den samtidigt; då frågar Lokdesk innan något skrivs över.",
        ("Öppna skrivskyddad", _Role.AcceptRole, Held.READ_ONLY),
        ("Öppna ändå", _Role.DestructiveRole, Held.ANYWAY),
        ("Avbryt", _Role.RejectRole, Held.NOT),
    )


def take_over(parent: QWidget, text: str, more: str) -> Place:
    """Ask where to save what was to be saved in a file that somebody else has open, as *text* says."""
    return _asked(
        parent,
        _Icon.Question,
        text,
        "Ta över filen bara när du vet att den andra har slutat, till exempel om datorn har stängts av. Det "
        f"som ligger i filen behålls som säkerhetskopia.\n\n{more}",
        ("Spara under ett annat namn …", _Role.AcceptRole, Place.ELSEWHERE),
        ("Ta över och spara", _Role.DestructiveRole, Place.OVERWRITE),
        ("Avbryt", _Role.RejectRole, Place.NOWHERE),
    )


def unread(parent: QWidget, text: str, more: str, go_on: str) -> Unread:
    """Ask what to do with what cannot be understood; *go_on* is what the button that leaves it out says."""
    return _asked(
        parent,
        _Icon.Warning,
        text,
        more,
        ("Gå dit", _Role.AcceptRole, Unread.GO_THERE),
        (go_on, _Role.DestructiveRole, Unread.GO_ON),
        ("Avbryt", _Role.RejectRole, Unread.CANCEL),
    )


def unusable(parent: QWidget, text: str, more: str, go_on: str, *, leads_somewhere: bool) -> Unread:
    """Ask what to do with what some readers cannot use, which *more* lists; *go_on* is said by the button.

    That is the one which makes the documents as they are.
    """
    there = [("Gå dit", _Role.ActionRole, Unread.GO_THERE)] if leads_somewhere else []
    return _asked(
        parent,
        _Icon.Information,
        text,
        more,
        (go_on, _Role.AcceptRole, Unread.GO_ON),
        *there,
        ("Avbryt", _Role.RejectRole, Unread.CANCEL),
    )
