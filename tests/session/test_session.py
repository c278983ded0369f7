"""The open draft: every edit makes a new one, tells of itself and can be undone."""

from datetime import date
from pathlib import Path

import pytest

from lokdesk.agreement import address as at
from lokdesk.agreement.address import UnknownAddress
from lokdesk.agreement.draft import Draft, RuleSettings
from lokdesk.agreement.finding import Finding
from lokdesk.agreement.goals import Goal
from lokdesk.project import container
from lokdesk.project.container import Container
from lokdesk.project.problem import ChangedElsewhere, Problem
from lokdesk.project.version import Version
from lokdesk.session.complaint import Unfit
from lokdesk.session.event import (
    AnswerChanged,
    DraftReplaced,
    Event,
    ItemAdded,
    ItemMoved,
    ItemRemoved,
    PartsChanged,
    Saved,
)
from lokdesk.session.session import Session
from tests.session.made import LIBRARY

DAY = date(2026, 3, 1)


@pytest.fixture
def session() -> Session:
    return Session(LIBRARY)


@pytest.fixture
def told(session: Session) -> list[Event]:
    events: list[Event] = []
    session.subscribe(events.append)
    return events


def test_a_new_session_has_an_empty_draft_without_a_file(session: Session):
    assert session.agreement == Draft().agreement
    assert session.draft.template.id == LIBRARY.newer_template("grundmall") == "grundmall-2026"
    assert session.draft.template.version
    assert session.draft.handbook.version == LIBRARY.handbook.version
    assert session.path is None
    assert not session.dirty
    assert session.undoable is None
    assert session.redoable is None


def test_an_answer_is_given_and_told_of(session: Session, told: list[Event]):
    before = session.draft

    session.set("title", " Vår  överenskommelse\n")

    assert session.value("title") == "Vår  överenskommelse"
    assert told == [AnswerChanged("title")]
    assert session.dirty
    assert before.agreement.title is None


def test_an_answer_that_is_given_again_is_no_edit(session: Session, told: list[Event]):
    session.set("title", "")
    session.set("validity/kind", None)

    assert told == []
    assert not session.dirty
    assert session.undoable is None


def test_edits_of_one_answer_in_a_row_are_undone_as_one(session: Session):
    for text in ("V", "Vå", "Vår"):
        session.set("title", text)
    session.set("version", "1")

    session.undo()
    assert session.value("title") == "Vår"
    session.undo()
    assert session.value("title") is None
    assert not session.dirty


def test_many_answers_are_given_as_one_edit(session: Session, told: list[Event]):
    goal = session.add("goals", {"title": "Fler i arbete"})
    before = session.draft
    told.clear()

    session.set_many({"title": "Vår", f"{goal}/title": "Fler i studier", "background": "Rad ett\nRad två"})

    assert told == [PartsChanged(frozenset({"agreement"}))]
    assert session.value("title") == "Vår"
    assert session.value(f"{goal}/title") == "Fler i studier"
    assert session.value("background").text == "Rad ett\nRad två"
    session.undo()
    assert session.draft is before


def test_many_cells_of_a_table_are_given_as_one_edit(session: Session):
    table = session.add("mapping/statistics")
    columns = [session.add(f"{table}/columns", {"name": name}) for name in ("2024", "2025")]
    row = session.add(f"{table}/rows", {"label": "Kvinnor"})
    cells = [f"{row}/cells/{at.last(column)}/value" for column in columns]
    before = session.draft

    session.set_many({cells[1]: "14", cells[0]: "12"})

    assert [session.value(cell) for cell in cells] == ["12", "14"]
    session.undo()
    assert session.draft is before


def test_many_answers_that_are_given_again_are_no_edit(session: Session, told: list[Event]):
    session.set_many({"title": "", "validity/kind": None})
    session.set_many({})

    assert told == []
    assert session.undoable is None


def test_of_many_answers_none_is_given_when_one_does_not_fit(session: Session, told: list[Event]):
    before = session.draft

    with pytest.raises(Unfit) as raised:
        session.set_many({"title": "Vår", "validity/start": "i vår", "version_date": 7})

    assert [complaint.address for complaint in raised.value.complaints] == ["validity/start", "version_date"]
    assert session.draft is before
    assert told == []


