"""References by id, and answers in words."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from lokdesk.agreement import address as at
from lokdesk.agreement import reference, schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.frequency import Frequency
from lokdesk.agreement.goals import Goal
from lokdesk.agreement.mapping import GroupSize, TargetGroup
from lokdesk.agreement.organisation import Forum, Organisation
from lokdesk.agreement.parties import Collaborator, Party
from lokdesk.agreement.processes import Resource
from lokdesk.agreement.wording import Wording
from tests.strategies import agreements

AGREEMENT = Agreement(
    parties=(Party(id="afafafaf", name="Arbetsförmedlingen"), Party(id="kommunen")),
    collaborators=(Collaborator(id="regionen", name="Region Kronoberg"),),
    goals=(Goal(id="aaaaaaaa", scope=("kommunen", "borta123")), Goal(id="bbbbbbbb")),
    organisation=Organisation(
        forums=(Forum(id="styrgrup", name="Styrgruppen"), Forum(id="lokalgrp", reports_to="styrgrup"))
    ),
)


def _words(address: str) -> str:
    answer = schema.patterns()[schema.pattern(address)]
    assert isinstance(answer, Answer)
    return Wording(AGREEMENT).plain(answer, at.get(AGREEMENT, address))


def test_a_reference_reads_as_the_name_of_what_it_points_at():
    assert _words("organisation/forums/lokalgrp/reports_to") == "Styrgruppen"
    assert _words("goals/aaaaaaaa/scope") == "(utan namn), (saknas)"
    assert _words("goals/bbbbbbbb/scope") == "Alla parter"
    assert _words("goals/bbbbbbbb/target_groups") == ""


def test_other_answers_read_as_people_write_them():
    words = Wording(AGREEMENT).plain
    assert words(Answer("date"), date(2026, 3, 1)) == "2026-03-01"
    assert words(Answer("flag"), False) == "Nej"
    assert words(Answer("choice", "level"), "strategisk") == "Strategisk"
    assert words(Answer("frequency"), Frequency(every=1, unit="år")) == "en gång per år"
    assert words(Answer("line"), None) == ""


def test_actors_are_parties_and_collaborators():
    assert list(reference.targets(AGREEMENT, "actor")) == ["afafafaf", "kommunen", "regionen"]
    assert list(reference.targets(AGREEMENT, "party")) == ["afafafaf", "kommunen"]


def test_every_reference_is_found_with_what_it_points_at():
    references = tuple(reference.references(AGREEMENT))

    assert ("organisation/forums/lokalgrp/reports_to", "forum", "styrgrup") in references
    assert [address for address, _, target in references if target == "kommunen"] == ["goals/aaaaaaaa/scope"]


def _without_the_municipality() -> tuple[Agreement, Agreement]:
    before = AGREEMENT.model_copy(
        update={
            "goals": (
                Goal(id="aaaaaaaa", scope=("kommunen", "borta123")),
                Goal(id="bbbbbbbb", scope=("kommunen",)),
                Goal(id="cccccccc", scope=("afafafaf", "kommunen")),
            ),
            "target_groups": (
                TargetGroup(
                    id="dddddddd",
                    sizes=(GroupSize(id="eeeeeeee", party="kommunen"), GroupSize(id="ffffffff")),
                ),
            ),
            "resources": (Resource(id="gggggggg", party="kommunen"),),
        }
    )
    return before, at.remove(before, "parties/kommunen")


def test_what_points_at_something_gone_is_told_from_what_did_before():
    found = reference.loose(*_without_the_municipality())

    assert dict(found.answers) == {
        "goals/aaaaaaaa/scope": ("borta123",),
        "goals/bbbbbbbb/scope": (),
        "goals/cccccccc/scope": ("afafafaf",),
        "resources/gggggggg/party": (),
    }
    assert found.widened == ("goals/bbbbbbbb/scope",)
    assert found.items == ("target_groups/dddddddd/sizes/eeeeeeee",)


def test_what_points_at_something_gone_is_taken_away_and_nothing_else():
    before, after = _without_the_municipality()

    result = reference.released(after, reference.loose(before, after))

    assert at.get(result, "goals/aaaaaaaa/scope") == ("borta123",)
    assert at.get(result, "goals/bbbbbbbb/scope") == ()
    assert at.get(result, "goals/cccccccc/scope") == ("afafafaf",)
    assert at.get(result, "resources/gggggggg/party") is None
    assert [size.id for size in at.get(result, "target_groups/dddddddd/sizes")] == ["ffffffff"]
    assert not reference.loose(before, result)


@given(st.data(), agreements())
def test_no_reference_is_left_without_what_it_pointed_at(data: st.DataObject, agreement: Agreement):
    removable = [address for address, _ in at.items(agreement) if "/cells/" not in address]
    if not removable:
        return
    after = at.remove(agreement, data.draw(st.sampled_from(removable)))

    result = reference.released(after, reference.loose(agreement, after))

    assert not reference.loose(agreement, result)
    untouched = reference.loose(agreement, after)
    if not untouched:
        assert result is after


@given(agreements())
def test_every_answer_of_a_random_agreement_has_words(agreement: Agreement):
    wording = Wording(agreement)
    for _, answer, value in at.answers(agreement):
        assert isinstance(wording.plain(answer, value), str)
