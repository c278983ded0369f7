"""Word files from elsewhere: every word is somewhere, and proposals can be confirmed, moved and rejected."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lokdesk.project.problem import Problem
from lokdesk.session import document, importing
from lokdesk.session.importing import Import
from tests.session.made import LIBRARY
from tests.word import made
from tests.word import test_source as corners
from tests.word.foreign.agreements import TUNED, Foreign
from tests.word.foreign.counting import in_texts, in_word_file
from tests.word.foreign.former import FORMER
from tests.word.foreign.held_out import HELD_OUT
from tests.word.foreign.writer import Writer

EVERY = (*TUNED, *FORMER, *HELD_OUT)


def taken_in(docx: bytes) -> Import:
    return importing.taken_in(docx, "avtal.docx", LIBRARY)


def missing(docx: bytes, imported: Import) -> Counter[str]:
    """Return the words of *docx* that are neither in an answer nor in the tray."""
    answers = in_texts(imported.agreement.model_dump(mode="json"))
    tray = in_texts([one.text for one in imported.tray])
    return in_word_file(docx) - (answers + tray)


@pytest.mark.parametrize("one", EVERY, ids=[one.name for one in EVERY])
def test_every_word_of_an_agreement_is_in_an_answer_or_in_the_tray(one: Foreign):
    docx = one.docx()

    assert missing(docx, taken_in(docx)) == Counter()


WORDS = st.sampled_from(  # what documents are made of, and what the recogniser looks for
    "Mål Målgrupper Parter Syfte Styrgrupp Indikator: Växjö kommun Arbetsförmedlingen Giltighet "
    "2024-01-01 den 1 mars 2025 till och med tills vidare Underskrifter För ____ 12 % § 1 1.1 Bilaga "
    "1c varje kvartal träffas. består av: Ansvarig: Part Roll Namn 212000-0662 (2010:800) Lag Ort: "
    "åäö Organisering Uppföljning – Mötesfrekvens: 2024–2026 Version 1:1 Dnr sägas upp förlängs".split(" ")
)
TEXTS = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)
PARTS = st.one_of(
    st.tuples(st.just("h"), TEXTS, st.integers(1, 3)),
    st.tuples(st.just("p"), TEXTS),
    st.tuples(st.just("bold"), TEXTS),
    st.tuples(st.just("items"), TEXTS),
    st.tuples(st.just("numbered"), TEXTS),
    st.tuples(st.just("lead"), TEXTS, TEXTS),
    st.tuples(
        st.just("table"),
        st.integers(1, 4).flatmap(
            lambda wide: st.lists(
                st.lists(TEXTS | st.just(""), min_size=wide, max_size=wide), min_size=1, max_size=4
            )
        ),
    ),
)


def written(parts: list[tuple[object, ...]]) -> bytes:
    writer = Writer()
    for kind, *given_ in parts:
        if kind == "table":
            (rows,) = given_
            writer.table(*rows)  # type: ignore[misc]
        else:
            getattr(writer, str(kind))(*given_)
    return writer.docx()


@given(st.lists(PARTS, max_size=14))
@settings(max_examples=60)
def test_no_word_of_any_document_is_lost(parts: list[tuple[object, ...]]):
    docx = written(parts)

    assert missing(docx, taken_in(docx)) == Counter()


def test_words_in_every_corner_of_a_document_are_in_an_answer_or_in_the_tray():
    docx = corners.document("".join(corners.PLACES.values()))

    assert in_word_file(docx)["först"] > len(corners.PLACES) - 5
    assert missing(docx, taken_in(docx)) == Counter()


@pytest.mark.parametrize("place", corners.PARTS)
def test_words_in_every_part_of_a_file_are_in_an_answer_or_in_the_tray(place: str):
    tray = in_texts([one.text for one in taken_in(corners.other_part(place)).tray])

    assert (tray["först"], tray["sist"]) == (1, 1)


def test_what_fits_nowhere_stands_first_in_the_tray_with_its_place():
    writer = Writer()
    writer.h("Målgrupper")
    writer.items("Unga")
    writer.h("Kaffe")
    writer.p("Det finns alltid kaffe.")

    first, *others = taken_in(writer.docx()).tray

    assert (first.text, first.understood) == ("Kaffe", False)
    assert [one.text for one in others if not one.understood] == ["Det finns alltid kaffe."]
    assert "under ”Kaffe”" in others[0].source


def test_open_changes_and_comments_are_listed_and_changes_read_as_accepted():
    tracked = next(one for one in TUNED if one.name.startswith("spårade"))

    tray = taken_in(tracked.docx()).tray

    assert [(one.text, one.source) for one in tray if one.passage is None] == [
        ("arbetslösheten stiger", "Spårad ändring, borttaget av Eva Lind 2025-02-03"),
        ("arbetslösheten sjunker", "Spårad ändring, tillagt av Eva Lind 2025-02-03"),
    ]


# -- proposals


def goals() -> Import:
    writer = Writer()
    writer.h("Mål")
    writer.items("Fler unga i arbete", "Fler arbetar deltid")
    writer.p("Bakgrunden är en annan.")
    return taken_in(writer.docx())


def proposed(imported: Import, text: str) -> str:
    return next(one.id for one in imported.proposals if one.value == text)


def test_a_proposal_stands_beside_its_passage():
    imported = goals()
    one = next(one for one in imported.proposals if one.value == "Fler unga i arbete")

    assert imported.recognition.source.by_number[one.passage].text == "Fler unga i arbete"
    assert imported.place(one.passage) == "punkt 2 under ”Mål”"
    assert one.address.startswith("goals/") and one.address.endswith("/title")
    assert 0 < one.confidence < 1


def test_a_confirmed_proposal_is_certain():
    imported = goals()
    id_ = proposed(imported, "Fler unga i arbete")

    sure = importing.confirm(imported, id_).recognition.by_id[id_]

    assert (sure.state, sure.confidence) == ("confirmed", 1.0)


def test_the_words_of_a_rejected_proposal_go_to_the_tray():
    imported = goals()

    without = importing.reject(imported, proposed(imported, "Fler arbetar deltid"))

    assert [goal.title for goal in without.agreement.goals] == ["Fler unga i arbete"]
    assert "Fler arbetar deltid" in [one.text for one in without.tray if not one.understood]


def test_a_moved_proposal_becomes_the_answer_where_it_is_moved_to():
    imported = goals()

    moved = importing.move(imported, proposed(imported, "Fler arbetar deltid"), "background")

    assert moved.agreement.background is not None
    assert moved.agreement.background.text == "Fler arbetar deltid"
    assert len(moved.agreement.goals) == 1


def test_a_proposal_can_be_moved_to_an_item_that_is_made_for_it():
    imported = goals()
    item = importing.new_item(imported, "target_groups")

    moved = importing.move(imported, proposed(imported, "Fler arbetar deltid"), f"{item}/name")

    assert [group.name for group in moved.agreement.target_groups] == ["Fler arbetar deltid"]


def test_what_lies_in_the_tray_can_be_put_in_an_answer():
    writer = Writer()
    writer.h("Kaffe")
    writer.p("Det finns alltid kaffe.")
    imported = taken_in(writer.docx())
    passage = next(one.passage for one in imported.tray if one.text == "Det finns alltid kaffe.")
    assert passage is not None

    put = importing.place(imported, passage, "background")

    assert put.agreement.background is not None
    assert put.agreement.background.text == "Det finns alltid kaffe."
    assert "Det finns alltid kaffe." not in [one.text for one in put.tray]


def test_words_that_are_no_answer_of_the_kind_stay_where_they_are():
    imported = goals()

    with pytest.raises(Problem, match="går inte att använda som svar"):
        importing.move(imported, proposed(imported, "Fler arbetar deltid"), "validity/start")


def with_parties() -> Import:
    writer = Writer()
    writer.h("Parter")
    writer.items("Växjö kommun", "Arbetsförmedlingen")
    writer.h("Mål")
    writer.items("Fler i arbete")
    writer.h("Kaffe")
    writer.p("Växjö", "AF och Växjö kommun", "Alvesta kommun")
    return taken_in(writer.docx())


def passage_of(imported: Import, text: str) -> int:
    return next(one.number for one in imported.recognition.source.passages if one.text == text)


def test_a_name_can_be_moved_to_where_an_item_is_referred_to():
    imported = with_parties()
    (goal,) = imported.agreement.goals
    vaxjo, af = imported.agreement.parties

    scoped = importing.place(imported, passage_of(imported, "AF och Växjö kommun"), f"goals/{goal.id}/scope")
    item = importing.new_item(scoped, "resources")
    resource = importing.place(scoped, passage_of(scoped, "Växjö"), f"{item}/party")

    assert set(scoped.agreement.goals[0].scope) == {vaxjo.id, af.id}
    assert [one.party for one in resource.agreement.resources] == [vaxjo.id]


def test_a_name_of_nothing_that_there_is_cannot_be_referred_to():
    imported = with_parties()
    (goal,) = imported.agreement.goals

    with pytest.raises(Problem, match="är inte namnet på något"):
        importing.place(imported, passage_of(imported, "Alvesta kommun"), f"goals/{goal.id}/scope")


def test_the_gaps_are_what_the_handbook_asks_for_and_the_document_lacks():
    asked = {gap.address for gap in importing.gaps(goals().agreement, LIBRARY.handbook)}

    assert "parties" in asked
    assert "goals" not in asked


def test_what_is_no_word_file_is_refused_by_name():
    with pytest.raises(Problem, match=r"avtal[.]docx"):
        taken_in(b"hej")


@pytest.mark.parametrize("name", ["word/header1.xml", "word/footer1.xml", "word/footnotes.xml"])
def test_a_document_of_ours_with_a_damaged_part_is_refused_by_name(name: str):
    parts = made.parts(document.render(LIBRARY.example("kronoberg"), LIBRARY))

    with pytest.raises(Problem, match=rf"avtal[.]docx.*{name}"):
        taken_in(made.zipped({**parts, name: b"<w:hdr"}))
