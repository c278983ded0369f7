"""The contract between a template and the model, checked: what is wrong in a template, for its author.

Each problem has a name, says where in the document it is, and what to do, in words for somebody who edits the
template in Word and does not program.
"""

import difflib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.day import understood
from lokdesk.agreement.report import PUBLISHING, SIGNING, Report
from lokdesk.agreement.schema import ANY, SEPARATOR, GroupOf, ListOf
from lokdesk.agreement.vocabulary import VOCABULARIES
from lokdesk.figures.figure import KINDS
from lokdesk.word import day, homes, look, ooxml, package, part, picture
from lokdesk.word.look import Look
from lokdesk.word.ooxml import Element
from lokdesk.word.package import Package
from lokdesk.word.setting import CELLS, COLUMNS, style_ids
from lokdesk.word.tag import CONDITIONS, IF, LONGEST, PART, UNLESS, Tag, parse
from lokdesk.word.tag import field as field_of
from lokdesk.word.template import Template

Level = Literal["inline", "block", "row", "cell"]
_OWN_QUESTIONS = "additional_answers/"
_COLUMN_LISTS = (COLUMNS, CELLS)


@dataclass(frozen=True)
class Problem:
    """What is wrong in one place of a template: the name of the rule, the tag or address, and a sentence."""

    rule: str
    where: str
    message: str


def check(template: Template, excused: Collection[str] = ()) -> list[Problem]:
    """Return what is wrong in *template*, in document order; an empty list when all is well.

    *excused* are the addresses, with ``*`` for items, of what another document prints.
    """
    source = package.opened(template.content)
    seen = _Seen()
    problems = list(_tracked(source))
    for name, is_main in _parts(source):
        root = source.xml(name)
        if template.manifest.companion:
            homes.leave(root)
        survey = _Survey(root, look.of(source), is_main, seen)
        problems += survey.problems()
    problems += _language(template, look.of(source))
    problems += _list_styles(template, look.of(source))
    problems += _questions(template, seen)
    problems += _left_out(template, seen)
    if not template.manifest.companion:
        problems += _without_home(seen, (*excused, *template.manifest.leaves_out))
    return problems


def _parts(source: Package) -> Iterator[tuple[str, bool]]:
    yield source.document, True
    for kind in ("header", "footer"):
        for name in source.related_parts(kind, source.document):
            yield name, False


@dataclass
class _Seen:
    """What has been met so far: the answers and lists at home, and the items that are named by id."""

    homes: dict[str, str] = field(default_factory=dict[str, str])
    named: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class _Control:
    """A control met on the way, with the tags around it, outermost first."""

    element: Element
    tag: Tag
    title: str
    level: Level
    around: tuple[Tag, ...]
    place: str


