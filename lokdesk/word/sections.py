"""The sections that a document is divided into where some of its pages lie on their side."""

import copy
from dataclasses import replace

from lokdesk.word import ooxml
from lokdesk.word.block import FIRST_SECTION, MARK_END, THIN, Block, Shape
from lokdesk.word.landscape import BREAK, Landscape
from lokdesk.word.ooxml import Element
from lokdesk.word.setting import Setting

_FIRST_ONLY = ("w:pgNumType", "w:titlePg")
"""What belongs to the first section of a document alone: where pages are counted from, and its first page."""


def section_xml(section: Element, setting: Setting) -> str:
    """Return the *section* of a template so that what it says of the first page is written but once."""
    return "".join(
        [
            ooxml.start_tag(section, setting.declared, declaring=False),
            *(
                _once(setting.xml(one)) if ooxml.is_a(one, *_FIRST_ONLY) else setting.xml(one)
                for one in section
            ),
            "</w:sectPr>",
        ]
    )


def _once(xml: str) -> str:
    return f"{FIRST_SECTION}{xml}{MARK_END}"


def pages(within: Element, setting: Setting) -> Landscape | None:
    """Return the pages on their side of the template that holds the element *within*.

    ``None`` where its pages are so already, or do not say how large they are.
    """
    body = next(within.iterancestors(ooxml.name("w:body")), None)
    section = ooxml.child(body, "w:sectPr")
    size, margins = ooxml.child(section, "w:pgSz"), ooxml.child(section, "w:pgMar")
    if section is None or size is None or margins is None:
        return None
    wide, high = ooxml.number(size, "w:w"), ooxml.number(size, "w:h")
    if wide >= high:
        return None
    turned = copy.deepcopy(section)
    for one in [one for one in ooxml.children(turned) if ooxml.is_a(one, *_FIRST_ONLY)]:
        turned.remove(one)
    page = ooxml.child(turned, "w:pgSz")
    assert page is not None  # the section it is copied from has one
    page.set(ooxml.name("w:w"), str(high))
    page.set(ooxml.name("w:h"), str(wide))
    page.set(ooxml.name("w:orient"), "landscape")
    width = high - ooxml.number(margins, "w:left") - ooxml.number(margins, "w:right")
    height = wide - ooxml.number(margins, "w:top") - ooxml.number(margins, "w:bottom")
    room = replace(setting.page, width=width / 20, height=height / 20)
    return Landscape(
        _break(section_xml(section, setting)),
        _break(section_xml(turned, setting)),
        room,
    )


def _break(section: str) -> Block:
    shape = Shape(1.0, 1.0, breaks_after=True)
    return Block("paragraph", f"<w:p><w:pPr>{THIN}{section}</w:pPr></w:p>", BREAK, shape=shape)
