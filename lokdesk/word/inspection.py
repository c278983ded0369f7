"""A part of a template gone through: its text, a header or a footer."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lokdesk.agreement import address as at
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.schema import ANY, SEPARATOR
from lokdesk.word import clause, homes, ooxml, part
from lokdesk.word.clause import Control, Level, Problem
from lokdesk.word.look import Look
from lokdesk.word.ooxml import Element
from lokdesk.word.setting import CELLS, COLUMNS
from lokdesk.word.tag import CONDITIONS, Tag, parse

_COLUMN_LISTS = (COLUMNS, CELLS)


@dataclass
class Seen:
    """What has been met so far: the answers and lists at home, and the items that are named by id."""

    homes: dict[str, str] = field(default_factory=dict[str, str])
    named: dict[str, str] = field(default_factory=dict[str, str])


class Inspection:
    """Goes through one part of a template, from control to control."""

    def __init__(self, root: Element, look_: Look, is_main: bool, seen: Seen) -> None:
        self._root = root
        self._look = look_
        self._is_main = is_main
        self._seen = seen
        self._list_homes = homes.survey(root).list_controls if is_main else frozenset[Element]()
        self._heading = ""

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong in the part."""
        yield from self._walk(ooxml.children(self._root), (), "block")

    def _walk(self, elements: Iterable[Element], around: tuple[Tag, ...], level: Level) -> Iterator[Problem]:
        for element in elements:
            if ooxml.is_a(element, "w:p"):
                if self._look.heading_level(element) is not None:
                    self._heading = " ".join(ooxml.words(element).split())
                if around and ooxml.child(element, "w:pPr", "w:sectPr") is not None:
                    yield Problem(
                        "section-break-in-control",
                        around[-1].text,
                        f"Det finns en avsnittsbrytning inne i fältet ”{around[-1].text}”{self._place()}. "
                        "Flytta den ut ur fältet.",
                    )
                yield from self._walk(ooxml.children(element), around, "inline")
            elif ooxml.is_a(element, "w:tbl"):
                yield from self._walk(ooxml.children(element), around, "row")
            elif ooxml.is_a(element, "w:tr"):
                yield from self._walk(ooxml.children(element), around, "cell")
            elif ooxml.is_a(element, "w:tc"):
                yield from self._walk(ooxml.children(element), around, "block")
            elif ooxml.is_a(element, "w:sdt"):
                tag = parse(ooxml.tag_of(element))
                control = Control(element, tag, ooxml.title_of(element), level, around, self._place())
                yield from self._check(control)
                yield from self._walk(
                    ooxml.content_of(element), (*around, tag) if tag.text else around, level
                )
            else:
                yield from self._walk(ooxml.children(element), around, level)

    def _place(self) -> str:
        return f" under rubriken ”{self._heading}”" if self._heading else ""

    def _check(self, control: Control) -> Iterator[Problem]:
        tag = control.tag
        if not tag.text:
            return
        yield from clause.lengths(control)
        match tag.kind:
            case "unknown":
                yield clause.unknown(control)
            case "part":
                if tag.name not in part.NAMES:
                    known = ", ".join(f"”{name}”" for name in sorted(part.NAMES))
                    yield Problem(
                        "unknown-part",
                        tag.text,
                        f"Fältet ”{tag.text}”{control.place} ska fyllas av en del som inte finns. De som "
                        f"finns är {known}.",
                    )
                elif (about := part.ABOUT.get(tag.name)) and not clause.is_within(about, control.around):
                    yield clause.not_nested(control, about.removesuffix(f"{SEPARATOR}{ANY}"))
                elif tag.name == part.APPENDIX_CONTENT and not (self._is_main and control.level == "block"):
                    yield Problem(
                        "content-out-of-place",
                        tag.text,
                        f"Fältet ”{tag.text}”{control.place} blir en hel fil och behöver ett eget stycke i "
                        "dokumentets text. Markera ett helt stycke, med styckemärket, och lägg fältet runt "
                        "det.",
                    )
            case "appendix":
                yield from clause.movable(control, self._is_main)
            case "section" | "fixed" | "reply":
                if not tag.name:
                    yield Problem(
                        "no-name",
                        tag.text,
                        f"Taggen ”{tag.text}”{control.place} saknar namn efter kolonet. Ge den ett kort "
                        "namn.",
                    )
                if tag.kind == "section" and not clause.holds_a_field(control):
                    yield Problem(
                        "empty-section",
                        tag.text,
                        f"Avsnittet ”{tag.text}”{control.place} innehåller inget fält och skrivs därför "
                        "aldrig. Ta bort fältet runt texten, eller lägg in ett svar.",
                    )
                if tag.kind == "section":
                    yield from clause.over_cells(control)
            case "if" | "unless":
                yield from clause.condition(control)
            case "figure":
                yield from clause.figure(control, self._is_main)
            case "answer" | "list":
                yield from self._check_address(control)
            case _:
                pass

    def _check_address(self, control: Control) -> Iterator[Problem]:
        tag = control.tag
        if (repeat := clause.missing_repeat(tag, control.around)) is not None:
            yield clause.not_nested(control, repeat)
        if tag.kind == "list" and control.level == "cell" and tag.name not in _COLUMN_LISTS:
            yield Problem(
                "repeat-over-cells",
                tag.text,
                f"Upprepningen ”{tag.text}”{control.place} ligger runt tabellceller. Bara "
                "statistiktabellens kolumner kan upprepas så; lägg den runt en rad i stället.",
            )
        if tag.copy:
            return
        if not self._is_main:
            yield Problem(
                "home-outside-text",
                tag.text,
                f"Fältet ”{tag.text}” står i sidhuvudet eller sidfoten. Där kan ett svar bara upprepas: "
                f"skriv taggen ”copy:{tag.text}”.",
            )
            return
        if any(
            one.kind in ("fixed", "figure", "part") or (one.copy and one.kind == "answer")
            for one in control.around
        ):
            yield Problem(
                "answer-in-locked-text",
                tag.text,
                f"Fältet ”{tag.text}”{control.place} ligger i en låst text och kan inte fyllas i. Flytta "
                "ut det.",
            )
        if any(one.kind in CONDITIONS and not clause.leaves_a_form(one) for one in control.around):
            yield Problem(
                "answer-in-condition",
                tag.text,
                f"Fältet ”{tag.text}”{control.place} ligger i en text som bara står på ett villkor. "
                f"Flytta ut det, eller skriv ”copy:{tag.text}” som tagg.",
            )
        if tag.kind == "answer":
            yield from self._check_answer(control)
        elif control.element in self._list_homes and not clause.holds_answers(control):
            yield from clause.items(control)
        if tag.kind == "list":
            self._seen.homes.setdefault(tag.name, control.place)

    def _check_answer(self, control: Control) -> Iterator[Problem]:
        tag = control.tag
        if tag.name in self._seen.homes:
            places = (self._seen.homes[tag.name], control.place)
            first, second = (place or " i början" for place in places)
            yield Problem(
                "two-homes",
                tag.text,
                f"Svaret ”{tag.text}” står som fält på två ställen,{first} och{second}. Låt ett vara kvar "
                f"och skriv ”copy:{tag.text}” som tagg på det andra.",
            )
        self._seen.homes.setdefault(tag.name, control.place)
        if tag.name != tag.pattern and not tag.name.startswith(clause.OWN_QUESTIONS):
            yield clause.named_item(control)
        elif tag.name != tag.pattern:
            self._seen.named.setdefault(at.last(at.parent(tag.name)), control.place)
        assert isinstance(tag.field, Answer)
        yield from clause.shape(control, tag.field, self._look)