def test_a_settled_answer_begins_a_new_edit(session: Session):
    session.set("title", "Vår")
    session.settle()
    session.set("title", "Er")

    session.undo()

    assert session.value("title") == "Vår"


def test_an_answer_that_is_taken_back_by_hand_leaves_no_edit(session: Session, told: list[Event]):
    session.set("version", "1")
    before = session.draft
    session.set("title", "V")
    session.set("title", "")

    assert session.draft is before
    assert session.undoable == AnswerChanged("version")
    assert told == [AnswerChanged("version"), AnswerChanged("title"), AnswerChanged("title")]


def test_an_answer_saved_and_taken_back_is_a_change(session: Session, tmp_path: Path):
    session.set("title", "V")
    session.save_as(tmp_path / "x.lokdesk")
    session.set("title", "Vå")
    session.set("title", "V")

    assert not session.dirty
    session.set("title", None)
    assert session.dirty
    session.undo()
    assert not session.dirty


def test_an_item_is_added_with_answers_and_told_of(session: Session, told: list[Event]):
    address = session.add("goals", {"title": "Fler i arbete", "indicators": [{"name": "Andel"}]})

    assert at.parent(address) == "goals"
    assert session.value(address).title == "Fler i arbete"
    assert session.value(address).indicators[0].name == "Andel"
    assert told == [ItemAdded(address)]
    session.undo()
    session.redo()
    assert told[1:] == [ItemRemoved(address), ItemAdded(address)]
    assert session.value(address).title == "Fler i arbete"


def test_an_item_is_added_where_it_is_asked_for(session: Session):
    session.add("goals", {"title": "två"})
    session.add("goals", {"title": "ett"}, 0)
    session.add("goals", Goal(id="goal0003", title="tre"))

    assert [goal.title for goal in session.agreement.goals] == ["ett", "två", "tre"]


def test_an_item_is_moved_removed_and_brought_back_to_its_place(session: Session, told: list[Event]):
    first, second, third = (session.add("goals", {"title": title}) for title in ("ett", "två", "tre"))
    told.clear()

    session.move(third, 0)
    session.remove(first)
    assert [goal.title for goal in session.agreement.goals] == ["tre", "två"]
    assert told == [ItemMoved(third), ItemRemoved(first)]
    session.undo()
    session.undo()

    assert [goal.title for goal in session.agreement.goals] == ["ett", "två", "tre"]
    assert told[2:] == [ItemAdded(first), ItemMoved(third)]
    assert session.value(second).title == "två"


def test_a_removal_takes_the_references_along_as_one_edit(session: Session, told: list[Event]):
    party = session.add("parties", {"name": "Alvesta kommun"})
    goal = session.add("goals", {"scope": [at.last(party)]})
    before = session.draft
    told.clear()

    assert session.refers_to(party).widened == (f"{goal}/scope",)
    session.remove(party)
    assert session.value(f"{goal}/scope") == ()
    assert told == [PartsChanged(frozenset({"agreement"}), party)]
    session.undo()

    assert session.draft is before


def test_a_file_is_attached_to_its_answer_and_detached_from_it_as_one_edit(session: Session):
    appendix = session.add("appendices")
    empty = session.draft

    attachment = session.attach("Karta.pdf", b"%PDF", f"{appendix}/attachment")
    assert session.value(f"{appendix}/attachment") == attachment
    attached = session.draft
    session.detach(attachment)
    session.undo()
    assert session.draft is attached
    session.undo()

    assert session.draft is empty


def test_an_item_that_is_moved_to_its_own_place_is_no_edit(session: Session, told: list[Event]):
    address = session.add("goals")
    told.clear()

    session.move(address, 0)

    assert told == []


def test_a_copy_stands_right_after_its_original_with_ids_of_its_own(session: Session):
    original = session.add("goals", {"title": "ett", "indicators": [{"name": "Andel"}]})
    session.add("goals", {"title": "två"})

    copy = session.duplicate(original)

    assert [goal.title for goal in session.agreement.goals] == ["ett", "ett (kopia)", "två"]
    assert session.value(original).indicators[0].id != session.value(copy).indicators[0].id


