"""Documents chosen and made several at a time."""

from pathlib import Path

import pytest

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft
from lokdesk.session import making
from lokdesk.session.library import Library
from lokdesk.session.making import Offer, Order, Picked
from tests.session.made import LIBRARY, with_companions
from tests.word import made
from tests.word.made import field, p

MEMO = p("Till ", field("body/name"), ", ", field("party/name"))
LETTER = p("Senast ", field("circulation/last_day"))
HELD = Agreement.model_validate(
    {
        "title": "Samverkan",
        "parties": [
            {"id": "part0001", "name": "Arbetsförmedlingen", "kind": "Arbetsförmedlingen"},
            {
                "id": "part0002",
                "name": "Växjö kommun",
                "kind": "kommun",
                "deciding_bodies": [
                    {"id": "body0002", "name": "Nämnden"},
                    {"id": "body0003", "name": "Nämnden"},
                ],
            },
        ],
        "circulations": [
            {"id": "roun0001", "title": "avstämning", "last_day": "2026-09-18"},
            {"id": "roun0002", "title": "avstämning", "last_day": "2026-10-09"},
            {"id": "roun0003"},
        ],
    }
)
DRAFT = Draft(agreement=HELD)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    letter = 'name = "Brev"\nabout = "circulations/*"\ngroup = "circulation"\npurpose = "Följer med ut."\n'
    memo = (
        'name = "Memo"\nabout = "parties/*/deciding_bodies/*"\nnot_kinds = ["Arbetsförmedlingen"]\n'
        'group = "decision"\ndecision = "godkännande"\n'
    )
    return with_companions(tmp_path / "templates", brev=(LETTER, letter), memo=(MEMO, memo))


def offered(draft: Draft, library: Library) -> dict[str, Offer]:
    return {one.id: one for one in making.offers(draft, library)}


def all_of(offer: Offer) -> Picked:
    return Picked(offer, offer.subjects)


def test_documents_come_by_what_they_are_for(library: Library):
    found = making.offers(DRAFT, library)

    assert [(one.group, one.id) for one in found] == [
        ("agreement", "overenskommelse"),
        ("circulation", "utskick"),
        ("circulation", "brev"),
        ("decision", "memo"),
        ("after", "underskriftsexemplar"),
        ("after", "publiceringsexemplar"),
    ]
    assert offered(DRAFT, library)["brev"].purpose == "Följer med ut."
    assert [one.id for one in found if one.is_sent] == ["utskick"]


def test_what_they_are_about_has_names_that_tell_them_apart(library: Library):
    found = offered(DRAFT, library)

    assert [one.name for one in found["brev"].subjects] == [
        "Avstämning · 2026-09-18",
        "Avstämning · 2026-10-09",
        "Omgång nummer 3",
    ]
    assert [one.name for one in found["memo"].subjects] == [
        "Nämnden, Växjö kommun (1)",
        "Nämnden, Växjö kommun (2)",
    ]


def test_whom_no_paper_is_made_for_is_told(library: Library):
    opinion = {"id": "deci0001", "kind": "yttrande", "body": "body0003"}
    held = HELD.model_dump()
    held["parties"][1]["decisions"] = [opinion]
    memo = offered(Draft(agreement=Agreement.model_validate(held)), library)["memo"]

    assert [one.address for one in memo.subjects] == ["parties/part0002/deciding_bodies/body0002"]
    assert memo.note == "Görs inte för Nämnden, Växjö kommun, som bara lämnar yttrande."
    assert offered(DRAFT, library)["memo"].note == ""


def without_bodies(name: str, kind: str) -> Draft:
    return Draft(
        agreement=Agreement.model_validate({"parties": [{"id": "part0001", "name": name, "kind": kind}]})
    )


OPINION = Draft(
    agreement=Agreement.model_validate(
        {
            "parties": [
                {
                    "id": "part0001",
                    "kind": "kommun",
                    "deciding_bodies": [{"id": "body0001"}],
                    "decisions": [{"id": "deci0001", "kind": "yttrande", "body": "body0001"}],
                }
            ]
        }
    )
)


@pytest.mark.parametrize(
    ("draft", "offer", "address", "words"),
    [
        (
            Draft(),
            "brev",
            "circulations",
            "frågan ”Vilka omgångar ska överenskommelsen ut på?”",
        ),
        (Draft(), "utskick", "circulations", "Svara först på frågan"),
        (Draft(), "memo", "parties", "Svara först på frågan ”Vilka ska skriva under överenskommelsen?”"),
        (
            without_bodies("Växjö kommun", "kommun"),
            "memo",
            "parties/*/deciding_bodies",
            "Vilka nämnder eller chefer beslutar för parten?” för Växjö kommun.",
        ),
        (without_bodies("AF", "Arbetsförmedlingen"), "memo", "parties", "Ingen av parterna är av det slag"),
        (OPINION, "memo", "parties/*/decisions", "De lämnar bara yttranden. Ändra annars svaren på frågan"),
    ],
)
def test_what_must_be_answered_first_is_told_with_its_place(
    library: Library, draft: Draft, offer: str, address: str, words: str
):
    lack = offered(draft, library)[offer].lack

    assert lack is not None
    assert words in lack.words
    party = draft.agreement.parties[0].id if draft.agreement.parties else ""
    assert lack.address == address.replace("*", party)


