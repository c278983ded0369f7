"""What some readers could not use, told of a draft."""

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Attachment, Draft
from lokdesk.session import accessibility, companion
from lokdesk.session.companion import Chosen
from tests.session.made import LIBRARY
from tests.word.made import cell, docx, h, p, row, table

LINK = {"text": "här", "link": "https://www.example.se"}
HELD = Draft(
    agreement=Agreement.model_validate({"background": {"blocks": [{"runs": [{"text": "Läs "}, LINK]}]}})
)


def test_a_finding_leads_to_the_answer_that_it_comes_from():
    (found,) = accessibility.findings(HELD, LIBRARY)

    assert (found.rule, found.severity, found.address) == ("accessibility/link-text", "should", "background")
    assert found.message == "Under ”Bakgrund”: Länken ”här” säger inte vart den leder."


def test_it_is_told_of_the_document_that_is_chosen():
    copy = companion.document(LIBRARY, "underskriftsexemplar")

    # A copy has no controls that tell which answer it is.
    assert [one.address for one in accessibility.findings(HELD, LIBRARY, [Chosen(copy)])] == [""]


def test_what_several_documents_have_in_common_is_told_once_and_of_a_companion_its_name():
    party = {"id": "part0001", "kind": "kommun", "deciding_bodies": [{"id": "body0001"}, {"id": "body0002"}]}
    held = HELD.agreement.model_dump() | {"parties": [party]}
    draft = Draft(agreement=Agreement.model_validate(held))
    every = list(companion.every(draft, LIBRARY))
    papers = [one for one in every if one.document.id == "tjansteskrivelse-godkannande"]

    (of_papers,) = accessibility.findings(draft, LIBRARY, papers)
    (of_all,) = accessibility.findings(draft, LIBRARY, every)

    assert len(papers) == 2 and len(every) > 10
    assert of_papers.message == (
        "Tjänsteskrivelse om godkännande: Under ”Bakgrund”: Länken ”här” säger inte vart den leder."
    )
    assert (of_all.address, of_all.message) == ("background", of_papers.message.partition(": ")[2])


def test_there_is_nothing_in_what_lokdesk_makes_itself():
    assert accessibility.findings(Draft(), LIBRARY) == ()


def test_what_an_attached_file_brings_is_told_with_the_heading_it_stands_under():
    row_ = row(cell(p("Part")), cell(p("Roll")))
    file = docx(h(1, "Roller"), table(row_, row_), h(3, "Detaljer"), p("- ett"), p("- två"))
    appendix = {"id": "appe0001", "title": "Roller", "attachment": "file0001"}
    draft = Draft(
        agreement=Agreement.model_validate({"appendices": [appendix]}),
        attachments=(Attachment(id="file0001", name="roller.docx", content=file),),
    )

    found = accessibility.findings(draft, LIBRARY)

    assert {one.rule.partition("/")[2] for one in found} >= {"table-header", "typed-list"}
    assert found[0].message == "Under ”Roller”: En tabell saknar rubrikrad (den som börjar ”Part Roll”)."
