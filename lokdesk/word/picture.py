"""Figures in a document: what is written in the place of one, and the XML of a picture in a paragraph."""

from dataclasses import dataclass
from operator import attrgetter

from lokdesk.agreement.schema import ANY, SEPARATOR
from lokdesk.figures.drawing import HEIGHT, LEAST, SMALL, WIDTH, Room
from lokdesk.figures.figure import KINDS, Figure, figures
from lokdesk.word import ooxml
from lokdesk.word.archive import escaped
from lokdesk.word.block import CONTROL, MARK_END, PICTURE, VECTOR, Block, Shape
from lokdesk.word.inline import CONTROL_CLOSE, Place, Scope
from lokdesk.word.node import Node
from lokdesk.word.ooxml import Element
from lokdesk.word.pages import Page
from lokdesk.word.setting import Setting
from lokdesk.word.tag import FIGURE

_UNITS = 12700
"""How many of the units that pictures are measured in there are to a point."""
_CAPTION = 60.0
"""The room that is left for a caption on the page of a figure, in points."""
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
# A line has room for the tails of its letters below a picture, too; these have none to speak of.
_SMALLEST = 1.0
_SMALL = '<w:rPr><w:noProof/><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>'
_APART = '<w:keepNext w:val="0"/>'
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
"""What tells Word that the picture has an SVG too."""


def about(kind: str) -> str:
    """Return the address of what a figure of that *kind* is about: of an item, or empty for all of it."""
    list_ = KINDS[kind].about
    return f"{list_}{SEPARATOR}{ANY}" if list_ else ""


def place(kind: str, setting: Setting) -> int | None:
    """Return where on the stack what the figure is about stands, or ``None`` where it cannot be drawn."""
    if kind not in KINDS:
        return None
    return setting.items.get(about(kind)) if KINDS[kind].about else 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure and what stands below it, in a locked control; nothing when there is nothing to draw."""

    kind: str
    item: int
    """Where on the stack what it is about stands."""
    control: str
    start: str
    """The paragraph up to the picture."""
    loose: str
    """The same for a part of it that others come after."""
    small: str
    """The look of its run, where the style of the paragraph does not make it small."""
    shape: Shape
    page: Page
    room: Room
    """What it is drawn in."""
    reads: tuple[Place, ...]
    """Where in the agreement the answers stand that it is drawn from."""
    body: tuple[Node, ...]

    def write(self, out: list[Block], scope: Scope) -> None:
        """Write blocks."""
        holder, prefix = scope.stack[self.item]
        page, room = self.page, self.room
        if scope.page is not None:
            page, room = scope.page, _room(scope.page, self.shape)
        parts = figures(self.kind, scope.stack[0][0], holder, telling=True, room=room)
        if not parts:
            return
        scope.others += 1
        if scope.controls:
            out.append(Block("open", self.control, f"{FIGURE}{self.kind}"))
        address = prefix.removesuffix(SEPARATOR) or f"{FIGURE}{self.kind}"
        for number, drawn in enumerate(parts, 1):
            wide, high = _size(drawn, page, self.shape)
            last = number == len(parts)
            # A part that is not the last goes on its page without what comes below the last one.
            shape = self.shape._replace(line=high, keeps_next=last and self.shape.keeps_next)
            xml = f"{self.start if last else self.loose}{_xml(drawn, wide, high, self.small)}</w:p>"
            out.append(Block("figure", xml, address, round(wide * 20), drawn.description, shape, drawn.svg))
        for node in self.body:
            node.write(out, scope)
        if scope.controls:
            out.append(Block("close", CONTROL_CLOSE))


def compiled(
    kind: str, item: int, control: str, sample: Element, body: tuple[Node, ...], setting: Setting
) -> Picture:
    """Return what writes a figure in a paragraph like *sample*, with *body* below it, in a *control*."""
    properties = ooxml.child(sample, "w:pPr")
    own = [] if properties is None else ooxml.children(properties)
    kept = [setting.xml(one) for one in own if not ooxml.is_a(one, "w:rPr", "w:sectPr", "w:keepNext")]
    style = [xml for xml in kept if xml.startswith("<w:pStyle")]
    rest = "".join(kept[len(style) :])
    keeps = "".join(setting.xml(one) for one in own if ooxml.is_a(one, "w:keepNext"))
    shape = setting.look.shape(sample)
    small = "" if shape.size <= _SMALLEST else _SMALL
    start, loose = (f"<w:p><w:pPr>{''.join(style)}{keep}{rest}{small}</w:pPr>" for keep in (keeps, _APART))
    reads = tuple(Place(0, attrgetter(field), field) for field in KINDS[kind].reads)
    room = _room(setting.page, shape)
    return Picture(kind, item, control, start, loose, small, shape, setting.page, room, reads, body)


def _room(page: Page, shape: Shape) -> Room:
    """Return the room to draw a figure in for a *page*, where it may be made smaller, but not too small."""
    wide, high = page.width - shape.indent, page.height - _CAPTION
    scale = min(1.0, max(wide / WIDTH, LEAST / SMALL))
    return Room(min(WIDTH, wide / scale), min(HEIGHT, high / scale))


def _size(drawn: Figure, page: Page, shape: Shape) -> tuple[float, float]:
    """Return how wide and high the figure is drawn, so that it has room on a *page*, caption and all."""
    scale = min(1.0, (page.width - shape.indent) / drawn.width, (page.height - _CAPTION) / drawn.height)
    return drawn.width * scale, drawn.height * scale


def _xml(drawn: Figure, wide: float, high: float, small: str) -> str:
    vector = (
        f'<a:extLst><a:ext uri="{_SVG_EXTENSION}">'
        f'<asvg:svgBlip xmlns:asvg="{_SVG}" r:embed="{VECTOR}"/></a:ext></a:extLst>'
    )
    part = f"{PICTURE}{drawn.svg}{MARK_END}"
    return inline(drawn.title, drawn.description, wide, high, part, vector, small)


def inline(
    title: str, description: str, wide: float, high: float, part: str, more: str = "", small: str = _SMALL
) -> str:
    """Return the run with a picture, so *wide* and *high* in points.

    *part* is the id of what holds it, *more* the XML of what else there is, and *small* its look.
    """
    size = f'cx="{round(wide * _UNITS)}" cy="{round(high * _UNITS)}"'
    title, description = escaped(title), escaped(description)
    return (
        f"<w:r>{small}<w:drawing>"
        f'<wp:inline xmlns:wp="{ooxml.NAMESPACES["wp"]}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr id="{CONTROL}" name="{title}" descr="{description}"/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{_DRAWING}/main" noChangeAspect="1"/>'
        f'</wp:cNvGraphicFramePr><a:graphic xmlns:a="{_DRAWING}/main">'
        f'<a:graphicData uri="{_DRAWING}/picture"><pic:pic xmlns:pic="{_DRAWING}/picture">'
        f'<pic:nvPicPr><pic:cNvPr id="0" name="{title}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip xmlns:r="{ooxml.NAMESPACES["r"]}"'
        f' r:embed="{part}">{more}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
