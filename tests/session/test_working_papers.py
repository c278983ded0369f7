"""What the shipped papers for sending out, for meetings and for contacts say, and what they leave unsaid."""

from typing import Any

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft
from lokdesk.session import companion, document
from lokdesk.session.companion import Chosen
from lokdesk.word.typography import NO_BREAK_SPACE
from tests.session.made import LIBRARY
from tests.word import made

BLANK = "_" * 20
PARTIES = [{"id": "part0001", "name": "AF"}, {"id": "part0002", "name": "Växjö"}, {"id": "part0003"}]


def rendered(wanted: str, item: str | None = None, **answers: Any) -> bytes:
    draft = Draft(agreement=Agreement.model_validate({"parties": PARTIES} | answers))
    chosen = companion.document(LIBRARY, wanted)
    about = companion.subject(draft, chosen, item) if item else None
    return document.render(draft, LIBRARY, Chosen(chosen, about))


def said(wanted: str, item: str | None = None, **answers: Any) -> list[str]:
    """Return what the paragraphs of the document say, with plain spaces."""
    lines = made.lines(rendered(wanted, item, **answers))
    return [line.replace(NO_BREAK_SPACE, " ") for line in lines]


def circulated(wanted: str, **answers: Any) -> list[str]:
    return said(
        wanted, "circ0001", circulations=[{"id": "circ0001"} | answers], title="Samverkan", version="0.4"
    )


def called(**answers: Any) -> list[str]:
    return said("kallelse", "work0001", workshops=[{"id": "work0001"} | answers])


# -- the letter


def test_the_letter_is_called_what_the_round_is_called():
    assert circulated("foljebrev", title="remiss")[:2] == ["Remiss", "Samverkan"]
    assert circulated("foljebrev", title="samråd")[0] == "Samråd"
    assert circulated("foljebrev")[0] == "Avstämning"


def test_the_letter_says_when_and_where_to_reply_or_leaves_a_line_to_write_on():
    lines = circulated("foljebrev", last_day="2026-10-09", reply_to="a--b@af.example")

    assert "Svara senast9 oktober 2026" in lines
    assert "Svaret skickas tilla--b@af.example" in lines
    for label in ("Svara senast", "Svaret skickas till"):
        assert any(line.startswith(f"{label}{BLANK}") for line in circulated("foljebrev"))


def test_the_letter_says_what_is_public_and_who_decides():
    words = " ".join(circulated("foljebrev"))

    assert "2 kap. 12 § tryckfrihetsförordningen" in words
    assert "inkomna allmänna handlingar och ska registreras" in words
    assert "Registratorn hos varje myndighet avgör" in words


def test_the_letter_asks_the_questions_there_are_and_lists_who_it_goes_to():
    recipients = [
        {"id": "reci0001", "name": "Växjö", "address": "b@vaxjo.example"},
        {"id": "reci0002", "name": "Dua"},
    ]
    lines = circulated("foljebrev", message="Håller målet?", recipients=recipients)

    assert {"Håller målet?", "Växjö, b@vaxjo.example", "Dua"} <= set(lines)
    headings = {"Det här vill vi särskilt ha svar på", "Brevet går till"}
    assert headings <= set(lines)
    assert not headings & set(circulated("foljebrev"))


# -- the response table


def test_the_response_table_has_a_row_for_each_chapter_and_some_more():
    docx = rendered("svarstabell", "circ0001", circulations=[{"id": "circ0001"}])
    root = made.root(docx)

    rows = made.controls(root, "reply:rad")
    chapters = [made.words(made.controls(row, "reply:avsnitt")[0]).strip() for row in rows]

    assert chapters[:3] == ["Överenskommelsen i dess helhet", "Parter", "Syfte"]
    assert chapters[-3:] == ["", "", ""]
    template = LIBRARY.templates / "grundmall.outline.txt"
    outline = template.read_text(encoding="utf-8")
    assert [one for one in chapters[1:-3] if f"# {one} {{" not in outline] == []
    assert len(made.controls(root, "reply:svarande")) == len(made.controls(root, "reply:datum")) == 1


def test_every_row_of_the_response_table_can_be_filled_in_and_repeated_in_word():
    root = made.root(rendered("svarstabell", "circ0001", circulations=[{"id": "circ0001"}]))

    assert len(made.find(root, ".//w:sdt[w:sdtPr/w15:repeatingSection]")) == 1
    rows = made.find(root, ".//w:sdt[w:sdtPr/w15:repeatingSectionItem]")
    for row in rows:
        for part in ("lydelse", "forslag", "skal"):
            (one,) = made.controls(row, f"reply:{part}")
            assert not made.words(one).strip()
            assert made.find(one, "w:sdtPr/w:showingPlcHdr")


# -- the invitation


def test_the_invitation_says_what_is_known_and_leaves_lines_for_the_rest():
    lines = called(name="Mål", day="2026-09-23", convenor="Enhetschefen", agenda="Hemuppgifter")

    assert lines[0] == "Kallelse: Mål"
    assert {"Dag23 september 2026", "SammankallandeEnhetschefen", "DeltagareAF och Växjö"} <= set(lines)
    assert {"Dagordning", "Hemuppgifter"} <= set(lines)
    assert any(line.startswith(f"Plats{BLANK}") for line in lines)


def test_what_to_prepare_has_a_row_for_each_and_for_all():
    homework = [{"id": "home0001", "party": "part0002", "task": "Siffror"}, {"id": "home0002", "task": "Läs"}]

    lines = called(homework=homework)

    table = lines[lines.index("Vem") :]
    assert table[:6] == ["Vem", "Uppgift", "Växjö", "Siffror", "Alla parter", "Läs"]
    assert not {"Vem", "Att förbereda till träffen", "Dagordning"} & set(called())


def test_the_invitation_says_that_nothing_said_there_binds():
    assert any("binder ingen part" in line for line in called())


# -- the contact list


def test_contacts_are_told_by_role_and_parties_without_one_are_seen():
    contact = {"id": "cont0001", "role": "Enhetschef", "name": "Eva", "email": "a--b@af.example"}
    af, vaxjo, _ = PARTIES
    lines = said(
        "kontaktlista", parties=[af | {"contacts": [contact], "registrator": "reg@af.example"}, vaxjo]
    )

    table = lines[lines.index("Part") :]
    assert table[:7] == [
        "Part",
        "Roll, namn och enhet",
        "E-post och telefon",
        "AF",
        "Enhetschef",
        "Eva",
        "a--b@af.example",
    ]
    assert table[7:10] == ["Växjö", "Ingen kontakt är angiven", "–"]
    assert table[10:17] == [
        "Registratorer",
        "Hit skickas handlingar som ska diarieföras.",
        "Tabell 2. Parternas registratorer",
        "Part",
        "Registrator",
        "AF",
        "reg@af.example",
    ]


def test_a_list_without_parties_says_so():
    lines = said("kontaktlista", parties=[])

    assert "Inga parter är angivna ännu." in lines
    assert not {"Parter", "Registratorer", "Samverkansaktörer"} & set(lines)
