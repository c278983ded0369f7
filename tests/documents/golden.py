"""Every document of the examples as text, kept beside this: ``make golden`` writes it anew.

What a document says, and what its words stand in, line by line, so that a change in what is written can be
read as one: styles, numbers, controls, fields, tables, notes, pages and properties. What leads to a bookmark
is told by what stands there, as bookmarks are numbered through a document.
"""

import difflib
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lokdesk.session import companion, document
from lokdesk.session.companion import Chosen
from lokdesk.word import look, ooxml, package
from lokdesk.word.counter import Counter
from lokdesk.word.look import Look
from lokdesk.word.ooxml import Element
from lokdesk.word.package import Package
from tests.session.made import LIBRARY

FOLDER = Path(__file__).with_suffix("")
"""Where the documents of each example are kept, in a folder by its name."""
_STEP = "  "
_TOLD_ELSEWHERE = (
    *("w:pStyle", "w:rStyle", "w:tblStyle", "w:numPr", "w:sectPr"),
    *("w:tblCaption", "w:tblLook", "w:tblW", "w:tcW"),
)
_STORIES = ("header", "footer", "footnotes", "endnotes", "comments")
_SIGNS = {"tab": " ⇥ ", "ptab": " ⇥ ", "noBreakHyphen": "\u2011", "softHyphen": "¬"}
_UNSEEN = {"\u00a0": "␣", "\u00ad": "¬"}
"""What is shown for a space and a hyphen that cannot be told from others, or not be seen."""


def made(example: str) -> Iterator[tuple[str, str]]:
    """Yield the documents of an *example*, those of a kind together, with the name of the kind.

    The first of a kind is told whole, and of the others what is not as in the first.
    """
    draft = LIBRARY.example(example)
    for wanted in companion.documents(LIBRARY):
        if not wanted.about:
            yield wanted.id, golden(document.render(draft, LIBRARY, Chosen(wanted)))
            continue
        about = list(companion.slugs(companion.subjects(draft, wanted)))
        told = {slug: golden(document.render(draft, LIBRARY, Chosen(wanted, one))) for one, slug in about}
        if told:
            yield wanted.id, "\n".join(_together(told))


def _together(told: Mapping[str, str]) -> Iterator[str]:
    (slug, first), *others = told.items()
    yield f"==== {slug}\n\n{first}"
    for slug, text in others:
        lines = difflib.ndiff(first.splitlines(), text.splitlines(), charjunk=None)
        yield "\n".join([f"==== {slug}\n", *(one for one in lines if one.startswith(("- ", "+ "))), ""])


def golden(docx: bytes) -> str:
    """Return the Word document *docx* as text."""
    return "\n".join(_Writer(package.opened(docx)).lines()) + "\n"


