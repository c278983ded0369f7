"""Compiles a part of a template, its XML with tagged controls, to a program."""

import copy
import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.schema import ANY, SEPARATOR, Field, ListOf
from lokdesk.agreement.wording import Wording
from lokdesk.word import anchor, day, ooxml, part, program, prose
from lokdesk.word.archive import escaped
from lokdesk.word.block import (
    BOOKMARK,
    BOOKMARK_END,
    CONTROL,
    HEADING,
    LIST,
    PARAGRAPHS,
    PLAIN,
    SAME_LIST,
    Block,
    Kind,
)
from lokdesk.word.look import Look
from lokdesk.word.manifest import Manifest
from lokdesk.word.ooxml import Element
from lokdesk.word.program import (
    Blocks,
    CellEnd,
    ColumnCell,
    Columns,
    Contents,
    Control,
    ControlXml,
    Inline,
    InlineAnswer,
    InlineControl,
    InlineCopy,
    InlinePart,
    InlineRepeat,
    InlineSection,
    InlineXml,
    Node,
    Paragraph,
    Place,
    Program,
    Repeat,
    Section,
    Table,
    Text,
    TextStyle,
    TextStyles,
)
from lokdesk.word.tag import COPY, LONGEST, PART, Tag, field, parse

COLUMNS = "mapping/statistics/*/columns"
CELLS = "mapping/statistics/*/rows/*/cells"
"""A row's cells are written by column: a cell has the id of its column."""

# A mark cannot stand in XML that lxml holds, so a word does until the XML is a string.
_ID = "__lokdesk_id__"
_TEXT = "<w:text/>"
_LOCK = '<w:lock w:val="contentLocked"/>'
_LOCK_FOR_GOOD = '<w:lock w:val="sdtContentLocked"/>'
_SHOWING = "<w:showingPlcHdr/>"


@dataclass(frozen=True)
class Homes:
    """Where answers and lists are at home: *addresses* in document order, and the controls of the lists."""

    addresses: tuple[str, ...]
    list_controls: frozenset[Element] = dataclasses.field(repr=False)

    @property
    def named_items(self) -> frozenset[str]:
        """The addresses of the items that the template names by id."""
        return frozenset(one.rpartition(SEPARATOR)[0] for one in self.addresses if _names_an_item(one))


def survey(root: Element) -> Homes:
    """Return what is at home in the main document *root*.

    A list may be repeated in several places that hold different answers of its items; the first that holds
    answers at home is where items are added and removed.
    """
    addresses: dict[str, None] = {}
    repeats: dict[str, list[tuple[Element, bool]]] = {}
    for control in ooxml.find_all(root, "w:sdt"):
        tag = parse(ooxml.tag_of(control))
        if tag.copy or tag.field is None:
            continue
        addresses.setdefault(tag.name)
        if tag.kind == "list":
            repeats.setdefault(tag.name, []).append((control, _holds_answers(control, tag.name)))
    controls = (next((c for c, holds in found if holds), found[0][0]) for found in repeats.values())
    return Homes(tuple(addresses), frozenset(controls))


def _holds_answers(control: Element, address: str) -> bool:
    inside = (ooxml.tag_of(inner) for inner in ooxml.find_all(control, "w:sdt") if inner is not control)
    return any(
        tag.startswith(f"{address}{SEPARATOR}{ANY}{SEPARATOR}") and not tag.startswith(COPY) for tag in inside
    )


def _names_an_item(address: str) -> bool:
    """Return whether *address* names an item by its id."""
    return address != schema.pattern(address)


# -- cleaning


def clean(root: Element) -> None:
    """Take out of a template part what belongs to its own editing and must not be copied."""
    for element in root.iter():
        for attribute in list(element.attrib):
            local = str(attribute).rpartition("}")[2]
            if local.startswith("rsid") or local in ("paraId", "textId", "dirty"):
                del element.attrib[attribute]
    _clean_bookmarks(root)
    for date in ooxml.find_all(root, "w:date"):
        date.attrib.pop(ooxml.name("w:fullDate"), None)
    for drawing in ooxml.find_all(root, "wp:docPr"):
        drawing.set("id", _ID)


