"""The theme of a document: what its theme fonts and theme colours are, written out as fonts and colours."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lokdesk.word import ooxml
from lokdesk.word.ooxml import Element
from lokdesk.word.package import Package

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_FONTS = {
    "asciiTheme": ("ascii", "latin"),
    "hAnsiTheme": ("hAnsi", "latin"),
    "eastAsiaTheme": ("eastAsia", "ea"),
    "cstheme": ("cs", "cs"),
}
"""The attributes that name a theme font, what they stand for, and which of the theme's fonts is meant."""
_SHARES = ("themeColor", "themeTint", "themeShade", "themeFill", "themeFillTint", "themeFillShade")
_WORD_NAMES = {
    "background1": "lt1",
    "background2": "lt2",
    "light1": "lt1",
    "light2": "lt2",
    "text1": "dk1",
    "text2": "dk2",
    "dark1": "dk1",
    "dark2": "dk2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}
_DRAWING_NAMES = {"bg1": "lt1", "bg2": "lt2", "tx1": "dk1", "tx2": "dk2"}
_COLOR = 6


@dataclass(frozen=True)
class Theme:
    """The fonts of a theme by ``major`` or ``minor`` and script, and its colours by name as RRGGBB."""

    fonts: Mapping[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    colors: Mapping[str, str] = field(default_factory=dict[str, str])

    def write_out(self, root: Element) -> None:
        """Put the fonts and colours themselves in the place of what names those of the theme in *root*."""
        for element in root.iter():
            if not ooxml.is_element(element):
                continue
            if ooxml.is_a(element, "w:rFonts"):
                self._fonts(element)
            elif element.tag == f"{_A}schemeClr":
                self._drawn_color(element)
            elif element.tag in (f"{_A}latin", f"{_A}ea", f"{_A}cs"):
                self._drawn_font(element)
            else:
                self._colors(element)

    def _fonts(self, element: Element) -> None:
        for attribute, (plain, script) in _FONTS.items():
            named = element.attrib.pop(ooxml.name(f"w:{attribute}"), None)
            font = self.fonts.get((str(named)[:5], script)) if named is not None else None
            if font:
                element.set(ooxml.name(f"w:{plain}"), font)

    def _colors(self, element: Element) -> None:
        for attribute, plain in (("w:themeColor", "w:val"), ("w:themeFill", "w:fill")):
            named = ooxml.val(element, attribute)
            if named is None:
                continue
            # The edges of a table or page have their colour beside what kind of line they are.
            holder = "w:color" if plain == "w:val" and not ooxml.is_a(element, "w:color") else plain
            color = self.colors.get(_WORD_NAMES.get(named, named))
            # Word writes beside the name of a colour what it has come to, tint and all.
            if color and len(ooxml.val(element, holder) or "") != _COLOR:
                element.set(ooxml.name(holder), color)
        for attribute in _SHARES:
            element.attrib.pop(ooxml.name(f"w:{attribute}"), None)

    def _drawn_color(self, element: Element) -> None:
        named = element.get("val", "")
        color = self.colors.get(_DRAWING_NAMES.get(named, named))
        if color:
            element.tag = f"{_A}srgbClr"
            element.set("val", color)

    def _drawn_font(self, element: Element) -> None:
        kind, _, script = element.get("typeface", "").removeprefix("+").partition("-")
        which = {"mj": "major", "mn": "minor"}.get(kind)
        if which is None or not element.get("typeface", "").startswith("+"):
            return
        font = self.fonts.get((which, {"lt": "latin"}.get(script, script)))
        if font:
            element.set("typeface", font)


def of(source: Package) -> Theme:
    """Return the theme of the document in *source*, an empty one where it has none. Raises Damaged."""
    part = source.part("theme")
    if part is None:
        return Theme()
    root = source.xml(part)
    fonts: dict[tuple[str, str], str] = {}
    for which in ("major", "minor"):
        holder = next(root.iter(f"{_A}{which}Font"), None)
        for script in () if holder is None else ooxml.children(holder):
            if typeface := script.get("typeface"):
                fonts.setdefault((which, str(script.tag).removeprefix(_A)), typeface)
    colors: dict[str, str] = {}
    scheme = next(root.iter(f"{_A}clrScheme"), None)
    for named in () if scheme is None else ooxml.children(scheme):
        for color in ooxml.children(named):
            value = color.get("lastClr") or color.get("val") or ""
            if len(value) == _COLOR:
                colors[str(named.tag).removeprefix(_A)] = value
    return Theme(fonts, colors)
