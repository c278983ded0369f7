"""What the shipped papers for decisions, job tracks and registrators say, and what they leave unsaid."""

from pathlib import Path
from typing import Any

import pytest

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.report import Registration, report
from lokdesk.session import companion, document
from lokdesk.session.companion import Chosen
from lokdesk.word import render
from lokdesk.word.typography import NO_BREAK_SPACE
from tests import validators
from tests.session.made import LIBRARY
from tests.word import made

APPROVAL, ASSIGNMENT = "tjansteskrivelse-godkannande", "tjansteskrivelse-uppdrag"
AUTHORITY, TRACK, SUMMARY, REGISTER = "underlag", "avsiktsforklaring", "sammanfattning", "registreringslista"
PURPOSE = (
    "Att genom samverkan påskynda individers etablering i arbetslivet med utgångspunkt i regionala och "
    "lokala rekryteringsbehov för att främja kompetensförsörjning och tillväxt."
)
BLANK = "_" * 20
APPEAL = "laglighetsprövning"


def party(kind: str = "kommun", **answers: Any) -> dict[str, Any]:
    body = {"id": "body0001", "name": "Socialnämnden"}
    return {"id": "part0001", "name": "Växjö", "kind": kind, "deciding_bodies": [body], **answers}


def said(wanted: str, item: str | None = None, **answers: Any) -> str:
    """Return what the document says, a line for each paragraph, with plain spaces."""
    draft = Draft(agreement=Agreement.model_validate(answers))
    chosen = companion.document(LIBRARY, wanted)
    about = companion.subject(draft, chosen, item) if item else None
    return "\n".join(made.lines(document.render(draft, LIBRARY, Chosen(chosen, about)))).replace(
        NO_BREAK_SPACE, " "
    )


def memo(wanted: str = APPROVAL, kind: str = "kommun", **answers: Any) -> str:
    others = [{"id": "part0002", "name": "AF"}, {"id": "part0003", "name": "Alvesta"}]
    return said(wanted, "body0001", parties=[party(kind, **answers.pop("own", {})), *others], **answers)


# -- to a body


def test_the_paper_has_the_name_that_the_body_gives_it():
    body = {"id": "body0001", "name": "Socialnämnden", "memo_name": "missiv"}

    assert memo(own={"deciding_bodies": [body]}).startswith("Missiv\n")
    assert memo().startswith("Tjänsteskrivelse\n")


def test_it_proposes_that_this_text_is_approved_and_who_signs():
    words = memo(
        title="Samverkan",
        version="1.0",
        version_date="2026-09-14",
        own={"signatories": [{"id": "sign0001", "title": "Ordföranden"}, {"id": "sign0002", "name": "A B"}]},
    )

    assert "”Samverkan”, version 1.0, daterad den 14 september 2026, godkänns" in words
    assert "Följande får i uppdrag att underteckna överenskommelsen för Växjö: Ordföranden och A B." in words
    assert "även övriga parter godkänner" in words


def test_a_body_of_another_party_that_gives_its_opinion_is_not_told_as_one_that_decides():
    bodies = [{"id": "body0002", "name": "Styrelsen"}, {"id": "body0003", "name": "Rådet"}]
    other = {"id": "part0002", "name": "Alvesta", "deciding_bodies": bodies}
    opinion = {"id": "deci0002", "kind": "yttrande", "body": "body0003"}

    words = said(APPROVAL, "body0001", parties=[party(), other])
    assert "Styrelsen, Rådet" in words
    words = said(APPROVAL, "body0001", parties=[party(), other | {"decisions": [opinion]}])
    assert "Styrelsen" in words and "Rådet" not in words


def test_what_is_not_known_is_a_line_to_write_on():
    words = memo(own={"signatories": [{"id": "sign0001", "place": "Växjö"}]})

    assert f"Följande får i uppdrag att underteckna överenskommelsen för Växjö: {BLANK}." in words
    assert f"Diarienummer{BLANK}" in words
    assert f"Konsekvenser för den egna ekonomin: {BLANK}" in words
    assert "Det är inte bestämt ännu från vilken dag" in words
    assert "Perspektiv" not in words and "Vad överenskommelsen innehåller" not in words


