"""Statistics: columns as wide as what is in them, and pages on their side for tables that are too wide."""

import re
from itertools import chain
from pathlib import Path

import pytest

from lokdesk.agreement.agreement import Agreement
from lokdesk.word import columns
from lokdesk.word.block import Block
from lokdesk.word.columns import Needs
from lokdesk.word.printed import printed
from lokdesk.word.read import read
from lokdesk.word.render import render
from lokdesk.word.soundness import faults
from tests import validators
from tests.word import made


def agreement(*tables: int) -> Agreement:
    """Return an agreement with statistics tables of so many columns each."""
    return Agreement.model_validate({"mapping": {"statistics": [table(*one) for one in enumerate(tables)]}})


def table(number: int, many: int) -> dict[str, object]:
    ids = [f"{number}c{place:06}" for place in range(many)]
    return {
        "id": f"{number}table00",
        "title": f"Tabell med {many} kolumner",
        "source": "Exempel",
        "columns": [{"id": id_, "name": f"Kommun {id_[-2:]}"} for id_ in ids],
        "rows": [
            {
                "id": f"{number}row000{row}",
                "label": f"Grupp {row}",
                "cells": [{"id": id_, "value": "123456"} for id_ in ids],
            }
            for row in range(3)
        ],
    }


def pages(docx: bytes) -> list[str]:
    """Return how the pages of each section lie."""
    return [
        "landscape" if 'w:orient="landscape"' in one else "portrait"
        for one in re.findall("<w:sectPr.*?</w:sectPr>", made.part(docx))
    ]


def test_a_table_that_has_room_stays_on_an_upright_page_in_its_controls():
    docx = render(agreement(4), made.shipped())

    assert pages(docx) == ["portrait"]
    assert made.controls(made.root(docx), "mapping/statistics/0table00")


def test_a_table_that_is_too_wide_gets_a_page_on_its_side_with_its_heading():
    docx = render(agreement(3, 12), made.shipped())
    xml = made.part(docx)

    assert pages(docx) == ["portrait", "landscape", "portrait"]
    assert xml.count("<w:titlePg/>") == 1
    assert xml.count('<w:headerReference w:type="default"') == 3
    first = xml.index("<w:sectPr")
    assert "Tabell med 3 kolumner" in xml[:first] and "Tabell med 12 kolumner" in xml[first:]
    alone = made.part(render(agreement(12), made.shipped()))
    assert alone.index("<w:sectPr") < alone.index("<w:t>Statistik</w:t>")


def test_tables_that_are_too_wide_share_their_pages():
    assert pages(render(agreement(12, 12, 3), made.shipped())) == ["portrait", "landscape", "portrait"]


def test_what_divides_pages_stands_in_no_control():
    root = made.root(render(agreement(12), made.shipped()))

    sections = made.find(root, ".//w:pPr/w:sectPr")
    assert len(sections) == 2
    assert not any(list(one.iterancestors(f"{{{made.W}}}sdt")) for one in sections)


@pytest.mark.parametrize("tables", [(12,), (3, 12), (12, 12)])
def test_it_is_read_back_and_sound(tables: tuple[int, ...], tmp_path: Path):
    docx = render(agreement(*tables), made.shipped())

    assert read(docx).agreement == printed(agreement(*tables), made.shipped())
    assert not faults(docx)
    path = tmp_path / "wide.docx"
    path.write_bytes(docx)
    assert validators.audit_errors(path) == []


def test_tables_that_have_moved_to_the_last_appendix_end_the_document_on_their_pages():
    appendix = {"id": "appe0001", "number": "1", "title": "Statistik", "kind": "statistik"}
    held = Agreement.model_validate(agreement(12).model_dump() | {"appendices": [appendix]})

    docx = render(held, made.shipped())

    assert pages(docx) == ["portrait", "landscape"]
    xml = made.part(docx)
    assert "Se " in xml[: xml.index("<w:sectPr")] and "Bilaga\u00a0" not in xml[: xml.index("<w:sectPr")]
    assert xml.count("<w:titlePg/>") == 1
    assert read(docx).agreement == printed(held, made.shipped())


def test_a_table_within_a_cell_is_no_column_of_the_one_around_it():
    def cell(*held: Block) -> list[Block]:
        return [Block("cell", ""), *held, Block("cell_end", "")]

    def rows(*cells: list[Block]) -> list[Block]:
        return [Block("row", ""), *chain(*cells), Block("row_end", "")]

    def said(text: str) -> Block:
        return Block("paragraph", "", text=text)

    inner = [Block("table", ""), *rows(cell(said("ett")), cell(said("två"))), Block("table_end", "")]
    outer = [Block("table", ""), *rows(cell(*inner, said("a")), cell(said("b"))), Block("table_end", "")]

    first, second = columns.needs(outer)

    assert second == columns.needs([Block("table", ""), *rows(cell(said("b")))])[0]
    assert first.least > second.least


def test_figures_stand_in_columns_of_one_width_and_labels_on_one_line():
    assert columns.widths([Needs(500, 2000), Needs(300, 300), Needs(400, 400)], 4000) == [2400, 800, 800]


def test_without_room_every_column_gets_its_share():
    assert sum(columns.widths([Needs(2000, 4000), Needs(2000, 2000)], 3001)) == 3001
