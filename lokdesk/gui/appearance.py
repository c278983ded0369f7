"""How large the text is, and whether the window is light or dark: made for the whole program at once."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from lokdesk.gui.focus_ring import FocusRing
from lokdesk.gui.look import mixed
from lokdesk.gui.settings import Appearance

_SYSTEM_FONT = "systemFont"
_DISABLED = 0.6
"""How much of its colour a text keeps that is not in use, where it can be read with that."""
_SHEEN = 142
"""How light, in per cent of what the palette says, styles paint the upper part of dark buttons."""
_ENOUGH = 4.5
"""The least contrast that a text has to its ground."""

_Role = QPalette.ColorRole
_SCHEMES = {
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
    "contrast": Qt.ColorScheme.Dark,
}
_COLOURS: dict[str, dict[QPalette.ColorRole, str]] = {
    "light": {
        _Role.Window: "#f3f3f3",
        _Role.WindowText: "#1b1b1b",
        _Role.Base: "#ffffff",
        _Role.AlternateBase: "#f7f7f7",
        _Role.Text: "#1b1b1b",
        _Role.Button: "#f0f0f0",
        _Role.ButtonText: "#1b1b1b",
        _Role.BrightText: "#ffffff",
        _Role.Light: "#ffffff",
        _Role.Midlight: "#e3e3e3",
        _Role.Mid: "#b8b8b8",
        _Role.Dark: "#9f9f9f",
        _Role.Shadow: "#767676",
        _Role.Highlight: "#1f6fb2",
        _Role.HighlightedText: "#ffffff",
        _Role.Accent: "#1f6fb2",
        _Role.Link: "#0b57a4",
        _Role.LinkVisited: "#6b3fa0",
        _Role.ToolTipBase: "#ffffff",
        _Role.ToolTipText: "#1b1b1b",
    },
    "dark": {
        _Role.Window: "#232529",
        _Role.WindowText: "#ececec",
        _Role.Base: "#191b1e",
        _Role.AlternateBase: "#212327",
        _Role.Text: "#ececec",
        _Role.Button: "#34373c",
        _Role.ButtonText: "#ececec",
        _Role.BrightText: "#ffffff",
        _Role.Light: "#4a4e55",
        _Role.Midlight: "#3f4349",
        _Role.Mid: "#5d626a",
        _Role.Dark: "#141517",
        _Role.Shadow: "#0c0d0e",
        _Role.Highlight: "#2a78bd",
        _Role.HighlightedText: "#ffffff",
        _Role.Accent: "#4c9be0",
        _Role.Link: "#8ab8f0",
        _Role.LinkVisited: "#c3a6ea",
        _Role.ToolTipBase: "#34373c",
        _Role.ToolTipText: "#f2f2f2",
    },
    "contrast": {
        _Role.Window: "#000000",
        _Role.WindowText: "#ffffff",
        _Role.Base: "#000000",
        _Role.AlternateBase: "#000000",
        _Role.Text: "#ffffff",
        _Role.Button: "#000000",
        _Role.ButtonText: "#ffffff",
        _Role.BrightText: "#ffffff",
        _Role.Light: "#ffffff",
        _Role.Midlight: "#d0d0d0",
        _Role.Mid: "#c0c0c0",
        _Role.Dark: "#b0b0b0",
        _Role.Shadow: "#ffffff",
        _Role.Highlight: "#ffe600",
        _Role.HighlightedText: "#000000",
        _Role.Accent: "#ffe600",
        _Role.Link: "#ffe600",
        _Role.LinkVisited: "#ffe600",
        _Role.ToolTipBase: "#000000",
        _Role.ToolTipText: "#ffffff",
    },
}
"""For systems that have only one look of their own."""


def apply(application: QApplication, text_size: int, appearance: Appearance) -> None:
    """Show all text at *text_size* per cent of the system's size, and all windows in *appearance*.

    Where the system asks for high contrast, its colours are left as they are.
    """
    if application.property(_SYSTEM_FONT) is None:
        application.setProperty(_SYSTEM_FONT, application.font())
        FocusRing(application)
    font = QFont(application.property(_SYSTEM_FONT))
    font.setPointSizeF(font.pointSizeF() * text_size / 100)
    application.setFont(font)

    hints = QGuiApplication.styleHints()
    # The system's own colours first: they are what is departed from.
    application.setPalette(QPalette())
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        hints.unsetColorScheme()
        return
    if appearance == "system":
        hints.unsetColorScheme()
    else:
        hints.setColorScheme(_SCHEMES[appearance])
        if appearance == "contrast" or is_dark(application.palette()) != (appearance == "dark"):
            application.setStyle("Fusion")
            application.setPalette(_palette(appearance))
    make_readable(application)


def scale(application: QApplication) -> float:
    """Return how many times the system's size text is shown at."""
    usual = application.property(_SYSTEM_FONT)
    return application.font().pointSizeF() / usual.pointSizeF() if isinstance(usual, QFont) else 1.0


def is_dark(palette: QPalette) -> bool:
    """Return whether text in *palette* is lighter than its ground."""
    return palette.color(_Role.WindowText).lightness() > palette.color(_Role.Window).lightness()


def _palette(appearance: Appearance) -> QPalette:
    palette = QPalette()
    for role, colour in _COLOURS[appearance].items():
        palette.setColor(role, QColor(colour))
    return palette


def make_readable(application: QApplication) -> None:
    """Let all text be read, on a projector too: what cannot be used just now, and what is selected."""
    palette = application.palette()
    group = QPalette.ColorGroup
    for text, ground in (
        (_Role.WindowText, _Role.Window),
        (_Role.ButtonText, _Role.Button),
        (_Role.Text, _Role.Base),
    ):
        share, paper = _DISABLED, palette.color(group.Active, ground)
        if ground is _Role.Button and is_dark(palette):
            paper = paper.lighter(_SHEEN)
        while contrast(mixed(palette, text, ground, share), paper) < _ENOUGH and share < 1:
            share += 0.05
        palette.setColor(group.Disabled, text, mixed(palette, text, ground, share))
    palette.setColor(_Role.PlaceholderText, mixed(palette, _Role.Text, _Role.Base, _DISABLED))
    if not is_dark(palette):
        # The blue of links in Qt's own palette outshouts the text around it.
        for role in (_Role.Link, _Role.LinkVisited):
            palette.setColor(role, QColor(_COLOURS["light"][role]))
    ground = palette.color(group.Active, _Role.Highlight)
    while contrast(palette.color(group.Active, _Role.HighlightedText), ground) < _ENOUGH and ground.value():
        ground = ground.darker(104)
    for one in (group.Active, group.Inactive):
        palette.setColor(one, _Role.Highlight, ground)
        palette.setColor(one, _Role.HighlightedText, palette.color(group.Active, _Role.HighlightedText))
    application.setPalette(palette)


def contrast(text: QColor, ground: QColor) -> float:
    """Return the contrast of two colours as WCAG 2 reckons it, from 1 (none) to 21."""
    light, dark = sorted((_luminance(text), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))