@pytest.mark.parametrize(
    ("address", "value", "sentence"),
    [
        ("title", 5, "Här ska stå en text."),
        ("validity/start", "2026-02-30", "Ett datum skrivs som 2026-03-01."),
        ("follow_up/interval", {"every": 2}, "Ett intervall behöver både ett antal och en enhet"),
        ("goals", [{"title": "utan id"}], "Nyckeln saknas."),
    ],
)
def test_a_value_that_does_not_fit_is_refused_in_swedish(
    session: Session, told: list[Event], address: str, value: object, sentence: str
):
    before = session.draft

    with pytest.raises(Unfit) as raised:
        session.set(address, value)

    assert sentence in raised.value.complaints[0].sentence
    assert raised.value.complaints[0].address.startswith(address)
    assert session.draft is before
    assert told == []


def test_an_address_that_names_nothing_is_refused(session: Session):
    for edit in (
        lambda: session.set("nothing", 1),
        lambda: session.set("goals/goal0001/title", "x"),
        lambda: session.add("title"),
        lambda: session.add("nothing"),
        lambda: session.remove("goals/goal0001"),
        lambda: session.move("goals/goal0001", 0),
        lambda: session.duplicate("goals/goal0001"),
        lambda: session.value("goals/goal0001"),
    ):
        with pytest.raises(UnknownAddress):
            edit()
    assert not session.dirty


def test_several_answers_are_filled_in_as_one_edit(session: Session, told: list[Event]):
    session.fill({"title": "Vår", "goals": [{"title": "ett"}]})

    assert told == [PartsChanged(frozenset({"agreement"}))]
    session.undo()
    assert session.agreement == Draft().agreement
    session.fill({"title": None})
    assert told[2:] == []


def test_a_group_is_replaced_as_one_edit(session: Session, told: list[Event]):
    session.set("dua", {"preset": "Dua 2017"})

    assert session.value("dua/preset") == "Dua 2017"
    assert told == [PartsChanged(frozenset({"agreement"}), "dua")]


def test_a_ready_made_item_can_be_added_as_it_is(session: Session):
    ready = next(one for one in LIBRARY.presets if one.place == "target_groups")

    address = session.add("target_groups", ready.item(at.ids(session.agreement)))

    assert session.value(address).definition is not None


def test_what_stands_around_the_agreement_is_changed_and_undone_likewise(session: Session, told: list[Event]):
    settings = RuleSettings(small_count_limit=10)
    session.change(session.draft.model_copy(update={"rule_settings": settings}))
    session.change(session.draft)

    assert told == [PartsChanged(frozenset({"rule_settings"}))]
    session.undo()
    assert session.draft.rule_settings.small_count_limit == 5


def test_a_finding_is_set_aside_and_taken_up_again(session: Session):
    finding = Finding("goals", "should", "goals", "Det finns inga mål.", "Lägg till ett mål.")
    other = Finding("forum", "must", "organisation/forums", "Det finns inget forum.", "Lägg till ett.")
    session.set_aside(finding, "Kommer i\nhöst ")
    session.set_aside(finding, "Kommer i vår")
    session.set_aside(other, "Nej")

    assert [(one.rule, one.reason) for one in session.draft.set_aside] == [
        ("goals", "Kommer i vår"),
        ("forum", "Nej"),
    ]
    session.take_up(finding)
    assert [one.rule for one in session.draft.set_aside] == ["forum"]


def test_an_attachment_is_kept_with_its_bytes_and_found_by_its_name(session: Session):
    attachment = session.attach("/hemma/Karta.pdf", b"%PDF")
    appendix = session.add("appendices", {"attachment": attachment})

    assert session.draft.attachments[0].content == b"%PDF"
    assert session.draft.attachments[0].media_type == "application/pdf"
    assert session.attachment_names == {attachment: "Karta.pdf"}
    assert session.wording.name("attachment", session.value(f"{appendix}/attachment")) == "Karta.pdf"
    session.detach(attachment)
    assert session.value(f"{appendix}/attachment") is None
    assert session.draft.attachments == ()
    session.undo()
    assert session.draft.attachments[0].content == b"%PDF"
    with pytest.raises(KeyError):
        session.detach("nothing1")


def test_names_of_what_is_referred_to_follow_the_edits(session: Session):
    party = at.last(session.add("parties", {"name": "Växjö kommun"}))
    assert session.wording.name("party", party) == "Växjö kommun"

    session.set(f"parties/{party}/name", "Lessebo kommun")

    assert session.wording.name("party", party) == "Lessebo kommun"


