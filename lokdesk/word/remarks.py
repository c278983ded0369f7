"""The comments in a document: what they say, whom they answer, and which words they are about."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lokdesk.agreement import normal
from lokdesk.word import ooxml, strokes
from lokdesk.word.echo import Mark, Remark
from lokdesk.word.ooxml import Element
from lokdesk.word.package import Package
from lokdesk.word.strokes import Home, Strokes

_EXTENDED = "commentsExtended"
_WORDS = ("w:t", "w:delText", "w:tab", "w:br", "w:cr", "w:noBreakHyphen", "w:sym")


@dataclass
class Anchored:
    """What a comment is about, in the XML: its words, the fields that they stand in, and where it ends.

    *paragraph* is the one that it begins in.
    """

    marks: list[Mark] = field(default_factory=list[Mark])
    homes: dict[Home, int] = field(default_factory=dict[Home, int])
    paragraph: Element | None = None

    @property
    def quoted(self) -> str:
        """Its words as they came back, or as they were where all of them have been taken away."""
        for text in (strokes.accepted(self.marks), strokes.rejected(self.marks)):
            if said := strokes.normal_words(text).strip() or text.strip():
                return said
        return ""


@dataclass(frozen=True)
class Said:
    """A comment as it stands in its part, with the ids of the comment and of the one it answers."""

    id: str
    remark: Remark
    answers: str = ""


def anchors(root: Element, words: Strokes) -> Mapping[str, Anchored]:
    """Return what the comments in *root* are about by their id, in the order they are met."""
    found: dict[str, Anchored] = {}
    opened: dict[str, None] = {}
    ranges: dict[str, dict[Element, None]] = {}
    for one in ooxml.find_all(
        root, "w:commentRangeStart", "w:commentRangeEnd", "w:commentReference", "w:p", *_WORDS
    ):
        if ooxml.is_a(one, "w:commentRangeStart"):
            id_ = ooxml.val(one, "w:id") or ""
            found.setdefault(id_, Anchored(paragraph=_paragraph(one)))
            opened[id_] = None
        elif ooxml.is_a(one, "w:commentRangeEnd"):
            opened.pop(ooxml.val(one, "w:id") or "", None)
        elif ooxml.is_a(one, "w:commentReference"):
            anchored = found.setdefault(ooxml.val(one, "w:id") or "", Anchored())
            if anchored.paragraph is None:
                anchored.paragraph = _paragraph(one)
        elif not ooxml.is_a(one, "w:p"):
            for id_ in opened:
                ranges.setdefault(id_, {})[one] = None
    for id_, elements in ranges.items():
        _fill(found[id_], elements, words)
    return found


def _fill(anchored: Anchored, elements: Mapping[Element, None], words: Strokes) -> None:
    paragraphs = dict.fromkeys(one for element in elements if (one := _paragraph(element)) is not None)
    for number, paragraph in enumerate(paragraphs):
        if number:
            anchored.marks.append(Mark("same", "\n"))
        for piece in words.pieces(paragraph):
            if piece.element in elements:
                anchored.marks.append(piece.mark)
                if piece.home is not None:
                    weight = len(piece.mark.text)
                    anchored.homes[piece.home] = anchored.homes.get(piece.home, 0) + weight


def comments(source: Package) -> tuple[Said, ...]:
    """Return the comments of *source* in the order they are stored, none of them with its place."""
    name = source.part("comments")
    if name is None:
        return ()
    told = _extended(source)
    whole: list[tuple[str, str, Remark]] = []
    for comment in source.xml(name).iterchildren(ooxml.name("w:comment")):
        lines = (ooxml.own_words(one) for one in ooxml.find_all(comment, "w:p"))
        said = normal.text("\n".join(lines)).strip()
        if not said:
            # LibreOffice 7 loses the words of some.
            continue
        last = ""
        for paragraph in ooxml.find_all(comment, "w:p"):
            last = (ooxml.val(paragraph, "w14:paraId") or "").upper() or last
        settled = told.get(last, ("", False))[1]
        remark = Remark(said, strokes.author(comment), strokes.moment(comment), settled=settled)
        whole.append((ooxml.val(comment, "w:id") or "", last, remark))
    by_paragraph = {paragraph: id_ for id_, paragraph, _ in whole if paragraph}
    return tuple(
        Said(id_, remark, by_paragraph.get(told.get(paragraph, ("", False))[0], ""))
        for id_, paragraph, remark in whole
    )


def _extended(source: Package) -> Mapping[str, tuple[str, bool]]:
    """Return by the last paragraph of a comment that of the one it answers, and whether it is settled."""
    found: dict[str, tuple[str, bool]] = {}
    for name in source.related_parts(_EXTENDED, source.document):
        for one in ooxml.find_all(source.xml(name), "w15:commentEx"):
            paragraph = (ooxml.val(one, "w15:paraId") or "").upper()
            parent = (ooxml.val(one, "w15:paraIdParent") or "").upper()
            found[paragraph] = parent, (ooxml.val(one, "w15:done") or "") in ("1", "true", "on")
    return found


def threads(said: Iterable[Said]) -> Iterator[tuple[Said, tuple[Said, ...]]]:
    """Yield each comment that answers no other, with all that answer it, the first first."""
    known = {one.id: one for one in said}

    def first(one: Said) -> Said:
        met = {one.id}
        while one.answers in known and one.answers not in met:
            one = known[one.answers]
            met.add(one.id)
        return one

    under: dict[str, list[Said]] = {}
    for one in known.values():
        top = first(one)
        under.setdefault(top.id, [])
        if top is not one:
            under[top.id].append(one)
    for id_, others in under.items():
        yield known[id_], tuple(others)


def _paragraph(element: Element) -> Element | None:
    return next(element.iterancestors(ooxml.name("w:p")), None)
