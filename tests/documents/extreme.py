"""Agreements at the edge of what can be written: every field, long and empty, in signs of every kind.

They are made from a number: the same number gives the same draft. Hypothesis grows agreements from small
ones; these are large from the start, as no growing in small steps comes to a hundred parties.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from lokdesk.agreement import address as at
from lokdesk.agreement import schema, vocabulary
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.discussion import Discussion, Note, OpenQuestion
from lokdesk.agreement.draft import Attachment, Draft
from lokdesk.agreement.rich_text import DEEPEST_LEVEL
from lokdesk.agreement.schema import ANY, SEPARATOR, GroupOf, ListOf
from lokdesk.agreement.value import Value
from lokdesk.figures import png
from lokdesk.word.render import render
from tests.session.made import LIBRARY
from tests.strategies import ODD
from tests.word import made

Text = Callable[[Random], str]

_PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20">'
    '<rect x="2" y="2" width="30" height="10" fill="#003366"/></svg>'
)

_WORDS = (
    "samverkan mellan kommunen och Arbetsförmedlingen ska leda till att fler unga får arbete eller studerar "
    "i Växjö, Älmhult, Åre och Örkelljunga enligt 29 kap. 9 § skollagen med 10 000 kronor per år och del 1–3"
).split()
_SIGNS = (
    *ODD,
    "\u202eskrivet från höger\u202c",
    "العربية ו\u200fעברית 123 (abc)",
    "\u200b\u200d\u2060\u00ad",
    "a" * 400,
    "🏳️\u200d🌈" * 30,
    "\U0001d518\U0001d52b\U0001f9d1\U0010fffd",
    "\ue000 eget \U0001fffe tecken",
    "Z\u0335\u0321\u0353a\u0338\u0348l\u0337g\u0336\u0349o" * 20,
    "\x01c\x02\x01h\x02",
    "<w:p/>&lt;&#0;]]>",
    "　全角　スペース",
    "1. ett 2) två",
    "%1.%2",
    " ",
)


def _plain(random: Random) -> str:
    return " ".join(random.choices(_WORDS, k=random.randint(1, 9)))


def _long(random: Random) -> str:
    return " ".join(random.choices(_WORDS, k=random.choice((40, 400))))


def _odd(random: Random) -> str:
    if random.random() < 0.5:
        return random.choice(_SIGNS)
    return "".join(chr(random.choice(_PLANES)(random)) for _ in range(random.randint(0, 30)))


_PLANES = (
    lambda random: random.randint(0x20, 0x17F),
    lambda random: random.randint(0x20, 0x2FFF),
    lambda random: random.randint(0x3000, 0xD7FF),
    lambda random: random.randint(0x1F300, 0x1FAFF),
    lambda random: random.randint(0, 0x1F),
)


def _any(random: Random) -> str:
    return random.choice((_plain, _plain, _odd))(random)


@dataclass(frozen=True)
class Shape:
    """What an agreement is like: how much is answered, with what, and how many items lists have."""

    text: Text
    answered: float
    items: tuple[int, int]
    blocks: tuple[int, int] = (1, 4)
    lists: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    """How many items the lists with these patterns have."""


SHAPES = {
    "empty": Shape(_plain, 0.0, (0, 1)),
    "sparse": Shape(_any, 0.15, (0, 2)),
    "full": Shape(_plain, 1.0, (1, 2)),
    "signs": Shape(_odd, 0.9, (1, 2)),
    "mixed": Shape(_any, 0.6, (0, 3)),
    "long": Shape(_long, 0.9, (1, 1), blocks=(1, 12)),
    "nested": Shape(_any, 0.7, (1, 2), blocks=(10, 40)),
    "wide": Shape(
        _any,
        0.8,
        (1, 2),
        lists={"mapping/statistics/*/columns": (9, 16), "mapping/statistics/*/rows": (20, 60)},
    ),
    "crowded": Shape(_any, 0.5, (0, 1), blocks=(1, 1), lists={"parties": (100, 100)}),
    "many": Shape(
        _any,
        0.6,
        (1, 2),
        lists={
            "goals": (10, 20),
            "organisation/forums": (10, 20),
            "processes/*/steps": (4, 12),
            "appendices": (5, 12),
            "legal_references": (10, 30),
        },
    ),
}


@dataclass
class _Pointing:
    """A reference whose target is chosen once all items are there."""

    kind: str
    many: bool


_TARGETS = {
    "party": ("parties",),
    "actor": ("parties", "collaborators"),
    "target_group": ("target_groups",),
    "forum": ("organisation/forums",),
    "information_flow": ("information_flows",),
    "body": ("parties/*/deciding_bodies",),
    "attachment": ("attachments",),
}


@dataclass
class _Making:
    """An agreement under way: *ids* of its items by the pattern of their list."""

    random: Random
    shape: Shape
    ids: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    made: int = 0

    def new_id(self, pattern: str) -> str:
        self.made += 1
        id_ = f"{self.made:08x}"
        self.ids.setdefault(pattern, []).append(id_)
        return id_

    def value(self, model: type[Value], prefix: str = "") -> dict[str, Any]:
        """Return what a value of *model* holds, as JSON would have it."""
        found: dict[str, Any] = {}
        for name, kind in schema.fields(model).items():
            pattern = prefix + name
            if isinstance(kind, GroupOf):
                found[name] = self.value(kind.value, pattern + SEPARATOR)
            elif isinstance(kind, ListOf):
                found[name] = self.items(kind, pattern)
            elif self.random.random() < self.shape.answered:
                found[name] = self.answer(kind)
        if prefix == f"mapping/statistics/{ANY}{SEPARATOR}":
            self._fill_cells(found)
        return found

    def items(self, kind: ListOf, pattern: str) -> list[dict[str, Any]]:
        if pattern.endswith("/cells"):
            return []
        inner = f"{pattern}{SEPARATOR}{ANY}{SEPARATOR}"
        count = self.random.randint(*self.shape.lists.get(pattern, self.shape.items))
        return [{"id": self.new_id(pattern), **self.value(kind.item, inner)} for _ in range(count)]

    def _fill_cells(self, table: dict[str, Any]) -> None:
        """Give the rows of a *table* of statistics figures, or now and then words, in some of its columns."""
        for row in table.get("rows", ()):
            row["cells"] = [
                {"id": column["id"], "value": value}
                for column in table.get("columns", ())
                if self.random.random() < max(self.shape.answered, 0.2)
                and (value := self._figure()).strip()
                and value.isprintable()
            ]

    def _figure(self) -> str:
        if self.random.random() < 0.8:
            return str(self.random.choice((0, 7, 1234, 10_000, -3, 99.5, 1_000_000_000)))
        return self.shape.text(self.random)[:60]

    def answer(self, answer: Answer) -> Any:
        random, text = self.random, self.shape.text
        match answer.kind:
            case "line":
                return text(random)
            case "text":
                return self.rich_text()
            case "choice":
                assert answer.vocabulary is not None
                known = vocabulary.VOCABULARIES[answer.vocabulary]
                return random.choice(known) if random.random() < 0.9 else text(random)
            case "date":
                return (date(2020, 1, 1) + timedelta(days=random.randint(-30_000, 30_000))).isoformat()
            case "flag":
                return random.random() < 0.5
            case "frequency":
                interval = {"every": random.randint(1, 12), "unit": random.choice(("vecka", "månad", "år"))}
                return random.choice((interval, {"text": text(random)}, interval | {"text": text(random)}))
            case "reference" | "references":
                return _Pointing(str(answer.refers_to), answer.kind == "references")

    def rich_text(self) -> dict[str, Any]:
        blocks = [self._block() for _ in range(self.random.randint(*self.shape.blocks))]
        return {"blocks": blocks}

    def _block(self) -> dict[str, Any]:
        random = self.random
        runs: list[dict[str, Any]] = []
        for _ in range(random.randint(1, 3)):
            one: dict[str, Any] = {"text": self.shape.text(random)}
            if random.random() < 0.3:
                one |= {"bold": random.random() < 0.5, "italic": random.random() < 0.5}
            if random.random() < 0.1:
                one["link"] = random.choice(
                    (
                        'https://www.example.se/ä?b=c&d="e"#f',
                        "mailto:a@example.se",
                        "inte en länk",
                        "http://[",
                    )
                )
            runs.append(one)
        if random.random() < 0.1:
            runs.append({"footnote": self.shape.text(random)})
        kind = random.choice(("paragraph", "paragraph", "bullet", "number"))
        return {"kind": kind, "level": random.randint(0, DEEPEST_LEVEL), "runs": runs}

    def pointed(self, held: Any) -> Any:
        """Return *held* with its references pointing at something, or now and then at nothing there is."""
        if isinstance(held, dict):
            return {name: self.pointed(one) for name, one in held.items()}
        if isinstance(held, list):
            return [self.pointed(one) for one in held]
        if not isinstance(held, _Pointing):
            return held
        known = [id_ for pattern in _TARGETS[held.kind] for id_ in self.ids.get(pattern, ())]
        if self.random.random() < 0.05 or not known:
            known = ["ffffffff"]
        if not held.many:
            return self.random.choice(known)
        return self.random.sample(known, min(len(known), self.random.randint(1, 4)))


def _at_most(span: tuple[int, int], most: int) -> tuple[int, int]:
    return min(span[0], most), min(span[1], most)


@cache
def _files(small: bool) -> tuple[tuple[str, bytes], ...]:
    """Return files that can be attached: some that can be merged, a picture, and some that are neither."""
    example = [] if small else [(one.name, one.content) for one in LIBRARY.example("kronoberg").attachments]
    plain = made.docx(
        made.h(1, "Bilaga"),
        made.p("Text"),
        made.table(made.row(made.cell(made.p("a")), made.cell(made.p("b")))),
        made.h(3, "Underrubrik"),
        made.p("punkt", style="Punkt"),
    )
    own = render(Agreement() if small else made.example("tva-kommuner"), made.shipped())
    picture = png.painted(_PICTURE)
    return (
        *example,
        ("liten.docx", plain),
        ("överenskommelse.docx", own),
        ("trasig.docx", plain[: len(plain) // 2]),
        ("tom.docx", b""),
        ("karta.png", picture),
        ("trasig.png", picture[:20]),
        ("tabell.xlsx", b"PK\x03\x04"),
        ("avtal.pdf", b"%PDF-1.7"),
        ("\u202ecod.exe\x00/../..", b"x"),
    )


def draft(number: int, *, small: bool = False) -> Draft:
    """Return the draft with that number, or a *small* one like it; the shapes come in turn."""
    random = Random(number)
    shape = SHAPES[shape_of(number)]
    if small:
        lists = {
            pattern: (least if pattern == "parties" else least // 2, least)
            for pattern, (least, _) in shape.lists.items()
        }
        shape = replace(
            shape,
            answered=min(shape.answered, 0.6),
            items=(0, 1),
            blocks=_at_most(shape.blocks, 6),
            lists=lists,
        )
    making = _Making(random, shape)
    files = random.sample(_files(small), random.randint(0, 4)) if shape.answered else []
    attachments = tuple(
        Attachment(id=making.new_id("attachments"), name=name, content=content) for name, content in files
    )
    agreement = Agreement.model_validate(making.pointed(making.value(Agreement)))
    return Draft(agreement=agreement, attachments=attachments, discussion=_said(making, agreement))


def shape_of(number: int) -> str:
    """Return the name of the shape that the draft with that number has."""
    return list(SHAPES)[number % len(SHAPES)]


def _said(making: _Making, agreement: Agreement) -> Discussion:
    """Return what is said about some of the answers."""
    random, text = making.random, making.shape.text
    places = [address for address, _, _ in at.answers(agreement)]
    if not places:
        return Discussion()

    def about() -> dict[str, Any]:
        said = {"blocks": [{"runs": [{"text": text(random)}]}]}
        return {"id": making.new_id(""), "address": random.choice(places), "text": said}

    return Discussion(
        notes=tuple(Note.model_validate(about()) for _ in range(random.randint(0, 3))),
        open_questions=tuple(
            OpenQuestion.model_validate(about() | {"owner": text(random)})
            for _ in range(random.randint(0, 3))
        ),
    )
