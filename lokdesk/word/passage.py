"""A rich text in a document: what writes it, and in which styles."""

from dataclasses import dataclass

from lokdesk.agreement.rich_text import Block as TextBlock
from lokdesk.agreement.rich_text import RichText
from lokdesk.word import anchor, prose
from lokdesk.word.block import EMPTY_PARAGRAPH, Block, Kind, Shape
from lokdesk.word.inline import BOOKMARK_START, END_OF_BOOKMARK, LONGEST_TAG, ControlXml, Place, Scope
from lokdesk.word.node import CLOSE


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How one kind of block of a rich text is written: its paragraph properties by level, and its shape.

    A numbered list has two sets of properties, for the item that begins a list and for those that follow.
    """

    properties: tuple[str, ...]
    following: tuple[str, ...]
    shape: Shape
    shapes: tuple[Shape, ...] = ()
    """The shape of each level, where they are not all the same."""


@dataclass(frozen=True, slots=True)
class TextStyles:
    """How each kind of block of a rich text is written in one place of the template."""

    paragraph: TextStyle
    bullet: TextStyle
    number: TextStyle
    runs: prose.RunStyles

    def of(self, block: TextBlock, within: int | None) -> tuple[str, Shape]:
        """Return the properties and shape of *block*; *within* is the level of the list it goes on with."""
        style = {"paragraph": self.paragraph, "bullet": self.bullet, "number": self.number}[block.kind]
        properties = style.properties if within is None else style.following
        level = min(block.level, len(properties) - 1)
        return properties[level], style.shapes[level] if style.shapes else style.shape


def _after(block: TextBlock, list_level: int | None) -> int | None:
    """Return the outermost level of the numbered list that is open after *block*, if any.

    A bulleted item deeper than the list belongs to one of its items and does not end it.
    """
    if block.kind == "number":
        return block.level if list_level is None else min(list_level, block.level)
    if block.kind == "bullet" and list_level is not None and block.level > list_level:
        return list_level
    return None


@dataclass(frozen=True, slots=True)
class Text:
    """A rich text in a block control, at home or as a copy: then without bookmarks and footnotes."""

    place: Place
    control: ControlXml
    control_with_look: ControlXml
    """The control around a text that does not begin with plain words."""
    placeholder: ControlXml
    styles: TextStyles
    missing: Block
    missing_pieces: tuple[str, str]
    """What stands before and after the bookmark's name in the XML of the placeholder paragraph."""
    missing_mark: str
    copy: bool
    links: bool
    cell: tuple[Block, Block] | None = None
    """The beginning and end of the table cell that the control is around."""

    def write(self, out: list[Block], scope: Scope) -> None:
        """Write blocks."""
        holder, prefix = scope.stack[self.place.depth]
        value: RichText | None = self.place.get(holder)
        address = prefix + self.place.suffix
        if value is None:
            if not self.copy:
                self._placeholder(out, scope, address)
            elif self.cell is not None:
                out += (self.cell[0], EMPTY_PARAGRAPH, self.cell[1])
            return
        if self.copy:
            scope.others += 1
            tag = f"copy:{address}"[:LONGEST_TAG]
        else:
            scope.answers += 1
            tag = address
        if scope.controls:
            begins = value.blocks[0].runs
            plain = prose.is_plain(begins) and not (self.links and prose.refers(begins[0].text))
            control = self.control if plain else self.control_with_look
            out.append(Block("open", control.open(tag), tag))
        if self.cell is not None:
            out.append(self.cell[0])
        self._paragraphs(out, value, address, scope.controls and not self.copy)
        if self.cell is not None:
            out.append(self.cell[1])
        if scope.controls:
            out.append(CLOSE)

    def _paragraphs(self, out: list[Block], value: RichText, address: str, bookmarks: bool) -> None:
        styles, home = self.styles, not self.copy
        name = anchor.name(address) if bookmarks else ""
        list_level: int | None = None
        for number, block in enumerate(value.blocks, 1):
            properties, shape = styles.of(block, list_level)
            list_level = _after(block, list_level)
            inlines = prose.in_print(block.runs)
            runs = prose.runs(inlines, styles.runs, notes=home, links=self.links)
            if bookmarks:
                ending = "" if number == 1 else f"_{number}"
                runs = f'{BOOKMARK_START}{name}{ending}"/>{runs}{END_OF_BOOKMARK}'
            kind: Kind = "paragraph" if block.kind == "paragraph" else "item"
            xml = f"<w:p>{properties}{runs}</w:p>"
            says = block.text if inlines is block.runs else prose.said(inlines)
            out.append(Block(kind, xml, address, block.level, says, shape))

    def _placeholder(self, out: list[Block], scope: Scope, address: str) -> None:
        if scope.controls:
            out.append(Block("open", self.placeholder.open(address), address))
        if self.cell is not None:
            out.append(self.cell[0])
        before, after = self.missing_pieces
        name = anchor.name(address) + self.missing_mark
        xml = f"{before}{name}{after}" if scope.controls else self.missing.xml
        out.append(self.missing._replace(xml=xml, address=address))
        if self.cell is not None:
            out.append(self.cell[1])
        if scope.controls:
            out.append(CLOSE)
