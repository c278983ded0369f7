"""Edits of any paragraph there is, wherever it stands: nothing is known of what it says."""

import copy
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from lxml import etree

from tests.circulation.edits import AUTHORS, STRUCTURAL, WITHIN, Hands, Maker
from tests.circulation.material import Sent
from tests.circulation.paper import Element, Paper, elements, escaped, remove, w, words

TYPED = (
    "bävern",
    "kvarterspolis",
    "2031",
    "och",
    "för",
    "Växjö",
    "kommun",
    "inte",
    "Mål",
    "åtgärd",
    "så-kallad",
    "§",
    "–",
    "”ja”",
)
"""What is typed: words that are nowhere else, words that are everywhere, and signs."""
_MARGINS = ("word/header", "word/footer", "word/footnotes")
BOX = (
    '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:90pt;height:40pt"><v:textbox>'
    "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
_CELL = '<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>'


@dataclass
class Touch:
    """Somebody's hand on any paragraph of a *paper*, guided by *chance*."""

    paper: Paper
    chance: random.Random
    margins: dict[str, Element] = field(default_factory=dict[str, Element])

    def typed(self) -> str:
        """Return a few words."""
        return " ".join(self.chance.choice(TYPED) for _ in range(self.chance.randint(1, 4)))

    def author(self) -> str:
        """Return one of those who answer, or nobody where changes are not tracked."""
        return self.chance.choice(("", *AUTHORS))

    def paragraph(self) -> Element:
        """Return a paragraph that somebody may type in: not one that Word makes or shows by itself."""
        return self.chance.choice([one for one in self.paper.body.iter(w("p")) if _is_own(one)])

    def margin(self) -> Element:
        """Return a paragraph of a header, a footer or a note."""
        parts = sorted(one for one in self.paper.parts if one.startswith(_MARGINS))
        for name in parts:
            self.margins.setdefault(name, etree.fromstring(self.paper.parts[name]))
        return self.chance.choice(
            [one for name in parts for one in self.margins[name].iter(w("p")) if _is_own(one)]
        )

    def saved(self) -> None:
        """Put the margins back among the parts."""
        for name, root in self.margins.items():
            self.paper.parts[name] = etree.tostring(root, encoding="UTF-8", standalone=True)


def _is_own(paragraph: Element) -> bool:
    for control in paragraph.iterancestors(w("sdt")):
        if _shows_by_itself(control):
            return False
    inner = ("showingPlcHdr", "moveFrom", "fldChar", "fldSimple", "separator", "continuationSeparator")
    return all(paragraph.find(f".//{w(one)}") is None for one in inner)


def _shows_by_itself(control: Element) -> bool:
    gallery = control.find(f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}")
    if gallery is not None and gallery.get(w("val")) == "Table of Contents":
        return True
    return control.find(f"{w('sdtPr')}/{w('showingPlcHdr')}") is not None


def _type(touch: Touch, paragraph: Element) -> None:
    """Type words somewhere in *paragraph*."""
    end = len(words(paragraph))
    if not end:
        paragraph.append(elements(f"<w:r><w:t>{escaped(touch.typed())}</w:t></w:r>")[0])
        return
    at = touch.chance.randint(0, end)
    author = "" if paragraph.find(f".//{w('ins')}") is not None else touch.author()
    touch.paper.replace(paragraph, at, at, f" {touch.typed()} ", author)


def _cut(touch: Touch, paragraph: Element) -> None:
    """Delete some words of *paragraph*, or all of them."""
    said = words(paragraph)
    # Whole words: halves of two answers would make one that nobody has written.
    places = [0, *(at + 1 for at, sign in enumerate(said) if sign == " "), len(said)]
    start, end = sorted(touch.chance.choice(places) for _ in range(2))
    touch.paper.replace(paragraph, start, end, "", touch.author())


def type_anywhere(touch: Touch) -> None:
    """Type words in any paragraph."""
    _type(touch, touch.paragraph())


def cut_anywhere(touch: Touch) -> None:
    """Delete some of any paragraph."""
    _cut(touch, touch.paragraph())


def type_in_margin(touch: Touch) -> None:
    """Type words in a header, a footer or a note."""
    _type(touch, touch.margin())


def cut_in_margin(touch: Touch) -> None:
    """Delete some of a header, a footer or a note."""
    _cut(touch, touch.margin())


def break_anywhere(touch: Touch) -> None:
    """Press enter at the end of any paragraph, and type."""
    after = touch.paragraph()
    new = touch.paper.new_paragraph(after, touch.typed(), touch.author())
    for one in (*new.iter(w("bookmarkStart")), *new.iter(w("bookmarkEnd"))):
        remove(one)


def remove_anywhere(touch: Touch) -> None:
    """Take away any paragraph; a cell is left with an empty one."""
    paragraph = touch.paragraph()
    author = touch.author()
    if not author:
        _leave(paragraph)
    touch.paper.delete_paragraph(paragraph, author)


def copy_anywhere(touch: Touch) -> None:
    """Paste any paragraph once more somewhere else."""
    new = copy.deepcopy(touch.paragraph())
    touch.paper.renew(new)
    touch.paragraph().addnext(new)


def move_anywhere(touch: Touch) -> None:
    """Cut any paragraph and paste it somewhere else."""
    paragraph, before = touch.paragraph(), touch.paragraph()
    if before not in (paragraph, *paragraph.iterdescendants(), *paragraph.iterancestors()):
        _leave(paragraph)
        touch.paper.move_paragraph(paragraph, before)


def _leave(paragraph: Element) -> None:
    """Leave an empty paragraph where a cell would have none."""
    parent = paragraph.getparent()
    assert parent is not None
    if parent.tag in (w("tc"), w("sdtContent")) and len(parent.findall(w("p"))) == 1:
        paragraph.addnext(elements("<w:p/>")[0])


def box_anywhere(touch: Touch) -> None:
    """Put a text box with words in it in any paragraph."""
    touch.paragraph().append(elements(BOX.format(escaped(touch.typed())))[0])


def table_anywhere(touch: Touch) -> None:
    """Put a table with words in it after any paragraph that stands right in the text."""
    after = touch.chance.choice([one for one in touch.paper.body if one.tag == w("p") and _is_own(one)])
    cells = "".join(_CELL.format(escaped(touch.typed())) for _ in range(2))
    after.addnext(elements(f"<w:tbl><w:tblPr/><w:tr>{cells}</w:tr></w:tbl>")[0])


def free_anywhere(touch: Touch) -> None:
    """Remove any control and keep what is in it."""
    controls = [one for one in touch.paper.body.iter(w("sdt")) if not _shows_by_itself(one)]
    touch.paper.uncontrol(touch.chance.choice(controls))


def row_anywhere(touch: Touch) -> None:
    """Take away any row of a table that has others, or copy it."""
    rows = [one for one in touch.paper.body.iter(w("tr"))]
    row = touch.chance.choice(rows)
    if touch.chance.random() < 0.5:
        new = copy.deepcopy(row)
        touch.paper.renew(new)
        row.addnext(new)
    elif len(list(next(row.iterancestors(w("tbl"))).iter(w("tr")))) > 1:
        remove(_held_alone(row))


def _held_alone(row: Element) -> Element:
    """Return *row* with the controls that hold nothing else, which Word takes away with it."""
    content = row.getparent()
    while content is not None and content.tag == w("sdtContent") and len(content) == 1:
        control = content.getparent()
        assert control is not None
        row, content = control, control.getparent()
    return row


ANYWHERE: tuple[Callable[[Touch], None], ...] = (
    type_anywhere,
    cut_anywhere,
    type_in_margin,
    cut_in_margin,
    break_anywhere,
    remove_anywhere,
    copy_anywhere,
    move_anywhere,
    box_anywhere,
    table_anywhere,
    free_anywhere,
    row_anywhere,
)
KNOWING: tuple[Maker, ...] = (*WITHIN, *STRUCTURAL)
NAMES = tuple(one.__name__ for one in (*ANYWHERE, *KNOWING))
"""What all kinds of edits are called: those of any paragraph, and those that know what they are of."""


def edited(sent: Sent, edits: Sequence[tuple[str, int]], seed: int) -> bytes:
    """Return what was *sent* after *edits*: each one of the NAMES, and what decides where it is made."""
    paper = Paper(sent.content)
    hands = Hands(paper, sent.draft.agreement, seed)
    touch = Touch(paper, random.Random(seed))
    anywhere = {one.__name__: one for one in ANYWHERE}
    knowing = {one.__name__: one for one in KNOWING}
    for name, place in edits:
        hands.chance = touch.chance = random.Random(place)
        if name in anywhere:
            anywhere[name](touch)
        else:
            knowing[name](hands)
    touch.saved()
    paper.resave(seed)
    return paper.saved()
