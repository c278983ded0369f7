"""Random agreements, drafts and answers for property tests.

An agreement is grown edit by edit, as a user would make it, so that a failing one shrinks to few answers.
"""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from lokdesk.agreement import address as at
from lokdesk.agreement import reference, schema, vocabulary
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.discussion import (
    STATES,
    Alternatives,
    Choice,
    Discussion,
    Lift,
    Note,
    OpenQuestion,
    Position,
    Proposal,
)
from lokdesk.agreement.draft import Attachment, Draft, SetAside
from lokdesk.agreement.evaluation import VERDICTS, Evaluation, GoalEvaluation, IndicatorOutcome
from lokdesk.agreement.frequency import Frequency
from lokdesk.agreement.rich_text import DEEPEST_LEVEL, Block, Footnote, RichText, Run
from lokdesk.agreement.schema import ListOf
from lokdesk.agreement.value import Item
from lokdesk.agreement.version import KeptVersion, kept

ODD = (
    "Växjö kommun",
    "a < b & c > d ]]> \"citat\" 'x'",
    "två  blanksteg",
    "tab\there",
    "rad ett\nrad två\r\nrad tre\x0brad fyra",
    "\x00\x01noll\ufffe",
    "🙂👩‍👩‍👧 emoji",
    "مرحبا بالعالم",
    "e\u0301 och \u00e9",
    "29\u00a0kap. 9\u00a0§",
    "=SUM(A1)",
    "{{ mall }} {% if %}",
    "\u2028rad\u2029stycke",
    "Ja",
    "Alla parter",
    "(saknas)",
    "2026-03-01",
)

IDS = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=8, max_size=8)
TEXTS = st.one_of(st.sampled_from(ODD), st.text(max_size=40), st.text("abc åäö–”", min_size=1, max_size=80))

_RUNS = st.builds(
    Run,
    text=TEXTS,
    bold=st.booleans(),
    italic=st.booleans(),
    link=st.none()
    | st.sampled_from(["https://www.example.se/a?b=c&d=e", "mailto:a@example.se", "inte en länk"]),
)
_BLOCKS = st.builds(
    Block,
    kind=st.sampled_from(["paragraph", "paragraph", "bullet", "number"]),
    level=st.integers(0, DEEPEST_LEVEL),
    runs=st.lists(_RUNS | _RUNS | st.builds(Footnote, footnote=TEXTS), max_size=4).map(tuple),
)


def rich_texts() -> st.SearchStrategy[RichText | None]:
    """Return rich texts in normal form, ``None`` among them."""
    made = st.lists(_BLOCKS, max_size=5).map(lambda blocks: RichText(blocks=tuple(blocks)))
    return made.map(lambda text: text if text.blocks else None)


def frequencies() -> st.SearchStrategy[Frequency]:
    """Return meeting frequencies, with an interval, with words, with both or with neither."""
    units = st.sampled_from(["vecka", "månad", "kvartal", "tertial", "halvår", "år"])
    numbers = st.integers(1, 40)
    interval = st.fixed_dictionaries({"every": numbers, "unit": units}) | st.builds(
        lambda a, b, unit: {"every": min(a, b), "every_most": max(a, b), "unit": unit},
        numbers,
        numbers,
        units,
    )
    return st.builds(
        lambda parts, text: Frequency(**parts, text=text), st.just({}) | interval, st.none() | TEXTS
    )


@st.composite
def _ids_of(draw: st.DrawFn, agreement: Agreement, answer: Answer) -> str:
    assert answer.refers_to is not None
    known = list(reference.targets(agreement, answer.refers_to))
    return draw(st.sampled_from(known) | IDS if known else IDS)


def values(agreement: Agreement, answer: Answer) -> st.SearchStrategy[Any]:
    """Return values that an answer of the kind *answer* can have within *agreement*."""
    match answer.kind:
        case "text":
            return rich_texts()
        case "choice":
            assert answer.vocabulary is not None
            return st.sampled_from(vocabulary.VOCABULARIES[answer.vocabulary]) | TEXTS
        case "date":
            return st.none() | st.dates(date(1900, 1, 1), date(2199, 12, 31))
        case "flag":
            return st.none() | st.booleans()
        case "frequency":
            return frequencies()
        case "reference":
            return st.none() | _ids_of(agreement, answer)
        case "references":
            return st.lists(_ids_of(agreement, answer), max_size=3).map(tuple)
        case "line":
            return TEXTS


