"""The redline: accepting all of it gives the new document, rejecting all of it the old one."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.report import report
from lokdesk.word import accepted
from lokdesk.word.flow import flow
from lokdesk.word.redline import Side, redline
from lokdesk.word.render import package
from lokdesk.word.template import Template
from lokdesk.word.tracked import Reviser
from tests.strategies import agreements, revised
from tests.word import made
from tests.word.made import cell, field, h, p, row, table, text
from tests.word.story import Story

BY = Reviser("Lisa Ek", date(2026, 11, 22))
SMALL = made.template(
    h(1, field("title")),
    text("background"),
    table(field("parties", row(cell(p(field("parties/*/name"))), cell(text("parties/*/mandate"))))),
    field(
        "goals",
        h(2, field("goals/*/title")),
        text("goals/*/effect"),
        table(
            row(cell(p("Indikator")), cell(p("Källa"))),
            field(
                "goals/*/indicators",
                row(
                    cell(p(field("goals/*/indicators/*/name"))), cell(p(field("goals/*/indicators/*/source")))
                ),
            ),
        ),
    ),
    p("Sist"),
)


def plainly(agreement: Agreement, template: Template) -> list[str]:
    """Return what the document of *agreement* tells, without controls."""
    written = flow(agreement, template, controls=False)
    return Story(package(written, template, report(agreement), None)).lines()


def settled(docx: bytes, how: object) -> list[str]:
    story = Story(docx)
    how(story.root)  # type: ignore[operator]
    return story.lines()


def assert_is_right(old: Agreement, new: Agreement, template: Template) -> bytes:
    docx = redline(Side(old, template), Side(new, template), BY)
    assert settled(docx, accepted.accept) == plainly(new, template)
    assert settled(docx, accepted.reject) == plainly(old, template)
    return docx


PAIRS = agreements(12).flatmap(lambda one: st.tuples(st.just(one), revised(one)))


@given(PAIRS)
def test_random_pairs_in_a_small_template(pair: tuple[Agreement, Agreement]) -> None:
    assert_is_right(*pair, SMALL)


@given(PAIRS)
def test_random_pairs_in_the_bundled_template(pair: tuple[Agreement, Agreement]) -> None:
    assert_is_right(*pair, made.shipped())


def test_unlike_agreements_too() -> None:
    one = Agreement.model_validate(
        {"title": "A", "background": "Ett\nTvå", "goals": [{"id": "goal0001", "title": "x"}]}
    )
    other = Agreement.model_validate(
        {"title": "B", "parties": [{"id": "party001", "name": "AF", "mandate": "Att\nGöra"}]}
    )
    assert_is_right(one, other, SMALL)
    assert_is_right(other, one, SMALL)
    assert_is_right(Agreement(), other, SMALL)
    assert_is_right(other, Agreement(), SMALL)


def test_what_is_the_same_is_not_marked() -> None:
    agreement = Agreement(title="Samma")
    docx = redline(Side(agreement, SMALL), Side(agreement, SMALL), BY)
    assert not {
        one
        for one in ("ins", "del", "pPrChange")
        if any(True for _ in Story(docx).root.iter(f"{{{made.W}}}{one}"))
    }


def test_what_has_only_gone_from_a_paragraph_or_only_come_is_marked_alone_however_much_it_is() -> None:
    short, long = (
        Agreement(title="Lokal samverkan"),
        Agreement(title="Lokal samverkan, dnr A, B, C, D, E, F, G"),
    )
    for old, new, kind in ((long, short, "del"), (short, long, "ins")):
        root = Story(assert_is_right(old, new, SMALL)).root
        marked = {
            one: "".join("".join(it.itertext()) for it in root.iter(f"{{{made.W}}}{one}"))
            for one in ("ins", "del")
        }
        assert marked.pop(kind) == ", dnr A, B, C, D, E, F, G"
        assert set(marked.values()) == {""}


def test_what_comes_last_behind_a_table_can_go_again() -> None:
    linked = {"text": "Växjö kommun", "link": "https://www.example.se/a"}
    blocks = [{"kind": "paragraph", "runs": [linked]}]
    new = Agreement.model_validate({"appendices": [{"id": "appe0001", "text": {"blocks": blocks}}]})
    assert_is_right(Agreement(), new, made.shipped())
    assert_is_right(new, Agreement(), made.shipped())
