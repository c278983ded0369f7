"""What in a finished document some readers cannot use: those who listen to it, or who see colours poorly.

Most of it comes from what Lokdesk has not made itself: a template of one's own, attached files, links and
lists as they were typed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from lokdesk.word import look, ooxml, package, soundness, tag
from lokdesk.word.contrast import AMPLE, ENOUGH, Ground, contrast, rgb
from lokdesk.word.look import Look
from lokdesk.word.ooxml import Element
from lokdesk.word.package import Package

_MANY_HEADINGS = 20
"""With so many headings a document needs contents to be found one's way in."""
_MUCH_TEXT = 40
"""With so many paragraphs a document needs headings."""
_LARGE, _LARGE_BOLD = 36, 28
"""Half points: text that is this large can be told from its ground with less contrast."""
_LONGEST_HEADING = 80
_SHOWN = 50
_VAGUE = frozenset(
    (
        "här",
        "klicka här",
        "klicka",
        "läs mer",
        "läs mer här",
        "läs mer på",
        "mer",
        "mer information",
        "länk",
        "länken",
        "den här länken",
        "se här",
        "se länk",
        "via länken",
        "webbplatsen",
        "hemsidan",
        "here",
        "click here",
        "read more",
        "link",
    )
)
_BARE_ADDRESS = re.compile(r"(?i)(?:https?://|www\.)\S+")
_NO_DESCRIPTION = re.compile(
    r"(?i).*\.(?:png|jpe?g|gif|svg|emf|wmf|bmp|tiff?)|(?:bild|bildobjekt|image|picture|grafik|graphic)\s*\d*"
)
_TYPED_ITEM = re.compile(r"\s*(?:[-–—•*·▪]|\(?\d{1,2}[.)]|[a-zåäö]\))[\s\u00a0]+\S")
_ENDS_A_SENTENCE = (".", ":", ";", ",", "?", "!", "…")
_WHERE = {
    "header": "sidhuvudet",
    "footer": "sidfoten",
    "footnotes": "fotnoterna",
    "endnotes": "slutnoterna",
    "comments": "kommentarerna",
}


@dataclass(frozen=True)
class Remark:
    """What some readers cannot use.

    *check* names what was looked at, *place* is the heading it stands under, or empty when it is about the
    document as a whole. *message* and *action* are Swedish sentences: what it is, and what to do about it.
    *address* is that of the answer that it comes from, empty when it comes from none.
    """

    check: str
    place: str
    message: str
    action: str
    address: str = ""


@dataclass(frozen=True)
class _Story:
    """A part with text: its elements in order, each with the heading that it stands under."""

    root: Element
    elements: tuple[tuple[str, Element], ...]
    is_main: bool


def remarks(docx: bytes) -> list[Remark]:
    """Return what some readers of the Word document *docx* cannot use. Raises Damaged."""
    source = package.opened(docx)
    found = _Examined(source, look.of(source))
    return list(dict.fromkeys(found.remarks()))


