"""The documents that can be made of a draft, and what each of them is about."""

from pathlib import Path

import pytest

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft
from lokdesk.project.problem import Problem
from lokdesk.session import companion, document, template_file
from lokdesk.session.companion import Chosen
from lokdesk.session.library import Library
from tests.session.made import LIBRARY, with_companions
from tests.word import made
from tests.word.made import field, p

MEMO = p("Till ", field("body/name"), ", ", field("party/name"), " dnr ", field("decision/case_number"))
AF = {
    "id": "part0001",
    "name": "Arbetsförmedlingen",
    "kind": "Arbetsförmedlingen",
    "deciding_bodies": [{"id": "body0001", "name": "Chefen"}],
}
MUNICIPALITY = {
    "id": "part0002",
    "name": "Växjö kommun",
    "kind": "kommun",
    "deciding_bodies": [{"id": "body0002", "name": "Nämnden"}, {"id": "body0003", "name": "Nämnden"}],
    "decisions": [
        {"id": "deci0001", "kind": "uppdrag", "body": "body0002", "case_number": "SN 1"},
        {"id": "deci0002", "kind": "godkännande", "body": "body0002", "case_number": "SN 2"},
    ],
}
HELD = Agreement.model_validate({"title": "Samverkan", "parties": [AF, MUNICIPALITY]})
DRAFT = Draft(agreement=HELD)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    manifest = (
        'name = "Tjänsteskrivelse"\ndecision = "godkännande"\n'
        'about = "parties/*/deciding_bodies/*"\nnot_kinds = ["Arbetsförmedlingen"]\n'
    )
    return with_companions(tmp_path / "templates", memo=(MEMO, manifest))


def test_the_agreement_comes_first_then_its_copies_and_companions(library: Library):
    assert [one.id for one in companion.documents(library)] == [
        "overenskommelse",
        "underskriftsexemplar",
        "publiceringsexemplar",
        "memo",
    ]


def test_a_companion_is_no_template_for_agreements(library: Library):
    assert library.template_ids == ("grundmall",)
    with pytest.raises(Problem, match="finns inte"):
        library.blank("memo")


def test_there_is_one_for_each_item_of_the_parties_that_it_is_for(library: Library):
    memo = companion.document(library, "memo")

    about = companion.subjects(DRAFT, memo)

    assert [(one.id, one.name) for one in about] == [
        ("body0002", "Nämnden, Växjö kommun"),
        ("body0003", "Nämnden, Växjö kommun"),
    ]
    assert [slug for _, slug in companion.slugs(about)] == ["namnden-vaxjo-kommun", "namnden-vaxjo-kommun-2"]


def test_what_has_no_name_is_told_by_its_number():
    bodies = [{"id": "body0002", "name": "Nämnden"}, {"id": "body0003"}]
    held = {
        "circulations": [{"id": "roun0001", "title": "remiss"}, {"id": "roun0002"}],
        "parties": [MUNICIPALITY | {"deciding_bodies": bodies}],
    }
    draft = Draft(agreement=Agreement.model_validate(held))

    def slugs(wanted: str) -> list[str]:
        about = companion.subjects(draft, companion.document(LIBRARY, wanted))
        return [slug for _, slug in companion.slugs(about)]

    assert slugs("foljebrev") == ["remiss", "2"]
    assert slugs("tjansteskrivelse-uppdrag") == ["namnden-vaxjo-kommun", "2-vaxjo-kommun"]


def decides(kind: str, *kinds: str) -> bool:
    """Return whether there is a paper for a decision of that *kind* by a body that makes those of *kinds*."""
    decisions = [
        {"id": f"deci{number:04}", "kind": one, "body": "body0002"} for number, one in enumerate(kinds)
    ]
    held = Agreement.model_validate({"parties": [MUNICIPALITY | {"decisions": decisions}]})
    memo = next(
        one
        for one in companion.documents(LIBRARY)
        if one.manifest is not None and one.manifest.decision == kind and one.about.endswith("bodies/*")
    )
    about = {one.id for one in companion.subjects(Draft(agreement=held), memo)}
    assert "body0003" in about  # of which nothing is told
    return "body0002" in about


