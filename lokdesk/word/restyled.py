"""The styles and lists of a file that is merged into a document: under names of their own, looking as before.

What the file's own defaults say is written into its styles, since the document that they come to has others.
"""

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import blake2b

from lokdesk.word import names, ooxml
from lokdesk.word.borrowed import BorrowedList
from lokdesk.word.look import Look
from lokdesk.word.ooxml import Element

_W = ooxml.NAMESPACES["w"]
_RUN_ORDER = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid"
    " vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl"
    " cs em lang eastAsianLayout specVanish oMath"
).split()
_PARAGRAPH_ORDER = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
    " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi"
    " adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection"
    " textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
).split()
_LOOK = ("w:pPr", "w:rPr", "w:tblPr", "w:trPr", "w:tcPr", "w:tblStylePr")
_BY_ATTRIBUTE = frozenset({"rFonts", "spacing", "ind", "lang"})
"""Properties of which each attribute is inherited alone."""
# What Word goes by where a file says nothing.
_FONT = "Times New Roman"
_BUILT_IN_RUN = (
    f'<w:rPr xmlns:w="{_W}"><w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:eastAsia="{_FONT}"'
    f' w:cs="{_FONT}"/><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>'
)
_BUILT_IN_PARAGRAPH = (
    f'<w:pPr xmlns:w="{_W}"><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
)
_NO_OUTLINE = 9
_NO_STYLE = "Normal"
_STYLES = {"w:pStyle": "paragraph", "w:rStyle": "character", "w:tblStyle": "table"}


