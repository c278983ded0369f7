"""Presets: ready-made items, checked against the model."""

from pathlib import Path

import pytest

from lokdesk.agreement.mapping import TargetGroup
from lokdesk.agreement.processes import DuaModel, Process
from lokdesk.handbook import preset
from lokdesk.handbook.book import HandbookError

ENTRY = """
[[presets]]
list = "processes"
name = "Etablering"
[presets.values]
name = "Etablering"
purpose = "Ett syfte."
steps = [{ title = "Första" }, { title = "Andra" }]
"""


def presets(folder: Path, text: str) -> tuple[preset.Preset, ...]:
    (folder / "presets.toml").write_text(text, encoding="utf-8")
    return preset.load(folder)


def test_a_preset_becomes_an_item_with_ids_of_its_own(tmp_path: Path):
    (one,) = presets(tmp_path, ENTRY)

    first, second = one.item(), one.item()
    assert isinstance(first, Process)
    assert isinstance(second, Process)
    assert [step.title for step in first.steps] == ["Första", "Andra"]
    assert first.purpose is not None
    ids = [item.id for made in (first, second) for item in (made, *made.steps)]
    assert len(set(ids)) == 6


def test_presets_are_picked_by_place(tmp_path: Path):
    both = presets(
        tmp_path,
        ENTRY + '[[presets]]\nlist = "target_groups"\nname = "Unga"\nvalues = { name = "Unga" }\n',
    )

    (unga,) = preset.for_place(both, "target_groups")
    assert isinstance(unga.item(), TargetGroup)
    assert not unga.historical


def test_a_group_has_a_preset_that_is_no_item(tmp_path: Path):
    (dua,) = presets(
        tmp_path,
        '[[presets]]\nlist = "dua"\nname = "Dua 2017"\nhistorical = true\nvalues = { preset = "Dua 2017" }\n',
    )

    assert dua.value == DuaModel(preset="Dua 2017")
    assert dua.historical
    with pytest.raises(TypeError):
        dua.item()


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('list = "processes"', 'list = "no_such_list"'),
        ('list = "processes"', 'list = "title"'),
        ('purpose = "Ett syfte."', 'aim = "Ett syfte."'),
        ('title = "Första"', 'titel = "Första"'),
        ('purpose = "Ett syfte."', "purpose = 1"),
    ],
)
def test_what_the_model_does_not_take_is_named(tmp_path: Path, right: str, wrong: str):
    assert right in ENTRY

    with pytest.raises(HandbookError, match=r"presets\.toml, .*, Etablering"):
        presets(tmp_path, ENTRY.replace(right, wrong))


@pytest.mark.parametrize("text", ["[[presets", '[[presets]]\nname = "Utan lista"\n'])
def test_a_file_that_is_no_list_of_presets_is_named(tmp_path: Path, text: str):
    with pytest.raises(HandbookError, match=r"presets\.toml"):
        presets(tmp_path, text)


def test_a_missing_file_is_named(tmp_path: Path):
    with pytest.raises(HandbookError, match=r"presets\.toml"):
        preset.load(tmp_path)
