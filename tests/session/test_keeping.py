"""Versions that are kept as they were: keeping one, sending one out, and what to register of them."""

from datetime import date

import pytest

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.version import checksum
from lokdesk.project.problem import Problem
from lokdesk.session import companion, keeping
from lokdesk.session.companion import Chosen
from lokdesk.session.keeping import Watch
from lokdesk.session.session import Session
from tests.session.made import LIBRARY

DAY = date(2026, 3, 2)
CIRCULATION = {
    "id": "circ0001",
    "title": "remiss",
    "recipients": [
        {"id": "reci0001", "name": "Växjö kommun", "address": "kommun@vaxjo.se"},
        {"id": "reci0002", "name": "Regionen"},
        {"id": "reci0003"},
    ],
}
PARTY = {
    "id": "part0001",
    "name": "Växjö kommun",
    "deciding_bodies": [{"id": "body0001", "name": "Kommunstyrelsen"}],
    "decisions": [{"id": "deci0001", "kind": "godkännande", "body": "body0001", "date": "2026-03-01"}],
}
HELD = Agreement.model_validate(
    {"title": "Samverkan", "status": "beslutsversion", "version": "1.0", "parties": [PARTY]}
)
DRAFT = Draft(agreement=HELD)


def kept(why: str = "beslutad", content: bytes = b"PK") -> Draft:
    return keeping.keep(DRAFT, "Samverkan.docx", content, why, DAY)[0]


def test_a_version_is_kept_with_its_bytes_and_the_agreement_as_it_was():
    draft, version = keeping.keep(DRAFT, "mapp/Samverkan.docx", b"PK", "beslutad", DAY, recipients=("A", " "))

    assert draft.versions == (version,)
    assert draft.agreement is DRAFT.agreement
    assert (version.name, version.content, version.sha256) == ("Samverkan.docx", b"PK", checksum(b"PK"))
    assert (version.status, version.label, version.agreement) == ("beslutsversion", "1.0", HELD)
    assert (version.why, version.day, version.recipients) == ("beslutad", DAY, ("A",))
    assert version.intact


def test_the_same_is_not_kept_twice_and_nothing_is_not_kept():
    with pytest.raises(Problem, match=r"redan behållen som beslutad 2026-03-02"):
        keeping.keep(kept(), "Samverkan.docx", b"PK", "beslutad", DAY)
    with pytest.raises(Problem, match="är tom"):
        keeping.keep(DRAFT, "Samverkan.docx", b"", "beslutad", DAY)
    with pytest.raises(Problem, match="Ange varför"):
        keeping.keep(DRAFT, "Samverkan.docx", b"PK", "", DAY)
    assert len(keeping.keep(kept(), "Samverkan.docx", b"PK", "undertecknad", DAY)[0].versions) == 2


def test_in_a_session_a_version_is_kept_and_taken_away_and_both_can_be_undone():
    session = Session(LIBRARY, DRAFT)
    with_it = kept()
    session.change(with_it, name="behållandet av en version")
    version = with_it.versions[0]

    session.change(keeping.without(session.draft, version.id))
    assert session.draft.versions == ()
    session.undo()
    assert session.draft.versions == (version,)
    session.undo()
    assert session.draft.versions == ()


def test_a_kept_version_is_never_changed():
    session = Session(LIBRARY, kept())
    other = session.draft.versions[0].model_copy(update={"content": b"annat"})

    with pytest.raises(ValueError, match="never changed"):
        session.change(session.draft.model_copy(update={"versions": (other,)}))
    assert session.draft.versions[0].content == b"PK"


def test_a_version_that_is_not_there_is_told_with_those_that_are():
    draft = kept()

    assert keeping.version(draft, draft.versions[0].id) is draft.versions[0]
    with pytest.raises(Problem, match=r"Ingen version har behållits\."):
        keeping.version(DRAFT, "vers0001")
    with pytest.raises(Problem, match=r"Beslutsversion, version 1\.0, 2026-03-02"):
        keeping.version(kept(), "vers0001")


def test_sending_out_keeps_what_is_sent_and_sets_nothing_else():
    agreement = at.replace(at.replace(HELD, "status", "avstämningsversion"), "circulations", [CIRCULATION])
    draft = Draft(agreement=agreement)

    after = keeping.send_out(draft, agreement.circulations[0], "Samverkan.docx", b"PK", DAY)

    (version,) = after.versions
    assert after.model_copy(update={"versions": ()}) == draft
    assert (version.why, version.circulation) == ("skickad", "circ0001")
    assert version.recipients == ("Växjö kommun, kommun@vaxjo.se", "Regionen")
    said = keeping.on_sending(version.status)
    assert "delningsundantaget" in said and "Svaren" in said and "registreras" in said