class Restyled:
    """The styles and lists of one file that are used, and what they are called from now on."""

    def __init__(self, look: Look, key: str, outline: Callable[[int], int], language: str) -> None:
        """*key* goes before all names; *outline* gives the new level of an outline level from 0."""
        self._look = look
        self._key = key
        self._outline = outline
        self._by_kind = {(_kind(one), _id(one)): one for one in reversed(_inside(look.styles, "w:style"))}
        self._defaults = {kind: _id(one) for (kind, _), one in self._by_kind.items() if _is_default(one)}
        self._numbers = {_numbered(one, "w:numId"): one for one in _inside(look.numbering, "w:num")}
        self._definitions = {
            _numbered(one, "w:abstractNumId"): one for one in _inside(look.numbering, "w:abstractNum")
        }
        self._run, self._paragraph = _document_defaults(look.styles, language)
        self._used: dict[tuple[str, str], None] = {}
        self._used_lists: dict[str, None] = {}

    # -- in the text

    def rename(self, root: Element) -> None:
        """Let what is in *root* go by the new names; what has no style is given the file's usual one."""
        for paragraph in ooxml.find_all(root, "w:p"):
            _at_least(paragraph, "w:pPr", "w:pStyle")
        for table in ooxml.find_all(root, "w:tbl"):
            _at_least(table, "w:tblPr", "w:tblStyle")
            self._space_in_cells(table)
        for element in list(ooxml.find_all(root, *_STYLES)):
            kind = _STYLES["w:" + ooxml.local(element)]
            named = self._named(kind, ooxml.val(element) or "") or self._usual(kind)
            if named is None:
                ooxml.remove(element)
            else:
                element.set(ooxml.name("w:val"), named)
        for level in ooxml.find_all(root, "w:outlineLvl"):
            self._lower(level)
        self._rename_lists(root)

    def _named(self, kind: str, id_: str) -> str | None:
        """Return the new id of the style, which is used from now on; ``None`` when there is no such style."""
        if (kind, id_) not in self._by_kind:
            return None
        self._used[kind, id_] = None
        return f"{self._key}{id_}"

    def _usual(self, kind: str) -> str | None:
        """Return the new id of the style of what names none."""
        if kind in self._defaults:
            return self._named(kind, self._defaults[kind])
        if kind != "paragraph":
            return None
        self._used[kind, ""] = None
        return f"{self._key}{_NO_STYLE}"

    def _lower(self, level: Element) -> None:
        written = ooxml.number(level, default=_NO_OUTLINE)
        if 0 <= written < _NO_OUTLINE:
            level.set(ooxml.name("w:val"), str(self._outline(written)))

    def _rename_lists(self, root: Element) -> None:
        for properties in list(ooxml.find_all(root, "w:numPr")):
            number = ooxml.child(properties, "w:numId")
            if number is not None and not self._rename_list(number):
                ooxml.remove(properties)

    def _rename_list(self, number: Element) -> bool:
        """Let *number* go by the new name of its list. Returns whether there is one, or none is meant."""
        written = str(ooxml.number(number))
        if written == "0":
            return True
        definition = _definition(self._numbers.get(written))
        if definition not in self._definitions:
            return False
        self._used_lists[written] = None
        number.set(ooxml.name("w:val"), names.name(self._key, "list", written))
        return True

    def _space_in_cells(self, table: Element) -> None:
        """Let the paragraphs of *table* keep the spacing that its style gives them.

        It counts for more than the file's defaults, but for less than those do when they stand in a style.
        """
        style = ooxml.val(ooxml.child(table, "w:tblPr", "w:tblStyle")) or self._defaults.get("table", "")
        given: dict[str, str] = {}
        for one in reversed(list(self._look.chain(style))):
            given |= _spacing(ooxml.child(one, "w:pPr", "w:spacing"))
        if not given:
            return
        for paragraph in ooxml.find_all(table, "w:p"):
            if next(paragraph.iterancestors(ooxml.name("w:tbl")), None) is not table:
                continue
            own = ooxml.val(ooxml.child(paragraph, "w:pPr", "w:pStyle")) or ""
            told = set(_spacing(ooxml.child(paragraph, "w:pPr", "w:spacing")))
            chain = own if own in self._look.styles_of("paragraph") else self._look.default_paragraph
            for one in self._look.chain(chain):
                told |= set(_spacing(ooxml.child(one, "w:pPr", "w:spacing")))
            missing = {name: value for name, value in given.items() if name not in told}
            if missing:
                properties = ooxml.child(paragraph, "w:pPr")
                assert properties is not None  # it names a style
                spacing = ooxml.child(properties, "w:spacing")
                if spacing is None:
                    spacing = ooxml.made("w:spacing")
                    properties.append(spacing)
                    _sort(properties, _PARAGRAPH_ORDER)
                for name, value in missing.items():
                    spacing.set(name, value)

    # -- what comes along

    def styles(self) -> Iterator[Element]:
        """Yield the styles that are used, and those that they are based on, under their new names.

        Lists are to be asked for afterwards: styles use some, and lists use styles.
        """
        done: set[tuple[str, str]] = set()
        while left := [one for one in self._used if one not in done]:
            for one in left:
                done.add(one)
                yield self._style(*one)
            for written in self._used_lists:
                self._links(written)

    def _style(self, kind: str, id_: str) -> Element:
        source = self._by_kind.get((kind, id_))
        style = ooxml.made("w:style")
        for name, value in (
            ("type", kind),
            ("customStyle", "1"),
            ("styleId", f"{self._key}{id_ or _NO_STYLE}"),
        ):
            style.set(ooxml.name(f"w:{name}"), value)
        called = (ooxml.val(ooxml.child(source, "w:name")) or id_ or _NO_STYLE).replace(",", " ")
        _add(style, "w:name", f"{called} ({self._key})")
        base = ooxml.val(ooxml.child(source, "w:basedOn"))
        based = self._named(kind, base) if base and base != id_ else None
        if based is not None:
            _add(style, "w:basedOn", based)
        _add(style, "w:uiPriority", "99")
        style.append(ooxml.made("w:semiHidden"))
        for one in () if source is None else ooxml.children(source):
            if ooxml.is_a(one, *_LOOK):
                style.append(copy.deepcopy(one))
        if kind == "paragraph" and based is None:
            self._write_defaults(style)
        for level in ooxml.find_all(style, "w:outlineLvl"):
            self._lower(level)
        self._rename_lists(style)
        _plain(style)
        return style

    def _write_defaults(self, style: Element) -> None:
        for path, defaults, order in (
            ("w:pPr", self._paragraph, _PARAGRAPH_ORDER),
            ("w:rPr", self._run, _RUN_ORDER),
        ):
            properties = ooxml.child(style, path)
            if properties is None:
                properties = ooxml.made(path)
                before = ooxml.child(style, "w:semiHidden" if path == "w:pPr" else "w:pPr")
                assert before is not None  # both are there by now
                style.insert(style.index(before) + 1, properties)
            _lay_under(properties, defaults, order)

    def _links(self, written: str) -> None:
        """Take note of the styles that the definition of a list goes by."""
        definition = self._definitions.get(_definition(self._numbers.get(written)) or "")
        for link in ("w:styleLink", "w:numStyleLink"):
            self._named("numbering", ooxml.val(ooxml.child(definition, link)) or "")

    def lists(self) -> Mapping[str, BorrowedList]:
        """Return the lists that are used, by their own ids."""
        found: dict[str, BorrowedList] = {}
        for written in self._used_lists:
            number = self._numbers[written]
            overrides = [
                copy.deepcopy(one) for one in ooxml.children(number) if ooxml.is_a(one, "w:lvlOverride")
            ]
            for one in overrides:
                self._level(one)
            definition = _definition(number) or ""
            found[written] = BorrowedList(definition, "".join(_text(one) for one in overrides))
        return found

    def definitions(self) -> Mapping[str, str]:
        """Return what the definitions of the lists that are used hold, by their own ids."""
        wanted = dict.fromkeys(_definition(self._numbers[written]) or "" for written in self._used_lists)
        return {one: "".join(self._definition(one)) for one in wanted}

    def _definition(self, own: str) -> Iterator[str]:
        digest = blake2b(f"{self._key}{own}".encode(), digest_size=4).hexdigest().upper()
        yield f'<w:nsid w:val="{digest}"/>'
        for source in ooxml.children(self._definitions[own]):
            one = copy.deepcopy(source)
            if ooxml.is_a(one, "w:styleLink", "w:numStyleLink"):
                named = self._named("numbering", ooxml.val(one) or "")
                if named is None:
                    continue
                one.set(ooxml.name("w:val"), named)
            elif not ooxml.is_a(one, "w:multiLevelType", "w:lvl"):
                continue
            self._level(one)
            yield _text(one)

    def _level(self, holder: Element) -> None:
        _plain(holder)
        for link in list(ooxml.find_all(holder, "w:pStyle")):
            id_ = ooxml.val(link) or ""
            if ("paragraph", id_) in self._used:
                link.set(ooxml.name("w:val"), f"{self._key}{id_}")
            else:
                ooxml.remove(link)
        for picture in list(ooxml.find_all(holder, "w:lvlPicBulletId")):
            ooxml.remove(picture)