@dataclass(frozen=True)
class _Examined:
    source: Package
    look: Look

    def remarks(self) -> Iterator[Remark]:
        yield from self._title()
        yield from self._language()
        yield from self._contents()
        yield from self._headings()
        for story in self._stories:
            yield from self._pictures(story)
            yield from self._links(story)
            if story.is_main:
                yield from self._tables(story)
                yield from self._lists(story)
        yield from self._contrast()

    @cached_property
    def _stories(self) -> list[_Story]:
        return [self._story(name) for name in soundness.stories(self.source)]

    def _story(self, name: str) -> _Story:
        root = self.source.xml(name)
        # What only older programs show says the same once more, and what is struck out is gone.
        for unseen in list(ooxml.find_all(root, "mc:Fallback", "w:del")):
            ooxml.remove(unseen)
        is_main = name == self.source.document
        kind = next((one for one in _WHERE if one in name.rpartition("/")[2].casefold()), "")
        place = _WHERE.get(kind, "")
        elements: list[tuple[str, Element]] = []
        for element in root.iter():
            if not ooxml.is_element(element):
                continue
            if is_main and ooxml.is_a(element, "w:p") and self.look.heading_level(element) is not None:
                place = _short(_title(element)) or place
            elements.append((place, element))
        return _Story(root, tuple(elements), is_main)

    @property
    def _main(self) -> _Story:
        return self._stories[0]

    def _paragraphs(self, story: _Story) -> Iterator[tuple[str, Element]]:
        return ((place, one) for place, one in story.elements if ooxml.is_a(one, "w:p"))

    # -- the document as a whole

    def _title(self) -> Iterator[Remark]:
        parts = self.source.related_parts("core-properties")
        if not any(ooxml.words_in(self.source.xml(part), "title").strip() for part in parts):
            yield Remark(
                "title",
                "",
                "Dokumentet har ingen titel i sina egenskaper.",
                "Svara på frågan om överenskommelsens titel, eller skriv en i Word under Arkiv och Info.",
            )

    def _language(self) -> Iterator[Remark]:
        if not self.look.language:
            yield Remark(
                "language",
                "",
                "Dokumentet säger inte vilket språk det är skrivet på.",
                "Ange språk = sv-SE i mallens manifest, eller välj språk i Word under Granska.",
            )

    def _contents(self) -> Iterator[Remark]:
        bookmarks = {ooxml.val(one, "w:name") for one in ooxml.find_all(self._main.root, "w:bookmarkStart")}
        for place, element in self._main.elements:
            anchor = ooxml.val(element, "w:anchor") if ooxml.is_a(element, "w:hyperlink") else None
            if anchor is not None and anchor not in bookmarks:
                yield Remark(
                    "contents",
                    place,
                    f"Länken ”{_short(_text(element))}” leder till ett ställe som inte finns.",
                    "Uppdatera innehållsförteckningen i Word, eller ta bort länken.",
                )
        if len(self._numbered_headings) >= _MANY_HEADINGS and not self._has_contents():
            yield Remark(
                "contents",
                "",
                f"Dokumentet har {len(self._numbered_headings)} rubriker men ingen innehållsförteckning.",
                "Lägg en innehållsförteckning i mallen.",
            )

    def _has_contents(self) -> bool:
        told = [one.text or "" for one in ooxml.find_all(self._main.root, "w:instrText")]
        told += [ooxml.val(one, "w:instr") or "" for one in ooxml.find_all(self._main.root, "w:fldSimple")]
        return any(one.split()[:1] == ["TOC"] for one in told)

    # -- headings

    @cached_property
    def _numbered_headings(self) -> list[tuple[int, str, str]]:
        """The headings, each with its level, its text and the place of what stands before it."""
        found: list[tuple[int, str, str]] = []
        before = ""
        for _, paragraph in self._paragraphs(self._main):
            level = self.look.heading_level(paragraph)
            if level is not None:
                text = _title(paragraph)
                found.append((level, text, before))
                before = _short(text) or before
        return found

    def _headings(self) -> Iterator[Remark]:
        above = 0
        for level, text, before in self._numbered_headings:
            if not text:
                yield Remark(
                    "empty-heading",
                    before,
                    "En rubrik är tom.",
                    "Skriv en rubrik, eller ge det tomma stycket en annan formatmall.",
                )
                continue
            if level > above + 1:
                than = f"rubriken före den är på nivå {above}" if above else "ingen rubrik står över den"
                yield Remark(
                    "heading-order",
                    _short(text),
                    f"Rubriken ”{_short(text)}” är på nivå {level}, men {than}.",
                    "Hoppa inte över någon rubriknivå: den som lyssnar går från rubrik till rubrik.",
                )
            above = level
        paragraphs = [one for _, one in self._paragraphs(self._main) if _text(one).strip()]
        if not self._numbered_headings and len(paragraphs) >= _MUCH_TEXT:
            yield Remark(
                "no-headings",
                "",
                "Dokumentet har ingen rubrik med formatmall för rubriker.",
                "Ge rubrikerna i mallen formatmallarna Rubrik 1, Rubrik 2 och så vidare.",
            )
        yield from self._bold_headings()

    def _bold_headings(self) -> Iterator[Remark]:
        """Yield paragraphs that only look like headings: short, bold by hand, and with text after them."""
        text_of = [(place, one) for place, one in self._paragraphs(self._main) if _text(one).strip()]
        for (place, one), (_, after) in pairwise(text_of):
            text = _text(one).strip()
            if (
                len(text) <= _LONGEST_HEADING
                and not text.endswith(_ENDS_A_SENTENCE)
                and one.getparent() is after.getparent()
                and not _is_in_table(one)
                and self._is_plain(one)
                and self._is_plain(after)
                and self._is_bold_by_hand(one)
                and not self._is_bold_by_hand(after)
            ):
                yield Remark(
                    "bold-heading",
                    place,
                    f"”{_short(text)}” ser ut som en rubrik men är bara fet text.",
                    "Gör den till en rubrik, så att den kommer med när man går från rubrik till rubrik.",
                    _address(one),
                )

    def _is_plain(self, paragraph: Element) -> bool:
        """Return whether *paragraph* is body text: no heading, no item of a list, no entry of contents."""
        return (
            self.look.heading_level(paragraph) is None
            and self.look.numbering_of(paragraph) is None
            and self.look.contents_level(paragraph) is None
        )

    def _is_bold_by_hand(self, paragraph: Element) -> bool:
        runs = [run for run in ooxml.find_all(paragraph, "w:r") if ooxml.words(run).strip()]
        return bool(runs) and all(self._run_is_bold(run) for run in runs)

    def _run_is_bold(self, run: Element) -> bool:
        own = ooxml.child(run, "w:rPr", "w:b")
        if own is not None:
            return ooxml.is_on(own)
        return self.look.is_bold(ooxml.val(ooxml.child(run, "w:rPr", "w:rStyle")) or "")

    # -- tables, pictures, links and lists

    def _tables(self, story: _Story) -> Iterator[Remark]:
        for place, table in story.elements:
            if not ooxml.is_a(table, "w:tbl"):
                continue
            rows = list(_own(table, "w:tr"))
            cells = max((sum(1 for _ in _own(row, "w:tc")) for row in rows), default=0)
            # One row, or one column, is no table of facts but puts things beside or below each other.
            if len(rows) > 1 and cells > 1 and not _is_header(rows[0]):
                yield Remark(
                    "table-header",
                    place,
                    f"En tabell saknar rubrikrad{_beginning_with(_words_of_row(rows[0]))}.",
                    "Markera tabellens första rad i Word och välj Upprepa rubrikrader under Tabellayout.",
                )

    def _pictures(self, story: _Story) -> Iterator[Remark]:
        for place, element in story.elements:
            if ooxml.is_a(element, "wp:docPr"):
                described, decorative = element.get("descr", "").strip(), _is_decorative(element)
            elif ooxml.is_a(element, "w:pict", "w:object"):
                if next(element.iter("{*}imagedata"), None) is None:
                    continue
                shapes = (one for one in element.iter() if ooxml.is_element(one) and "alt" in one.attrib)
                described, decorative = next((one.get("alt", "").strip() for one in shapes), ""), False
            else:
                continue
            if decorative or (described and not _NO_DESCRIPTION.fullmatch(described)):
                continue
            if described:
                yield Remark(
                    "alt-name",
                    place,
                    f"En bild beskrivs bara som ”{_short(described)}” för den som inte ser den.",
                    "Ge bilagan en titel som säger vad bilden visar, eller skriv en alternativtext i Word.",
                )
                continue
            yield Remark(
                "alt-text",
                place,
                "En bild saknar beskrivning för den som inte ser den.",
                "Högerklicka på bilden i Word, välj Visa alternativtext och skriv vad bilden visar.",
            )

    def _links(self, story: _Story) -> Iterator[Remark]:
        for place, element in story.elements:
            if not ooxml.is_a(element, "w:hyperlink") or ooxml.val(element, "r:id") is None:
                continue
            text = " ".join(_text(element).split())
            if next(ooxml.find_all(element, "w:drawing", "w:pict"), None) is not None:
                continue
            if not text:
                message = "En länk har ingen text."
            elif text.casefold().strip(" .:»>") in _VAGUE or _BARE_ADDRESS.fullmatch(text):
                message = f"Länken ”{_short(text)}” säger inte vart den leder."
            else:
                continue
            yield Remark(
                "link-text",
                place,
                message,
                "Skriv vad det är man kommer till, till exempel sidans namn, och gör de orden till länk.",
                _address(element),
            )

    def _lists(self, story: _Story) -> Iterator[Remark]:
        """Yield where items of a list were typed with signs of their own, two or more in a row."""
        before: Element | None = None
        told = False
        for place, paragraph in self._paragraphs(story):
            typed = [line for line in _text(paragraph).split("\n") if _TYPED_ITEM.match(line)]
            if not typed or not self._is_plain(paragraph):
                before, told = None, False
                continue
            follows = before is not None and before.getparent() is paragraph.getparent()
            if (follows or len(typed) > 1) and not told:
                told = True
                yield Remark(
                    "typed-list",
                    place,
                    f"En lista är skriven med egna tecken{_beginning_with(typed[0])}.",
                    "Använd punktlista eller numrerad lista, så att den som lyssnar hör att det är en lista.",
                    _address(paragraph),
                )
            before = paragraph

    # -- colours

    def _contrast(self) -> Iterator[Remark]:
        """Yield for each pair of colours that are too alike where it is first met."""
        told: set[tuple[str, str]] = set()
        for story in self._stories:
            for place, run in story.elements:
                if not ooxml.is_a(run, "w:r") or not ooxml.words(run).strip():
                    continue
                ground = Ground(self.look, run)
                colour, behind = ground.colour, ground.behind
                if colour is None or ground.is_hidden or (colour, behind) in told:
                    continue
                found = contrast(rgb(colour), rgb(behind))
                least = AMPLE if self._is_large(ground) else ENOUGH
                if found < least:
                    told.add((colour, behind))
                    yield Remark(
                        "contrast",
                        place,
                        f"Texten ”{_short(ooxml.words(run))}” syns dåligt mot sin bakgrund: kontrasten är "
                        f"{_decimal(found)} till 1 men bör vara minst {_decimal(least)} till 1.",
                        "Välj en mörkare färg på texten eller en ljusare bakgrund, helst i formatmallen.",
                    )

    def _is_large(self, ground: Ground) -> bool:
        size = ooxml.number(ground.setting("w:sz"), default=22)
        return size >= _LARGE or (size >= _LARGE_BOLD and ooxml.is_on(ground.setting("w:b")))


