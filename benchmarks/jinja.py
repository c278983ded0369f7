"""The shipped template in docxtpl's language: what an author who knows docxtpl would have typed into it.

The same fixed text, headings, tables, captions, headers and footers stand in it, in the same styles. In place
of a content control stands ``{{ }}`` with the answer, in place of a repeat ``{%p for %}`` (``{%tr``, ``{%tc``
in tables), in place of a section that may fall away ``{%p if %}``. A rich text is written by a macro with a
paragraph for each kind and level of list. Within a paragraph, tags stand between the runs, where they leave
no empty ones behind. What docxtpl has no way to say is left out: controls, bookmarks and what refers to them,
lists that begin anew, column widths after what is in them, and pages on their side.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lokdesk.word.archive import DECLARATION
from lokdesk.word.block import (
    FIRST_SECTION,
    HAIRLINE,
    HEADING,
    LIST,
    MARK,
    MARK_END,
    PARAGRAPHS,
    SAME_LIST,
    SEQUENCE,
    THIN,
)
from lokdesk.word.enclosure import Content
from lokdesk.word.inline import (
    Condition,
    Inline,
    InlineAnswer,
    InlineConditional,
    InlineControl,
    InlineCopy,
    InlinePart,
    InlineRepeat,
    InlineSection,
    InlineXml,
    Place,
)
from lokdesk.word.node import Node
from lokdesk.word.passage import Text, TextStyles
from lokdesk.word.picture import Picture
from lokdesk.word.program import Blocks, Conditional, Contents, Control, Movable, Paragraph, Program, Section
from lokdesk.word.prose import RunStyles
from lokdesk.word.repeat import Repeat
from lokdesk.word.table import CellEnd, ColumnCell, Columns, Table
from lokdesk.word.template import Template

AGREEMENT = "a"
"""What the agreement is called in the template; an item is called after how many loops it is within."""
_BOOKMARK = re.compile(r"<w:bookmark(?:Start|End)\b[^>]*/>")
_FIRST = re.compile(f"{FIRST_SECTION}([^{MARK_END}]*){MARK_END}")
_COUNTED = re.compile(f"{SEQUENCE}([^{MARK_END}]*){MARK_END}")
_TEXT = '<w:t xml:space="preserve">'
_KINDS = {"row": "tr", "row_end": "tr", "cell": "tc", "cell_end": "tc"}
Speaker = InlineAnswer | InlineCopy | InlinePart


@dataclass
class Translation:
    """The parts of the template in docxtpl's language, by name, and what its tags call by number.

    *speakers* word an answer, *pictures* are where figures stand, *runs* the styles of links and notes.
    """

    parts: dict[str, str] = field(default_factory=dict[str, str])
    speakers: list[Speaker] = field(default_factory=list[Speaker])
    pictures: list[Picture] = field(default_factory=list[Picture])
    runs: RunStyles = field(default_factory=RunStyles)


def translated(template: Template) -> Translation:
    """Return *template* in docxtpl's language."""
    found = Translation()
    author = _Author(template, found)
    for name, program in {**template.others, template.document: template.main}.items():
        found.parts[name] = author.part(program)
    return found