@dataclass
class _Writer:
    """Writes one document."""

    source: Package
    counted: set[int] = field(default_factory=set[int])
    """The lists that have been met."""

    @cached_property
    def look(self) -> Look:
        return look.of(self.source)

    @cached_property
    def counter(self) -> Counter:
        return Counter(dict(self.look.all_list_levels()))

    @cached_property
    def main(self) -> Element:
        return self.source.xml(self.source.document)

    @cached_property
    def marked(self) -> dict[str, str]:
        """What the paragraph that each bookmark begins in says."""
        found: dict[str, str] = {}
        for one in ooxml.find_all(self.main, "w:bookmarkStart"):
            around = next((it for it in one.iterancestors() if ooxml.is_a(it, "w:p", "w:tbl")), None)
            found[ooxml.val(one, "w:name") or ""] = "" if around is None else _short(ooxml.words(around))
        return found

    @cached_property
    def targets(self) -> dict[str, str]:
        """Where each relationship leads that leads out of the document."""
        return {one.id: one.target for one in self.source.related(self.source.document) if one.external}

    def lines(self) -> Iterator[str]:
        """Yield the lines of the document: its text, what stands around it, and what it is made up of."""
        yield from self.blocks(ooxml.children(self.main), 0)
        for kind in _STORIES:
            for name in self.source.related_parts(kind, self.source.document):
                yield f"\n== {name.rpartition('/')[2]}"
                yield from self.blocks(ooxml.children(self.source.xml(name)), 0)
        for kind in ("core-properties", "extended-properties"):
            for name in self.source.related_parts(kind):
                yield f"\n== {name}"
                for one in ooxml.children(self.source.xml(name)):
                    yield f"{str(one.tag).rpartition('}')[2]}: {one.text or ''}"
        settings = self.source.part("settings")
        if settings:
            yield "\n== settings"
            yield ", ".join(map(_told, ooxml.children(self.source.xml(settings))))
        yield "\n== parts"
        yield from sorted(self.source.parts)

    def blocks(self, elements: Iterable[Element], depth: int) -> Iterator[str]:
        """Yield the lines for *elements*, which stand *depth* levels deep."""
        indent = _STEP * depth
        for element in elements:
            inside = ooxml.children(element)
            match ooxml.local(element):
                case "p":
                    yield indent + self.paragraph(element)
                    continue
                case "sdt":
                    title = ooxml.title_of(element)
                    yield f"{indent}<{ooxml.tag_of(element)}{_kind(element)}>{f' {title}' if title else ''}"
                    inside = ooxml.content_of(element)
                case "tbl":
                    yield indent + self.table(element)
                case "tr":
                    yield f"{indent}rad{_properties(ooxml.child(element, 'w:trPr'))}"
                case "tc":
                    yield f"{indent}cell{_properties(ooxml.child(element, 'w:tcPr'))}"
                case "footnote" | "endnote" | "comment":
                    author = ooxml.val(element, "w:author")
                    yield f"{indent}{ooxml.val(element, 'w:id')}{f' {author}' if author else ''}"
                case "sectPr":
                    yield indent + self.page(element)
                    continue
                case "body":
                    yield from self.blocks(inside, depth)
                    continue
                case _:
                    continue
            yield from self.blocks(inside, depth + 1)

    def table(self, table: Element) -> str:
        """Return the style of a *table*, how wide its columns are, and what it is called."""
        about = ooxml.child(table, "w:tblPr")
        style = ooxml.val(ooxml.child(about, "w:tblStyle"))
        columns = table.findall(f"{ooxml.name('w:tblGrid')}/{ooxml.name('w:gridCol')}")
        widths = " ".join(ooxml.val(one, "w:w") or "?" for one in columns)
        caption = ooxml.val(ooxml.child(about, "w:tblCaption"))
        named = f"{{{self.look.name_of(style)}}} " if style else ""
        return f"tabell {named}{widths}{_properties(about)}{f' ”{caption}”' if caption else ''}"

    def paragraph(self, paragraph: Element) -> str:
        """Return what *paragraph* says, with its number, its level as a heading, its style and its page."""
        level = self.look.heading_level(paragraph)
        about = ooxml.child(paragraph, "w:pPr")
        label = self.label(paragraph)
        said = "".join(self.inlines(ooxml.children(paragraph)))
        style = self.look.name_of(self.look.style_of(paragraph))
        section = ooxml.child(about, "w:sectPr")
        return (
            (f"{'#' * level} " if level else "")
            + (f"{label} " if label else "")
            + f"{said} {{{style}{_properties(about)}}}"
            + (f" | {self.page(section)}" if section is not None else "")
        )

    def label(self, paragraph: Element) -> str:
        """Return the number, letter or bullet that *paragraph* is given."""
        listed = self.look.numbering_of(paragraph)
        definition = self.look.abstract_of(listed[0]) if listed else None
        if listed is None or definition is None:
            return ""
        if listed[0] not in self.counted and self.begins(listed[0]):
            self.counter.begin(definition)
        self.counted.add(listed[0])
        return self.counter.label((definition, listed[1]))

    def begins(self, list_id: int) -> bool:
        """Return whether the list with that id begins anew, and does not go on counting."""
        found = [] if self.look.numbering is None else ooxml.find_all(self.look.numbering, "w:num")
        own = next((one for one in found if ooxml.number(one, "w:numId") == list_id), None)
        return ooxml.child(own, "w:lvlOverride", "w:startOverride") is not None

    def inlines(self, elements: Iterable[Element]) -> Iterator[str]:
        """Yield what *elements* in a paragraph say."""
        for element in elements:
            inside = ooxml.children(element)
            match ooxml.local(element):
                case "sdt":
                    said = "".join(self.inlines(ooxml.content_of(element)))
                    yield f"[{ooxml.tag_of(element)}{_kind(element)}: {said}]"
                case "r":
                    style = ooxml.val(ooxml.child(element, "w:rPr", "w:rStyle"))
                    look_ = f"{self.look.name_of(style)}" if style else ""
                    look_ += _properties(ooxml.child(element, "w:rPr"))
                    said = "".join(self.inlines(inside))
                    yield f"‹{look_.strip()}: {said}›" if look_ and said else said
                case "t":
                    yield "".join(_UNSEEN.get(sign, sign) for sign in element.text or "")
                case "instrText":
                    yield self.field(element.text or "")
                case "fldSimple":
                    yield self.field(ooxml.val(element, "w:instr") or "")
                    yield f"({''.join(self.inlines(inside))})"
                case "hyperlink":
                    where = self.targets.get(ooxml.val(element, "r:id") or "") or self.to(
                        ooxml.val(element, "w:anchor") or ""
                    )
                    yield f"({''.join(self.inlines(inside))} → {where})"
                case "br":
                    yield " (sidbrytning) " if ooxml.val(element, "w:type") == "page" else " ↵ "
                case "footnoteReference" | "endnoteReference" | "commentReference" as kind:
                    yield f"({kind.removesuffix('Reference')} {ooxml.val(element, 'w:id')})"
                case "drawing" | "pict" | "object":
                    yield _picture(element)
                case "tab" | "ptab" | "noBreakHyphen" | "softHyphen" as kind:
                    yield _SIGNS[kind]
                case "pPr" | "rPr":
                    continue
                case _:
                    if ooxml.is_a(element, "mc:AlternateContent"):
                        inside = inside[:1]
                    yield from self.inlines(inside)

    def field(self, instruction: str) -> str:
        """Return the *instruction* of a field, in which a bookmark is told by what it leads to."""
        words = (self.to(word) if word.startswith(("_Ref", "_Toc")) else word for word in instruction.split())
        return f"{{{{{' '.join(words)}}}}}"

    def to(self, bookmark: str) -> str:
        """Return what the paragraph says that *bookmark* stands in, a question mark if there is none."""
        return f"”{self.marked[bookmark]}”" if bookmark in self.marked else "?"

    def page(self, section: Element) -> str:
        """Return how large the pages of a *section* are, which way they lie and what goes along."""
        size = ooxml.child(section, "w:pgSz")
        along = [
            f"{ooxml.local(one).removesuffix('Reference')} {ooxml.val(one, 'w:type')}"
            for one in ooxml.children(section)
            if ooxml.is_a(one, "w:headerReference", "w:footerReference")
        ]
        turned = ooxml.val(size, "w:orient") == "landscape"
        lies = f"sida {'liggande' if turned else 'stående'} {ooxml.val(size, 'w:w')}×{ooxml.val(size, 'w:h')}"
        first = ["titlePg"] if ooxml.child(section, "w:titlePg") is not None else []
        return ", ".join([lies, *first, *along])