def test_what_goes_out_in_a_circulation_is_the_agreement_and_what_goes_with_it(library: Library):
    package = offered(DRAFT, library)["utskick"]
    assert package.name == "Utskick: överenskommelse och brev"

    chosen = making.chosen(DRAFT, [Picked(package, package.subjects[:1])])

    assert [(one.document.id, ending) for one, ending in chosen] == [
        ("overenskommelse", ""),
        ("brev", "-brev-avstamning"),
    ]


def test_what_came_back_is_not_sent_out_to_those_who_answer():
    draft = LIBRARY.example()
    package = offered(draft, LIBRARY)["utskick"]

    assert [one.id for one in package.documents] == ["overenskommelse", "foljebrev", "svarstabell"]
    assert offered(draft, LIBRARY)["sammanstallning-synpunkter"].group == "work"


def test_what_is_chosen_twice_is_made_once(library: Library):
    found = offered(DRAFT, library)

    chosen = making.chosen(DRAFT, [all_of(found[one]) for one in ("overenskommelse", "utskick", "brev")])

    assert len(chosen) == 1 + len(HELD.circulations)
    assert len({ending for _, ending in chosen}) == len(chosen)


def test_what_is_chosen_twice_counts_once(library: Library):
    found = offered(DRAFT, library)
    both = [all_of(found["overenskommelse"]), all_of(found["utskick"]), all_of(found["memo"])]

    assert making.count(both) == len(making.chosen(DRAFT, both)) == 1 + 3 + 2
    assert making.count([]) == 0


def test_documents_are_made_of_the_draft_as_it_is(library: Library, tmp_path: Path):
    chosen = making.chosen(DRAFT, [all_of(offered(DRAFT, library)["memo"])])
    orders = [Order(one, tmp_path / f"x{ending}.docx") for one, ending in chosen]

    results = making.making(DRAFT, library, orders, None)()

    assert [one.problem for one in results] == ["", ""]
    for one in results:
        assert one.order.path.read_bytes() == one.content
        assert made.lines(one.content) == ["Till Nämnden, Växjö kommun"]
    assert sorted(one.name for one in tmp_path.glob("*.docx")) == [
        "x-memo-namnden-vaxjo-kommun-2.docx",
        "x-memo-namnden-vaxjo-kommun.docx",
    ]


def test_what_cannot_be_written_is_kept_to_be_written_elsewhere(library: Library, tmp_path: Path):
    ((chosen, _),) = making.chosen(DRAFT, [all_of(offered(DRAFT, library)["overenskommelse"])])
    (tmp_path / "a.docx").mkdir()

    (failed,) = making.making(DRAFT, library, [Order(chosen, tmp_path / "a.docx")], None)()
    assert "det finns redan en mapp" in failed.problem

    there = making.written(failed, making.free(tmp_path / "a.docx"))
    assert there.problem == ""
    assert there.order.path == tmp_path / "a (2).docx"
    assert there.order.path.read_bytes() == failed.content


def test_a_pdf_that_cannot_be_made_is_told_of_and_the_others_are_made(library: Library, tmp_path: Path):
    ((chosen, _),) = making.chosen(DRAFT, [all_of(offered(DRAFT, library)["publiceringsexemplar"])])
    orders = [Order(chosen, tmp_path / name) for name in ("a.pdf", "a.docx")]

    pdf, word = making.making(DRAFT, library, orders, None)()

    assert "behövs Word eller LibreOffice" in pdf.problem and not pdf.content
    assert word.problem == "" and (tmp_path / "a.docx").is_file()


class NeverAsked:
    """A word processor that there is nothing to ask."""

    name = "LibreOffice"

    def pdf(self, docx: bytes) -> bytes:
        raise AssertionError(docx)


def test_where_there_are_no_page_numbers_no_word_processor_is_asked_for_them(
    library: Library, tmp_path: Path
):
    chosen = making.chosen(DRAFT, [all_of(offered(DRAFT, library)["memo"])])
    orders = [Order(one, tmp_path / f"x{ending}.docx") for one, ending in chosen]

    results = making.making(DRAFT, library, orders, NeverAsked())()

    assert [one.problem for one in results] == ["", ""]
