"""Messages: what happened, that nothing is lost, and what to do."""

from enum import Enum, auto

from PySide6.QtWidgets import QMessageBox, QWidget


class Unsaved(Enum):
    """What the user wants done with changes that have not been saved."""

    SAVE = auto()
    DISCARD = auto()
    CANCEL = auto()


def problem(parent: QWidget, text: str) -> None:
    """Tell the user of a problem and wait until it has been read."""
    box = QMessageBox(QMessageBox.Icon.Warning, "Lokdesk", text, QMessageBox.StandardButton.Ok, parent)
    box.exec()
    box.deleteLater()


def notice(parent: QWidget, text: str) -> None:
    """Tell the user of something that went well or is good to know."""
    box = QMessageBox(QMessageBox.Icon.Information, "Lokdesk", text, QMessageBox.StandardButton.Ok, parent)
    box.exec()
    box.deleteLater()


def confirmed(parent: QWidget, text: str, yes: str) -> bool:
    """Ask whether to go on; *yes* is what the button that does says."""
    box = QMessageBox(QMessageBox.Icon.Question, "Lokdesk", text, parent=parent)
    go_on = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton("Avbryt", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    box.exec()
    box.deleteLater()
    return box.clickedButton() is go_on


def unsaved(parent: QWidget, title: str) -> Unsaved:
    """Ask what to do with unsaved changes in the draft called *title*."""
    box = QMessageBox(
        QMessageBox.Icon.Question,
        "Lokdesk",
        f"Vill du spara ändringarna i ”{title}”?",
        parent=parent,
    )
    box.setInformativeText("Om du inte sparar försvinner det som har skrivits sedan du senast sparade.")
    save = box.addButton("Spara", QMessageBox.ButtonRole.AcceptRole)
    discard = box.addButton("Spara inte", QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton("Avbryt", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    box.setEscapeButton(cancel)
    box.exec()
    box.deleteLater()
    if box.clickedButton() is save:
        return Unsaved.SAVE
    return Unsaved.DISCARD if box.clickedButton() is discard else Unsaved.CANCEL
