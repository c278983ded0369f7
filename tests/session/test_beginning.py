"""A new agreement begins with who the parties are."""

from lokdesk.session import beginning
from lokdesk.session.library import Library
from lokdesk.session.session import Session
from tests.tools import ROOT

LIBRARY = Library(ROOT / "resources", ROOT / "templates")


def begun(*names: str) -> Session:
    session = Session(LIBRARY)
    session.fill(beginning.answers(LIBRARY.handbook, LIBRARY.register, names))
    return session


def test_parties_from_the_register_are_known_by_kind():
    session = begun(beginning.INITIATOR, "Göteborgs Stad", "Region Skåne", "Föreningen Bron")

    assert [(one.name, one.kind) for one in session.agreement.parties] == [
        ("Arbetsförmedlingen", "Arbetsförmedlingen"),
        ("Göteborgs Stad", "kommun"),
        ("Region Skåne", "region"),
        ("Föreningen Bron", None),
    ]


def test_the_title_names_the_parties():
    assert begun("Arbetsförmedlingen", "Växjö kommun").agreement.title == (
        "Överenskommelse om samverkan mellan Arbetsförmedlingen och Växjö kommun"
    )
    assert begun("A", "B", "C").agreement.title == "Överenskommelse om samverkan mellan A, B och C"


def test_one_party_alone_has_no_agreement_to_name():
    assert begun("Arbetsförmedlingen").agreement.title is None
    assert begun().agreement.title is None


def test_the_beginning_is_undone_at_once():
    session = begun("Arbetsförmedlingen", "Växjö kommun")
    session.undo()

    assert session.agreement.parties == ()
    assert session.agreement.title is None
    assert session.undoable is None
