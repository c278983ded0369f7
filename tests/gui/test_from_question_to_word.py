"""The main job by hand: a part of the Kronoberg agreement is typed, saved, reopened and made a document.

Every kind of field is used, with keys and mouse, and what was typed is looked for in the Word document.
"""

import io
import re
import zipfile
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.frequency import Frequency
from lokdesk.agreement.rich_text import RichText
from lokdesk.word import read as word
from tests.gui.conftest import OpenWindow
from tests.gui.hands import CTRL, SHIFT, press, type_text
from tests.gui.pages import Screen, name_file, read

Key = Qt.Key

TITLE = "Lokal överenskommelse DUA – samverkan om unga och nyanlända i Kronobergs län"
PRESET = "Nyanlända"


def parties_and_mandates(screen: Screen) -> dict[str, str]:
    """Answer the questions of the first step, and return the parties' addresses by name."""
    screen.field("title").type(TITLE)
    screen.field("marking").type("Exempel, uppgifter från 2020")
    screen.field("status").pick("Utkast")
    screen.field("version_date").type("26 november 2020")
    press(Key.Key_Tab)
    assert screen.field("version_date").text == "2020-11-26"

    parties = screen.items("parties")
    added: dict[str, str] = {}
    for letters, name in (
        ("arbetsf", "Arbetsförmedlingen"),
        ("väx", "Växjö kommun"),
        ("alv", "Alvesta kommun"),
    ):
        added[name] = parties.add()
        screen.field(f"{added[name]}/name").type_and_pick(letters, name)
    parties.remove(parties.add())
    parties.up(added["Alvesta kommun"])
    assert [name.split(" · ")[0] for name in parties.names] == [
        "Arbetsförmedlingen",
        "Alvesta kommun",
        "Växjö kommun",
    ]

    screen.open_card(f"{added['Växjö kommun']}/deciding_bodies")
    screen.items(f"{added['Växjö kommun']}/deciding_bodies").add()
    type_text("Nämnden för arbete och välfärd")
    screen.open_card(f"{added['Växjö kommun']}/mandate")
    screen.field(f"{added['Växjö kommun']}/mandate").type("Kommunen ansvarar för vuxenutbildningen.")

    background = screen.field("background")
    background.type("Parterna har samverkat sedan ")
    background.tool("bold")
    type_text("2015")
    background.tool("bold")
    background.footnote("Regionalt utvecklingsarbete, beslut § 42.")
    type_text(". Vi vill:\n")
    background.tool("bullet")
    type_text("korta vägen till arbete\n")
    background.tool("deeper")
    type_text("även för unga\n\nlära av varandra\n\nSe webben")
    for _ in "webben":
        press(Key.Key_Left, SHIFT)
    background.link("www.example.se/samverkan")
    type_text(".")

    screen.field("validity/kind").pick("Tidsperiod")
    screen.field("validity/start").pick_day(date(2021, 1, 1))
    screen.field("validity/end").type("31/12 2022")
    return added


def joint_mapping(screen: Screen, parties: dict[str, str]) -> str:
    """Answer some questions of the second step, and return the address of a target group."""
    press(Key.Key_PageDown, CTRL)
    assert screen.page.step.slug == "mapping"
    type_text("Alla åtta kommuner har samma grunduppdrag.")

    table = screen.items("mapping/statistics").add()
    type_text("Inskrivna arbetslösa per kommun")
    screen.field(f"{table}/split_by_sex").mark(True)
    screen.field(f"{table}/retrieved").type("den 9 november 2020")
    grid = screen.grid(table)
    grid.add_column("Kvinnor")
    grid.add_column("Män")
    grid.add_column("Fel kolumn")
    grid.do("remove-column")
    grid.add_row("Växjö", "1 890", "2 040")
    grid.add_row("Alvesta", "412", "438")
    grid.do("up")

    group = screen.items("target_groups").add_ready_made(PRESET)
    sizes = screen.items(f"{group}/sizes")
    sizes.per_party()
    size = next(one for one in sizes.addresses if screen.field(f"{one}/party").text == "Växjö kommun")
    screen.field(f"{size}/number").type("1 234")
    assert screen.value(f"{size}/party") == at.last(parties["Växjö kommun"])
    return group


