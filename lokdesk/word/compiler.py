"""Compiles a part of a template, its XML with tagged controls, to a program."""

import copy
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from operator import attrgetter

from lokdesk.agreement import address as at
from lokdesk.agreement.answer import Answer
from lokdesk.word import controls, enclosure, lines, ooxml, part, picture, sections, texts
from lokdesk.word.block import CONTROL, EMPTY_PARAGRAPH, PARAGRAPHS, Block
from lokdesk.word.inline import ControlXml, Place
from lokdesk.word.node import Node
from lokdesk.word.ooxml import Element
from lokdesk.word.passage import Text
from lokdesk.word.picture import Picture
from lokdesk.word.program import Blocks, Conditional, Contents, Control, Movable, Paragraph, Program, Section
from lokdesk.word.repeat import Repeat
from lokdesk.word.setting import CELLS, COLUMNS, STATISTICS, Setting
from lokdesk.word.table import CELL_END, CellEnd, ColumnCell, Columns, Table
from lokdesk.word.tag import PART, Tag, parse


def blocks(elements: Iterable[Element], setting: Setting) -> tuple[Node, ...]:
    """Return what writes the block-level *elements*."""
    nodes: list[Node] = []
    for element in elements:
        if ooxml.is_a(element, "w:p"):
            nodes.append(lines.paragraph(element, setting))
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


# -- controls


def _block_control(control: Element, setting: Setting) -> Sequence[Node]:
    tag = parse(ooxml.tag_of(control))
    content = ooxml.content_of(control)
    if tag.kind == "part" and tag.name == part.CONTENTS:
        return [_contents(control, setting)]
    if tag.text == enclosure.TAG and (content_ := enclosure.compiled(control, setting)) is not None:
        return [content_]
    if tag.kind == "figure" and (drawn := _picture(tag, control, setting)) is not None:
        return [drawn]
    place = setting.place(tag.name) if tag.field is not None else None
    if isinstance(tag.field, Answer) and place is not None:
        if tag.field.kind == "text":
            return [texts.text(tag, place, control, setting)]
        return [lines.paragraph(lines.as_inline(control), setting)]
    if tag.kind == "part":
        return [lines.paragraph(lines.as_inline(control), setting)]
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
    if (condition := setting.condition(tag)) is not None:
        inside = replace(setting, conditions=(*setting.conditions, condition))
        return [Conditional(condition, blocks(content, inside))]
    if tag.kind == "appendix":
        return [_movable(tag, content, setting)]
    body = blocks(content, setting)
    return [Control(controls.whole_control(control, setting, tag), tag.text, body)]


def _movable(tag: Tag, content: list[Element], setting: Setting) -> Movable:
    inside = replace(setting, moved=tag.name)
    leading = [one for one in content if _leads_away(one)]
    body = blocks([one for one in content if one not in leading], inside)
    # Wherever it moves, it stands on the conditions of the place that it has left.
    moved = body
    for condition in reversed(setting.conditions):
        moved = (Conditional(condition, moved),)
    setting.movable.setdefault(tag.name, []).extend(moved)
    place = Place(0, attrgetter("appendices"), "appendices")
    return Movable(tag.name, place, body, blocks(leading, inside))


def _leads_away(element: Element) -> bool:
    """Return whether *element* is the paragraph that stands where a part has been moved to an appendix."""
    tags = (ooxml.tag_of(control) for control in ooxml.find_all(element, "w:sdt"))
    return ooxml.is_a(element, "w:p") and f"{PART}{part.APPENDIX_REFERENCE}" in tags


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
    around = None
    if home:
        section = "<w15:repeatingSection/>"
        around = (
            controls.control_xml(control, setting, "", section, look=False),
            ControlXml('<w:sdt><w:sdtPr><w:tag w:val="', _ITEM),
        )
    turned = sections.pages(control, setting) if home and not rows and tag.name == STATISTICS else None
    return Repeat(place, home, around, compiled(setting.within(tag.name)), rows, own, turned)


_ITEM = f'"/><w:id w:val="{CONTROL}"/><w15:repeatingSectionItem/></w:sdtPr><w:sdtContent>'


def _section(body: tuple[Node, ...]) -> Section:
    return Section(body, _hold_answers(body))


def _hold_answers(body: Iterable[Node]) -> bool:
    for node in body:
        match node:
            case Text(copy=False) | Repeat(home=True) | Columns(home=True):
                return True
            case Paragraph(body=inlines):
                if lines.hold_answers(inlines):
                    return True
            case (
                Repeat(body=inner)
                | Columns(body=inner)
                | Section(body=inner)
                | Conditional(body=inner)
                | Movable(body=inner)
                | Control(body=inner)
                | Table(body=inner)
            ):
                if _hold_answers(inner):
                    return True
            case _:
                pass
    return False


