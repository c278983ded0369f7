"""The search for what is no longer used: when hands rest, and never between two keys."""

import gc
from collections.abc import Iterator
from weakref import ref

import pytest
from PySide6.QtCore import QObject, QTimer

from lokdesk.gui.tidying import Tidying
from lokdesk.session.library import Library
from lokdesk.session.session import Session


class Ring:
    """Something that only the search can find to be of no use."""

    def __init__(self) -> None:
        self.self = self


@pytest.fixture
def thresholds() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.fixture
def tidying(qapp: object, library: Library, thresholds: None) -> Iterator[tuple[Session, QTimer]]:
    session, parent = Session(library), QObject()
    made = Tidying(session, parent)
    timer = made.findChild(QTimer)
    assert timer is not None
    yield session, timer
    timer.stop()
    parent.deleteLater()


def test_no_whole_search_is_begun_while_someone_works(tidying: tuple[Session, QTimer]):
    assert gc.isenabled()
    assert gc.get_threshold()[2] > 100_000


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