@st.composite
def _place(draw: st.DrawFn, agreement: Agreement, pattern: str) -> tuple[Agreement, str]:
    """Choose an address for *pattern*, adding an item wherever a list on the way has none to choose."""
    address = ""
    for segment in pattern.split(schema.SEPARATOR):
        if segment != schema.ANY:
            address = at.join(address, segment)
            continue
        if not at.get(agreement, address):
            agreement = draw(_grown(agreement, address))
        items: tuple[Item, ...] = at.get(agreement, address)
        address = at.join(address, draw(st.sampled_from([item.id for item in items])))
    return agreement, address


@st.composite
def _grown(draw: st.DrawFn, agreement: Agreement, address: str) -> Agreement:
    field = schema.patterns()[schema.pattern(address)]
    assert isinstance(field, ListOf)
    taken = {item.id for item in at.get(agreement, address)}
    free = IDS.filter(lambda one: one not in taken)
    if schema.pattern(address).endswith("/cells"):
        table = at.get(agreement, at.parent(at.parent(at.parent(address))))
        columns = [column.id for column in table.columns if column.id not in taken]
        if not columns:
            return agreement
        free = st.sampled_from(columns)
    return at.insert(agreement, address, field.item(id=draw(free)))


@st.composite
def edited(draw: st.DrawFn, agreement: Agreement, most: int = 30) -> Agreement:
    """Return *agreement* after up to *most* random edits."""
    patterns = [p for p, field in schema.patterns().items() if isinstance(field, Answer | ListOf)]
    for pattern in draw(st.lists(st.sampled_from(patterns), max_size=most)):
        field = schema.patterns()[pattern]
        if pattern.endswith("/cells/*/value"):
            agreement, rows = draw(_place(agreement, "mapping/statistics/*/columns/*/name"))
            table = at.parent(at.parent(at.parent(rows)))
            if not at.get(agreement, f"{table}/rows"):
                agreement = draw(_grown(agreement, f"{table}/rows"))
            row = draw(st.sampled_from([item.id for item in at.get(agreement, f"{table}/rows")]))
            agreement = draw(_grown(agreement, f"{table}/rows/{row}/cells"))
            cells = at.get(agreement, f"{table}/rows/{row}/cells")
            cell = draw(st.sampled_from([item.id for item in cells]))
            # An empty cell is left out, so a cell always has something to say.
            value = draw(TEXTS.filter(lambda text: bool(text.strip("\x00\x01\ufffe \t\n"))))
            agreement = at.replace(agreement, f"{table}/rows/{row}/cells/{cell}/value", value)
        elif pattern.endswith("/cells"):
            continue
        elif isinstance(field, ListOf):
            agreement, address = draw(_place(agreement, pattern))
            agreement = draw(_grown(agreement, address))
        elif isinstance(field, Answer):
            agreement, address = draw(_place(agreement, pattern))
            agreement = at.replace(agreement, address, draw(values(agreement, field)))
    return agreement


def agreements(most: int = 30) -> st.SearchStrategy[Agreement]:
    """Return random agreements in normal form, made by up to *most* edits."""
    return edited(Agreement(), most)


@st.composite
def revised(draw: st.DrawFn, agreement: Agreement, most: int = 12) -> Agreement:
    """Return *agreement* after items have gone and been moved, and up to *most* other random edits."""
    for _ in range(draw(st.integers(0, 6))):
        there = [address for address, _ in at.items(agreement)]
        if not there:
            break
        address = draw(st.sampled_from(there))
        if draw(st.booleans()):
            agreement = at.remove(agreement, address)
        elif not at.parent(address).endswith("/cells"):
            # The cells of a row stand in the order of the columns.
            agreement = at.move(agreement, address, draw(st.integers(0, 5)))
    return draw(edited(agreement, most))


_DAYS = st.none() | st.dates(date(1900, 1, 1), date(2199, 12, 31))
_ANSWERS = [pattern for pattern, field in schema.patterns().items() if isinstance(field, Answer)]


@st.composite
def _addresses(draw: st.DrawFn, pattern: str) -> str:
    segments = pattern.split(schema.SEPARATOR)
    return at.join(*(draw(IDS) if segment == schema.ANY else segment for segment in segments))