def _picture(tag: Tag, control: Element, setting: Setting) -> Picture | None:
    """Return what writes a figure in place of the first paragraph in *control*, if it can stand here."""
    item = picture.place(tag.name, setting) if setting.is_main else None
    content = ooxml.content_of(control)
    if item is None or not content or not ooxml.is_a(content[0], "w:p"):
        return None
    rest = controls.as_document_part(controls.kept_properties(control, setting))
    opening = controls.control_xml(control, setting, controls.lock(setting), rest).open(tag.text)
    return picture.compiled(tag.name, item, opening, content[0], blocks(content[1:], setting), setting)


def _contents(control: Element, setting: Setting) -> Contents:
    inside = replace(setting, in_contents=True)
    title: list[Block] = []
    for paragraph in ooxml.find_all(control, "w:p"):
        if setting.look.contents_level(paragraph) is not None or _is_field(paragraph):
            break
        node = lines.paragraph(paragraph, inside)
        if isinstance(node, Blocks):
            title += node.blocks
    return Contents(controls.whole_control(control, setting, parse(f"{PART}{part.CONTENTS}")), tuple(title))


def _is_field(paragraph: Element) -> bool:
    return next(ooxml.find_all(paragraph, "w:fldChar", "w:fldSimple"), None) is not None


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
    if (condition := setting.condition(tag)) is not None:
        return [Conditional(condition, _rows(content, setting))]
    if tag.kind == "list" and place is not None:
        return [
            _repeat(
                tag, place, control, setting, lambda inside: _rows(_item_content(content), inside), rows=True
            )
        ]
    return [Control(controls.whole_control(control, setting, tag), tag.text, _rows(content, setting))]


def _row(row: Element, setting: Setting) -> Sequence[Node]:
    opening = setting.opening(row)
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
            return [texts.text(tag, place, control, setting, _cell_blocks(cell, setting))]
        inner = _with_control_inside(control, cell)
        return _cell(inner, setting)
    if tag.kind == "section":
        return [_section(tuple(_cells(content, setting)))]
    return [Control(controls.whole_control(control, setting, tag), tag.text, tuple(_cells(content, setting)))]


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
    start = setting.opening(cell) + (setting.xml(properties) if properties is not None else "")
    return Block("cell", start, level=width), CELL_END


def _cell(cell: Element, setting: Setting, *, shared: bool = False) -> Sequence[Node]:
    inside = [one for one in ooxml.children(cell) if not ooxml.is_a(one, "w:tcPr")]
    whole = None if shared else _only_text(inside)
    if whole is not None:
        tag = parse(ooxml.tag_of(whole))
        place = setting.place(tag.name)
        if place is not None:
            return [texts.text(tag, place, whole, setting, _cell_blocks(cell, setting))]
    start = _shared_cell(cell, setting) if shared else Blocks((_cell_blocks(cell, setting)[0],))
    if len(inside) > 1 and ooxml.is_a(inside[-2], "w:sdt") and _is_empty(inside[-1]):
        # The paragraph that Word wants last in a cell is written where it is needed, without its height.
        del inside[-1]
    body = blocks(inside, setting)
    last = body[-1] if body else None
    if isinstance(last, Blocks) and last.blocks[-1].kind in PARAGRAPHS:
        return [start, *body, Blocks((CELL_END,))]
    return [start, *body, CellEnd(_empty_cell(inside, setting))]


def _empty_cell(inside: Iterable[Element], setting: Setting) -> Block:
    """Return what stands in a cell when all of what is *inside* has fallen away.

    Where there is room for answers it is said that there are none: an empty cell looks like a mistake.
    """
    held = list(inside)
    tags = [parse(ooxml.tag_of(control)) for one in held for control in ooxml.find_all(one, "w:sdt")]
    sample = next((paragraph for one in held for paragraph in ooxml.find_all(one, "w:p")), None)
    if sample is None or not any(isinstance(tag.field, Answer) for tag in tags):
        return EMPTY_PARAGRAPH
    return texts.unanswered(sample, setting)


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
        start += setting.opening(holder)
        section = ooxml.child(holder, "w:sectPr")
        last = sections.section_xml(section, setting) if section is not None else ""
        end = f"{last}</{ooxml.prefixed(holder, setting.declared)}>{end}"
    return Program(start, end, blocks(ooxml.children(holder), setting))