class _Survey:
    """Goes through one part of a template."""

    def __init__(self, root: Element, look_: Look, is_main: bool, seen: _Seen) -> None:
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
                control = _Control(element, tag, ooxml.title_of(element), level, around, self._place())
                yield from self._check(control)
                yield from self._walk(
                    ooxml.content_of(element), (*around, tag) if tag.text else around, level
                )
            else:
                yield from self._walk(ooxml.children(element), around, level)

    def _place(self) -> str:
        return f" under rubriken ”{self._heading}”" if self._heading else ""

    def _check(self, control: _Control) -> Iterator[Problem]:
        tag = control.tag
        if not tag.text:
            return
        yield from _lengths(control)
        match tag.kind:
            case "unknown":
                yield _unknown(control)
            case "part":
                if tag.name not in part.NAMES:
                    known = ", ".join(f"”{name}”" for name in sorted(part.NAMES))
                    yield Problem(
                        "unknown-part",
                        tag.text,
                        f"Fältet ”{tag.text}”{control.place} ska fyllas av en del som inte finns. De som "
                        f"finns är {known}.",
                    )
                elif (about := part.ABOUT.get(tag.name)) and not _is_within(about, control.around):
                    yield _not_nested(control, about.removesuffix(f"{SEPARATOR}{ANY}"))
                elif tag.name == part.APPENDIX_CONTENT and not (self._is_main and control.level == "block"):
                    yield Problem(
                        "content-out-of-place",
                        tag.text,
                        f"Fältet ”{tag.text}”{control.place} blir en hel fil och behöver ett eget stycke i "
                        "dokumentets text. Markera ett helt stycke, med styckemärket, och lägg fältet runt "
                        "det.",
                    )
            case "appendix":
                yield from _check_movable(control, self._is_main)
            case "section" | "fixed" | "reply":
                if not tag.name:
                    yield Problem(
                        "no-name",
                        tag.text,
                        f"Taggen ”{tag.text}”{control.place} saknar namn efter kolonet. Ge den ett kort "
                        "namn.",
                    )
                if tag.kind == "section" and not _holds_a_field(control):
                    yield Problem(
                        "empty-section",
                        tag.text,
                        f"Avsnittet ”{tag.text}”{control.place} innehåller inget fält och skrivs därför "
                        "aldrig. Ta bort fältet runt texten, eller lägg in ett svar.",
                    )
                if tag.kind == "section":
                    yield from _over_cells(control)
            case "if" | "unless":
                yield from _check_condition(control)
            case "figure":
                yield from _check_figure(control, self._is_main)
            case "answer" | "list":
                yield from self._check_address(control)
            case _:
                pass

    def _check_address(self, control: _Control) -> Iterator[Problem]:
        tag = control.tag
        if (repeat := _missing_repeat(tag, control.around)) is not None:
            yield _not_nested(control, repeat)
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
            one.kind in ("fixed", "figure") or (one.copy and one.kind == "answer") for one in control.around
        ):
            yield Problem(
                "answer-in-locked-text",
                tag.text,
                f"Fältet ”{tag.text}”{control.place} ligger i en låst text och kan inte fyllas i. Flytta "
                "ut det.",
            )
        if any(one.kind in CONDITIONS and not _leaves_a_form(one) for one in control.around):
            yield Problem(
                "answer-in-condition",
                tag.text,
                f"Fältet ”{tag.text}”{control.place} ligger i en text som bara står på ett villkor. "
                f"Flytta ut det, eller skriv ”copy:{tag.text}” som tagg.",
            )
        if tag.kind == "answer":
            yield from self._check_answer(control)
        elif control.element in self._list_homes and not _holds_answers(control):
            yield from _check_items(control)
        if tag.kind == "list":
            self._seen.homes.setdefault(tag.name, control.place)

    def _check_answer(self, control: _Control) -> Iterator[Problem]:
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
        if tag.name != tag.pattern and not tag.name.startswith(_OWN_QUESTIONS):
            yield _named_item(control)
        elif tag.name != tag.pattern:
            self._seen.named.setdefault(at.last(at.parent(tag.name)), control.place)
        assert isinstance(tag.field, Answer)
        yield from _shape(control, tag.field, self._look)


def _holds_answers(control: _Control) -> bool:
    """Return whether something is always left of an item: an answer of its own that cannot fall away."""
    return any(
        (inner := parse(ooxml.tag_of(one))).kind == "answer"
        and not inner.copy
        and inner.name.startswith(own := f"{control.tag.name}{SEPARATOR}{ANY}{SEPARATOR}")
        and ANY not in inner.name.removeprefix(own).split(SEPARATOR)
        and not _falls_away(one, control.element)
        for one in ooxml.find_all(control.element, "w:sdt")
    )


def _holds_a_field(control: _Control) -> bool:
    inner = (parse(ooxml.tag_of(one)).kind for one in ooxml.find_all(control.element, "w:sdt"))
    return any(kind in ("answer", "list", "part", "figure") for kind in inner)


def _falls_away(element: Element, within: Element) -> bool:
    for outer in element.iterancestors(ooxml.name("w:sdt")):
        if outer is within:
            return False
        if parse(ooxml.tag_of(outer)).kind in ("section", *CONDITIONS):
            return True
    return False


def _over_cells(control: _Control) -> Iterator[Problem]:
    if control.level == "cell":
        yield Problem(
            "section-over-cells",
            control.tag.text,
            f"Avsnittet ”{control.tag.text}”{control.place} ligger runt tabellceller. Då skulle raden bli "
            "för kort när det faller bort. Lägg det runt texten i cellen eller runt hela raden.",
        )


