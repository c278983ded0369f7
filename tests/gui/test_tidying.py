"""The search for what is no longer used: when hands rest, never between two keys, and in one thread alone."""

import gc
import threading
from collections.abc import Iterator
from weakref import ref

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from lokdesk.gui import tidying as looking
from lokdesk.gui.tidying import Tidying
from lokdesk.session.library import Library
from lokdesk.session.session import Session


class Ring:
    """Something that only the search can find to be of no use."""

    def __init__(self) -> None:
        self.self = self


@pytest.fixture
def by_itself() -> Iterator[None]:
    enabled = gc.isenabled()
    yield
    if enabled:
        gc.enable()


@pytest.fixture
def tidying(qapp: object, library: Library, by_itself: None) -> Iterator[tuple[Session, QTimer]]:
    session, parent = Session(library), QObject()
    made = Tidying(session, parent)
    (timer,) = (one for one in made.findChildren(QTimer) if one.isSingleShot())
    yield session, timer
    for one in made.findChildren(QTimer):
        one.stop()
    parent.deleteLater()


@pytest.mark.usefixtures("tidying")
def test_no_thread_ends_what_belongs_to_the_window():
    rings = [Ring() for _ in range(10)]
    gone = [ref(one) for one in rings]
    del rings

    def work() -> None:
        # So much is made, and stays, that Python would have searched by itself.
        made = [[one] for one in range(50_000)]
        assert len(made) > 10 * gc.get_threshold()[0]

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert all(one() is not None for one in gone)

    made = [[one] for one in range(10 * gc.get_threshold()[0])]
    looking.look_among_the_young()
    assert made
    assert all(one() is None for one in gone)


@pytest.mark.usefixtures("tidying")
def test_nothing_is_searched_for_while_little_has_been_made():
    gc.collect(0)
    gone = ref(Ring())
    looking.look_among_the_young()

    assert gone() is not None


def test_what_is_young_is_searched_every_now_and_then(qapp: object, library: Library, by_itself: None):
    parent = QObject()
    made = Tidying(Session(library), parent)

    assert [one.interval() for one in made.findChildren(QTimer) if one.isActive()] == [2_000]
    parent.deleteLater()


def test_it_waits_until_hands_have_rested_long(tidying: tuple[Session, QTimer]):
    session, timer = tidying
    assert not timer.isActive()
    session.set("title", "Om jobb")

    assert timer.isActive()
    assert timer.interval() > 60_000


def test_it_comes_soon_after_another_agreement_has_been_opened(tidying: tuple[Session, QTimer]):
    session, timer = tidying
    session.new()
    session.set("title", "Om jobb")

    assert timer.isActive()
    assert timer.interval() < 10_000


def test_then_what_is_no_longer_used_is_gone(tidying: tuple[Session, QTimer]):
    gone = ref(Ring())
    tidying[1].timeout.emit()

    assert gone() is None


def test_python_searches_by_itself_again_when_the_window_is_gone(
    qapp: QApplication, library: Library, by_itself: None
):
    parent = QObject()
    Tidying(Session(library), parent)
    assert not gc.isenabled()
    parent.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    assert gc.isenabled()