@pytest.mark.parametrize("status", ["beslutsversion", "beslutad", "gällande"])
def test_what_is_sent_for_decision_is_told_another_thing(status: str):
    assert "omfattas inte av delningsundantaget" in keeping.on_sending(status)
    assert "registreras" in keeping.on_sending(status)
    assert "blir i regel inte en allmän handling" in keeping.on_sending("utkast")
    assert "underlag för beslut" in keeping.on_sending("Beslutsversion 2")


def test_the_version_that_holds_is_the_last_signed_else_the_last_decided():
    draft = DRAFT
    for number, (why, day) in enumerate(
        [("beslutad", 5), ("beslutad", 3), ("skickad", 9), ("undertecknad", 4), ("beslutad", 8)]
    ):
        draft, _ = keeping.keep(draft, f"{number}.docx", b"PK", why, date(2026, 3, day))

    def holds(*numbers: int) -> str | None:
        found = keeping.settled(
            draft.model_copy(update={"versions": tuple(draft.versions[n] for n in numbers)})
        )
        return found and found.name

    assert holds(0, 1, 2, 3, 4) == "3.docx"
    assert holds(0, 1, 2) == "0.docx"
    assert holds(2) is None


def test_what_has_been_kept_is_to_be_registered():
    draft, _ = keeping.keep(
        kept(), "Skickad.docx", b"PK2", "skickad", date(2026, 2, 1), recipients=("A", "B")
    )

    told = companion.told(draft, LIBRARY, Chosen(companion.document(LIBRARY, companion.AGREEMENT)))

    assert [(one.name, one.file, one.day, one.sha256, one.note) for one in told.registrations] == [
        (
            "Beslutsversion, version 1.0",
            "Skickad.docx",
            date(2026, 2, 1),
            checksum(b"PK2"),
            "Skickad.",
        ),
        ("Beslutsversion, version 1.0", "Samverkan.docx", DAY, checksum(b"PK"), "Beslutad."),
    ]
    assert keeping.called(None, None) == "Version"


def test_whom_a_version_went_to_can_be_told_apart_when_there_are_commas_in_a_name():
    draft, version = keeping.keep(
        kept(), "S.docx", b"PK2", "skickad", date(2026, 2, 1), recipients=("A, a@a.example", "B")
    )

    assert keeping.happened(version) == "Skickad 2026-02-01 till A, a@a.example; B"
    assert draft.versions[-1] == version


def test_an_edit_of_what_has_been_approved_is_told_once():
    before = kept()
    watch = Watch(before, DAY)
    changed = before.model_copy(update={"agreement": at.replace(HELD, "background", "Nytt.")})
    more = before.model_copy(update={"agreement": at.replace(HELD, "background", "Nyare.")})
    contact = [{"id": "cont0001", "name": "Eva"}]
    phoned = before.model_copy(update={"agreement": at.replace(HELD, "parties/part0001/contacts", contact)})

    assert watch.look(phoned, DAY) == ""
    said = watch.look(changed, DAY)
    assert "godkänt: Kommunstyrelsen, Växjö kommun behöver besluta igen." in said
    assert "Kontakter får ändras utan nytt beslut." in said
    assert watch.look(more, DAY) == ""
    # Undone, and changed once more.
    assert watch.look(before, DAY) == ""
    assert watch.look(more, DAY) == said


def test_what_was_another_already_when_it_was_opened_is_not_told_again():
    changed = kept().model_copy(update={"agreement": at.replace(HELD, "background", "Nytt.")})

    assert Watch(changed, DAY).look(changed, DAY) == ""


def test_a_finding_set_aside_counts_again_when_something_more_is_changed():
    session = Session(LIBRARY, kept())
    session.set("background", "Rättat.")
    (finding,) = (one for one in session.findings(DAY) if one.rule == "approved_otherwise")

    session.set_aside(finding, "Bara ett skrivfel.")
    assert finding.rule not in {one.rule for one in session.findings(DAY)}
    session.set("parties/part0001/contacts", [{"id": "cont0001", "name": "Eva"}])
    assert finding.rule not in {one.rule for one in session.findings(DAY)}
    session.set("background", "Något helt annat.")
    assert finding.rule in {one.rule for one in session.findings(DAY)}