def test_a_party_alone_approves_on_no_condition():
    words = said(APPROVAL, "body0001", parties=[party()])

    assert "övriga parter" not in words and "Beslutet skickas till" not in words


@pytest.mark.parametrize("kind", ["kommun", "region"])
def test_a_municipality_and_a_region_are_told_how_the_decision_is_appealed(kind: str):
    words = memo(kind=kind)

    assert APPEAL in words and "inom tre veckor" in words
    assert f"på {kind}ens anslagstavla" in words


@pytest.mark.parametrize("kind", ["samordningsförbund", "idéburen organisation", "arbetsgivare"])
def test_nobody_else_is_told_what_may_not_hold_for_them(kind: str):
    words = memo(kind=kind)

    assert APPEAL not in words and "En kommun har ingen" not in words


def test_it_tells_what_the_other_parties_have_decided_on_approval_alone():
    decisions = [
        {"id": "deci0001", "kind": "uppdrag", "date": "2026-01-01", "case_number": "AF 1"},
        {"id": "deci0002", "kind": "godkännande", "case_number": "AF 2"},
    ]
    words = said(
        APPROVAL, "body0001", parties=[party(), {"id": "part0002", "name": "AF", "decisions": decisions}]
    )

    assert "Inte fattat ännu, dnr AF 2" in words
    assert "AF 1" not in words


def test_the_assignment_names_those_to_work_with_and_binds_nobody_to_the_result():
    words = memo(ASSIGNMENT, own={"unit": "Arbete och välfärd"}, validity={"start": "2027-01-01"})

    assert "Arbete och välfärd får i uppdrag att ta fram ett förslag till överenskommelse" in words
    assert "tillsammans med AF och Alvesta." in words
    assert "börja gälla den 1 januari 2027" in words
    assert "Det binder inte Växjö till förslagets innehåll" in words
    assert APPEAL not in words


def test_the_approval_tells_of_the_assignment_that_came_before_it():
    given = {
        "id": "deci0001",
        "kind": "uppdrag",
        "body": "body0001",
        "date": "2026-01-20",
        "paragraph": "§ 4",
    }
    decided = "Socialnämnden beslutade den 20 januari 2026, § 4, att överenskommelsen skulle tas fram."

    assert decided in memo(own={"decisions": [given]})
    assert decided not in memo(ASSIGNMENT, own={"decisions": [given]})


@pytest.mark.parametrize(
    ("kind", "whom"), [("kommun", "Förvaltningen"), ("region", "Förvaltningen"), ("leverantör", BLANK)]
)
def test_the_administration_is_given_the_assignment_where_there_is_one(kind: str, whom: str):
    assert f"{whom} får i uppdrag att ta fram" in memo(ASSIGNMENT, kind=kind)


@pytest.mark.parametrize("wanted", [APPROVAL, ASSIGNMENT])
def test_authorities_of_the_state_get_another_paper(wanted: str):
    draft = Draft(agreement=Agreement.model_validate({"parties": [party("länsstyrelse")]}))

    assert companion.subjects(draft, companion.document(LIBRARY, wanted)) == ()
    assert [one.id for one in companion.subjects(draft, companion.document(LIBRARY, AUTHORITY))] == [
        "part0001"
    ]


# -- to an authority of the state


def test_an_authority_has_what_a_decision_is_documented_with():
    decision = {"id": "deci0001", "kind": "godkännande", "date": "2026-10-01", "rapporteur": "Utredaren"}
    bodies = [{"id": "body0001", "name": "Enhetschefen", "basis": "Delegationsordningen"}]
    words = said(
        AUTHORITY,
        "part0001",
        parties=[party("Arbetsförmedlingen", decisions=[decision], deciding_bodies=bodies)],
    )

    assert "31 § förvaltningslagen" in words
    for one in ("2026-10-01", "Enhetschefen, namn: ", "Delegationsordningen", "Utredaren"):
        assert one in words
    assert "14 § förordningen (2022:811)" in words and APPEAL not in words


def test_the_instruction_of_one_authority_is_not_told_of_another():
    words = said(AUTHORITY, "part0001", parties=[party("annan statlig myndighet")])

    assert "2022:811" not in words and "2016:1363" not in words


