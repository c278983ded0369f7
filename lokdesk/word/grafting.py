"""How what merged files bring is put into the parts of a document's package that are there already."""

import re
from collections.abc import Mapping, Sequence

from lokdesk.agreement.rich_text import DEEPEST_LEVEL
from lokdesk.word.block import EMPTY_PARAGRAPH, Block
from lokdesk.word.borrowed import Goods
from lokdesk.word.landscape import BREAK
from lokdesk.word.template import Seam

ATTACHED = "/attachment"
"""What the address of everything in a merged file ends with."""
SECTION = "<w:sectPr"

_LEVELS = range(DEEPEST_LEVEL + 1)
_FIRST_LIST = re.compile(r"<w:num[ >]")
_DEFINITION = re.compile(r'<w:abstractNum [^>]*w:abstractNumId="(\d+)"')
_PROPERTIES = re.compile(r"<w:sectPr.*?</w:sectPr>|<w:sectPr[^>]*/>", re.DOTALL)
_OF_FIRST_PAGE = re.compile(r"<w:titlePg(?: [^>]*)?/>")
_PAGE_NUMBERS = re.compile(r"<w:pgNumType[^>]*/>")
_START = re.compile(r' w:start="[^"]*"')


def styles(part: bytes, added: str) -> bytes:
    """Return the *part* with the styles of a template, and the XML of those *added*."""
    # lxml is only needed where a file has been taken apart, and then it has been loaded.
    from lokdesk.word import ooxml

    return ooxml.with_more(part, added)


def lists(seam: Seam, wanted: Sequence[str], goods: Mapping[str, Goods], numbered_list: int) -> str:
    """Return the part with the lists of a document.

    For each list *wanted* there is the mark of one that a merged file brings, or nothing for one that follows
    the definition *numbered_list* and begins anew.
    """
    restarts = "".join(
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>' for level in _LEVELS
    )
    first = max((int(one[1]) for one in _DEFINITION.finditer(seam.before)), default=-1) + 1
    definitions: dict[tuple[str, str], int] = {}
    written: list[str] = []
    for place, held in enumerate(wanted):
        followed, overrides = numbered_list, restarts
        if held:
            _, key, own = held.split(":")
            borrowed = goods[key].lists[own]
            followed = definitions.setdefault((key, borrowed.definition), first + len(definitions))
            overrides = borrowed.overrides
        number = f'<w:num w:numId="{seam.next_id + place}"><w:abstractNumId w:val="{followed}"/>'
        written.append(f"{number}{overrides}</w:num>")
    added = "".join(
        f'<w:abstractNum w:abstractNumId="{id_}">{goods[key].definitions[own]}</w:abstractNum>'
        for (key, own), id_ in definitions.items()
    )
    found = _FIRST_LIST.search(seam.before)
    cut = len(seam.before) if found is None else found.start()
    return f"{seam.before[:cut]}{added}{seam.before[cut:]}{''.join(written)}{seam.after}"


def paged(body: Sequence[Block], end: str) -> tuple[list[Block], str]:
    """Return *body* and the *end* of the document with the pages of merged files and of wide tables.

    A section of one that ends with the document is the document's last. After any other the template's pages
    go on, of which the first then looks like those that follow.
    """
    result = list(body)
    ends = [place for place, block in enumerate(result) if block.address and ends_section(block)]
    if not ends:
        return result, end
    last = result[ends[-1]]
    if all(block.kind == "close" or block == EMPTY_PARAGRAPH for block in result[ends[-1] + 1 :]):
        found = _PROPERTIES.search(last.xml)
        assert found is not None  # it ends a section
        result[ends[-1]] = last._replace(xml=last.xml.replace(found[0], ""))
        return result, _PROPERTIES.sub(lambda _: found[0], end)
    return result, _PROPERTIES.sub(lambda found: going_on(found[0]), end)


def ends_section(block: Block) -> bool:
    """Return whether a section of a merged file, or one for wide tables, ends with *block*."""
    return (block.address == BREAK or block.address.endswith(ATTACHED)) and SECTION in block.xml


def going_on(section: str) -> str:
    """Return the properties of a *section* for one that goes on where that was interrupted."""
    numbered = _PAGE_NUMBERS.sub(lambda found: _START.sub("", found[0]), section)
    return _OF_FIRST_PAGE.sub("", numbered)
