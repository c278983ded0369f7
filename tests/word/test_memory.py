"""A flow that goes on from the one before it: no other than one made from nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.steps import finished
from lokdesk.word import appearance, flow, sheet
from lokdesk.word.memory import Memory
from tests import strategies
from tests.word import made

SHIPPED = made.shipped()
PAPER = appearance.of(SHIPPED)


@st.composite
def _histories(draw: st.DrawFn) -> list[Agreement]:
    """Return an agreement and what becomes of it, edit by edit, and back."""
    states = [draw(st.sampled_from([Agreement(), made.example("tva-kommuner")]))]
    for _ in range(draw(st.integers(1, 4))):
        states.append(draw(strategies.edited(states[-1], most=4)))
    return [*states, states[0]]


@given(_histories())
@settings(max_examples=60)
def test_what_is_remembered_changes_nothing_in_a_flow_or_on_its_sheet(states: list[Agreement]):
    memory, former = Memory(), None
    names = made.attached(bilaga01="Karta.pdf")

    for agreement in states:
        whole = flow.flow(agreement, SHIPPED, names)
        kept = finished(flow.steps(agreement, SHIPPED, names, memory=memory))
        former = finished(sheet.steps(kept, PAPER, former))

        assert kept.body == whole.body
        assert (kept.others, kept.names) == (whole.others, whole.names)
        assert former.leaves == sheet.sheet(whole, PAPER).leaves


@given(strategies.agreements(10))
def test_the_names_of_attachments_are_not_remembered_when_they_change(agreement: Agreement):
    memory = Memory()
    finished(flow.steps(agreement, SHIPPED, {}, memory=memory))
    named = made.attached(**{one.attachment: "Ny.pdf" for one in agreement.appendices if one.attachment})

    kept = finished(flow.steps(agreement, SHIPPED, named, memory=memory))

    assert kept.body == flow.flow(agreement, SHIPPED, named).body


def test_an_edit_writes_but_the_piece_that_it_is_in():
    held, memory = made.example(), Memory()
    before = finished(flow.steps(held, SHIPPED, memory=memory))
    goal = held.goals[0].id

    edited = at.replace(held, f"goals/{goal}/effect", "Något annat")
    after = finished(flow.steps(edited, SHIPPED, memory=memory))

    changed = [new for old, new in zip(before.pieces, after.pieces, strict=True) if new is not old]
    assert len(changed) == 1
    assert any(block.address == f"goals/{goal}/effect" for block in changed[0])


def test_what_follows_an_edit_is_laid_anew_only_where_its_numbers_change():
    held, memory = made.example(), Memory()
    before = finished(flow.steps(held, SHIPPED, memory=memory))
    first = sheet.sheet(before, PAPER)
    goal = held.goals[0].id

    edited = at.replace(held, f"goals/{goal}/title", "Annan rubrik")
    after = finished(flow.steps(edited, SHIPPED, memory=memory))
    second = finished(sheet.steps(after, PAPER, first))

    anew = sum(new is not old for old, new in zip(first.strips, second.strips, strict=True))
    # The goal, and the contents.
    assert anew == 2
