"""What there is to register: what went out, what came back, and the summary."""

from lokdesk.session import companion, document, registering
from lokdesk.session.companion import Chosen
from tests.session.answered import answered
from tests.session.made import LIBRARY
from tests.word import made

DRAFT = answered()


def test_what_went_out_and_what_came_back_stand_in_the_order_of_their_days():
    listed = registering.registrations(DRAFT)

    assert [(one.name, str(one.day), one.file) for one in listed[:-1]] == [
        ("Utkast, version 0.4", "2026-09-11", "Remiss.docx"),
        ("Svar från Arbetsförmedlingen", "2026-10-05", "Remiss AF.docx"),
        ("Svar från Vimmerby kommun", "2026-10-08", "Svar Vimmerby.docx"),
    ]
    assert [one.sha256 for one in listed[1:-1]] == [one.sha256 for one in DRAFT.replies]
    assert listed[1].note == "Inkommet svar på utkast, version 0.4."


def test_a_reply_without_a_day_is_listed_all_the_same():
    first, *rest = DRAFT.replies
    undated = first.model_copy(update={"received": None, "sender": None})

    listed = registering.registrations(DRAFT.model_copy(update={"replies": (undated, *rest)}))

    assert [(one.name, one.day) for one in listed if one.sha256 == first.sha256] == [
        ("Svar från okänd avsändare", None)
    ]


def test_the_summary_is_listed_once_something_has_come_back():
    listed = registering.registrations(DRAFT)
    before = registering.registrations(DRAFT.model_copy(update={"replies": ()}))

    assert (listed[-1].name, listed[-1].sha256) == ("Sammanställning av synpunkter, avstämning", None)
    assert [one.name for one in before] == ["Utkast, version 0.4"]


def test_the_list_of_what_to_register_says_so():
    wanted = companion.document(LIBRARY, "registreringslista")

    words = "\n".join(made.lines(document.render(DRAFT, LIBRARY, Chosen(wanted))))

    for one in DRAFT.replies:
        assert one.name in words and one.sha256 in words
    assert "Sammanställning av synpunkter, avstämning" in words


def test_who_sent_it_or_whom_it_went_to_has_a_place_of_its_own():
    sent, reply, *_ = registering.registrations(DRAFT)

    assert sent.who is not None and len(sent.who.blocks) == len(DRAFT.versions[-1].recipients) > 1
    assert sent.note == "Skickad."
    assert reply.who is not None and reply.who.text == "Arbetsförmedlingen"