def test_whoever_no_longer_subscribes_is_no_longer_told(session: Session):
    events: list[Event] = []
    unsubscribe = session.subscribe(events.append)
    session.set("title", "ett")
    unsubscribe()
    unsubscribe()
    session.set("title", "två")

    assert events == [AnswerChanged("title")]


def test_a_subscriber_may_leave_while_it_is_told(session: Session):
    events: list[Event] = []

    def once(event: Event) -> None:
        unsubscribe()
        events.append(event)

    unsubscribe = session.subscribe(once)
    session.subscribe(events.append)
    session.set("title", "ett")
    session.set("title", "två")

    assert len(events) == 3


def test_a_saved_draft_is_the_one_that_is_opened(session: Session, told: list[Event], tmp_path: Path):
    path = tmp_path / "x.lokdesk"
    session.set("title", "Vår")
    session.attach("karta.pdf", b"%PDF")
    session.save_as(path)

    assert told[-1] == Saved(path)
    assert session.path == path
    assert not session.dirty
    other = Session(LIBRARY)
    other.open(path)
    assert other.draft == session.draft
    assert other.draft.attachments[0].content == b"%PDF"
    assert other.path == path
    assert not other.dirty
    assert other.warnings == ()


def test_undoing_past_a_save_is_a_change(session: Session, tmp_path: Path):
    session.set("title", "Vår")
    session.save_as(tmp_path / "x.lokdesk")

    session.undo()
    assert session.dirty
    session.redo()
    assert not session.dirty


def test_a_draft_without_a_file_cannot_just_be_saved(session: Session):
    with pytest.raises(ValueError, match="no file"):
        session.save()


def test_a_failed_save_leaves_the_draft_unsaved(session: Session, told: list[Event], tmp_path: Path):
    session.set("title", "Vår")

    with pytest.raises(Problem, match="mappen finns inte"):
        session.save_as(tmp_path / "saknas" / "x.lokdesk")

    assert session.dirty
    assert session.path is None
    assert told == [AnswerChanged("title")]


def test_a_file_that_cannot_be_opened_leaves_the_draft_open(
    session: Session, told: list[Event], tmp_path: Path
):
    session.set("title", "Vår")
    (tmp_path / "x.lokdesk").write_bytes(b"hej")

    with pytest.raises(Problem):
        session.open(tmp_path / "x.lokdesk")

    assert session.value("title") == "Vår"
    assert told == [AnswerChanged("title")]


def test_two_who_have_the_same_file_open_do_not_overwrite_each_other(session: Session, tmp_path: Path):
    path = tmp_path / "x.lokdesk"
    session.save_as(path)
    other = Session(LIBRARY)
    other.open(path)
    other.set("title", "Er")
    other.save()
    session.set("title", "Vår")

    with pytest.raises(ChangedElsewhere):
        session.save()
    with pytest.raises(ChangedElsewhere):
        session.save_as(path)
    assert session.dirty
    session.save_as(tmp_path / "y.lokdesk")
    session.save()
    session.set("version", "2")
    session.save()
    other.set("title", "Er egen")
    other.save()


def test_what_is_opened_anew_cannot_be_undone(session: Session, told: list[Event]):
    session.set("title", "Vår")
    session.new()

    assert told[-1] == DraftReplaced()
    assert session.undoable is None
    assert session.value("title") is None
    assert not session.dirty


def test_an_example_is_opened_as_a_draft_without_a_file(session: Session):
    session.new(LIBRARY.example())

    assert len(session.agreement.parties) == 15
    assert session.path is None
    assert not session.dirty


def test_what_a_newer_version_has_written_outlives_the_session(session: Session, tmp_path: Path):
    path = tmp_path / "x.lokdesk"
    session.save_as(path)
    packed = container.unpack(path.read_bytes())
    raw = container.loads(packed.parts["agreement.json"]) | {"mood": "good"}
    parts = dict(packed.parts) | {"agreement.json": container.dumps(raw)}
    path.write_bytes(container.pack(Container(Version(1, 9), packed.manifest, parts)))

    session.open(path)
    assert "nyare version av Lokdesk" in session.warnings[0]
    session.set("title", "Vår")
    session.save()
    session.undo()
    session.save()

    written = container.unpack(path.read_bytes())
    assert container.loads(written.parts["agreement.json"])["mood"] == "good"
    assert written.version == Version(1, 9)
    session.new()
    assert session.warnings == ()