def _text(element: Element) -> str:
    """Return what can be read in *element*, with its line breaks."""
    found: list[str] = []
    for one in ooxml.find_all(element, "w:t", "w:br", "w:tab", "w:noBreakHyphen"):
        if ooxml.is_a(one, "w:t"):
            found.append(one.text or "")
        elif ooxml.is_a(one, "w:noBreakHyphen"):
            found.append("-")
        elif (holder := one.getparent()) is not None and ooxml.is_a(holder, "w:r"):
            found.append("\n" if ooxml.is_a(one, "w:br") else "\t")
    return "".join(found)


def _title(heading: Element) -> str:
    """Return what a heading says, without what joins it to the number that Word gives it."""
    return _text(heading).strip().lstrip(": ")


def _words_of_row(row: Element) -> str:
    return " ".join(_text(cell) for cell in _own(row, "w:tc"))


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()} …"


def _beginning_with(text: str) -> str:
    return f" (den som börjar ”{_short(text)}”)" if text.strip() else ""


def _decimal(value: float) -> str:
    # Rounded down, so that what is not enough never looks as if it were.
    return f"{int(value * 10) / 10:.1f}".replace(".", ",")


def _own(holder: Element, name: str) -> Iterator[Element]:
    """Yield the elements of that name in *holder*, within controls too, but not those of tables in it."""
    for one in ooxml.children(holder):
        if ooxml.is_a(one, name):
            yield one
        elif not ooxml.is_a(one, "w:tbl", "w:tr", "w:tc", "w:p"):
            yield from _own(one, name)


def _is_header(row: Element) -> bool:
    return ooxml.is_on(ooxml.child(row, "w:trPr", "w:tblHeader"))


def _is_in_table(element: Element) -> bool:
    return any(ooxml.is_a(one, "w:tc") for one in element.iterancestors())


def _is_decorative(picture: Element) -> bool:
    return any(one.get("val") in ("1", "true") for one in picture.iter("{*}decorative"))


def _address(element: Element) -> str:
    """Return the address of the answer that *element* is part of, empty when it is part of none."""
    tags = (ooxml.tag_of(one) for one in element.iterancestors() if ooxml.is_a(one, "w:sdt"))
    return next((one for one in tags if tag.parse(one).kind == "answer" and not tag.parse(one).copy), "")


def where(remark: Remark) -> str:
    """Return the heading that *remark* stands under, as the beginning of a line."""
    return f"Under ”{remark.place}”: " if remark.place else ""