def _leaves_a_form(tag: Tag) -> bool:
    """Return whether *tag* only leaves something out of a form in which nothing is filled in."""
    return tag.kind == "unless" and tag.name == "form" and tag.value in (SIGNING, PUBLISHING)


def _check_condition(control: _Control) -> Iterator[Problem]:
    tag = control.tag
    asked = field_of(tag.name) if tag.name else None
    if not isinstance(asked, Answer | ListOf):
        yield _unknown(control)
        return
    if tag.value and not (isinstance(asked, Answer) and asked.kind in ("line", "choice")):
        yield Problem(
            "condition-on-value",
            tag.text,
            f"Villkoret ”{tag.text}”{control.place} frågar efter ett bestämt svar. Det går bara för svar på "
            "en rad och för val; ta bort likhetstecknet och det som står efter.",
        )
    if (repeat := _missing_repeat(tag, control.around)) is not None:
        yield _not_nested(control, repeat)
    if tag.name != tag.pattern and not tag.name.startswith(_OWN_QUESTIONS):
        yield _named_item(control)
    yield from _over_cells(control)


def _check_movable(control: _Control, is_main: bool) -> Iterator[Problem]:
    tag = control.tag
    kinds = VOCABULARIES["appendix_kind"]
    if tag.name not in kinds:
        known = ", ".join(f"”{kind}”" for kind in kinds)
        yield Problem(
            "unknown-appendix",
            tag.text,
            f"Fältet ”{tag.text}”{control.place} ska kunna flyttas till en bilaga av ett slag som inte "
            f"finns. De som finns är {known}.",
        )
    repeated = any(one.kind in ("list", "item", "fixed", "appendix") for one in control.around)
    if not is_main or control.level != "block" or repeated:
        yield Problem(
            "appendix-out-of-place",
            tag.text,
            f"Fältet ”{tag.text}”{control.place} ska stå runt hela stycken i dokumentets text, inte i en "
            "upprepning, en tabell, en låst text eller ett annat sådant fält.",
        )
    references = f"{PART}{part.APPENDIX_REFERENCE}"
    if references not in (ooxml.tag_of(one) for one in ooxml.find_all(control.element, "w:sdt")):
        yield Problem(
            "no-way-to-appendix",
            tag.text,
            f"I fältet ”{tag.text}”{control.place} saknas ett stycke som leder till bilagan. Lägg till ett, "
            f"till exempel ”Se bilaga 1.”, där bilagan står i ett fält med taggen ”{references}”.",
        )


def _check_figure(control: _Control, is_main: bool) -> Iterator[Problem]:
    tag = control.tag
    if tag.name not in KINDS:
        known = ", ".join(f"”{name}”" for name in KINDS)
        yield Problem(
            "unknown-figure",
            tag.text,
            f"Fältet ”{tag.text}”{control.place} ska bli en figur som inte finns. De som finns är {known}.",
        )
        return
    content = ooxml.content_of(control.element)
    in_place = is_main and control.level == "block" and content and ooxml.is_a(content[0], "w:p")
    if not in_place:
        yield Problem(
            "figure-out-of-place",
            tag.text,
            f"Figuren ”{tag.text}”{control.place} behöver ett eget stycke i dokumentets text. Lägg fältet "
            "runt ett helt stycke, som figuren tar platsen av, och gärna ett till med figurens text.",
        )
    if not _is_within(picture.about(tag.name), control.around):
        yield _not_nested(control, KINDS[tag.name].about)


def _check_items(control: _Control) -> Iterator[Problem]:
    inner = [parse(ooxml.tag_of(one)) for one in ooxml.find_all(control.element, "w:sdt")]
    own = f"{control.tag.name}{SEPARATOR}{ANY}{SEPARATOR}"
    if control.level != "block" and any(tag.name.startswith(own) and not tag.copy for tag in inner):
        yield Problem(
            "item-may-vanish",
            control.tag.text,
            f"I upprepningen ”{control.tag.text}”{control.place} kan allt falla bort: postens egna svar "
            "ligger i avsnitt, eller så finns där bara listor som kan vara tomma. Låt minst ett av postens "
            "egna svar stå utanför avsnitten, så att ingen post försvinner ur dokumentet.",
        )