def _properties(about: Element | None) -> str:
    """Return the properties that no style carries, each with what it is set to."""
    own = [] if about is None else ooxml.children(about)
    return "".join(f" {_told(one)}" for one in own if not ooxml.is_a(one, *_TOLD_ELSEWHERE))


def _told(setting: Element) -> str:
    """Return a *setting* by its name and its values."""
    name = str(setting.tag).rpartition("}")[2]
    values = [str(value) for value in setting.values()]
    return "=".join([name, *values]) if len(values) == 1 else name


def _kind(control: Element) -> str:
    """Return what kind of control it is, and whether it is locked or waits for an answer."""
    about = ooxml.child(control, "w:sdtPr")
    known = ("tag", "alias", "id", "rPr", "placeholder")
    names = [str(one.tag).rpartition("}")[2] for one in ([] if about is None else ooxml.children(about))]
    return "".join(f" {one}" for one in names if one not in known)


def _picture(element: Element) -> str:
    """Return how large a picture is, in points, and what is said to those who do not see it."""
    size = next(ooxml.find_all(element, "wp:extent"), None)
    points = [] if size is None else [round(int(size.get(one, "0")) / 12700) for one in ("cx", "cy")]
    about = next(ooxml.find_all(element, "wp:docPr"), None)
    return f"(bild {'×'.join(map(str, points)) or '?'}: {'' if about is None else about.get('descr', '')})"


def _short(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:40]}…"


def main() -> int:
    """Write the documents of all examples down anew, and take away what there is no more."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    for example in LIBRARY.example_titles:
        folder = FOLDER / example
        folder.mkdir(parents=True)
        for kind, text in made(example):
            (folder / f"{kind}.txt").write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
