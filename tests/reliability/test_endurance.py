"""A round of ``make endurance``, and what it would say where something is left behind."""

import threading
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.reliability.endurance import EACH_PAGES, EACH_SAVES, Answers, Course, Day
from tests.reliability.holding import Holding, growth, holding


def test_after_a_round_of_work_no_handle_or_thread_is_left_behind(
    swedish: None, nothing_left_behind: None, tmp_path: Path
):
    threads = set(threading.enumerate())
    day = Day(tmp_path, draft="tva-kommuner")
    try:
        day.take_a_break()
        course = Course(breaks=[holding()])
        day.round(1, edits=60)
        day.take_a_break()
        course.breaks.append(holding())
        first, last = course.breaks
    finally:
        day.finish()

    assert day.faults == []
    assert (last.handles, last.threads) == (first.handles, first.threads)
    assert day.edits >= 60
    assert day.pages == EACH_PAGES
    assert day.saves >= EACH_SAVES
    assert day.documents == 1
    assert set(threading.enumerate()) <= threads


def test_a_dialog_that_is_being_answered_stays_when_what_opens_over_it_has_been_answered(
    qapp: QApplication,
):
    answers, dialog = Answers(), QDialog()
    stayed: list[bool] = []

    def act(shown: QWidget) -> None:
        QDialog(shown).exec()
        QTest.qWait(200)
        stayed.append(shown.isVisible())
        dialog.accept()

    answers.act = act
    done = dialog.exec()
    answers.stop()

    assert stayed == [True]
    assert done == QDialog.DialogCode.Accepted


def held(n: int, **more: int) -> Holding:
    given = {"megabytes": 300, "handles": 10, "threads": 4, "widgets": 2000, "objects": 150_000} | more
    return Holding(
        300 * n,
        given["megabytes"],
        given["handles"],
        given["threads"],
        given["widgets"],
        {"builtins.dict": given["objects"]},
    )


def test_what_goes_up_and_down_is_no_fault():
    up_and_down = [held(n, megabytes=300 + n % 2 * 8, widgets=2000 + n % 3 * 50) for n in range(30)]

    assert Course(up_and_down, [held(0), held(30)]).faults == []


@pytest.mark.parametrize("what", ["megabytes", "widgets", "objects"])
def test_what_grows_with_every_round_is_told(what: str):
    base = {"megabytes": 300, "widgets": 2000, "objects": 150_000}[what]
    growing = [held(n, **{what: round(base * (1 + n / 300))}) for n in range(80)]

    assert len(Course(growing, [held(0), held(80)]).faults) == 1


@pytest.mark.parametrize("what", ["handles", "threads", "widgets", "objects"])
def test_what_is_left_when_all_is_put_away_is_told(what: str):
    base = {"handles": 10, "threads": 4, "widgets": 2000, "objects": 150_000}[what]
    more = 1 if what in ("handles", "threads") else base // 20

    assert len(Course([held(0), held(1)], [held(0), held(1, **{what: base + more})]).faults) == 1


def test_widgets_objects_and_threads_are_counted(qapp: QApplication):
    before = holding()
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    widgets = [QWidget() for _ in range(5)]

    after = holding()

    stop.set()
    thread.join()
    assert after.threads == before.threads + 1
    assert after.widgets == before.widgets + 5
    assert after.objects["PySide6.QtWidgets.QWidget"] >= before.objects["PySide6.QtWidgets.QWidget"] + 5
    del widgets


def test_the_line_through_numbers_tells_how_much_they_grow():
    assert growth([1.0, 2.0, 3.0, 4.0]) == pytest.approx(3.0)
    assert growth([3.0, 1.0, 1.0, 3.0]) == pytest.approx(0.0)
    assert growth([7.0]) == 0.0
