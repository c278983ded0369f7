"""What becomes of a file attached to an appendix: merged into the document, shown in it, or beside it."""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, cast

from lokdesk.agreement.draft import Attachment
from lokdesk.agreement.follow_up import Appendix
from lokdesk.word import controls, ooxml, part, picture, prose
from lokdesk.word.archive import OFFICE, Relationship
from lokdesk.word.block import THIN, Block, Shape
from lokdesk.word.borrowed import Goods, Merged, Rejected
from lokdesk.word.grafting import ATTACHED, SECTION, going_on
from lokdesk.word.inline import CONTROL_CLOSE, Scope, WholeControl
from lokdesk.word.merge import Host, merged
from lokdesk.word.node import Node
from lokdesk.word.ooxml import Element
from lokdesk.word.pages import Page
from lokdesk.word.setting import Setting
from lokdesk.word.tag import PART, parse
from lokdesk.word.title import first_words

if TYPE_CHECKING:
    from lokdesk.word.template import Template

TAG = f"{PART}{part.APPENDIX_CONTENT}"
_WORD = (".docx", ".docm", ".dotx", ".dotm")
_PICTURES = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "bmp": "image/bmp"}
_STYLE = re.compile('<w:pStyle w:val="[^"]*"/>')
_HEADING = 60.0
"""The room that is left for a heading on the page of a picture, in points."""
_BEFORE_BREAK = f"<w:p><w:pPr>{THIN}"
_REMEMBERED = 64


@dataclass(frozen=True, eq=False)
class Shown:
    """A picture: how large it is in points, what it brings, and the same as SVG for the screen."""

    wide: float
    high: float
    goods: Goods
    svg: str


@dataclass(frozen=True)
class Beside:
    """A file that lies beside the document; *why* is why it is not merged, where that could be expected."""

    why: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """Writes what is attached to an appendix: the text of a Word file, a picture, or where the file is."""

    item: int
    """Where on the stack the appendix stands."""
    control: WholeControl
    start: str
    """The beginning of a paragraph that shows a picture or says where the file is."""
    run: str
    shape: Shape
    page: Page
    host: Host
    movable: Mapping[str, Sequence[Node]]
    """The parts of the agreement that can be moved to an appendix, by the kind of appendix."""
    headings: tuple[tuple[str, Shape], ...]
    """The styles of headings in what has been moved here, from the second level down."""

    def becomes(
        self, appendix: Appendix, attachment: Attachment, heading: str = ""
    ) -> Merged | Shown | Beside:
        """Return what becomes of the *attachment* of *appendix*, which stands below a *heading*.

        A title of its own that says the same is left out.
        """
        address = f"appendices/{appendix.id}{ATTACHED}"
        if attachment.name.lower().endswith(_WORD):
            twice = _says_the_same(first_words(attachment.content), heading)
            found = merged(attachment.content, address, self.host, twice)
            return Beside(str(found)) if isinstance(found, Rejected) else found
        return _shown(attachment.content, address) or Beside()

    def write(self, out: list[Block], scope: Scope) -> None:
        """Write blocks."""
        appendix, prefix = scope.stack[self.item]
        attachment = scope.attachments.get(appendix.attachment or "")
        if attachment is None:
            if part.moved_to(scope.stack[0][0].appendices).get(appendix.kind or "") is appendix:
                self._move(appendix, out, scope)
            return
        # An appendix that has something attached has something to print, whatever else is said of it.
        scope.answers += 1
        scope.others += 1
        heading = next((block.text for block in reversed(out) if block.kind == "heading"), "")
        found = self.becomes(appendix, attachment, heading)
        address = f"{prefix}attachment"
        if isinstance(found, Merged) and found.with_sections:
            self._begin_section(out, address)
            out += found.blocks
            return
        opening = self.control.opening(scope)
        if opening:
            out.append(Block("open", opening, TAG))
        if isinstance(found, Merged):
            out += found.blocks
        elif isinstance(found, Shown):
            out.append(self._picture(found, address, appendix.title or attachment.name))
        else:
            said = scope.words.beside.format(file=attachment.name)
            xml = f"{self.start}{self.run}{prose.words(said)}</w:r></w:p>"
            out.append(Block("paragraph", xml, address, 0, said, self.shape))
        if opening:
            out.append(Block("close", CONTROL_CLOSE))

    def _move(self, appendix: Appendix, out: list[Block], scope: Scope) -> None:
        """Write the parts of the agreement that are moved to *appendix*."""
        began, stack = len(out), scope.stack
        # They are read from the agreement itself, wherever they are written.
        scope.stack = stack[:1]
        for node in self.movable.get(appendix.kind or "", ()):
            node.write(out, scope)
        scope.stack = stack
        out[began:] = [self._headed(block) for block in out[began:]]

    def _headed(self, block: Block) -> Block:
        if block.kind != "heading" or not 0 <= block.level - 2 < len(self.headings):
            return block
        style, shape = self.headings[block.level - 2]
        xml = _STYLE.sub(f'<w:pStyle w:val="{style}"/>', block.xml, count=1)
        return block._replace(xml=xml, shape=shape)

    def _begin_section(self, out: list[Block], address: str) -> None:
        """End the pages before the heading of the appendix, so that it stands on those of the file."""
        section = self.host.section
        if any(SECTION in block.xml for block in out):
            section = going_on(section)
        xml = f"{_BEFORE_BREAK}{section}</w:pPr></w:p>"
        block = Block("paragraph", xml, address, shape=Shape(1.0, 1.0, breaks_after=True))
        out.insert(_heading_above(out), block)

    def _picture(self, shown: Shown, address: str, title: str) -> Block:
        room = self.page.width - self.shape.indent, self.page.height - _HEADING
        scale = min(1.0, room[0] / shown.wide, room[1] / shown.high)
        wide, high = shown.wide * scale, shown.high * scale
        (related,) = shown.goods.relationships
        xml = f"{self.start}{picture.inline(title, title, wide, high, related.id)}</w:p>"
        shape = self.shape._replace(line=max(high, self.shape.line))
        return Block("figure", xml, address, round(wide * 20), title, shape, shown.svg, goods=shown.goods)


