"""The menus as data: what each command is called and the keys that give it."""

import re
from collections import Counter

import pytest

from lokdesk.gui.menus import MENUS, Command


@pytest.mark.parametrize("title", MENUS)
def test_no_two_commands_of_a_menu_have_the_same_letter(title: str):
    letters = [found[1].casefold() for one in MENUS[title] if one and (found := re.search("&(.)", one.text))]
    assert [letter for letter, count in Counter(letters).items() if count > 1] == []


def test_no_keys_give_two_commands():
    keys = [
        key for entries in MENUS.values() for one in entries if isinstance(one, Command) for key in one.keys
    ]
    assert len(keys) > 40
    assert [key for key, count in Counter(map(str, keys)).items() if count > 1] == []