def goals(screen: Screen, group: str) -> None:
    """Answer the questions about a goal."""
    screen.step("goals")
    goal = screen.items("goals").add()
    type_text("Fler nyanlända i arbete eller studier")
    screen.field(f"{goal}/effect").type("Fler hushåll försörjer sig själva.")
    screen.field(f"{goal}/target_groups").tick(screen.value(f"{group}/name"))
    screen.field(f"{goal}/scope").tick("Växjö kommun", "Alvesta kommun")
    indicator = screen.items(f"{goal}/indicators").add()
    type_text("Andel i arbete efter 90 dagar")
    screen.items(f"{goal}/indicators").open(indicator)
    screen.field(f"{indicator}/interval").every("1", "halvår")
    values = screen.items(f"{indicator}/values")
    values.per_party()
    value = next(one for one in values.addresses if screen.field(f"{one}/party").text == "Alvesta kommun")
    screen.field(f"{value}/baseline").type("38 %")
    screen.field(f"{value}/target").type("46 %")


def organisation(screen: Screen) -> None:
    """Answer the questions about two forums, one of which reports to the other."""
    screen.step("organisation")
    forums = screen.items("organisation/forums")
    working = forums.add()
    type_text("Idégruppen")
    steering = forums.add()
    type_text("Styrgruppen för ASK")
    forums.up(steering)
    screen.field(f"{steering}/level").pick("Strategisk")
    screen.field(f"{working}/level").type("Länsgemensam arbetsnivå")
    screen.field(f"{working}/reports_to").pick("Styrgruppen för ASK")
    screen.field(f"{working}/frequency").every("6", "veckor")
    screen.field(f"{working}/frequency").words("var sjätte till var åttonde vecka")
    member = screen.items(f"{steering}/members").add()
    screen.field(f"{member}/actor").pick("Arbetsförmedlingen")
    screen.field(f"{member}/role").type("Ordförande")


def appendix(screen: Screen, file: Path) -> None:
    """Add an appendix with a file."""
    screen.step("appendices")
    added = screen.items("appendices").add()
    screen.field(f"{added}/number").type("1")
    screen.field(f"{added}/title").type("Statistik per kommun")
    screen.field(f"{added}/owner").pick("Växjö kommun")
    screen.field(f"{added}/attachment").attach(file)


def decisions(screen: Screen, party: str) -> None:
    """Answer the questions about a party's decision, and one that the document leaves out."""
    screen.step("review")
    screen.open_card(f"{party}/decisions")
    decision = screen.items(f"{party}/decisions").add()
    screen.field(f"{decision}/body").pick("Nämnden för arbete och välfärd")
    screen.field(f"{decision}/kind").pick("Godkännande")
    screen.field(f"{decision}/case_number").type("NAV 2020/00123")
    screen.field("economy").type("Ryms inom parternas budget.")


TYPED = (
    TITLE,
    "Exempel, uppgifter från 2020",
    "Arbetsförmedlingen",
    "Alvesta kommun",
    "Växjö kommun",
    "Kommunen ansvarar för vuxenutbildningen.",
    "Parterna har samverkat sedan 2015",
    "Regionalt utvecklingsarbete, beslut § 42.",
    "korta vägen till arbete",
    "även för unga",
    "lära av varandra",
    "Se webben.",
    "2022-12-31",
    "Alla åtta kommuner har samma grunduppdrag.",
    "Inskrivna arbetslösa per kommun",
    "1\u00a0890",
    "438",
    PRESET,
    "1 234",
    "Fler nyanlända i arbete eller studier",
    "Fler hushåll försörjer sig själva.",
    "Andel i arbete efter 90 dagar",
    "en gång per halvår",
    "38 %",
    "46 %",
    "Styrgruppen för ASK",
    "Länsgemensam arbetsnivå",
    "var sjätte till var åttonde vecka",
    "Ordförande",
    "Statistik per kommun",
    "NAV 2020/00123",
)
NEVER_PRINTED = ("Fel kolumn", "Ryms inom parternas budget.")


def test_the_first_question_leads_to_the_word_document(open_window: OpenWindow, tmp_path: Path):
    file = tmp_path / "statistik.csv"
    file.write_text("kommun;antal\n", encoding="utf-8")
    screen = open_window()
    parties = parties_and_mandates(screen)
    group = joint_mapping(screen, parties)
    goals(screen, group)
    organisation(screen)
    appendix(screen, file)
    decisions(screen, parties["Växjö kommun"])
    agreement = screen.window.session.agreement
    _stands_in_the_draft(agreement)
    screen.save(name_file(tmp_path / "kronoberg"))
    screen.close()

    again = open_window()
    again.open(name_file(tmp_path / "kronoberg.lokdesk"))
    assert again.window.session.agreement == agreement
    assert again.title == f"{TITLE} – kronoberg.lokdesk – Lokdesk"
    _is_shown_as_typed(again, parties)
    said: list[str] = []
    again.export(name_file(tmp_path / "kronoberg.docx"), read(said))
    again.close()

    docx = (tmp_path / "kronoberg.docx").read_bytes()
    _stands_in_the_document(docx, agreement)
    _is_printed(docx)


