"""Cells of a statistics table come and go with what they hold."""

import pytest

from lokdesk.agreement import address as at
from lokdesk.agreement.address import UnknownAddress
from lokdesk.session.event import AnswerChanged
from lokdesk.session.session import Session
from tests.session.made import LIBRARY

TABLE = "mapping/statistics/tabl0001"


@pytest.fixture
def session() -> Session:
    session = Session(LIBRARY)
    columns = [{"id": "colu0001", "name": "2024"}, {"id": "colu0002", "name": "2025"}]
    rows = [{"id": "row00001", "label": "Växjö"}, {"id": "row00002", "label": "Alvesta"}]
    session.add("mapping/statistics", {"id": "tabl0001", "columns": columns, "rows": rows})
    return session


def cell(row: int, column: int) -> str:
    return f"{TABLE}/rows/row0000{row}/cells/colu000{column}/value"


def cells(session: Session, row: int) -> list[tuple[str, str | None]]:
    return [(one.id, one.value) for one in session.value(f"{TABLE}/rows/row0000{row}/cells")]


def test_an_empty_cell_can_be_read_and_filled(session: Session):
    assert session.value(cell(1, 2)) is None

    session.set(cell(1, 2), "17")

    assert session.value(cell(1, 2)) == "17"
    assert session.undoable == AnswerChanged(cell(1, 2))


def test_cells_stand_in_the_order_of_the_columns(session: Session):
    session.set(cell(1, 2), "17")
    session.set(cell(1, 1), "12")

    assert cells(session, 1) == [("colu0001", "12"), ("colu0002", "17")]


def test_a_cleared_cell_is_gone(session: Session):
    session.set(cell(1, 1), "12")
    session.settle()
    session.set(cell(1, 1), " ")

    assert cells(session, 1) == []
    session.undo()
    assert session.value(cell(1, 1)) == "12"


def test_clearing_an_empty_cell_is_no_edit(session: Session):
    before = session.draft

    session.set(cell(1, 1), "")

    assert session.draft is before


def test_there_are_no_cells_in_columns_that_do_not_exist(session: Session):
    with pytest.raises(UnknownAddress):
        session.value(cell(1, 9))
    with pytest.raises(UnknownAddress):
        session.set(cell(1, 9), "5")
    with pytest.raises(UnknownAddress):
        session.set(cell(9, 1), "5")


def test_a_column_takes_its_cells_along_and_brings_them_back(session: Session):
    session.set(cell(1, 1), "12")
    session.set(cell(1, 2), "17")
    session.set(cell(2, 1), "3")

    session.remove(f"{TABLE}/columns/colu0001")

    assert cells(session, 1) == [("colu0002", "17")]
    assert cells(session, 2) == []
    session.undo()
    assert cells(session, 2) == [("colu0001", "3")]


def test_a_copied_row_stands_in_the_same_columns(session: Session):
    session.set(cell(1, 2), "17")

    copy = session.duplicate(f"{TABLE}/rows/row00001")

    assert session.value(f"{copy}/cells/colu0002/value") == "17"


def test_a_copied_table_has_its_cells_in_its_own_columns(session: Session):
    session.set(cell(1, 2), "17")

    copy = session.value(session.duplicate(TABLE))

    assert copy.columns[1].id != "colu0002"
    assert [(one.id, one.value) for one in copy.rows[0].cells] == [(copy.columns[1].id, "17")]
    assert at.ids(copy).isdisjoint(at.ids(session.value(TABLE)))
