"""Both examples: whole, in normal form, and fit to be shown to anybody."""

import json
import re

import pytest

from lokdesk.agreement import reference
from lokdesk.agreement.agreement import Agreement
from lokdesk.handbook import register
from tests.examples import bundled
from tests.tools import ROOT

E_MAIL = re.compile(r"[\w.+-]+@[\w.-]+\w")
PERSONAL_NUMBER = re.compile(r"(?<!\d)(?:19|20)?\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])[-+]?\d{4}(?!\d)")


@pytest.fixture(params=bundled.NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def words(name: str) -> list[str]:
    return [text for _, text in bundled.answers(bundled.example(name))]


def test_the_list_names_every_example_and_no_other():
    assert set(bundled.NAMES) == {file.stem for file in bundled.FOLDER.glob("*.json")}


def test_a_file_stands_as_the_agreement_writes_itself_without_what_is_not_answered(name: str):
    written = bundled.example(name).model_dump_json(indent=2, exclude_defaults=True) + "\n"
    assert bundled.file(name).read_text(encoding="utf-8") == written


def test_a_dumped_example_loads_as_the_same_agreement(name: str):
    whole = bundled.example(name).model_dump_json(indent=2)
    assert Agreement.model_validate(json.loads(whole)) == bundled.example(name)


def test_every_reference_leads_somewhere(name: str):
    agreement = bundled.example(name)
    for address, kind, target in reference.references(agreement):
        known = bundled.attached(name) if kind == "attachment" else reference.targets(agreement, kind)
        assert target in known, address


def test_every_item_in_a_statistics_row_stands_in_a_column(name: str):
    for table in bundled.example(name).mapping.statistics:
        columns = {column.id for column in table.columns}
        assert all(cell.id in columns for row in table.rows for cell in row.cells), table.title


def test_every_attached_file_is_an_appendix(name: str):
    used = {appendix.attachment for appendix in bundled.example(name).appendices if appendix.attachment}
    assert bundled.attached(name) == used


def test_it_says_that_it_is_an_example(name: str):
    assert (bundled.example(name).marking or "").startswith("Exempel, ")


def test_e_mail_addresses_lead_nowhere(words: list[str]):
    for address in (found for text in words for found in E_MAIL.findall(text)):
        assert address.endswith(".example")


def test_no_personal_number_stands_in_it(words: list[str]):
    assert [text for text in words if PERSONAL_NUMBER.search(text)] == []


def test_nobody_is_named(name: str):
    agreement = bundled.example(name)
    people = [
        *(person.name for party in agreement.parties for person in (*party.signatories, *party.contacts)),
        *(person.name for actor in agreement.collaborators for person in actor.contacts),
        *(seat.name for forum in agreement.organisation.forums for seat in forum.members),
        *(employer.signatory for track in agreement.job_tracks for employer in track.employers),
    ]
    assert {person.removesuffix(" (exempel)") for person in people if person} <= {"Förnamn Efternamn"}


def test_the_language_is_plain_and_the_signs_are_typographic(words: list[str]):
    for text in words:
        assert not re.search(r"\bskall\b|[\"']|  | - |\.\.\.", text), text


def test_every_act_referred_to_stays_in_force(name: str):
    acts = register.load(ROOT / "resources" / "register").acts
    for referred in bundled.example(name).legal_references:
        assert acts.by_number[referred.sfs or ""].valid_to is None
