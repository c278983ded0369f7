"""What one control of a template must fulfil, for an answer to find its place in it and its way back."""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lokdesk.agreement import schema
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.day import understood
from lokdesk.agreement.report import PUBLISHING, SIGNING, Report
from lokdesk.agreement.schema import ANY, SEPARATOR, GroupOf, ListOf
from lokdesk.agreement.vocabulary import VOCABULARIES
from lokdesk.figures.figure import KINDS
from lokdesk.word import day, ooxml, part, picture
from lokdesk.word.look import Look
from lokdesk.word.ooxml import Element
from lokdesk.word.tag import CONDITIONS, IF, LONGEST, PART, UNLESS, Tag, parse
from lokdesk.word.tag import field as field_of

Level = Literal["inline", "block", "row", "cell"]
OWN_QUESTIONS = "additional_answers/"
"""What the addresses of a template's own questions begin with."""


@dataclass(frozen=True)
class Problem:
    """What is wrong in one place of a template: the name of the rule, the tag or address, and a sentence."""

    rule: str
    where: str
    message: str


@dataclass(frozen=True)
class Control:
    """A control met on the way, with the tags around it, outermost first."""

    element: Element
    tag: Tag
    title: str
    level: Level
    around: tuple[Tag, ...]
    place: str


def holds_answers(control: Control) -> bool:
    """Return whether something is always left of an item: an answer of its own that cannot fall away."""
    return any(
        (inner := parse(ooxml.tag_of(one))).kind == "answer"
        and not inner.copy
        and inner.name.startswith(own := f"{control.tag.name}{SEPARATOR}{ANY}{SEPARATOR}")
        and ANY not in inner.name.removeprefix(own).split(SEPARATOR)
        and not _falls_away(one, control.element)
        for one in ooxml.find_all(control.element, "w:sdt")
    )


def holds_a_field(control: Control) -> bool:
    """Return whether there is anything in it that may be filled in or made."""
    inner = (parse(ooxml.tag_of(one)).kind for one in ooxml.find_all(control.element, "w:sdt"))
    return any(kind in ("answer", "list", "part", "figure") for kind in inner)


def _falls_away(element: Element, within: Element) -> bool:
    for outer in element.iterancestors(ooxml.name("w:sdt")):
        if outer is within:
            return False
        if parse(ooxml.tag_of(outer)).kind in ("section", *CONDITIONS):
            return True
    return False


def over_cells(control: Control) -> Iterator[Problem]:
    """Yield what is wrong when a part that may fall away is laid around cells."""
    if control.level == "cell":
        yield Problem(
            "section-over-cells",
            control.tag.text,
            f"Avsnittet ”{control.tag.text}”{control.place} ligger runt tabellceller. Då skulle raden bli "
            "för kort när det faller bort. Lägg det runt texten i cellen eller runt hela raden.",
        )


def leaves_a_form(tag: Tag) -> bool:
    """Return whether *tag* only leaves something out of a form in which nothing is filled in."""
    return tag.kind == "unless" and tag.name == "form" and tag.value in (SIGNING, PUBLISHING)


def condition(control: Control) -> Iterator[Problem]:
    """Yield what is wrong with a condition."""
    tag = control.tag
    asked = field_of(tag.name) if tag.name else None
    if not isinstance(asked, Answer | ListOf):
        yield unknown(control)
        return
    if tag.value and not (isinstance(asked, Answer) and asked.kind in ("line", "choice")):
        yield Problem(
            "condition-on-value",
            tag.text,
            f"Villkoret ”{tag.text}”{control.place} frågar efter ett bestämt svar. Det går bara för svar på "
            "en rad och för val; ta bort likhetstecknet och det som står efter.",
        )
    if (repeat := missing_repeat(tag, control.around)) is not None:
        yield not_nested(control, repeat)
    if tag.name != tag.pattern and not tag.name.startswith(OWN_QUESTIONS):
        yield named_item(control)
    yield from over_cells(control)


def movable(control: Control, is_main: bool) -> Iterator[Problem]:
    """Yield what is wrong with a part that can be moved to an appendix."""
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


def figure(control: Control, is_main: bool) -> Iterator[Problem]:
    """Yield what is wrong with the place of a figure."""
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
    if not is_within(picture.about(tag.name), control.around):
        yield not_nested(control, KINDS[tag.name].about)


def items(control: Control) -> Iterator[Problem]:
    """Yield what is wrong when nothing may be left of an item of a list."""
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


def lengths(control: Control) -> Iterator[Problem]:
    """Yield what is longer than Word can take."""
    for what, text in (("taggen", control.tag.text), ("titeln", control.title)):
        if len(text) > LONGEST:
            yield Problem(
                "too-long",
                control.tag.text,
                f"I fältet ”{control.tag.text}”{control.place} är {what} {len(text)} tecken lång. Word "
                f"klarar högst {LONGEST}.",
            )


def unknown(control: Control) -> Problem:
    """Return that the tag names nothing there is, with what may be meant."""
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


def named_item(control: Control) -> Problem:
    """Return that the tag names one item, where only any of them can be meant."""
    return Problem(
        "named-item",
        control.tag.text,
        f"Taggen ”{control.tag.text}”{control.place} pekar ut en bestämd post. Det går bara för mallens "
        "egna frågor; skriv ”*” i stället för postens id och lägg fältet i en upprepning.",
    )


def is_within(about: str, around: Iterable[Tag]) -> bool:
    """Return whether there is a repeat *around* of the items that something is *about*."""
    if not about.endswith(ANY):
        return True
    return any(tag.kind == "list" and f"{tag.name}{SEPARATOR}{ANY}" == about for tag in around)


def missing_repeat(tag: Tag, around: Iterable[Tag]) -> str | None:
    """Return the list that *tag* must stand in a repeat of and does not."""
    head, star, _ = tag.name.rpartition(f"{SEPARATOR}{ANY}{SEPARATOR}")
    repeats = {one.name for one in around if one.kind == "list"}
    return head if star and head not in repeats else None


def not_nested(control: Control, repeat: str) -> Problem:
    """Return that it stands outside of the *repeat* that it must stand in."""
    return Problem(
        "not-in-repeat",
        control.tag.text,
        f"Fältet ”{control.tag.text}”{control.place} hör till en post i listan ”{repeat}” men ligger inte "
        f"i någon upprepning av den. Lägg det inuti ett fält med taggen ”{repeat}”.",
    )


def shape(control: Control, answer: Answer, look_: Look) -> Iterator[Problem]:
    """Yield what is wrong with the place and the sample of an *answer*."""
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
