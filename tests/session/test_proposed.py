"""What was proposed for a Word file, in words: by section and item, with its source; where words can go."""

from datetime import date

from lokdesk.agreement.draft import Draft
from lokdesk.agreement.wording import Wording
from lokdesk.session import importing, intake, proposed
from tests.session.made import LIBRARY
from tests.word.foreign.agreements import TUNED
from tests.word.foreign.writer import Writer


def taken_in(docx: bytes) -> Draft:
    found = importing.taken_in(docx, "a.docx", LIBRARY)
    return intake.begun(found, "a.docx", docx, LIBRARY, date(2026, 3, 2)).draft


def goals() -> Draft:
    writer = Writer()
    writer.h("Mål")
    writer.items("Fler unga i arbete", "Fler arbetar deltid")
    return taken_in(writer.docx())


def sections(draft: Draft) -> tuple[proposed.Section, ...]:
    return proposed.sections(draft.intakes[-1], draft.agreement, LIBRARY.handbook, Wording(draft.agreement))


def test_proposals_stand_by_section_and_item_with_the_words_they_were_read_from():
    (section,) = sections(goals())

    assert (section.step, section.title) == ("Mål", "Mål och indikatorer")
    assert [group.title for group in section.groups] == [
        "Mål ”Fler unga i arbete”",
        "Mål ”Fler arbetar deltid”",
    ]
    line = section.lines[0]
    assert (line.question, line.says, line.source) == ("Målet", "Fler unga i arbete", "Fler unga i arbete")
    assert line.where == "punkt 2 under ”Mål”"
    assert "Att ta ställning till" in line.spoken


def test_what_is_rejected_is_not_among_them_and_what_is_confirmed_says_so():
    draft = goals()
    first, second = (line.proposal.id for section in sections(draft) for line in section.lines)

    draft = intake.confirmed(intake.rejected(draft, [first]), [second])

    (line,) = (line for section in sections(draft) for line in section.lines)
    assert line.proposal.id == second
    assert "Bekräftat" in line.spoken


def test_all_answers_that_the_draft_has_from_the_file_are_among_them():
    for one in TUNED:
        draft = taken_in(one.docx())

        lines = [line for section in sections(draft) for line in section.lines]

        assert len(lines) == intake.waiting(draft.intakes[-1])
        assert all(line.says != "–" and line.source for line in lines), one.name


def test_each_passage_says_what_it_was_taken_for():
    draft = goals()

    used = proposed.used(draft.intakes[-1], LIBRARY.handbook)

    assert used == {0: "Rubrik", 1: "Målet", 2: "Målet"}


def test_questions_are_found_by_words_in_any_order_and_those_that_begin_so_come_first():
    every = proposed.targets(LIBRARY.handbook)

    found = proposed.matching(every, "bakgrund")

    assert found[0].pattern == "background"
    assert {one.pattern for one in proposed.matching(every, "rättsliga bakgrund")} <= {
        one.pattern for one in every
    }
    assert proposed.matching(every, "finns inte alls") == ()
    assert proposed.matching(every, "") == every


def test_only_questions_that_words_can_answer_are_among_them():
    patterns = {one.pattern for one in proposed.targets(LIBRARY.handbook)}

    assert {"title", "goals/*/indicators/*/name", "organisation/forums/*/frequency"} <= patterns
    assert not {"goals", "parties/*/decisions/*/body"} & patterns


def test_a_question_in_a_list_says_which_items_there_are_and_how_another_is_added():
    draft = goals()

    assert proposed.levels("goals/*/indicators/*/name") == ("goals", "goals/*/indicators")
    level = proposed.level(LIBRARY.handbook, draft.agreement, "goals", Wording(draft.agreement))

    assert list(level.items.values()) == ["Fler unga i arbete", "Fler arbetar deltid"]
    assert level.add == LIBRARY.handbook.question("goals").add
    new = proposed.new_item(draft.agreement, ["abcd1234"])
    assert new not in {*level.items, "abcd1234"}
    inner = proposed.level(
        LIBRARY.handbook, draft.agreement, f"goals/{new}/indicators", Wording(draft.agreement)
    )
    assert not inner.items


def test_what_the_handbook_does_not_ask_for_stands_by_itself_and_can_be_decided():
    draft = goals()
    (id_, _) = (line.proposal.id for section in sections(draft) for line in section.lines)
    draft = intake.moved(draft, id_, "dua/module_1")
    older, newer = LIBRARY.handbooks["2026.1"], LIBRARY.handbooks["2026.2"]
    taken, wording = draft.intakes[-1], Wording(draft.agreement)

    asked = proposed.sections(taken, draft.agreement, older, wording)
    assert all(section.slug for section in asked)
    *_, last = proposed.sections(taken, draft.agreement, newer, wording)

    assert (last.title, [line.says for line in last.lines]) == (
        "Frågas inte efter i handboken",
        ["Fler unga i arbete"],
    )
    assert proposed.used(taken, newer)[1] == proposed.used(taken, older)[1] == last.lines[0].question
