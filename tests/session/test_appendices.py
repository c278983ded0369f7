"""Appendices of every sort in one agreement: what they are called is the same wherever it is said."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.report import PUBLISHING
from lokdesk.figures import png
from lokdesk.session import beside, companion, document
from lokdesk.session.companion import Chosen
from lokdesk.session.session import Session
from tests.documents.golden import golden
from tests.session.made import LIBRARY
from tests.word.made import docx, h, p

PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20">'
    '<rect x="2" y="2" width="30" height="10" fill="#003366"/></svg>'
)
FILES = {
    "merged00": ("Roller.docx", docx(h(1, "Roller"), p("En egen text, utan hänvisningar."))),
    "picture0": ("karta.png", png.painted(PICTURE)),
    "beside00": ("avtal.pdf", b"%PDF ett"),
    "beside01": ("AVTAL.pdf", b"%PDF annat"),
    "people00": ("personer.pdf", b"%PDF namn"),
}
STATISTICS = {
    "id": "table000",
    "title": "Arbetslösa",
    "columns": [{"id": "column00", "name": "Alla"}],
    "rows": [{"id": "row00000", "label": "Länet", "cells": [{"id": "column00", "value": "12"}]}],
}
MOVED = ("kartläggning och målgrupper", "statistik", "organisering", "arbetsprocesser", "lokala jobbspår")
LABEL = re.compile(r"\b([Bb])ilaga␣(\d+[a-z]?)")
REFERENCE = re.compile(r"\(bilaga␣\{\{REF ”(?P<field>[^”]*)” \\h\}\}\((?P<said>\w+)\) → ”(?P<link>[^”]*)”\)")
HEADING = re.compile(r"^# (?:\[part:appendix-label lock: )?Bilaga␣(\d+[a-z]?)", re.MULTILINE)
CONTENTS = re.compile(r"^ *\(Bilaga (\d+[a-z]?): .*\{toc 1\}", re.MULTILINE)
LISTED = re.compile(r"appendices/\w+/number text: (\d+)\](?:\[appendices/\w+/letter text: (\w)\])?")
PAPER = re.compile(r"^– Bilaga␣(\d+[a-z]?): ", re.MULTILINE)


def text(words: str) -> dict[str, Any]:
    return {"blocks": [{"runs": [{"text": words}]}]}


def opened(first: int = 1) -> Session:
    """Return a session whose appendices are movable parts, generated, written, merged, shown and beside."""
    appendices: list[dict[str, Any]] = [
        {
            "id": f"moved{n:03}",
            "kind": kind,
            "title": f"Om {kind}",
            "number": str(first),
            "letter": "abcde"[n],
        }
        for n, kind in enumerate(MOVED)
    ]
    appendices.append({"id": "contacts", "kind": "kontaktlista", "title": "Kontakter"})
    appendices.append({"id": "written0", "title": "Egen text", "text": text(f"Se bilaga {first}a.")})
    appendices += [{"id": id_, "title": f"Fil {id_}"} for id_ in FILES]
    for number, one in enumerate(appendices[len(MOVED) :], first + 1):
        one["number"] = str(number)
    numbers = [one["number"] + one.get("letter", "") for one in appendices]
    held = LIBRARY.example("tva-kommuner").agreement.model_dump() | {
        "background": text("Se " + ", ".join(f"bilaga {one}" for one in numbers) + "."),
        "appendices": appendices,
        "job_tracks": [{"id": "track000", "name": "Bussförare"}],
        "mapping": {"statistics": [STATISTICS]},
        "collaborators": [
            {"id": "collab00", "name": "Skolan", "contacts": [{"id": "cont0000", "role": "Rektor"}]}
        ],
        "status": "avstämningsversion",
    }
    session = Session(LIBRARY)
    session.new(Draft(agreement=Agreement.model_validate(held)))
    for id_, (name, content) in FILES.items():
        session.attach(name, content, f"appendices/{id_}/attachment")
    session.set("appendices/people00/kind", "kontaktlista")
    return session


@cache
def documents(first: int = 1) -> dict[str, str]:
    """Return every document as text, those about something for the first that they can be about."""
    draft = opened(first).draft
    every = {one.document.id: one for one in reversed(list(companion.every(draft, LIBRARY)))}
    return {id_: golden(document.render(draft, LIBRARY, one)) for id_, one in every.items()}


def numbers(pattern: re.Pattern[str], words: str) -> list[str]:
    return ["".join(found.groups("")) for found in pattern.finditer(words)]


@pytest.mark.parametrize("first", [1, 4])
def test_the_list_the_headings_and_the_papers_call_every_appendix_the_same(first: int):
    said = documents(first)
    listed = numbers(LISTED, said["overenskommelse"])

    assert listed == [f"{first}{letter}" for letter in "abcde"] + [
        str(number) for number in range(first + 1, first + 1 + 7)
    ]
    assert numbers(HEADING, said["overenskommelse"]) == listed
    assert numbers(HEADING, said["underskriftsexemplar"]) == listed
    assert numbers(CONTENTS, said["overenskommelse"]) == listed
    for paper in ("tjansteskrivelse-godkannande", "underlag"):
        assert numbers(PAPER, said[paper]) == listed


@pytest.mark.parametrize("first", [1, 4])
def test_every_reference_leads_to_the_appendix_that_it_names(first: int):
    found = {
        id_: [one.groupdict() for one in REFERENCE.finditer(words)] for id_, words in documents(first).items()
    }

    assert {id_ for id_, references in found.items() if references} >= {"overenskommelse", "underlag"}
    for id_, references in found.items():
        for one in references:
            assert one["field"] == one["link"], id_
            assert one["field"].startswith(f"Bilaga\N{NO-BREAK SPACE}{one['said']}:"), id_
    # Those that were typed, those of the parts that have moved, and the one in an appendix.
    moved = {one["said"] for one in found["overenskommelse"]}
    assert moved == set(numbers(LISTED, documents(first)["overenskommelse"]))
    places = re.findall(r"Se \[part:appendix-reference lock: \(bilaga␣", documents(first)["overenskommelse"])
    assert len(places) >= len(MOVED)


def test_no_document_names_an_appendix_that_is_not_listed():
    listed = set(numbers(LISTED, documents()["overenskommelse"]))

    for id_, words in documents().items():
        assert {number for _, number in LABEL.findall(words)} <= listed, id_
        assert "Se ." not in words and "→ ?" not in words and "””" not in words, id_


def test_files_are_named_in_the_document_as_they_lie_beside_it(tmp_path: Path):
    draft = opened().draft
    saved = beside.save(draft, LIBRARY, tmp_path / "avtal.docx")
    named = re.findall("Bilagan finns i filen ”([^”]*)”", documents()["overenskommelse"])

    assert named == [one.path.name for one in saved] == ["avtal.pdf", "AVTAL (2).pdf", "personer.pdf"]
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(named)


def test_a_contact_list_is_not_published_even_if_it_is_a_file_or_a_text(tmp_path: Path):
    session = opened()
    session.set("appendices/written0/kind", "kontaktlista")
    published = Chosen(companion.document(LIBRARY, "publiceringsexemplar"))

    words = golden(document.render(session.draft, LIBRARY, published))
    saved = beside.save(session.draft, LIBRARY, tmp_path / "a.docx", PUBLISHING)

    assert "Egen text" in words and "Se (bilaga" in words
    assert not {"2", "3", "8"} & set(numbers(HEADING, words))
    assert {"1a", "4", "5", "6", "7"} <= set(numbers(HEADING, words))
    assert "personer.pdf" not in words and [one.path.name for one in saved] == ["avtal.pdf", "AVTAL (2).pdf"]


def test_an_appendix_without_a_number_is_named_by_its_title():
    session = opened()
    for part in ("number", "letter"):
        session.set(f"appendices/moved002/{part}", None)
    session.set("appendices/written0/number", None)

    words = golden(document.render(session.draft, LIBRARY))
    paper = companion.document(LIBRARY, "underlag")
    about = companion.subjects(session.draft, paper)[0]
    listed = golden(document.render(session.draft, LIBRARY, Chosen(paper, about)))

    assert "Se [part:appendix-reference lock: bilagan ”Om organisering”]." in words
    assert (
        "# [part:appendix-label lock: Bilaga]: [copy:appendices/moved002/title lock: Om organisering]"
        in words
    )
    assert "– Bilaga: Egen text {" in listed