def _lengths(control: _Control) -> Iterator[Problem]:
    for what, text in (("taggen", control.tag.text), ("titeln", control.title)):
        if len(text) > LONGEST:
            yield Problem(
                "too-long",
                control.tag.text,
                f"I fältet ”{control.tag.text}”{control.place} är {what} {len(text)} tecken lång. Word "
                f"klarar högst {LONGEST}.",
            )


def _unknown(control: _Control) -> Problem:
    text = control.tag.text
    known = [pattern for pattern, what in schema.patterns(Report).items() if not isinstance(what, GroupOf)]
    close = difflib.get_close_matches(control.tag.name, known, 1)
    prefix = {"if": IF, "unless": UNLESS}.get(control.tag.kind, "copy:" if control.tag.copy else "")
    hint = f" Menas ”{prefix}{close[0]}”?" if close else ""
    return Problem(
        "unknown-tag",
        text,
        f"Fältet ”{control.title or text}”{control.place} har taggen ”{text}”, som inte är något svar i "
        f"överenskommelsen.{hint}",
    )


def _named_item(control: _Control) -> Problem:
    return Problem(
        "named-item",
        control.tag.text,
        f"Taggen ”{control.tag.text}”{control.place} pekar ut en bestämd post. Det går bara för mallens "
        "egna frågor; skriv ”*” i stället för postens id och lägg fältet i en upprepning.",
    )


def _is_within(about: str, around: Iterable[Tag]) -> bool:
    if not about.endswith(ANY):
        return True
    return any(tag.kind == "list" and f"{tag.name}{SEPARATOR}{ANY}" == about for tag in around)


def _missing_repeat(tag: Tag, around: Iterable[Tag]) -> str | None:
    """Return the list that *tag* must stand in a repeat of and does not."""
    head, star, _ = tag.name.rpartition(f"{SEPARATOR}{ANY}{SEPARATOR}")
    repeats = {one.name for one in around if one.kind == "list"}
    return head if star and head not in repeats else None


def _not_nested(control: _Control, repeat: str) -> Problem:
    return Problem(
        "not-in-repeat",
        control.tag.text,
        f"Fältet ”{control.tag.text}”{control.place} hör till en post i listan ”{repeat}” men ligger inte "
        f"i någon upprepning av den. Lägg det inuti ett fält med taggen ”{repeat}”.",
    )


def _shape(control: _Control, answer: Answer, look_: Look) -> Iterator[Problem]:
    tag = control.tag
    paragraphs = list(ooxml.find_all(control.element, "w:p"))
    if answer.kind == "text":
        if control.level == "inline":
            yield Problem(
                "text-in-line",
                tag.text,
                f"Svaret ”{tag.text}”{control.place} kan vara flera stycken men fältet ligger inne i ett "
                "stycke. Markera hela stycket, med styckemärket, och lägg fältet runt det.",
            )
        elif paragraphs and look_.numbering_of(paragraphs[0]) is not None:
            yield Problem(
                "numbered-sample",
                tag.text,
                f"Exempelstycket i ”{tag.text}”{control.place} är numrerat eller en punkt i en lista. Då "
                "går vanliga stycken inte att skilja från listor. Välj en formatmall utan numrering.",
            )
    elif control.level != "inline" and len(paragraphs) > 1:
        yield Problem(
            "line-around-paragraphs",
            tag.text,
            f"Svaret ”{tag.text}”{control.place} är en enda rad men fältet ligger runt flera stycken. Lägg "
            "det runt orden på raden i stället.",
        )
    if not ooxml.words(control.element).strip():
        yield Problem(
            "no-placeholder",
            tag.text,
            f"Fältet ”{tag.text}”{control.place} är tomt. Skriv i det vad som ska fyllas i; texten visas "
            "när svar saknas.",
        )
    pattern = ooxml.val(ooxml.child(control.element, "w:sdtPr", "w:date", "w:dateFormat"))
    if answer.kind == "date" and pattern and not _is_understood(pattern):
        yield Problem(
            "date-format",
            tag.text,
            f"Datumet ”{tag.text}”{control.place} har formatet ”{pattern}”, som inte går att läsa "
            "tillbaka. Använd till exempel ”yyyy-MM-dd” eller ”d MMMM yyyy”.",
        )