def _says_the_same(title: str, heading: str) -> bool:
    """Return whether *title* is the *heading* again, or the most of it from its beginning or to its end."""
    one, other = ("".join(filter(str.isalnum, said.casefold())) for said in (title, heading))
    return len(one) * 2 > len(other) and (other.startswith(one) or other.endswith(one))


def _heading_above(out: list[Block]) -> int:
    """Return the place of the last heading in *out*, or the end where it stands in something else."""
    depth = 0
    for place in range(len(out) - 1, -1, -1):
        kind = out[place].kind
        depth += (kind == "open") - (kind == "close")
        if kind == "heading":
            return place if depth == 0 else len(out)
    return len(out)


@lru_cache(_REMEMBERED)
def _shown(content: bytes, address: str) -> Shown | None:
    """Return the picture in *content*, ``None`` when it is none that can be shown."""
    # python-docx takes a while to load, and knows how large pictures are.
    from docx.image.exceptions import UnrecognizedImageError
    from docx.image.image import Image

    try:
        image = Image.from_blob(content)
        ending = image.ext
        wide, high = (float(one.pt) for one in (image.width, image.height))
    except (UnrecognizedImageError, ValueError, LookupError, ArithmeticError, EOFError):
        return None
    except Exception as error:
        # What reads the picture meets damaged ones with errors of any kind.
        del error
        return None
    if ending not in _PICTURES or wide <= 0 or high <= 0:
        return None
    key = f"m{blake2b(address.encode() + content, digest_size=5).hexdigest()}"
    name = f"word/media/{key}.{ending}"
    related = Relationship(f"rId_{key}", f"{OFFICE}image", name)
    goods = Goods(key, "", {}, {}, {}, (related,), {name: content}, {name: _PICTURES[ending]})
    return Shown(wide, high, goods, _svg(content, _PICTURES[ending], wide, high))


def _svg(content: bytes, kind: str, wide: float, high: float) -> str:
    size = f'width="{wide:g}" height="{high:g}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {size}'
        f' viewBox="0 0 {wide:g} {high:g}"><image {size}'
        f' xlink:href="data:{kind};base64,{b64encode(content).decode()}"/></svg>'
    )


# -- in a template


def contents(template: "Template") -> tuple[Content, ...]:
    """Return what writes the contents of appendices in *template*."""
    return tuple(_within(template.main.body))


def _within(node: object) -> Iterator[Content]:
    if isinstance(node, Content):
        yield node
    elif isinstance(node, tuple):
        for one in cast("tuple[object, ...]", node):
            yield from _within(one)
    elif not isinstance(node, str):
        yield from _within(getattr(node, "body", ()))


def compiled(control: Element, setting: Setting) -> Content | None:
    """Return what writes the content of an appendix in the place of *control*, if it can stand here."""
    item = setting.items.get(part.ABOUT[part.APPENDIX_CONTENT])
    sample = next(ooxml.find_all(control, "w:p"), None)
    if item is None or sample is None or not setting.is_main:
        return None
    properties = ooxml.child(sample, "w:pPr")
    kept = [] if properties is None else ooxml.children(properties)
    look = "".join(setting.xml(one) for one in kept if not ooxml.is_a(one, "w:rPr", "w:sectPr"))
    rest = controls.as_document_part(controls.kept_properties(control, setting))
    locked, unlocked = (
        controls.control_xml(control, setting, lock, rest).open(TAG) for lock in (controls.lock(setting), "")
    )
    levels = setting.manifest.contents_levels if setting.has_contents else 0
    host = Host(_level(control, setting), levels, setting.manifest.language, _section(control, setting))
    start = f"<w:p><w:pPr>{look}</w:pPr>" if look else "<w:p>"
    run = controls.run_start(control, setting)
    around = WholeControl(locked, unlocked, is_own=False)
    headings = tuple(
        (style, setting.look.shape_of_style(style)) for style in setting.manifest.styles.appendix_headings
    )
    shape = setting.look.shape(sample)
    return Content(item, around, start, run, shape, setting.page, host, setting.movable, headings)


def _level(control: Element, setting: Setting) -> int:
    """Return the level of the heading that *control* stands below."""
    level = 1
    for element in ooxml.find_all(control.getroottree().getroot(), "w:p", "w:sdt"):
        if element is control:
            break
        if ooxml.is_a(element, "w:p"):
            level = setting.look.heading_level(element) or level
    return level


def _section(control: Element, setting: Setting) -> str:
    """Return the properties of the section that *control* stands in, empty where it may not be divided."""
    for around in control.iterancestors():
        if ooxml.is_a(around, "w:tc"):
            return ""
        if ooxml.is_a(around, "w:sdt"):
            tag = parse(ooxml.tag_of(around))
            leaves_none = tag.kind in _UNWRAPPED or (
                tag.kind == "list" and around not in setting.homes.list_controls
            )
            if not leaves_none:
                return ""
    met = False
    for element in ooxml.find_all(control.getroottree().getroot(), "w:sdt", "w:sectPr"):
        met |= element is control
        if met and ooxml.is_a(element, "w:sectPr"):
            return setting.xml(element)
    return ""


_UNWRAPPED = frozenset({"section", "unless", "if"})
