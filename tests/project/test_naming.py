"""Attachments get names in the container that every system can unpack."""

import pytest
from hypothesis import given

from lokdesk.project import container, naming
from tests.strategies import TEXTS


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("Bilaga 1.pdf", "Bilaga 1.pdf"),
        ("Målgrupper ’24.xlsx", "Målgrupper ’24.xlsx"),
        ("a/b\\c:d.txt", "a_b_c_d.txt"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("CON.txt", "_CON.txt"),
        ("  .  ", "_"),
        ("", "_"),
        ("namn.", "namn"),
        ("rad\nbrott.txt", "rad_brott.txt"),
        ("å" * 200 + ".docx", "å" * 75 + ".docx"),
        ("x." + "y" * 200, "x." + "y" * 78),
    ],
)
def test_a_file_name_becomes_a_safe_one(name: str, part: str):
    assert naming.part("atta0001", name) == f"attachments/atta0001/{part}"


@given(TEXTS)
def test_any_file_name_becomes_one_that_a_container_can_hold(name: str):
    assert container.is_name(naming.part("atta0001", name))


def test_a_project_file_and_its_backup_are_known_by_their_names():
    assert naming.is_project("avtal.lokdesk")
    assert naming.is_project("avtal.lokdesk.bak")
    assert not naming.is_project("avtal.docx")
    assert not naming.is_project("avtal.bak")


@pytest.mark.parametrize(
    ("name", "conflict"),
    [
        ("avtal-LAPTOP-7.lokdesk", True),
        ("avtal-DESKTOP3K.lokdesk", True),
        ("avtal-DESKTOP-B0B0B0B-2.lokdesk", True),
        ("avtal-DESKTOP-B0B0B0B-17.lokdesk", True),
        ("avtal (Evas conflicted copy 2026-03-02).lokdesk", True),
        ("avtal-utkast.lokdesk", False),
        ("avtal-2.lokdesk", False),
        ("avtal (2).lokdesk", False),
        ("avtal.lokdesk", False),
        ("annat-LAPTOP-7.lokdesk", False),
    ],
)
def test_copies_of_a_synchronised_folder_are_told_from_other_files(name: str, conflict: bool):
    assert naming.is_conflict(name, "avtal.lokdesk") is conflict