@pytest.mark.parametrize(
    ("kinds", "assigns", "approves"),
    [
        ((), True, True),
        (("uppdrag",), True, True),
        (("godkännande",), True, True),
        (("yttrande",), False, False),
        (("uppdrag", "yttrande"), True, False),
        (("yttrande", "godkännande"), True, True),
        (("yttrande", "delegationsbeslut"), True, True),
        (("yttrande", "beslut i presidiet"), True, True),
    ],
)
def test_a_body_that_only_gives_its_opinion_has_nothing_to_decide(
    kinds: tuple[str, ...], assigns: bool, approves: bool
):
    assert decides("uppdrag", *kinds) is assigns
    assert decides("godkännande", *kinds) is approves


def test_an_authority_decides_unless_all_its_bodies_only_give_opinions():
    wanted = companion.document(LIBRARY, "underlag")
    opinion = {"id": "deci0001", "kind": "yttrande", "body": "body0001"}
    two = [*AF["deciding_bodies"], {"id": "body0009"}]

    def made_for(**more: object) -> int:
        held = Agreement.model_validate({"parties": [AF | more]})
        return len(companion.subjects(Draft(agreement=held), wanted))

    assert made_for(decisions=[opinion]) == 0
    assert made_for(decisions=[opinion], deciding_bodies=two) == 1
    assert made_for(decisions=[opinion | {"body": None}], deciding_bodies=[]) == 0
    assert made_for(decisions=[], deciding_bodies=[]) == 1


def test_it_tells_of_the_item_its_party_and_the_decision_it_prepares(library: Library):
    memo = companion.document(library, "memo")

    def said(body: str) -> list[str]:
        about = companion.subject(DRAFT, memo, body)
        return made.lines(document.render(DRAFT, library, Chosen(memo, about)))

    assert said("body0002") == ["Till Nämnden, Växjö kommun dnr SN\N{NO-BREAK SPACE}2"]
    assert said("body0003") == ["Till Nämnden, Växjö kommun dnr "]


@pytest.mark.parametrize(
    ("wanted", "item", "words"),
    [
        ("memo", "body0001", "body0002"),
        ("memo", "x", "kan inte göras"),
        ("publiceringsexemplar", "x", "ett enda"),
    ],
)
def test_what_it_cannot_be_made_for_is_told(library: Library, wanted: str, item: str, words: str):
    with pytest.raises(Problem, match=words):
        companion.subject(DRAFT, companion.document(library, wanted), item)


def test_an_unknown_document_is_told_with_those_there_are(library: Library):
    with pytest.raises(Problem, match="publiceringsexemplar, memo"):
        companion.document(library, "brev")


def test_the_copies_to_sign_and_to_publish_are_plain_documents(library: Library):
    for wanted in ("underskriftsexemplar", "publiceringsexemplar"):
        docx = document.render(DRAFT, library, Chosen(companion.document(library, wanted)))

        assert "<w:sdt>" not in made.part(docx)
        assert not any(name.startswith("customXml") for name in made.parts(docx))


def test_a_companion_in_the_shared_folder_comes_before_the_programs_own(library: Library, tmp_path: Path):
    shared = tmp_path / "delad"
    shared.mkdir()
    (shared / "vart-memo.docx").write_bytes(made.docx(p("Vårt memo till ", field("body/name"))))
    own = (library.templates / "memo.toml").read_text(encoding="utf-8").replace("Tjänsteskrivelse", "Missiv")
    (shared / "vart-memo.toml").write_text(own, encoding="utf-8")

    library.share(shared)

    memo = companion.document(library, "memo")
    about = companion.subject(DRAFT, memo, "body0002")
    assert memo.name == "Missiv"
    assert made.lines(document.render(DRAFT, library, Chosen(memo, about))) == ["Vårt memo till Nämnden"]
    assert template_file.found(shared) == ()
    library.share(None)
    assert companion.document(library, "memo").name == "Tjänsteskrivelse"


def test_a_shared_folder_that_cannot_be_reached_is_as_none(library: Library, tmp_path: Path):
    library.share(tmp_path / "borta")

    assert [one.id for one in library.companions] == ["memo"]
