"""What the user wishes for in a part of the window that only the window itself can do."""

from PySide6.QtCore import QObject, Signal


class Wishes(QObject):
    """Wishes, as they are uttered."""

    command = Signal(str)
    """The name of a command of the menus."""
    document = Signal(str)
    """The id of a document that is made of the agreement as a whole."""
    successor = Signal(str)
    """The name of somebody that another person is to take the place of."""