_SAMPLES = (date(2026, 3, 1), date(2031, 12, 24))


def _is_understood(pattern: str) -> bool:
    return all(understood(day.written(sample, pattern)) == sample for sample in _SAMPLES)


def _tracked(source: Package) -> Iterator[Problem]:
    if (
        next(ooxml.find_all(source.xml(source.document), "w:ins", "w:del", "w:moveFrom", "w:moveTo"), None)
        is not None
    ):
        yield Problem(
            "tracked-changes",
            "",
            "Mallen innehåller spårade ändringar. Godkänn eller avvisa dem i Word innan mallen används.",
        )


def _language(template: Template, look_: Look) -> Iterator[Problem]:
    wanted = template.manifest.language
    if look_.language and look_.language != wanted:
        yield Problem(
            "language",
            "",
            f"Språket i mallens formatmallar är {look_.language} men manifestet säger {wanted}. Ställ in "
            "språket i Word.",
        )


def _list_styles(template: Template, look_: Look) -> Iterator[Problem]:
    ids = style_ids(look_, template.manifest)
    for what, style, wanted in (("punktlistor", ids.bullet, True), ("numrerade listor", ids.number, False)):
        numbering = look_.numbering_of_style(style) if style else None
        level = look_.list_level(*numbering) if numbering else None
        if level is None or (level.format == "bullet") is not wanted:
            yield Problem(
                "no-list-style",
                style,
                f"Mallen har ingen formatmall för {what} som är kopplad till en sådan lista. Koppla Words "
                "formatmall eller nämn en annan i manifestet.",
            )


def _questions(template: Template, seen: _Seen) -> Iterator[Problem]:
    for id_ in template.manifest.questions:
        if id_ not in seen.named:
            yield Problem(
                "question-without-place",
                id_,
                f"Manifestets fråga ”{id_}” har inget fält i dokumentet. Lägg in ett med taggen "
                f"”additional_answers/{id_}/answer”.",
            )
    for id_, place in seen.named.items():
        if id_ not in template.manifest.questions:
            yield Problem(
                "place-without-question",
                id_,
                f"Fältet för frågan ”{id_}”{place} har ingen fråga i manifestet. Skriv frågan där under "
                f"”questions.{id_}”.",
            )


def _left_out(template: Template, seen: _Seen) -> Iterator[Problem]:
    for pattern in template.manifest.leaves_out:
        if pattern not in schema.patterns():
            yield Problem(
                "unknown-left-out",
                pattern,
                f"Manifestet utelämnar ”{pattern}”, men det finns inget sådant svar. Rätta eller ta bort "
                "raden.",
            )
        elif any(_is_excused(home, (pattern,)) for home in seen.homes):
            yield Problem(
                "left-out-with-home",
                pattern,
                f"Manifestet utelämnar ”{pattern}”, men mallen har ett fält för det. Ta bort fältet eller "
                "raden.",
            )


def _without_home(seen: _Seen, excused: Collection[str]) -> Iterator[Problem]:
    for pattern, what in schema.patterns().items():
        if isinstance(what, GroupOf) or pattern in seen.homes or _is_excused(pattern, excused):
            continue
        noun = "Svaret" if isinstance(what, Answer) else "Listan"
        yield Problem(
            "no-home",
            pattern,
            f"{noun} ”{pattern}” har ingen plats i mallen. Lägg in ett fält med den taggen, eller skriv "
            "adressen i manifestet under ”leaves_out” om dokumentet inte ska ta med den.",
        )


def _is_excused(pattern: str, excused: Collection[str]) -> bool:
    return any(pattern == one or pattern.startswith(one + SEPARATOR) for one in excused)