def _clean_bookmarks(root: Element) -> None:
    """Keep the author's bookmarks that lie in one paragraph and are written once; number them."""
    ends = {ooxml.val(end, "w:id"): end for end in ooxml.find_all(root, "w:bookmarkEnd")}
    kept: set[Element] = set()
    for start in list(ooxml.find_all(root, "w:bookmarkStart")):
        end = ends.get(ooxml.val(start, "w:id"))
        named = ooxml.val(start, "w:name") or ""
        own = named.startswith(("_Toc", "_GoBack", anchor.PREFIX))
        if end is None or own or start.getparent() is not end.getparent() or _is_repeated(start):
            ooxml.remove(start)
            continue
        kept |= {start, end}
        for one in (start, end):
            one.set(ooxml.name("w:id"), str(len(kept) // 2))
    for end in list(ooxml.find_all(root, "w:bookmarkEnd")):
        if end not in kept:
            ooxml.remove(end)


def _is_repeated(element: Element) -> bool:
    holder = element.getparent()
    if holder is None or not ooxml.is_a(holder, "w:p", "w:hyperlink"):
        return True
    controls = (one for one in element.iterancestors(ooxml.name("w:sdt")))
    return any(parse(ooxml.tag_of(control)).kind == "list" for control in controls)


# -- compiling


@dataclass(frozen=True)
class Setting:
    """What is around the elements that are being compiled.

    *items* gives, for each repeat that is open, where its items stand on the stack while writing.
    """

    look: Look
    manifest: Manifest
    declared: Mapping[str, str]
    homes: Homes
    styles: "StyleIds"
    has_contents: bool
    is_main: bool
    items: Mapping[str, int] = dataclasses.field(default_factory=dict[str, int])
    depth: int = 0
    in_contents: bool = False

    def within(self, repeated: str) -> "Setting":
        """Return the setting inside the items of the list with the address *repeated*."""
        depth = self.depth + 1
        return replace(self, items={**self.items, f"{repeated}{SEPARATOR}{ANY}": depth}, depth=depth)

    def xml(self, element: Element) -> str:
        """Return *element* as a string, with marks for ids."""
        return ooxml.fragment(element, self.declared).replace(_ID, CONTROL)

    def place(self, address: str) -> Place | None:
        """Return where *address* stands from here, or ``None`` when the repeats around do not lead there."""
        head, star, tail = address.rpartition(ANY + SEPARATOR)
        if star:
            depth = self.items.get(head + ANY)
            if depth is None:
                return None
            return Place(depth, attrgetter(tail.replace(SEPARATOR, ".")), tail)
        if _names_an_item(address):
            return Place(0, _by_id(address, field(address)), address)
        return Place(0, attrgetter(address.replace(SEPARATOR, ".")), address)


def _by_id(address: str, what: Field | None) -> Callable[[Agreement], Any]:
    several = isinstance(what, ListOf) or (isinstance(what, Answer) and what.kind == "references")
    none: Any = () if several else None

    def get(agreement: Agreement) -> Any:
        try:
            return at.get(agreement, address)
        except at.UnknownAddress:
            return none

    return get


@dataclass(frozen=True)
class StyleIds:
    """The ids of the styles that answers and generated parts are written with."""

    bullet: str
    number: str
    hyperlink: str
    footnote_text: str
    footnote_reference: str
    placeholder: str

    @property
    def runs(self) -> prose.RunStyles:
        """The styles of runs."""
        return prose.RunStyles(self.hyperlink, self.footnote_reference)


def style_ids(look: Look, manifest: Manifest) -> StyleIds:
    """Return the styles that the manifest names, or else the ones Word uses for the purpose."""
    named = manifest.styles
    return StyleIds(
        named.bullet or look.id_of("List Bullet"),
        named.number or look.id_of("List Number"),
        named.hyperlink or look.id_of("Hyperlink", "character"),
        named.footnote_text or look.id_of("footnote text"),
        named.footnote_reference or look.id_of("footnote reference", "character"),
        named.placeholder or look.id_of("Placeholder Text", "character"),
    )


def blocks(elements: Iterable[Element], setting: Setting) -> tuple[Node, ...]:
    """Return what writes the block-level *elements*."""
    nodes: list[Node] = []
    for element in elements:
        if ooxml.is_a(element, "w:p"):
            nodes.append(_paragraph(element, setting))
        elif ooxml.is_a(element, "w:tbl"):
            nodes.append(_table(element, setting))
        elif ooxml.is_a(element, "w:sdt"):
            nodes += _block_control(element, setting)
        elif not ooxml.is_a(element, "w:sectPr", "w:bookmarkStart", "w:bookmarkEnd"):
            nodes.append(Blocks((Block("paragraph", setting.xml(element)),)))
    return _merged(nodes)


def _merged(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """Join neighbours that stand as they are, so that they are written at one stroke."""
    result: list[Node] = []
    for node in nodes:
        last = result[-1] if result else None
        if isinstance(node, Blocks) and isinstance(last, Blocks):
            result[-1] = Blocks(last.blocks + node.blocks)
        else:
            result.append(node)
    return tuple(result)


# -- paragraphs


def _paragraph(paragraph: Element, setting: Setting) -> Node:
    look = setting.look
    level = look.heading_level(paragraph) if not setting.in_contents else None
    kind: Kind = "heading" if level else "item" if look.numbering_of(paragraph) else "paragraph"
    shape = look.shape(paragraph)
    properties = ooxml.child(paragraph, "w:pPr")
    start = "<w:p>" + (setting.xml(properties) if properties is not None else "")
    end = "</w:p>"
    inside = [child for child in ooxml.children(paragraph) if child is not properties]
    body = _inlines(inside, setting)
    if (
        level
        and setting.is_main
        and setting.has_contents
        and level <= setting.manifest.contents_levels
        and body
    ):
        start += f'<w:bookmarkStart w:id="{BOOKMARK}" w:name="_Toc{HEADING}"/>'
        end = f'<w:bookmarkEnd w:id="{BOOKMARK_END}"/>{end}'
    written_level = level or (setting.look.numbering_of(paragraph) or (0, 0))[1]
    if all(isinstance(node, InlineXml) for node in body):
        static = [node for node in body if isinstance(node, InlineXml)]
        xml = start + "".join(node.xml for node in static) + end
        says = "".join(node.says for node in static)
        return Blocks((Block(kind, xml, "", written_level, says, shape),))
    lead = next((node.place for node in _homes_among(body)), None)
    return Paragraph(kind, written_level, shape, start, end, body, lead, _holds_more_than_words(paragraph))


def _holds_more_than_words(paragraph: Element) -> bool:
    more = ("w:drawing", "w:pict", "w:object", "w:fldChar", "w:fldSimple", "w:sectPr", "mc:AlternateContent")
    return next(ooxml.find_all(paragraph, *more), None) is not None


def _homes_among(body: Iterable[Inline]) -> Iterable[InlineAnswer]:
    for node in body:
        if isinstance(node, InlineAnswer):
            yield node
        elif isinstance(node, InlineControl | InlineSection):
            yield from _homes_among(node.body)


def _inlines(elements: Iterable[Element], setting: Setting) -> tuple[Inline, ...]:
    nodes: list[Inline] = []
    for element in elements:
        if ooxml.is_a(element, "w:sdt"):
            nodes += _inline_control(element, setting)
        elif next(ooxml.find_all(element, "w:sdt"), None) is not None:
            nodes.append(InlineXml(_opening(element, setting), ""))
            nodes += _inlines(ooxml.children(element), setting)
            nodes.append(InlineXml(f"</{ooxml.prefixed(element, setting.declared)}>", ""))
        else:
            nodes.append(InlineXml(setting.xml(element), ooxml.words(element)))
    return _merged_inlines(nodes)


def _merged_inlines(nodes: Iterable[Inline]) -> tuple[Inline, ...]:
    result: list[Inline] = []
    for node in nodes:
        last = result[-1] if result else None
        if isinstance(node, InlineXml) and isinstance(last, InlineXml):
            result[-1] = InlineXml(last.xml + node.xml, last.says + node.says)
        else:
            result.append(node)
    return tuple(result)


def _opening(element: Element, setting: Setting) -> str:
    """Return the start tag of *element* as it stands in the part."""
    return ooxml.start_tag(element, setting.declared, declaring=False).replace(_ID, CONTROL)


# -- controls


def _control_xml(
    control: Element, setting: Setting, middle: str, rest: str, *, look: bool = True
) -> ControlXml:
    """Return the control's XML around its tag; *middle* is the lock or placeholder, *rest* its kind."""
    properties = ooxml.child(control, "w:sdtPr")
    run = ooxml.child(properties, "w:rPr") if look else None
    title = ooxml.title_of(control)[:LONGEST]
    start = "<w:sdt><w:sdtPr>" + (setting.xml(run) if run is not None else "")
    if title:
        start += f'<w:alias w:val="{escaped(title)}"/>'
    return ControlXml(
        f'{start}<w:tag w:val="', f'"/><w:id w:val="{CONTROL}"/>{middle}{rest}</w:sdtPr><w:sdtContent>'
    )


_ORDERED_BEFORE_KIND = frozenset(
    f"w:{one}"
    for one in (
        "rPr",
        "alias",
        "tag",
        "id",
        "lock",
        "placeholder",
        "temporary",
        "showingPlcHdr",
        "dataBinding",
    )
)
_KINDS_OF_CONTROL = ("w:text", "w:date", "w:comboBox", "w:dropDownList", "w14:checkbox", "w:richText")


def _kept_properties(control: Element, setting: Setting, *without: str) -> str:
    """Return the control's properties that follow its kind and look, as its author chose them."""
    dropped = {ooxml.name(one) for one in _ORDERED_BEFORE_KIND | set(without)}
    properties = ooxml.child(control, "w:sdtPr")
    kept = [] if properties is None else [one for one in ooxml.children(properties) if one.tag not in dropped]
    return "".join(setting.xml(one) for one in kept)


def _kind_of_control(control: Element) -> str | None:
    properties = ooxml.child(control, "w:sdtPr")
    return next((kind for kind in _KINDS_OF_CONTROL if ooxml.child(properties, kind) is not None), None)


def _placeholder_reference(control: Element, setting: Setting) -> str:
    found = ooxml.child(control, "w:sdtPr", "w:placeholder")
    return setting.xml(found) if found is not None else ""


def _whole_control(control: Element, setting: Setting, tag: str, middle: str) -> str:
    """Return the beginning of a control that is no answer, complete with its tag."""
    rest = _kept_properties(control, setting)
    return _control_xml(control, setting, middle, rest).open(escaped(tag[:LONGEST]))


def _say(answer: Answer, control: Element) -> program.Say:
    """Return how the value of *answer* reads in *control*."""
    if answer.kind == "line":
        return lambda _, value: value
    if answer.kind == "date":
        pattern = ooxml.val(ooxml.child(control, "w:sdtPr", "w:date", "w:dateFormat")) or day.ISO
        return lambda _, value: day.written(value, pattern)

    def say(wording: Wording, value: Any) -> str:
        return wording.plain(answer, value)

    return say


def _run_start(control: Element, setting: Setting) -> str:
    """Return the beginning of the runs that answers in *control* are written with."""
    own = ooxml.child(control, "w:sdtPr", "w:rPr")
    if own is None and ooxml.child(control, "w:sdtPr", "w:showingPlcHdr") is None:
        run = next(ooxml.find_all(control, "w:r"), None)
        own = ooxml.child(run, "w:rPr")
    if own is None:
        return "<w:r>"
    look = copy.deepcopy(own)
    style = ooxml.child(look, "w:rStyle")
    if style is not None and ooxml.val(style) == setting.styles.placeholder:
        look.remove(style)
    return "<w:r>" + setting.xml(look) if len(look) else "<w:r>"


def _placeholder_text(control: Element) -> str:
    return ooxml.words(control).strip() or ooxml.title_of(control) or "…"


def _placeholder_run(text: str, setting: Setting) -> str:
    style = setting.styles.placeholder
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f"<w:r>{look}{prose.words(text)}</w:r>"


def _lock(setting: Setting, *, for_good: bool = False) -> str:
    """Return a lock. Within a repeat it must not keep anyone from taking the item away."""
    return _LOCK_FOR_GOOD if for_good and not setting.items else _LOCK


# -- inline controls


def _inline_control(control: Element, setting: Setting) -> Sequence[Inline]:
    tag = parse(ooxml.tag_of(control))
    content = ooxml.content_of(control)
    if tag.kind == "section":
        body = _inlines(content, setting)
        return [InlineSection(body, _inlines_hold_answers(body))]
    if tag.kind == "part" and tag.name in part.LINES:
        found = _part(tag, control, setting)
        return [found] if found else []
    place = setting.place(tag.name) if tag.field is not None else None
    if place is not None and isinstance(tag.field, Answer) and (tag.copy or tag.field.kind != "text"):
        return [_inline_answer(tag, tag.field, place, control, setting)]
    if place is not None and tag.kind == "list":
        body = list(_inlines(content, setting.within(tag.name)))
        home = not tag.copy and control in setting.homes.list_controls
        separator = body.pop() if len(body) > 1 and isinstance(body[-1], InlineXml) else None
        return [
            InlineRepeat(place, home, tuple(body), separator if isinstance(separator, InlineXml) else None)
        ]
    middle = _lock(setting, for_good=True) if tag.kind == "fixed" else ""
    return [InlineControl(_whole_control(control, setting, tag.text, middle), _inlines(content, setting))]


def _inlines_hold_answers(body: Iterable[Inline]) -> bool:
    for node in body:
        match node:
            case InlineAnswer():
                return True
            case InlineRepeat(home=home, body=inner):
                if home or _inlines_hold_answers(inner):
                    return True
            case InlineSection(body=inner) | InlineControl(body=inner):
                if _inlines_hold_answers(inner):
                    return True
            case _:
                pass
    return False


def _part(tag: Tag, control: Element, setting: Setting) -> InlinePart | None:
    address, line = part.LINES[tag.name]
    if address.endswith(ANY):
        depth = setting.items.get(address)
        place = Place(depth, lambda item: item, "") if depth is not None else None
    else:
        place = setting.place(address)
    if place is None:
        return None
    opening = _control_xml(control, setting, _lock(setting), "").open(f"{PART}{tag.name}")
    return InlinePart(place, line, opening, _run_start(control, setting))


def _inline_answer(tag: Tag, answer: Answer, place: Place, control: Element, setting: Setting) -> Inline:
    say, run = _say(answer, control), _run_start(control, setting)
    if tag.copy:
        opening = _control_xml(control, setting, _lock(setting), "")
        return InlineCopy(place, say, opening, run, answer.scope)
    rest = _kept_properties(control, setting, "w:richText")
    if _kind_of_control(control) in (None, "w:richText"):
        rest = (_DATE if answer.kind == "date" else _TEXT) + rest
    reference = _placeholder_reference(control, setting)
    answered = _control_xml(control, setting, reference, rest)
    missing = _control_xml(control, setting, reference + _SHOWING, rest)
    text = _placeholder_text(control)
    run += '<w:t xml:space="preserve">'
    placeholder = _placeholder_run(text, setting)
    return InlineAnswer(
        place,
        say,
        answered.before_tag,
        answered.after_tag + run,
        run,
        missing.after_tag + placeholder,
        placeholder,
        text,
        anchor.placeholder_mark(text),
        answer.scope,
        answer.kind == "date" and program.DATE in rest,
    )


_DATE = (
    '<w:date><w:dateFormat w:val="yyyy-MM-dd"/><w:lid w:val="sv-SE"/>'
    '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
)


# -- block controls


def _block_control(control: Element, setting: Setting) -> Sequence[Node]:
    tag = parse(ooxml.tag_of(control))
    content = ooxml.content_of(control)
    if tag.kind == "part" and tag.name == part.CONTENTS:
        return [_contents(control, setting)]
    place = setting.place(tag.name) if tag.field is not None else None
    if isinstance(tag.field, Answer) and place is not None:
        if tag.field.kind == "text":
            return [_text(tag, place, control, setting)]
        return [_paragraph(_as_inline(control), setting)]
    if tag.kind == "part":
        return [_paragraph(_as_inline(control), setting)]
    if tag.kind == "list" and place is not None:
        return [
            _repeat(
                tag,
                place,
                control,
                setting,
                lambda inside: blocks(_item_content(content), inside),
                rows=False,
            )
        ]
    if tag.kind == "section":
        return [_section(blocks(content, setting))]
    middle = _lock(setting, for_good=True) if tag.kind == "fixed" else ""
    body = blocks(content, setting)
    return [Control(_whole_control(control, setting, tag.text, middle), tag.text, body)]


def _as_inline(control: Element) -> Element:
    """Return the first paragraph in a block *control* with the control inside it instead of around it."""
    found = next(ooxml.find_all(control, "w:p"), None)
    paragraph = copy.deepcopy(found) if found is not None else ooxml.made("w:p")
    inside = [one for one in ooxml.children(paragraph) if not ooxml.is_a(one, "w:pPr")]
    inner = copy.deepcopy(control)
    content = ooxml.child(inner, "w:sdtContent")
    assert content is not None  # it holds the paragraph
    for one in list(content):
        content.remove(one)
    content.extend(inside)
    paragraph.append(inner)
    return paragraph


def _item_content(content: list[Element]) -> list[Element]:
    """Return the sample item's content, without the control that Word puts around an item."""
    if content and all(_is_item(one) for one in content):
        return ooxml.content_of(content[0])
    return content


def _is_item(element: Element) -> bool:
    if not ooxml.is_a(element, "w:sdt"):
        return False
    marked = ooxml.child(element, "w:sdtPr", "w15:repeatingSectionItem") is not None
    return marked or parse(ooxml.tag_of(element)).kind == "item"


def _repeat(
    tag: Tag,
    place: Place,
    control: Element,
    setting: Setting,
    compiled: Callable[[Setting], tuple[Node, ...]],
    *,
    rows: bool,
) -> Repeat:
    home = not tag.copy and control in setting.homes.list_controls
    own = frozenset(at.last(one) for one in setting.homes.named_items if at.parent(one) == tag.name)
    controls = None
    if home:
        section = "<w15:repeatingSection/>"
        controls = (
            _control_xml(control, setting, "", section, look=False),
            ControlXml('<w:sdt><w:sdtPr><w:tag w:val="', _ITEM),
        )
    return Repeat(place, home, controls, compiled(setting.within(tag.name)), rows, own)


_ITEM = f'"/><w:id w:val="{CONTROL}"/><w15:repeatingSectionItem/></w:sdtPr><w:sdtContent>'


def _section(body: tuple[Node, ...]) -> Section:
    return Section(body, _hold_answers(body))


def _hold_answers(body: Iterable[Node]) -> bool:
    for node in body:
        match node:
            case Text(copy=False) | Repeat(home=True) | Columns(home=True):
                return True
            case Paragraph(body=inlines):
                if _inlines_hold_answers(inlines):
                    return True
            case (
                Repeat(body=inner)
                | Columns(body=inner)
                | Section(body=inner)
                | Control(body=inner)
                | Table(body=inner)
            ):
                if _hold_answers(inner):
                    return True
            case _:
                pass
    return False


def _contents(control: Element, setting: Setting) -> Contents:
    inside = replace(setting, in_contents=True)
    title: list[Block] = []
    for paragraph in ooxml.find_all(control, "w:p"):
        if setting.look.contents_level(paragraph) is not None or _is_field(paragraph):
            break
        node = _paragraph(paragraph, inside)
        if isinstance(node, Blocks):
            title += node.blocks
    return Contents(_whole_control(control, setting, f"{PART}{part.CONTENTS}", ""), tuple(title))


def _is_field(paragraph: Element) -> bool:
    return next(ooxml.find_all(paragraph, "w:fldChar", "w:fldSimple"), None) is not None


# -- rich text


# LibreOffice (7.4) takes the first paragraph in a control around paragraphs for one plain run: its look is
# lost, and its words when it has a footnote. In a document part, as Word calls such a control, they are not.
_DOCUMENT_PART = '<w:docPartObj><w:docPartGallery w:val="Quick Parts"/></w:docPartObj>'


def _text(
    tag: Tag, place: Place, control: Element, setting: Setting, cell: tuple[Block, Block] | None = None
) -> Text:
    sample = next(ooxml.find_all(control, "w:p"), None)
    rest = _kept_properties(control, setting, "w:text", "w:richText")
    text = _placeholder_text(control)
    styles = _text_styles(sample, setting)
    before = f'<w:p>{styles.paragraph.properties[0]}<w:bookmarkStart w:id="{BOOKMARK}" w:name="'
    run = _placeholder_run(text, setting)
    after = f'"/>{run}<w:bookmarkEnd w:id="{BOOKMARK_END}"/></w:p>'
    missing = Block(
        "paragraph", f"<w:p>{styles.paragraph.properties[0]}{run}</w:p>", "", 0, text, styles.paragraph.shape
    )
    reference = _placeholder_reference(control, setting)
    middle = _lock(setting) if tag.copy else reference
    return Text(
        place,
        _control_xml(control, setting, middle, rest),
        _control_xml(control, setting, middle, rest if "<w:docPart" in rest else _DOCUMENT_PART + rest),
        _control_xml(control, setting, reference + _SHOWING, rest),
        styles,
        missing,
        (before, after),
        anchor.placeholder_mark(text),
        tag.copy,
        setting.is_main,
        cell,
    )


def _text_styles(sample: Element | None, setting: Setting) -> TextStyles:
    properties = ooxml.child(sample, "w:pPr")
    own = ""
    if properties is not None:
        kept = copy.deepcopy(properties)
        for one in list(kept):
            if ooxml.is_a(one, "w:rPr", "w:sectPr"):
                kept.remove(one)
        own = setting.xml(kept) if len(kept) else ""
    shape = setting.look.shape(sample) if sample is not None else PLAIN
    return TextStyles(
        TextStyle((own,), (own,), shape),
        _list_style(setting.styles.bullet, setting, numbered=False),
        _list_style(setting.styles.number, setting, numbered=True),
        setting.styles.runs,
    )


_LEVELS = 4


def _list_style(style: str, setting: Setting, *, numbered: bool) -> TextStyle:
    """Return how list items are written in the paragraph style with the id *style*."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    numbering = setting.look.numbering_of_style(style) if style else None
    sample = ooxml.parse(f'<w:p xmlns:w="{ooxml.NAMESPACES["w"]}"><w:pPr>{named}</w:pPr></w:p>'.encode())
    shape = setting.look.shape(sample)
    if numbering is None:
        plain = f"<w:pPr>{named}</w:pPr>"
        return TextStyle((plain,), (plain,), shape)
    list_id, first = numbering

    def properties(list_number: str, level: int) -> str:
        number = f'<w:ilvl w:val="{level}"/><w:numId w:val="{list_number}"/>'
        return f"<w:pPr>{named}<w:numPr>{number}</w:numPr></w:pPr>"

    if not numbered:
        levels = tuple(
            f"<w:pPr>{named}</w:pPr>" if level == first else properties(str(list_id), level)
            for level in range(_LEVELS)
        )
        return TextStyle(levels, levels, shape)
    return TextStyle(
        tuple(properties(LIST, level) for level in range(_LEVELS)),
        tuple(properties(SAME_LIST, level) for level in range(_LEVELS)),
        shape,
    )


# -- tables


def _table(table: Element, setting: Setting) -> Table:
    properties = ooxml.child(table, "w:tblPr")
    grid = ooxml.child(table, "w:tblGrid")
    widths = [ooxml.number(one, "w:w") for one in ooxml.children(grid)] if grid is not None else []
    found = next(((t, c, at_) for t, c, at_ in _column_repeats(table)), None)
    columns = repeated = None
    if found is not None:
        columns = setting.place(COLUMNS)
        repeated = found[2] if columns is not None and found[2] < len(widths) else None
    start = "<w:tbl>" + (setting.xml(properties) if properties is not None else "")
    rest = [one for one in ooxml.children(table) if one is not properties and one is not grid]
    return Table(start, tuple(widths), repeated, columns, _rows(rest, setting))


def _column_repeats(table: Element) -> Iterable[tuple[Tag, Element, int]]:
    """Yield the controls around cells that are repeated by column, with the grid column they stand in."""
    for row in ooxml.find_all(table, "w:tr"):
        column = 0
        for one in ooxml.children(row):
            if ooxml.is_a(one, "w:sdt"):
                tag = parse(ooxml.tag_of(one))
                if tag.kind == "list" and tag.name in (COLUMNS, CELLS):
                    yield tag, one, column
                column += sum(_span(cell) for cell in ooxml.content_of(one) if ooxml.is_a(cell, "w:tc"))
            elif ooxml.is_a(one, "w:tc"):
                column += _span(one)


def _span(cell: Element) -> int:
    return ooxml.number(ooxml.child(cell, "w:tcPr", "w:gridSpan"), default=1)


def _rows(elements: Iterable[Element], setting: Setting) -> tuple[Node, ...]:
    nodes: list[Node] = []
    for element in elements:
        if ooxml.is_a(element, "w:tr"):
            nodes += _row(element, setting)
        elif ooxml.is_a(element, "w:sdt"):
            nodes += _row_control(element, setting)
    return _merged(nodes)


def _row_control(control: Element, setting: Setting) -> Sequence[Node]:
    tag = parse(ooxml.tag_of(control))
    content = ooxml.content_of(control)
    place = setting.place(tag.name) if tag.field is not None else None
    if tag.kind == "section":
        return [_section(_rows(content, setting))]
    if tag.kind == "list" and place is not None:
        return [
            _repeat(
                tag, place, control, setting, lambda inside: _rows(_item_content(content), inside), rows=True
            )
        ]
    middle = _lock(setting, for_good=True) if tag.kind == "fixed" else ""
    return [Control(_whole_control(control, setting, tag.text, middle), tag.text, _rows(content, setting))]


def _row(row: Element, setting: Setting) -> Sequence[Node]:
    opening = _opening(row, setting)
    inside = ooxml.children(row)
    properties = [one for one in inside if ooxml.is_a(one, "w:tblPrEx", "w:trPr")]
    opening += "".join(setting.xml(one) for one in properties)
    nodes: list[Node] = [Blocks((Block("row", opening),))]
    nodes += _cells([one for one in inside if one not in properties], setting)
    nodes.append(Blocks((Block("row_end", "</w:tr>"),)))
    return nodes


def _cells(elements: Iterable[Element], setting: Setting, *, shared: bool = False) -> list[Node]:
    nodes: list[Node] = []
    for element in elements:
        if ooxml.is_a(element, "w:tc"):
            nodes += _cell(element, setting, shared=shared)
        elif ooxml.is_a(element, "w:sdt"):
            nodes += _cell_control(element, setting)
    return nodes


def _cell_control(control: Element, setting: Setting) -> Sequence[Node]:
    tag = parse(ooxml.tag_of(control))
    content = ooxml.content_of(control)
    if tag.kind == "list" and tag.name in (COLUMNS, CELLS):
        columns = setting.place(COLUMNS)
        cells = setting.place(CELLS) if tag.name == CELLS else None
        if columns is not None and (cells is not None or tag.name == COLUMNS):
            home = not tag.copy and control in setting.homes.list_controls
            body = _cells(_item_content(content), setting.within(tag.name), shared=True)
            return [Columns(columns, cells, home, _merged(body))]
    place = setting.place(tag.name) if tag.field is not None else None
    cell = next((one for one in content if ooxml.is_a(one, "w:tc")), None)
    if isinstance(tag.field, Answer) and place is not None and cell is not None:
        if tag.field.kind == "text":
            return [_text(tag, place, control, setting, _cell_blocks(cell, setting))]
        inner = _with_control_inside(control, cell)
        return _cell(inner, setting)
    if tag.kind == "section":
        return [_section(tuple(_cells(content, setting)))]
    middle = _lock(setting, for_good=True) if tag.kind == "fixed" else ""
    return [
        Control(_whole_control(control, setting, tag.text, middle), tag.text, tuple(_cells(content, setting)))
    ]


def _with_control_inside(control: Element, cell: Element) -> Element:
    """Return *cell* with the *control* that is around it around the words in it instead."""
    inner = copy.deepcopy(cell)
    paragraph = next(ooxml.find_all(inner, "w:p"), None)
    if paragraph is None:
        paragraph = ooxml.made("w:p")
        inner.append(paragraph)
    holder = copy.deepcopy(control)
    content = ooxml.child(holder, "w:sdtContent")
    assert content is not None  # the cell came from it
    for one in list(content):
        content.remove(one)
    content.extend([one for one in ooxml.children(paragraph) if not ooxml.is_a(one, "w:pPr")])
    paragraph.append(holder)
    return inner


def _cell_blocks(cell: Element, setting: Setting) -> tuple[Block, Block]:
    properties = ooxml.child(cell, "w:tcPr")
    width = ooxml.number(ooxml.child(cell, "w:tcPr", "w:tcW"), "w:w")
    start = _opening(cell, setting) + (setting.xml(properties) if properties is not None else "")
    return Block("cell", start, level=width), program.CELL_END


def _cell(cell: Element, setting: Setting, *, shared: bool = False) -> Sequence[Node]:
    inside = [one for one in ooxml.children(cell) if not ooxml.is_a(one, "w:tcPr")]
    whole = None if shared else _only_text(inside)
    if whole is not None:
        tag = parse(ooxml.tag_of(whole))
        place = setting.place(tag.name)
        if place is not None:
            return [_text(tag, place, whole, setting, _cell_blocks(cell, setting))]
    start = _shared_cell(cell, setting) if shared else Blocks((_cell_blocks(cell, setting)[0],))
    if len(inside) > 1 and ooxml.is_a(inside[-2], "w:sdt") and _is_empty(inside[-1]):
        # The paragraph that Word wants last in a cell is written where it is needed, without its height.
        del inside[-1]
    body = blocks(inside, setting)
    last = body[-1] if body else None
    if isinstance(last, Blocks) and last.blocks[-1].kind in PARAGRAPHS:
        return [start, *body, Blocks((program.CELL_END,))]
    return [start, *body, CellEnd()]


def _is_empty(element: Element) -> bool:
    return ooxml.is_a(element, "w:p") and all(ooxml.is_a(one, "w:pPr") for one in ooxml.children(element))


def _only_text(inside: list[Element]) -> Element | None:
    """Return the control of a rich text that is all there is in a cell but for an empty paragraph.

    Such a control is written around the cell: then no empty paragraph is needed.
    """
    controls = [one for one in inside if ooxml.is_a(one, "w:sdt")]
    others = [one for one in inside if not ooxml.is_a(one, "w:sdt")]
    if len(controls) != 1 or inside[0] is not controls[0] or any(ooxml.words(one) for one in others):
        return None
    tag = parse(ooxml.tag_of(controls[0]))
    return (
        controls[0]
        if isinstance(tag.field, Answer) and tag.field.kind == "text" and len(others) <= 1
        else None
    )


def _shared_cell(cell: Element, setting: Setting) -> ColumnCell:
    inner = copy.deepcopy(ooxml.child(cell, "w:tcPr"))
    if inner is None:
        return ColumnCell('<w:tc><w:tcPr><w:tcW w:w="', '" w:type="dxa"/></w:tcPr>')
    for width in inner.findall(ooxml.name("w:tcW")):
        inner.remove(width)
    rest = "".join(setting.xml(one) for one in ooxml.children(inner))
    return ColumnCell('<w:tc><w:tcPr><w:tcW w:w="', f'" w:type="dxa"/>{rest}</w:tcPr>')


def compiled(root: Element, setting: Setting, *, around: str) -> Program:
    """Return the program of a part; *around* names the element that holds its blocks, such as ``w:body``."""
    holder = root if ooxml.is_a(root, around) else ooxml.child(root, around)
    assert holder is not None  # the caller has looked
    start = ooxml.start_tag(root, setting.declared)
    end = f"</{ooxml.prefixed(root, setting.declared)}>"
    if holder is not root:
        start += "".join(setting.xml(one) for one in ooxml.children(root) if one is not holder)
        start += _opening(holder, setting)
        section = ooxml.child(holder, "w:sectPr")
        last = setting.xml(section) if section is not None else ""
        end = f"{last}</{ooxml.prefixed(holder, setting.declared)}>{end}"
    return Program(start, end, blocks(ooxml.children(holder), setting))