def _inside(root: Element | None, prefixed: str) -> list[Element]:
    return [] if root is None else root.findall(ooxml.name(prefixed))


def _kind(style: Element) -> str:
    return ooxml.val(style, "w:type") or "paragraph"


def _id(style: Element) -> str:
    return ooxml.val(style, "w:styleId") or ""


def _is_default(style: Element) -> bool:
    return ooxml.val(style, "w:default") in ("1", "true", "on")


def _numbered(element: Element, attribute: str) -> str:
    return str(ooxml.number(element, attribute, -1))


def _definition(number: Element | None) -> str | None:
    found = ooxml.child(number, "w:abstractNumId")
    return None if found is None else str(ooxml.number(found, default=-1))


def _spacing(element: Element | None) -> dict[str, str]:
    return {} if element is None else {str(name): str(value) for name, value in element.attrib.items()}


def _text(element: Element) -> str:
    return ooxml.fragment(element, ooxml.NAMESPACES)


def _add(holder: Element, prefixed: str, value: str) -> None:
    one = ooxml.made(prefixed)
    one.set(ooxml.name("w:val"), value)
    holder.append(one)


def _at_least(element: Element, properties: str, style: str) -> None:
    """Give *element* properties that name a style, be it none that there is, if it has not got any."""
    holder = ooxml.child(element, properties)
    if holder is None:
        holder = ooxml.made(properties)
        element.insert(0, holder)
    if ooxml.child(holder, style) is None:
        one = ooxml.made(style)
        one.set(ooxml.name("w:val"), "")
        holder.insert(0, one)


def _plain(root: Element) -> None:
    """Take out of *root* what is no plain WordprocessingML, such as the additions of newer programs."""
    for content in list(ooxml.find_all(root, "mc:AlternateContent")):
        fallback = ooxml.child(content, "mc:Fallback")
        if fallback is None:
            ooxml.remove(content)
        else:
            ooxml.unwrap(fallback)
            for choice in content.findall(ooxml.name("mc:Choice")):
                content.remove(choice)
            ooxml.unwrap(content)
    for element in list(root.iter()):
        if not ooxml.is_element(element):
            continue
        if not str(element.tag).startswith(f"{{{_W}}}"):
            ooxml.remove(element)
            continue
        for attribute in [str(one) for one in element.attrib if not str(one).startswith(f"{{{_W}}}")]:
            del element.attrib[attribute]
        for attribute in [one for one in element.attrib if str(one).rpartition("}")[2].startswith("rsid")]:
            del element.attrib[attribute]


def _document_defaults(styles: Element | None, language: str) -> tuple[Element, Element]:
    """Return the run and paragraph properties that a file begins with."""
    run, paragraph = ooxml.parse(_BUILT_IN_RUN.encode()), ooxml.parse(_BUILT_IN_PARAGRAPH.encode())
    found = ooxml.child(styles, "w:docDefaults", "w:rPrDefault", "w:rPr")
    own_run = copy.deepcopy(found) if found is not None else ooxml.made("w:rPr")
    lang = ooxml.child(own_run, "w:lang")
    if lang is None:
        lang = ooxml.made("w:lang")
        own_run.append(lang)
    if not ooxml.val(lang):
        lang.set(ooxml.name("w:val"), language)
    _lay_under(own_run, run, _RUN_ORDER)
    found = ooxml.child(styles, "w:docDefaults", "w:pPrDefault", "w:pPr")
    own_paragraph = copy.deepcopy(found) if found is not None else ooxml.made("w:pPr")
    _lay_under(own_paragraph, paragraph, _PARAGRAPH_ORDER)
    return own_run, own_paragraph


def _lay_under(properties: Element, defaults: Element, order: Iterable[str]) -> None:
    """Add to *properties* what only *defaults* tell."""
    for default in ooxml.children(defaults):
        own = properties.find(str(default.tag))
        if own is None:
            properties.append(copy.deepcopy(default))
        elif ooxml.local(default) in _BY_ATTRIBUTE:
            for name, value in default.attrib.items():
                if name not in own.attrib:
                    own.set(name, value)
    _sort(properties, order)


def _sort(properties: Element, order: Iterable[str]) -> None:
    places = {name: place for place, name in enumerate(order)}
    inside = sorted(ooxml.children(properties), key=lambda one: places.get(ooxml.local(one), len(places)))
    for one in inside:
        properties.append(one)