@st.composite
def _alternatives(draw: st.DrawFn) -> Alternatives:
    pattern = draw(st.sampled_from(_ANSWERS))
    answer = schema.patterns()[pattern]
    assert isinstance(answer, Answer)
    proposals = st.builds(
        Proposal,
        id=IDS,
        value=values(Agreement(), answer),
        party=st.none() | IDS,
        person=TEXTS,
        reason=rich_texts(),
        proposed=_DAYS,
    )
    made = draw(st.lists(proposals, min_size=1, max_size=3, unique_by=lambda one: one.id))
    chosen = st.sampled_from([one.id for one in made])
    return Alternatives(
        id=draw(IDS),
        address=draw(_addresses(pattern)),
        proposals=tuple(made),
        lifted=draw(st.none() | st.builds(Lift, forum=st.none() | IDS, body=TEXTS, day=_DAYS, author=TEXTS)),
        chosen=draw(st.none() | st.builds(Choice, proposal=chosen, by=TEXTS, day=_DAYS, reason=rich_texts())),
    )


def _listed(items: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(items, max_size=2, unique_by=lambda one: one.id).map(tuple)


def discussions() -> st.SearchStrategy[Discussion]:
    """Return what may be said about an agreement, at addresses that it need not have."""
    places = st.sampled_from(list(schema.patterns())).flatmap(_addresses)
    return st.builds(
        Discussion,
        notes=_listed(st.builds(Note, id=IDS, address=places, text=rich_texts(), author=TEXTS)),
        open_questions=_listed(
            st.builds(
                OpenQuestion, id=IDS, address=places, text=rich_texts(), owner=TEXTS, due=_DAYS, closed=_DAYS
            )
        ),
        alternatives=_listed(_alternatives()),
        positions=_listed(
            st.builds(
                Position,
                id=IDS,
                section=st.just("goals"),
                party=st.none() | IDS,
                state=st.sampled_from(STATES),
                author=TEXTS,
                entered=_DAYS,
                about=st.none() | st.just("0f" * 32),
            )
        ),
    )


@st.composite
def versions(draw: st.DrawFn, most: int) -> tuple[KeptVersion, ...]:
    """Return random versions that have been kept, with random bytes for documents."""
    return tuple(
        kept(
            id_,
            draw(agreements(most)),
            draw(TEXTS),
            draw(st.binary(max_size=64)),
            draw(st.sampled_from(("skickad", "beslutad", "för arkivet"))),
            draw(st.dates()),
            tuple(draw(st.lists(TEXTS, max_size=2))),
        )
        for id_ in draw(st.lists(IDS, max_size=1, unique=True))
    )


def evaluations() -> st.SearchStrategy[Evaluation]:
    """Return random evaluations of the goals of an agreement before."""
    outcome = st.builds(
        IndicatorOutcome, indicator=IDS, party=st.none() | IDS, value=st.none() | TEXTS, period=TEXTS
    )
    goal = st.builds(
        GoalEvaluation,
        id=IDS,
        outcomes=st.lists(outcome, max_size=3).map(tuple),
        helped=st.none() | st.sampled_from(vocabulary.VOCABULARIES["helped"]) | TEXTS,
        how=st.none() | TEXTS,
        verdict=st.none() | st.sampled_from(VERDICTS),
        why=st.none() | TEXTS,
    )
    goals = st.lists(goal, max_size=3, unique_by=lambda one: one.id).map(tuple)
    return st.builds(Evaluation, goals=goals, treated=st.lists(TEXTS, max_size=2).map(tuple))


@st.composite
def drafts(draw: st.DrawFn, most: int = 20) -> Draft:
    """Return random drafts with attachments, findings set aside, what is said about them and of goals."""
    attachments = draw(
        st.lists(st.builds(Attachment, id=IDS, name=TEXTS, content=st.binary(max_size=64)), max_size=3)
    )
    return Draft(
        agreement=draw(agreements(most)),
        discussion=draw(discussions()),
        evaluation=draw(evaluations()),
        attachments=tuple({one.id: one for one in attachments}.values()),
        versions=draw(versions(most)),
        set_aside=tuple(
            draw(
                st.lists(
                    st.builds(
                        SetAside, rule=st.just("required"), address=st.just("goals"), reason=st.just("vi vet")
                    ),
                    max_size=2,
                )
            )
        ),
    )
