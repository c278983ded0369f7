"""Two copies edited apart and brought together: what each has done is there, or it is told."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lokdesk.agreement import address as at
from lokdesk.agreement import reference, schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.discussion import (
    AGREED,
    DISCUSSED,
    UNTREATED,
    Alternatives,
    Choice,
    Discussion,
    Lift,
    Note,
    OpenQuestion,
    Position,
    Proposal,
)
from lokdesk.agreement.draft import Attachment, Draft, SetAside, TemplateUse
from lokdesk.agreement.evaluation import Evaluation, GoalEvaluation, IndicatorOutcome
from lokdesk.agreement.follow_up import Appendix
from lokdesk.agreement.goals import Goal, Indicator
from lokdesk.agreement.mapping import Cell, Column, JointMapping, Row, StatisticsTable
from lokdesk.agreement.parties import Party
from lokdesk.agreement.reply import Reply, Stand, Viewpoint
from lokdesk.agreement.rich_text import RichText, plain
from lokdesk.agreement.value import Item, Value
from lokdesk.revision import words
from lokdesk.revision.comparison import compare
from lokdesk.revision.merging import Conflict, merge, merge_drafts
from tests.strategies import agreements, drafts, revised

ONE, TWO, THREE = (Goal(id=f"goal000{n}", title=f"Mål nummer {n} som vi har") for n in (1, 2, 3))
VAXJO, ALVESTA = Party(id="party001", name="Växjö kommun"), Party(id="party002", name="Alvesta kommun")
_FAR = agreements(15).flatmap(lambda one: st.tuples(st.just(one), revised(one), revised(one)))
_WORDS = st.lists(st.sampled_from(("Fler", "unga", "i", "arbete,", "och", "ingen", "utan")), max_size=7).map(
    " ".join
)
_PARTIES = st.lists(st.sampled_from((VAXJO, ALVESTA)), unique_by=lambda one: one.id)
_GOALS = st.lists(
    st.builds(
        lambda id_, title, text, scope, groups: Goal.model_validate(
            {"id": id_, "title": title, "description": text, "scope": scope, "target_groups": groups}
        ),
        st.sampled_from([one.id for one in (ONE, TWO, THREE)]),
        _WORDS,
        st.lists(_WORDS, max_size=3).map("\n".join),
        st.lists(st.sampled_from([VAXJO.id, ALVESTA.id])),
        st.lists(st.sampled_from(("group001", "group002", "group003"))),
    ),
    unique_by=lambda one: one.id,
)
_NEAR = st.builds(
    lambda parties, goals: Agreement(parties=tuple(parties), goals=tuple(goals)), _PARTIES, _GOALS
)
TRIPLES = _FAR | st.tuples(_NEAR, _NEAR, _NEAR)
"""Three agreements, where the second and the third are made of the first; or have much the same in them."""


def _with(item: Any, **fields: object) -> Any:
    return item.model_copy(update=fields)


# -- what becomes of two


def test_what_one_side_has_changed_stands() -> None:
    base = Agreement(title="Samverkan", goals=(ONE, TWO))
    a = Agreement(title="Samverkan 2027", goals=(ONE, TWO))
    b = Agreement(title="Samverkan", marking="UTKAST", goals=(ONE, _with(TWO, description=plain("Ett mål."))))
    both = Agreement(title="Samverkan 2027", marking="UTKAST", goals=b.goals)
    assert merge(base, a, b) == merge(base, b, a) == (both, ())


def test_what_both_have_changed_is_merged_by_words() -> None:
    base, a, b, both = (
        Agreement(goals=(_with(ONE, title=title, description=plain(title)),))
        for title in (
            "Fler unga i arbete, och färre äldre utan stöd",
            "Fler unga vuxna i arbete, och färre äldre utan stöd",
            "Fler unga i arbete, och ingen äldre utan stöd",
            "Fler unga vuxna i arbete, och ingen äldre utan stöd",
        )
    )
    assert merge(base, a, b) == merge(base, b, a) == (both, ())


def test_the_same_words_changed_in_two_ways_are_a_conflict_and_the_first_side_stands_meanwhile() -> None:
    base, a, b = (Agreement(goals=(_with(ONE, title=title),)) for title in ("Ett", "Två", "Tre"))
    assert merge(base, a, b) == (a, (Conflict("goals/goal0001/title", "Ett", "Två", "Tre"),))
    assert merge(base, b, a) == (b, (Conflict("goals/goal0001/title", "Ett", "Tre", "Två"),))


def test_items_that_both_have_added_are_there_in_the_same_order_whoever_is_first() -> None:
    base = Agreement(goals=(ONE,))
    a, b = Agreement(goals=(ONE, THREE)), Agreement(goals=(ONE, TWO))
    assert merge(base, a, b) == merge(base, b, a) == (Agreement(goals=(ONE, TWO, THREE)), ())


def test_an_item_that_one_has_removed_and_the_other_left_alone_is_gone_though_it_was_moved() -> None:
    base, a, b = (Agreement(goals=goals) for goals in ((ONE, TWO, THREE), (ONE, THREE), (TWO, ONE, THREE)))
    assert merge(base, a, b) == merge(base, b, a) == (a, ())


def test_an_item_that_one_has_removed_and_the_other_changed_stays_and_is_a_conflict() -> None:
    changed = _with(TWO, indicators=(Indicator(id="indi0001", name="Andel"),))
    base, a, b = (
        Agreement(goals=goals) for goals in ((ONE, TWO, THREE), (ONE, THREE), (ONE, changed, THREE))
    )
    assert merge(base, a, b) == (b, (Conflict("goals/goal0002", TWO, None, changed),))
    assert merge(base, b, a) == (b, (Conflict("goals/goal0002", TWO, changed, None),))


def test_orders_that_cannot_both_be_had_are_a_conflict_of_the_list() -> None:
    four = Goal(id="goal0004")
    base, a, b = (
        Agreement(goals=goals)
        for goals in ((ONE, TWO, THREE, four), (four, ONE, TWO, THREE), (ONE, TWO, four, THREE))
    )
    ids = [tuple(goal.id for goal in one.goals) for one in (base, a, b)]
    assert merge(base, a, b) == (a, (Conflict("goals", *ids),))


def test_the_same_id_with_different_answers_on_both_sides_is_a_conflict_for_each_of_them() -> None:
    base = Agreement()
    a = Agreement(goals=(Goal(id="goal0001", title="Ett", basis=plain("Kartläggningen.")),))
    b = Agreement(goals=(Goal(id="goal0001", title="Två", effect=plain("Fler i arbete.")),))
    merged, conflicts = merge(base, a, b)
    assert conflicts == (Conflict("goals/goal0001/title", None, "Ett", "Två"),)
    assert merged.goals[0] == _with(a.goals[0], effect=plain("Fler i arbete."))


# -- what refers to what is removed


def test_a_party_that_the_other_side_has_come_to_refer_to_stays_and_is_a_conflict() -> None:
    base = Agreement(parties=(VAXJO, ALVESTA), goals=(ONE, TWO))
    a = at.remove(base, "parties/party002")
    b = at.replace(base, "goals/goal0002/scope", ("party002",))
    for one, other, told in (
        (a, b, Conflict("parties/party002", ALVESTA, None, ALVESTA)),
        (b, a, Conflict("parties/party002", ALVESTA, ALVESTA, None)),
    ):
        assert merge(base, one, other) == (b, (told,))


def test_what_a_side_leaves_pointing_at_nothing_is_as_it_wants() -> None:
    base = Agreement(parties=(VAXJO, ALVESTA), goals=(_with(ONE, scope=("party002",)),))
    a = at.remove(base, "parties/party002")
    b = at.replace(base, "title", "Samverkan")
    assert merge(base, a, b) == (at.replace(a, "title", "Samverkan"), ())


def test_a_party_stays_with_what_is_about_it_and_has_changed() -> None:
    resource = {"id": "resour01", "name": "Lokaler", "party": "party002"}
    base = Agreement.model_validate({"parties": [VAXJO, ALVESTA], "resources": [resource]})
    a = at.remove(at.remove(base, "parties/party002"), "resources/resour01")
    b = at.replace(base, "resources/resour01/name", "Två lokaler")
    merged, conflicts = merge(base, a, b)
    assert merged == b
    assert [one.address for one in conflicts] == ["parties/party002", "resources/resour01"]


def test_a_column_stays_where_the_other_side_has_filled_it() -> None:
    columns = (Column(id="column01", name="2024"), Column(id="column02", name="2025"))
    row = Row(id="row00001", label="Unga", cells=(Cell(id="column01", value="10"),))
    table = StatisticsTable(id="table001", columns=columns, rows=(row,))
    base = Agreement(mapping=JointMapping(statistics=(table,)))
    a = at.remove(base, "mapping/statistics/table001/columns/column02")
    b = at.insert(base, "mapping/statistics/table001/rows/row00001/cells", Cell(id="column02", value="12"))
    merged, conflicts = merge(base, a, b)
    assert merged == b
    assert [one.address for one in conflicts] == ["mapping/statistics/table001/columns/column02"]


# -- drafts


def _said(*, notes: Sequence[Note] = (), **more: Any) -> Draft:
    return Draft(discussion=Discussion(notes=tuple(notes), **more))


def test_what_is_said_on_both_sides_is_there_and_what_is_the_same_is_there_once() -> None:
    first, other = (Note(id=id_, address="title", text=plain("Bra!")) for id_ in ("note0001", "note0002"))
    third = Note(id="note0003", address="title", text=plain("Inte så bra."))
    merged = merge_drafts(Draft(), _said(notes=(other,)), _said(notes=(first, third)))
    assert merged == (_said(notes=(first, third)), ())


def test_what_is_open_about_one_answer_is_one_matter_with_the_wordings_of_both() -> None:
    was, ours, theirs = (
        Proposal(id=id_, value=value)
        for id_, value in (("prop0001", "A"), ("prop0002", "B"), ("prop0003", "C"))
    )
    a = Alternatives(id="alte0002", address="title", proposals=(was, ours))
    b = Alternatives(id="alte0001", address="title", proposals=(_with(was, id="prop0009"), theirs))
    both = Alternatives(id="alte0001", address="title", proposals=(was, ours, theirs))
    sides = _said(alternatives=(a,)), _said(alternatives=(b,))
    assert merge_drafts(Draft(), *sides) == (_said(alternatives=(both,)), ())
    assert merge_drafts(Draft(), *reversed(sides)) == (_said(alternatives=(both,)), ())


def test_a_wording_that_one_has_chosen_and_the_other_taken_back_stays() -> None:
    one, two = Proposal(id="prop0001", value="A"), Proposal(id="prop0002", value="B")
    open_ = Alternatives(id="alte0001", address="title", proposals=(one, two))
    a = _said(alternatives=(_with(open_, chosen=Choice(proposal="prop0002")),))
    b = _said(alternatives=(_with(open_, proposals=(one,)),))
    told = Conflict("discussion/alternatives/alte0001/proposals/prop0002", two, two, None)
    assert merge_drafts(_said(alternatives=(open_,)), a, b) == (a, (told,))


def test_a_partys_position_is_one_and_two_that_differ_are_a_conflict() -> None:
    ours = Position(id="posi0002", section="goals", party="party001", state=AGREED)
    theirs = Position(id="posi0001", section="goals", party="party001", state=DISCUSSED)
    a, b = _said(positions=(ours,)), _said(positions=(theirs,))
    merged, conflicts = merge_drafts(Draft(), a, b)
    assert [(one.id, one.state) for one in merged.discussion.positions] == [("posi0001", AGREED)]
    told = Conflict("discussion/positions/posi0001", None, _with(ours, id="posi0001"), theirs)
    assert conflicts == (told,)


def test_what_has_no_id_is_told_apart_by_what_it_is_about() -> None:
    one, two = (SetAside(rule=rule, address="goals", reason="Vi vet.") for rule in ("required", "other"))
    sides = Draft(set_aside=(one, two)), Draft(set_aside=(_with(one, reason="Vi kan."),))
    both = (_with(one, reason="Vi kan."), two)
    assert merge_drafts(Draft(set_aside=(one,)), *sides) == (Draft(set_aside=both), ())
    assert merge_drafts(Draft(set_aside=(one,)), *reversed(sides)) == (Draft(set_aside=both), ())
    merged, conflicts = merge_drafts(Draft(), *sides)
    assert merged.set_aside == (one, two)
    assert conflicts == (Conflict("set_aside", None, one, both[0]),)


def test_outcomes_are_told_apart_by_indicator_and_party() -> None:
    def outcomes(**values: str) -> Draft:
        said = [IndicatorOutcome(indicator="indi0001", party=p, value=value) for p, value in values.items()]
        return Draft(evaluation=Evaluation(goals=(GoalEvaluation(id="goal0001", outcomes=tuple(said)),)))

    assert merge_drafts(Draft(), outcomes(party001="1"), outcomes(party002="2")) == (
        outcomes(party001="1", party002="2"),
        (),
    )


def test_a_file_returned_to_both_is_one_and_two_stands_on_a_viewpoint_are_a_conflict() -> None:
    def reply(id_: str, viewpoint: str, stand: Stand | None) -> Draft:
        found = Viewpoint(id=viewpoint, kind="comment", address="title", text="Bra!", stand=stand)
        return Draft(replies=(Reply(id=id_, name="svar.docx", viewpoints=(found,), content=b"svar"),))

    taken, refused = Stand(decision="taken"), Stand(decision="refused", reason=plain("Nej."))
    a, b = reply("repl0001", "view0002", taken), reply("repl0002", "view0001", refused)
    merged, conflicts = merge_drafts(Draft(), a, b)
    assert merged == reply("repl0001", "view0001", taken)
    assert conflicts == (Conflict("replies/repl0001/viewpoints/view0001/stand", None, taken, refused),)
    undecided = reply("repl0001", "view0001", None)
    assert merge_drafts(Draft(), undecided, b) == (reply("repl0001", "view0001", refused), ())


def test_a_file_that_came_to_both_on_two_days_came_on_the_first() -> None:
    first, other = (
        Draft(replies=(Reply(id=id_, name="svar.docx", received=day, content=b"svar"),))
        for id_, day in (("repl0002", date(2026, 3, 1)), ("repl0001", date(2026, 3, 4)))
    )
    came = Draft(replies=(_with(first.replies[0], id="repl0001"),))
    assert merge_drafts(Draft(), first, other) == merge_drafts(Draft(), other, first) == (came, ())


def test_a_comment_that_both_have_lifted_is_lifted_once_with_the_question_that_it_became() -> None:
    def lifted(question: str) -> Draft:
        asked = OpenQuestion(id=question, address="title", text=plain("Vem?"))
        stand = Stand(decision="lifted", lift=Lift(body="Nämnden"), value={"question": question})
        viewpoint = Viewpoint(id="view0001", kind="comment", address="title", text="Vem?", stand=stand)
        reply = Reply(id="repl0001", name="svar.docx", viewpoints=(viewpoint,))
        return Draft(replies=(reply,), discussion=Discussion(open_questions=(asked,)))

    reply = lifted("ques0001").replies[0]
    base = Draft(replies=(_with(reply, viewpoints=(_with(reply.viewpoints[0], stand=None),)),))
    a, b = lifted("ques0002"), lifted("ques0001")
    assert merge_drafts(base, a, b) == merge_drafts(base, b, a) == (b, ())


def test_what_both_have_chosen_is_chosen_under_the_one_id_it_gets() -> None:
    def chosen(id_: str) -> Draft:
        proposals = (was, Proposal(id=id_, value="B"))
        return _said(alternatives=(_with(open_, proposals=proposals, chosen=Choice(proposal=id_)),))

    was = Proposal(id="prop0001", value="A")
    open_ = Alternatives(id="alte0001", address="title", proposals=(was,))
    a, b = chosen("prop0003"), chosen("prop0002")
    base = _said(alternatives=(open_,))
    assert merge_drafts(base, a, b) == merge_drafts(base, b, a) == (b, ())


def test_a_file_that_the_other_side_has_come_to_refer_to_stays() -> None:
    file = Attachment(id="file0001", name="karta.pdf", content=b"karta")
    base = Draft(attachments=(file,))
    b = _with(base, agreement=Agreement(appendices=(Appendix(id="appe0001", attachment="file0001"),)))
    assert merge_drafts(base, Draft(), b) == (b, (Conflict("attachments/file0001", file, None, file),))


def test_two_files_under_one_id_both_stay() -> None:
    a, b = (Attachment(id="file0001", name="karta.pdf", content=content) for content in (b"ett", b"tre"))
    merged, conflicts = merge_drafts(Draft(), Draft(attachments=(a,)), Draft(attachments=(b,)))
    assert [one.content for one in merged.attachments] == [b"ett", b"tre"]
    assert len({one.id for one in merged.attachments}) == 2
    assert conflicts == (Conflict("attachments/file0001", None, a, b),)


def test_two_templates_are_a_conflict_and_the_other_one_is_kept_with_its_answers() -> None:
    a, b = (
        Draft(agreement=Agreement(marking=id_), template=TemplateUse(id=id_, content=id_.encode()))
        for id_ in ("egen", "annan")
    )
    merged, conflicts = merge_drafts(Draft(), a, b)
    assert merged.template == a.template
    assert [(one.template_use, one.agreement) for one in merged.earlier] == [(b.template, b.agreement)]
    assert [one.address for one in conflicts] == ["marking", "template"]


# -- laws


@given(TRIPLES)
def test_one_side_alone_gets_what_it_wants(triple: tuple[Agreement, Agreement, Agreement]) -> None:
    base, a, _ = triple
    apart = Agreement.model_validate_json(a.model_dump_json())
    assert merge(base, a, base) == merge(base, base, a) == merge(base, a, apart) == (a, ())


@given(TRIPLES)
def test_it_does_not_matter_who_is_first_but_for_what_stands_meanwhile(
    triple: tuple[Agreement, Agreement, Agreement],
) -> None:
    base, a, b = triple
    one, first = merge(base, a, b)
    other, second = merge(base, b, a)
    assert Counter(map(str, first)) == Counter(str(Conflict(c.address, c.base, c.b, c.a)) for c in second)
    places = {conflict.address for conflict in first}
    for difference in compare(one, other):
        here = at.parent(difference.address) if difference.kind == "moved" else difference.address
        assert here in places, difference


@given(TRIPLES)
def test_it_validates_and_its_conflicts_are_of_what_is_there(
    triple: tuple[Agreement, Agreement, Agreement],
) -> None:
    base, a, b = triple
    merged, conflicts = merge(base, a, b)
    assert Agreement.model_validate_json(merged.model_dump_json()) == merged
    assert len({conflict.address for conflict in conflicts}) == len(conflicts)
    for address, *values in conflicts:
        held = at.get(merged, address)
        if isinstance(schema.patterns().get(schema.pattern(address)), schema.ListOf):
            assert values == [tuple(item.id for item in _held(one, address)) for one in triple]
        else:
            # Where an item is new on both sides there were no answers in it.
            there = [_held(one, address) for one in triple]
            assert values == there or (there[0] is None and values == [(), *there[1:]])
            assert held == values[1] or (values[1] is None and held == values[2])


def _held(root: Value, address: str) -> Any:
    try:
        return at.get(root, address)
    except at.UnknownAddress:
        return None


@given(TRIPLES)
def test_no_answer_disappears_without_a_trace(triple: tuple[Agreement, Agreement, Agreement]) -> None:
    base, a, b = triple
    merged, conflicts = merge(base, a, b)
    places = {conflict.address for conflict in conflicts}
    for side, other in ((a, b), (b, a)):
        for address, _, value in at.answers(side):
            now, was = _held(merged, address), _held(base, address)
            if now == value or value in (None, ()) or _told(address, places):
                continue
            # The other side has changed or taken away what was there before, or both have a part in it.
            if was == value:
                assert _held(other, address) == now
            else:
                assert _parts(value) - _parts(was) <= _parts(now), address


def _told(address: str, places: set[str]) -> bool:
    while address:
        if address in places:
            return True
        address = at.parent(address)
    return False


def _parts(value: Any) -> Counter[Any]:
    if isinstance(value, str):
        return Counter(words.tokens(value))
    if isinstance(value, RichText):
        notes = [run for block in value.blocks for run in block.runs if not hasattr(run, "text")]
        return Counter((*words.tokens(value.text), *map(str, notes)))
    return Counter(value if isinstance(value, tuple) else ())


@given(TRIPLES)
def test_nothing_comes_to_point_at_what_is_gone(triple: tuple[Agreement, Agreement, Agreement]) -> None:
    base, a, b = triple
    merged, _ = merge(base, a, b)
    for address, kind, target in reference.references(merged):
        if target not in reference.targets(merged, kind):
            pointing = [
                one
                for one in (a, b)
                if target in (_held(one, address) or ()) and target not in reference.targets(one, kind)
            ]
            assert pointing, address


# -- laws of drafts


@st.composite
def _redrafted(draw: st.DrawFn, draft: Draft) -> Draft:
    """Return *draft* after parts of it have become those of another, item by item."""
    other = draw(drafts(1))
    update: dict[str, Any] = {"agreement": draw(revised(draft.agreement, 3))}
    for name in Draft.model_fields:
        if name != "agreement" and draw(st.booleans()):
            update[name] = draw(_mixed(getattr(draft, name), getattr(other, name)))
    return draft.model_copy(update=update)


@st.composite
def _mixed(draw: st.DrawFn, one: Any, other: Any) -> Any:
    if isinstance(one, tuple):
        items = {getattr(it, "id", n): it for n, it in enumerate((*one, *other))}
        ids = draw(st.lists(st.sampled_from(sorted(items, key=str)), unique=True)) if items else []
        return tuple(items[id_] for id_ in ids)
    if isinstance(one, Discussion | Evaluation):
        names = type(one).model_fields
        return one.model_copy(
            update={name: draw(_mixed(getattr(one, name), getattr(other, name))) for name in names}
        )
    return other


_DRAFTS = drafts(3).flatmap(lambda one: st.tuples(st.just(one), _redrafted(one), _redrafted(one)))
_slow = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@_slow
@given(_DRAFTS)
def test_the_laws_hold_for_drafts(triple: tuple[Draft, Draft, Draft]) -> None:
    base, a, b = triple
    apart = a.model_copy(deep=True)
    assert (
        merge_drafts(base, a, base) == merge_drafts(base, base, a) == merge_drafts(base, a, apart) == (a, ())
    )
    one, first = merge_drafts(base, a, b)
    other, second = merge_drafts(base, b, a)
    assert Counter(map(str, first)) == Counter(str(Conflict(c.address, c.base, c.b, c.a)) for c in second)
    if not first:
        assert one == other
    assert Draft.model_validate(one.model_dump()) is not None
    assert merge(base.agreement, a.agreement, b.agreement).agreement == one.agreement


@_slow
@given(_DRAFTS)
def test_nothing_that_is_said_or_kept_disappears_without_a_trace(triple: tuple[Draft, Draft, Draft]) -> None:
    base, a, b = triple
    merged, conflicts = merge_drafts(base, a, b)
    _assert_traced(base, a, b, merged, conflicts)


def test_of_positions_entered_apart_none_is_told_as_if_another_had_entered_it() -> None:
    ours = Position(id="posi0001", section="goals", state=UNTREATED, author="Växjö kommun", about="0f" * 16)
    theirs = Position(id="posi0002", section="goals", state=AGREED)
    a, b = _said(positions=(ours,)), _said(positions=(theirs,))
    merged, conflicts = merge_drafts(Draft(), a, b)
    assert merged.discussion.positions == (ours,)
    assert conflicts == (Conflict("discussion/positions/posi0001", None, ours, _with(theirs, id="posi0001")),)
    _assert_traced(Draft(), a, b, merged, conflicts)


def _assert_traced(base: Draft, a: Draft, b: Draft, merged: Draft, conflicts: Sequence[Conflict]) -> None:
    told = {
        _without_id(one)
        for conflict in conflicts
        for one in (conflict.a, conflict.b)
        if isinstance(one, Item)
    }
    places = {conflict.address for conflict in conflicts}
    before, now, *sides = (dict(_listed(one)) for one in (base, merged, a, b))
    for side in sides:
        for address, item in side.items():
            was = before.get(address)
            gone_by_one = was == item and any(address not in one for one in sides)
            if _without_id(item) in told or _told(address, places) or gone_by_one:
                continue
            assert _is_traced(item, was, at.parent(address), now, places), address


def _is_traced(item: Item, was: Item | None, list_: str, now: dict[str, Item], places: set[str]) -> bool:
    """Whether all that an item says is in what it has become, or what it says of it is told."""
    homes = [
        (address, one)
        for address, one in now.items()
        if at.parent(address) == list_ and (one.id == item.id or _known_by(one) == _known_by(item))
    ]
    return any(_is_held(item, was, one, address, places) for address, one in homes)


def _is_held(item: Item, was: Item | None, now: Item, here: str, places: set[str]) -> bool:
    for name, value in item:
        held, before = getattr(now, name), getattr(was, name, None)
        if name == "id" or held == value or value in (None, (), before):
            continue
        inner = f"{here}/{name}"
        if _told(inner, places) or any(place.startswith(f"{inner}/") for place in places):
            continue
        if isinstance(value, tuple) and value and isinstance(value[0], Item):
            there = {f"{inner}/{one.id}": one for one in held}
            were = {one.id: one for one in before or ()}
            # What was there before may have been taken away by the other side.
            if not all(
                were.get(one.id) == one or _is_traced(one, were.get(one.id), inner, there, places)
                for one in value
            ):
                return False
        elif not _parts(value) or not _parts(value) - _parts(before) <= _parts(held):
            return False
    return True


def _known_by(item: Item) -> object:
    """Return what tells that two have added the same, although they gave it other ids."""
    match item:
        case Position():
            return item.section, item.party
        case Alternatives():
            return item.address
        case Reply():
            return item.sha256
        case Viewpoint():
            return str([(name, value) for name, value in item if name not in ("id", "stand")])
        case _:
            return _without_id(item)


def _listed(draft: Draft) -> Iterator[tuple[str, Item]]:
    for name in ("notes", "open_questions", "alternatives", "positions"):
        for item in getattr(draft.discussion, name):
            yield f"discussion/{name}/{item.id}", item
    for name in ("attachments", "versions", "replies"):
        for item in getattr(draft, name):
            yield f"{name}/{item.id}", item


def _without_id(item: Item) -> str:
    return str([(name, value) for name, value in item if name != "id"])