@dataclass
class _Author:
    """Writes one node of a template after the other; *depth* is how many loops it is within."""

    template: Template
    found: Translation
    depth: int = 0
    macros: dict[TextStyles, str] = field(default_factory=dict["TextStyles", str])

    def part(self, program: Program) -> str:
        self.macros.clear()
        body = self.blocks(program.body)
        macros = "".join(self.macro(styles, name) for styles, name in self.macros.items())
        return f"{DECLARATION}{program.start}{macros}{body}{self.plain(program.end)}"

    def plain(self, xml: str) -> str:
        """Return fixed *xml* without bookmarks, and with what counts captions."""
        xml = xml.replace(THIN, f'<w:pStyle w:val="{self.template.thin}"/>')
        xml = _FIRST.sub(r"\1", xml)
        xml = _COUNTED.sub(r"{{ counted('\1') }}", _BOOKMARK.sub("", xml))
        xml = xml.replace(LIST, f"{self.template.numbered_list}")
        xml = xml.replace(SAME_LIST, f"{self.template.numbered_list}").replace(HEADING, "")
        assert MARK not in xml, xml
        return xml

    # -- expressions

    def item(self, depth: int) -> str:
        return f"x{depth}" if depth else AGREEMENT

    def at(self, place: Place) -> str:
        return ".".join(filter(None, [self.item(place.depth), *place.suffix.split("/")]))

    def condition(self, condition: Condition) -> str:
        place = self.at(condition.place)
        asked = f"({place} or '')|lower == '{condition.value.casefold()}'" if condition.value else place
        return f"({asked})" if condition.wanted else f"not ({asked})"

    def has(self, body: Iterable[Node | Inline], *, by_answers: bool) -> list[str]:
        """Return what must be answered, one of them at least, for *body* to have anything to print."""
        found: dict[str, None] = {}
        for node in body:
            match node:
                case InlineAnswer():
                    found |= {self.at(node.place): None} if by_answers else {}
                case InlineCopy():
                    found |= {} if by_answers else {self.at(node.place): None}
                case InlinePart():
                    found |= {} if by_answers else {self.spoken(node): None}
                case Text():
                    found |= {self.at(node.place): None} if by_answers is not node.copy else {}
                case Columns():
                    found |= {self.at(node.columns): None} if by_answers and node.home else {}
                case Picture() if not by_answers:
                    found[self.figures(node)] = None
                case Content():
                    found[f"moved.get({self.item(node.item)}.kind) is sameas {self.item(node.item)}"] = None
                case Repeat() | InlineRepeat():
                    found |= dict.fromkeys(self.has_items(node, by_answers=by_answers))
                case Conditional() | InlineConditional():
                    inner = self.has(node.body, by_answers=by_answers)
                    if inner:
                        found[f"{self.condition(node.condition)} and ({' or '.join(inner)})"] = None
                case Section() | InlineSection() | InlineControl() | Control() | Table() | Paragraph():
                    found |= dict.fromkeys(self.has(node.body, by_answers=by_answers))
                case Movable():
                    found |= dict.fromkeys(self.has(node.body, by_answers=by_answers))
                case _:
                    pass
        return list(found)

    def has_items(self, node: Repeat | InlineRepeat, *, by_answers: bool) -> list[str]:
        items = self.at(node.place)
        if node.home and by_answers:
            return [items]
        self.depth += 1
        own, inner = f"{self.item(self.depth)}.", self.has(node.body, by_answers=by_answers)
        self.depth -= 1
        fields = [one.removeprefix(own) for one in inner if one.startswith(own) and " " not in one]
        if len(fields) < len(inner):
            return [items]
        return [f"({items}|selectattr('{one}')|first)" for one in fields]

    def spoken(self, node: Speaker) -> str:
        return f"say({self.number(node)}, {self.at(node.place)})"

    def number(self, node: Speaker) -> int:
        self.found.speakers.append(node)
        return len(self.found.speakers) - 1

    def figures(self, node: Picture) -> str:
        self.found.pictures.append(node)
        return f"figures({len(self.found.pictures) - 1}, {self.item(node.item)})"

    # -- blocks

    def blocks(self, nodes: Sequence[Node]) -> str:
        written = ""
        for place, node in enumerate(nodes):
            if isinstance(node, CellEnd) and not _is_paragraph(nodes[place - 1]):
                # Word wants a paragraph last in a cell, whatever has fallen away in it.
                written += self.plain(HAIRLINE.xml)
            written += self.block(node)
        return written

    def block(self, node: Node) -> str:
        match node:
            case Blocks():
                return self.plain("".join([one.xml for one in node.blocks]))
            case Paragraph():
                return self.plain(node.start) + self.inlines(node.body) + self.plain(node.end)
            case Text():
                return self.text(node)
            case Repeat():
                within = f"{{% if {self.item(self.depth + 1)}.id not in {sorted(node.without)} %}}"
                return self.loop(node.body, self.at(node.place), within if node.without else "")
            case Columns():
                columns = self.at(node.columns)
                cells = f"cells({self.item(node.cells.depth)}, {columns})" if node.cells else columns
                return self.loop(node.body, cells)
            case ColumnCell():
                return f"{node.before}1000{node.after}"
            case CellEnd():
                return "</w:tc>"
            case Section():
                condition = " or ".join(self.has(node.body, by_answers=node.by_answers)) or "false"
                return self.only_if(condition, node.body)
            case Conditional():
                return self.only_if(self.condition(node.condition), node.body)
            case Control():
                return self.blocks(node.body)
            case Movable():
                has = " or ".join(self.has(node.body, by_answers=True)) or "false"
                stays = self.only_if(f"'{node.kind}' not in moved", node.body)
                return stays + self.only_if(f"'{node.kind}' in moved and ({has})", node.instead)
            case Table():
                grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in node.widths)
                return f"{node.start}<w:tblGrid>{grid}</w:tblGrid>{self.blocks(node.body)}</w:tbl>"
            case Picture():
                figure = f"<w:r>{_TEXT}{{{{ shown({self.item(self.depth + 1)}) }}}}</w:t></w:r>"
                figures = self.figures(node)
                loop = self.around("p", f"for {self.item(self.depth + 1)} in {figures}", "endfor")
                below = self.only_if(figures, node.body)
                return f"{loop[0]}{self.plain(node.start)}{figure}</w:p>{loop[1]}{below}"
            case Contents():
                return self.contents(node)
            case Content():
                return self.moved(node)
            case _:
                raise TypeError(node)

    def around(self, kind: str, begin: str, end: str) -> tuple[str, str]:
        """Return the tags that *begin* and *end* paragraphs, rows or cells."""
        holders = {"p": ("", ""), "tc": ("<w:tc>", "</w:tc>"), "tr": ("<w:tr><w:tc>", "</w:tc></w:tr>")}
        before, after = holders[kind]
        first, last = (
            f"{before}<w:p><w:r><w:t>{{%{kind} {tag} %}}</w:t></w:r></w:p>{after}" for tag in (begin, end)
        )
        return first, last

    def only_if(self, condition: str, body: Sequence[Node]) -> str:
        begin, end = self.around(_kind(body), f"if {condition}", "endif")
        return f"{begin}{self.blocks(body)}{end}"

    def loop(self, body: Sequence[Node], items: str, within: str = "") -> str:
        self.depth += 1
        begin, end = self.around(_kind(body), f"for {self.item(self.depth)} in {items}", "endfor")
        written = self.blocks(body)
        self.depth -= 1
        return f"{begin}{within}{written}{'{% endif %}' if within else ''}{end}"

    def text(self, node: Text) -> str:
        macro = self.macros.setdefault(node.styles, f"text_{len(self.macros)}")
        place = self.at(node.place)
        tags = [f"<w:p><w:r><w:t>{tag}</w:t></w:r></w:p>" for tag in ("{%%p if %s %%}", "{{p %s }}")]
        written = tags[0] % place + tags[1] % f"{macro}({place})"
        if not node.copy:
            written += f"<w:p><w:r><w:t>{{%p else %}}</w:t></w:r></w:p>{node.missing.xml}"
        elif node.cell is not None:
            written += "<w:p><w:r><w:t>{%p else %}</w:t></w:r></w:p><w:p/>"
        written += "<w:p><w:r><w:t>{%p endif %}</w:t></w:r></w:p>"
        return written if node.cell is None else f"{node.cell[0].xml}{written}{node.cell[1].xml}"

    def macro(self, styles: TextStyles, name: str) -> str:
        """Return the macro that writes a rich text: a paragraph for each kind and level."""
        self.found.runs = styles.runs
        begin, end = self.around("p", f"macro {name}(value)", "endmacro")
        loop, ends = self.around("p", "for block in value.blocks", "endfor")
        written = [begin, loop]
        branches = [("block.kind == 'paragraph'", styles.paragraph.properties[0])]
        for kind, style in (("bullet", styles.bullet), ("number", styles.number)):
            for level, properties in enumerate(style.properties):
                branches.append((f"block.kind == '{kind}' and block.level == {level}", properties))
        for place, (condition, properties) in enumerate(branches):
            tag = f"{{%p {'elif' if place else 'if'} {condition} %}}"
            written.append(f"<w:p><w:r><w:t>{tag}</w:t></w:r></w:p>")
            written.append(f"<w:p>{self.plain(properties)}{{{{ rich(block) }}}}</w:p>")
        written += ["<w:p><w:r><w:t>{%p endif %}</w:t></w:r></w:p>", ends, end]
        return "".join(written)

    def moved(self, node: Content) -> str:
        """Return the parts of the agreement that may have moved to an appendix; loops begin anew in them."""
        depth, self.depth = self.depth, 0
        written = "".join(
            self.only_if(f"moved.get('{kind}') is sameas {self.item(node.item)}", body)
            for kind, body in node.movable.items()
        )
        self.depth = depth
        return written

    def contents(self, node: Contents) -> str:
        look = self.template.contents
        assert look is not None
        loop, ends = self.around("p", "for entry in contents", "endfor")
        written = [self.plain("".join([one.xml for one in node.title])), loop]
        for place, style in enumerate(look.styles):
            tag = f"{{%p {'elif' if place else 'if'} entry.style == '{style}' %}}"
            written.append(f"<w:p><w:r><w:t>{tag}</w:t></w:r></w:p>")
            written.append(f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>')
            written.append(f"<w:r>{_TEXT}{{{{ entry.text }}}}</w:t></w:r></w:p>")
        return "".join([*written, "<w:p><w:r><w:t>{%p endif %}</w:t></w:r></w:p>", ends])

    # -- within a paragraph

    def inlines(self, nodes: Sequence[Inline]) -> str:
        return "".join([self.inline(node) for node in nodes])

    def inline(self, node: Inline) -> str:
        match node:
            case InlineXml():
                return self.plain(node.xml)
            case InlineAnswer():
                return f"{node.run}{{{{ {self.spoken(node)} }}}}</w:t></w:r>"
            case InlineCopy() | InlinePart():
                return f"{node.run}{_TEXT}{{{{ {self.spoken(node)} }}}}</w:t></w:r>"
            case InlineControl():
                return self.inlines(node.body)
            case InlineSection():
                condition = " or ".join(self.has(node.body, by_answers=node.by_answers)) or "false"
                return f"{{% if {condition} %}}{self.inlines(node.body)}{{% endif %}}"
            case InlineConditional():
                return f"{{% if {self.condition(node.condition)} %}}{self.inlines(node.body)}{{% endif %}}"
            case InlineRepeat():
                items = self.at(node.place)
                self.depth += 1
                begin = f"{{% for {self.item(self.depth)} in {items} %}}"
                written = self.inlines(node.body)
                self.depth -= 1
                between = self.plain(node.separator.xml) if node.separator is not None else ""
                return f"{begin}{written}{{% if not loop.last %}}{between}{{% endif %}}{{% endfor %}}"
            case _:
                raise TypeError(node)


def _is_paragraph(node: Node) -> bool:
    """Return whether *node* always ends with a paragraph."""
    if isinstance(node, Blocks):
        return node.blocks[-1].kind in PARAGRAPHS
    return isinstance(node, Paragraph) or (isinstance(node, Text) and not node.copy)


def _kind(body: Sequence[Node]) -> str:
    """Return what *body* is made of: paragraphs, rows or cells, as docxtpl calls them."""
    for node in body:
        match node:
            case Blocks():
                return _KINDS.get(node.blocks[0].kind, "p")
            case ColumnCell():
                return "tc"
            case Text():
                return "p" if node.cell is None else "tc"
            case Section() | Conditional() | Control() | Repeat() | Columns():
                return _kind(node.body)
            case _:
                return "p"
    return "p"