def _stands_in_the_draft(agreement: Agreement) -> None:
    assert agreement.status == "utkast"
    assert agreement.version_date == date(2020, 11, 26)
    assert [party.kind for party in agreement.parties] == ["Arbetsförmedlingen", "kommun", "kommun"]
    assert agreement.background == RichText.model_validate(
        {
            "blocks": [
                {
                    "runs": [
                        {"text": "Parterna har samverkat sedan "},
                        {"text": "2015", "bold": True},
                        {"footnote": "Regionalt utvecklingsarbete, beslut § 42."},
                        {"text": ". Vi vill:"},
                    ]
                },
                {"kind": "bullet", "runs": [{"text": "korta vägen till arbete"}]},
                {"kind": "bullet", "level": 1, "runs": [{"text": "även för unga"}]},
                {"kind": "bullet", "runs": [{"text": "lära av varandra"}]},
                {
                    "runs": [
                        {"text": "Se "},
                        {"text": "webben", "link": "https://www.example.se/samverkan"},
                        {"text": "."},
                    ]
                },
            ]
        }
    )
    (validity, (table,)) = agreement.validity, agreement.mapping.statistics
    assert (validity.kind, validity.start, validity.end) == (
        "tidsperiod",
        date(2021, 1, 1),
        date(2022, 12, 31),
    )
    assert [[row.label, *(cell.value for cell in row.cells)] for row in table.rows] == [
        ["Alvesta", "412", "438"],
        ["Växjö", "1\u00a0890", "2\u00a0040"],
    ]
    assert table.split_by_sex is True
    (goal,), (steering, working) = agreement.goals, agreement.organisation.forums
    assert len(goal.scope) == 2 and len(goal.target_groups) == 1
    assert goal.indicators[0].interval == Frequency(every=1, unit="halvår")
    assert working.reports_to == steering.id
    assert working.level == "Länsgemensam arbetsnivå"
    assert working.frequency == Frequency(
        every=6, every_most=8, unit="vecka", text="var sjätte till var åttonde vecka"
    )
    decision = agreement.parties[2].decisions[0]
    assert decision.body == agreement.parties[2].deciding_bodies[0].id


def _is_shown_as_typed(screen: Screen, parties: dict[str, str]) -> None:
    screen.step("parties")
    assert screen.field("version_date").text == "2020-11-26"
    assert screen.field("validity/kind").text == "Tidsperiod"
    assert "korta vägen till arbete" in screen.field("background").text
    screen.step("review")
    (decision,) = screen.value(f"{parties['Växjö kommun']}/decisions")
    screen.open_card(f"{parties['Växjö kommun']}/decisions/{decision.id}/body")
    body = screen.field(f"{parties['Växjö kommun']}/decisions/{decision.id}/body")
    assert body.text == "Nämnden för arbete och välfärd"


def _stands_in_the_document(docx: bytes, agreement: Agreement) -> None:
    """Check that the document holds every answer, but those that are for another one."""
    reading = word.read(docx)
    assert reading.unplaced == ()
    assert reading.agreement == agreement.model_copy(update={"economy": None})


def _breaking(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def _is_printed(docx: bytes) -> None:
    """Check that a reader of the document sees what was typed, in the look it was typed in."""
    with zipfile.ZipFile(io.BytesIO(docx)) as parts:
        texts = [parts.read(name).decode() for name in ("word/document.xml", "word/footnotes.xml")]
    # Words that belong together are kept together by spaces that do not break.
    texts = [_breaking(text) for text in texts]
    paragraphs = [re.sub("<[^>]+>", "", one) for text in texts for one in text.split("</w:p>")]
    for typed in TYPED:
        assert any(_breaking(typed) in paragraph for paragraph in paragraphs), typed
    for typed in NEVER_PRINTED:
        assert not any(typed in paragraph for paragraph in paragraphs), typed
    (year,) = [one for one in texts[0].split("</w:r>") if one.endswith(">2015</w:t>")]
    assert "<w:b/>" in year[year.rindex("<w:r>") :]