# -- about a job track


def test_each_employer_of_a_track_signs_in_a_block_that_stays_whole():
    employers = [{"id": "empl0001", "name": "Bolaget", "signatory": "A B"}, {"id": "empl0002"}]
    draft = Draft(
        agreement=Agreement.model_validate({"job_tracks": [{"id": "trac0001", "employers": employers}]})
    )
    wanted = companion.document(LIBRARY, TRACK)
    docx = document.render(draft, LIBRARY, Chosen(wanted, companion.subject(draft, wanted, "trac0001")))

    body = made.part(docx)
    blocks = body.split('<w:tblStyle w:val="SignatureTable"/>')[1:]
    assert len(blocks) == 3
    assert all("<w:cantSplit/>" in block.split("</w:tbl>")[0] for block in blocks)
    assert body.count('<w:pStyle w:val="SignatureParty"/>') == 3
    words = "\n".join(made.lines(docx))
    assert "För Bolaget" in words and "A B" in words
    assert "inte juridiskt bindande" in words


def test_a_track_without_employers_has_a_block_to_fill_in():
    assert "För arbetsgivaren ____" in said(TRACK, "trac0001", job_tracks=[{"id": "trac0001"}])


# -- about the agreement


def test_the_purpose_is_quoted_as_it_stands_in_the_agreement():
    assert PURPOSE in "\n".join(made.lines(document.render(Draft(), LIBRARY)))
    for words in (
        said(SUMMARY),
        memo(),
        memo(ASSIGNMENT),
        said(AUTHORITY, "part0001", parties=[party("länsstyrelse")]),
    ):
        assert PURPOSE in words


@pytest.mark.parametrize(
    ("validity", "words"),
    [
        ({}, "Inte bestämt ännu"),
        ({"start": "2027-01-01"}, "Från och med den 1 januari 2027"),
        ({"end": "2027-01-01"}, "Till och med den 1 januari 2027"),
        (
            {"start": "2027-01-01", "end": "2028-01-01"},
            "Från och med den 1 januari 2027 till och med den 1 januari 2028",
        ),
        ({"kind": "tills vidare"}, "Tills vidare"),
        ({"start": "2027-01-01", "kind": "tills vidare"}, "Från och med den 1 januari 2027, tills vidare"),
    ],
)
def test_the_summary_says_how_long_the_agreement_lasts(validity: dict[str, str], words: str):
    assert f"Gäller{words}\n" in said(SUMMARY, validity=validity)


@pytest.mark.parametrize("name", LIBRARY.example_titles)
def test_the_summary_of_an_example_has_room_on_two_pages(soffice: Path, tmp_path: Path, name: str):
    assert soffice
    wanted = companion.document(LIBRARY, SUMMARY)
    path = tmp_path / "sammanfattning.docx"
    path.write_bytes(document.render(LIBRARY.example(name), LIBRARY, Chosen(wanted)))

    assert len(validators.page_texts(validators.to_pdf(path))) <= 2


def test_what_to_register_is_listed_with_its_file_and_what_tells_it_from_others():
    register = Registration(id="regi0001", name="Beslutsversion", file="b.docx", sha256="9f86d0", note="Sänd")
    template = LIBRARY.companion(REGISTER)

    words = "\n".join(made.lines(render.render(report(Agreement(), registrations=(register,)), template)))

    for one in ("Beslutsversion", "b.docx", "9f86d0", "Sänd"):
        assert one in words
    assert "Ingen version har sparats ännu" not in words


def test_without_kept_versions_the_list_says_so():
    words = said(REGISTER)

    assert "Ingen version har sparats ännu" in words
    assert "inkomna allmänna handlingar" in words and "delningsundantaget" in words


def test_only_signatures_that_are_made_are_to_be_registered():
    signed = {"id": "sign0001", "name": "A B", "signed": "2026-10-01"}
    waiting = {"id": "sign0002", "name": "C D"}

    words = said(REGISTER, parties=[party(signatories=[signed, waiting])])

    assert "A B" in words and "C D" not in words
    assert "Undertecknare" not in said(REGISTER, parties=[party(signatories=[waiting])])
