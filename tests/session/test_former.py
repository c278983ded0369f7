"""What differs from the agreement before, and what is said of it at the questions."""

from hypothesis import given
from hypothesis import strategies as st

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.discussion import Discussion
from lokdesk.agreement.draft import Draft, Predecessor
from lokdesk.agreement.steps import finished
from lokdesk.revision.comparison import compare
from lokdesk.session.former import Former, Since
from tests.strategies import agreements, edited, revised

OLD = Agreement.model_validate(
    {
        "title": "Samverkan",
        "version": "1.0",
        "parties": [{"id": "part0001", "name": "Växjö kommun", "signatories": [{"id": "sign0001"}]}],
        "goals": [{"id": "goal0001", "title": "A"}, {"id": "goal0002", "title": "B"}],
        "mapping": {
            "statistics": [
                {
                    "id": "stat0001",
                    "columns": [{"id": "colu0001", "name": "2025"}],
                    "rows": [{"id": "rows0001", "cells": [{"id": "colu0001", "value": "12"}]}],
                }
            ]
        },
    }
)


def draft(new: Agreement, *before: Agreement) -> Draft:
    frozen = tuple(Predecessor(id=f"year000{n}", agreement=one) for n, one in enumerate(before))
    return Draft(agreement=new, predecessors=frozen)


def since(**answers: object) -> Since:
    new = Agreement.model_validate(OLD.model_dump() | answers)
    return finished(Former().looking(draft(new, OLD)))


def test_without_an_agreement_before_nothing_differs():
    found = finished(Former().looking(draft(OLD)))
    assert found.agreement is None and not found.differences and not found.mark("title")


def test_what_was_found_before_a_search_was_left_is_told_by_the_next():
    former, new = Former(), OLD.model_copy(update={"title": "Ny"})
    finished(former.looking(draft(OLD, OLD)))
    now = draft(new, OLD).model_copy(update={"predecessors": draft(OLD, OLD).predecessors})

    next(former.looking(now))
    found = finished(former.looking(now.model_copy(update={"discussion": Discussion()})))

    assert found.mark("title") == "Ändrat sedan sist"


def test_the_latest_of_those_before_is_what_counts():
    found = finished(Former().looking(draft(OLD, Agreement(title="Äldst"), OLD)))
    assert found.agreement is OLD and not found.differences


def test_an_answer_says_how_it_differs():
    assert since(title="Ny").mark("title") == "Ändrat sedan sist"
    assert since(title=None).mark("title") == "Svaret borttaget sedan sist"
    assert since(background="Nytt").mark("background") == "Nytt svar sedan sist"
    assert since(title="Ny").mark("background") == ""


def test_a_list_says_what_has_come_and_gone_and_an_item_whether_it_is_new_or_changed():
    goals = [{"id": "goal0002", "title": "C"}, {"id": "goal0003"}, {"id": "goal0004"}]
    found = since(goals=goals)
    assert found.mark("goals") == "2 har tillkommit, 1 har tagits bort sedan sist"
    assert found.of_item("goals/goal0002") == "ändrat sedan sist"
    assert found.of_item("goals/goal0003") == "nytt sedan sist"
    assert found.is_new("goals/goal0003/title") and not found.is_new("goals/goal0002/title")
    assert since(goals=list(reversed(OLD.model_dump()["goals"]))).mark("goals") == "Annan ordning än sist"


def test_what_is_made_decided_and_signed_anew_each_time_is_told_without_a_mark():
    parties = [{"id": "part0001", "name": "Växjö kommun", "signatories": []}]
    found = since(version="2.0", parties=parties)
    assert "version" in found.differences and found.mark("version") == ""
    assert found.mark("parties/part0001/signatories") == "" and found.of_item("parties/part0001") == ""


def test_figures_are_told_of_as_a_table():
    (table,) = OLD.model_dump()["mapping"]["statistics"]
    rows = [{"id": "rows0001", "cells": [{"id": "colu0001", "value": "13"}]}]
    found = since(mapping={"statistics": [table | {"rows": rows}]})
    assert found.mark("mapping/statistics/stat0001") == "Siffrorna ändrade sedan sist"
    assert (
        since(mapping={"statistics": [table, table | {"id": "stat0002"}]}).mark("mapping/statistics/stat0002")
        == ""
    )


@given(st.data())
def test_looking_again_and_again_finds_what_looking_once_does(data: st.DataObject):
    old = data.draw(agreements(8))
    held, new = Former(), old
    for _ in range(3):
        new = data.draw(revised(new, 3) | edited(new, 3))
        found = finished(held.looking(draft(new, old)))
        assert list(found.differences.values()) == list(compare(old, new))
    # Another agreement before is another matter.
    assert not finished(held.looking(draft(new, new))).differences
