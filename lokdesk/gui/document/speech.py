"""What a screen reader says of a text in the document."""

from lokdesk.gui.document.typesetter import Text
from lokdesk.word.leaf import Leaf, Row


def words(text: Text) -> str:
    """Return what there is to say of *text* itself: what it says, or what a figure shows."""
    return text.spoken or text.said()


def described(leaf: Leaf, paragraph: int, text: Text) -> list[str]:
    """Return what *text* is, the *paragraph* of *leaf* by number, and what it says."""
    parts = [_kind(leaf, text), words(text)]
    if isinstance(leaf, Row) and leaf.heads and not leaf.head:
        parts.insert(0, _head_of(leaf, paragraph))
    return parts


def joined(parts: list[str]) -> str:
    """Return *parts* as one sentence after the other, without those that are empty."""
    return ". ".join(one.strip(" .") for one in parts if one.strip(" ."))


def _kind(leaf: Leaf, text: Text) -> str:
    """Return what kind of text it is, in a word for those who cannot see it."""
    block = text.paragraph.block
    if block.kind == "figure":
        return "Figur"
    if block.kind == "heading":
        return f"Rubrik {block.level}"
    if text.paragraph.origin == "fixed":
        return "Styrande text"
    if text.paragraph.origin == "missing" or any(run.origin == "missing" for run in text.runs):
        return "Svar saknas"
    if isinstance(leaf, Row) and leaf.head:
        return "Tabellhuvud"
    return ""


def _head_of(row: Row, paragraph: int) -> str:
    """Return what stands at the head of the column that the *paragraph* of *row* is in."""
    for head, cell in zip(row.heads, row.cells, strict=True):
        if paragraph < len(cell.paragraphs):
            return head
        paragraph -= len(cell.paragraphs)
    return ""
