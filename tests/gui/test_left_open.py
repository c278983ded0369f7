"""What a class leaves to those made from it. Qt's classes cannot be abstract, so it is looked for here."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import pytest

from lokdesk import gui
from lokdesk.gui.dialogs.preview import PreviewDialog
from lokdesk.gui.fields.field import Field
from lokdesk.gui.panes.said import SaidPane
from lokdesk.gui.wizard.item import ItemFrame

BASES: tuple[type, ...] = (Field, ItemFrame, SaidPane, PreviewDialog)


def made_from(base: type) -> Iterator[type]:
    for one in base.__subclasses__():
        if one.__module__.startswith("lokdesk."):
            yield one
        yield from made_from(one)


def left_open(base: type) -> list[str]:
    functions = {
        name: held.fget if isinstance(held, property) else held
        for name, held in vars(base).items()
        if isinstance(held, property) or inspect.isfunction(held)
    }
    return [
        name
        for name, function in functions.items()
        if function is not None and "raise NotImplementedError" in inspect.getsource(function)
    ]


@pytest.mark.parametrize("base", BASES)
def test_whoever_is_made_from_it_gives_all_that_is_left_open(base: type):
    for module in pkgutil.walk_packages(gui.__path__, f"{gui.__name__}."):
        importlib.import_module(module.name)
    # What others are made from leaves the same open to them.
    names, classes = left_open(base), [one for one in made_from(base) if not one.__subclasses__()]

    assert names and classes
    assert [
        f"{one.__name__}.{name}"
        for one in classes
        for name in names
        if getattr(one, name) is getattr(base, name)
    ] == []
