"""A template in the making: kept with its document, found again, gone on with and thrown away."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from lokdesk.project.problem import Problem
from lokdesk.session import adopting, workpiece
from lokdesk.session.adopting import Adoption
from tests.session.made import LIBRARY
from tests.word.foreign.outlines import OUTLINES

NOW = datetime(2026, 3, 2, 9, 30)


def begun(number: int = 0) -> Adoption:
    adoption = adopting.taken_in(OUTLINES[number].docx(), f"mall-{number}.docx", LIBRARY)
    first, second, *_ = adoption.blueprint.standing
    adoption = adopting.reject(adopting.confirm(adoption, first.id), second.id)
    return adopting.take_out(adoption, second.passage, gone=True)


def test_what_was_corrected_is_gone_on_with_as_it_was(tmp_path: Path):
    adoption = begun()

    workpiece.keep(tmp_path, adoption, NOW)
    (kept,) = workpiece.found(tmp_path)

    assert (kept.name, kept.when) == ("mall-0.docx", NOW)
    assert workpiece.resume(kept, LIBRARY) == adoption


def test_the_latest_comes_first_and_each_is_thrown_away_for_itself(tmp_path: Path):
    first, second = begun(0), begun(1)
    workpiece.keep(tmp_path, first, NOW)
    workpiece.keep(tmp_path, second, NOW.replace(hour=10))
    assert [one.name for one in workpiece.found(tmp_path)] == ["mall-1.docx", "mall-0.docx"]

    workpiece.forget(tmp_path, second.docx)

    assert [one.name for one in workpiece.found(tmp_path)] == ["mall-0.docx"]
    assert not workpiece.place(tmp_path, second.docx).exists()
    workpiece.forget(tmp_path, second.docx)


def test_nothing_is_found_where_nothing_is(tmp_path: Path):
    assert workpiece.found(tmp_path / "ingenting") == ()
    (tmp_path / "tom").mkdir()
    (tmp_path / "trasig").mkdir()
    (tmp_path / "trasig" / "work.json").write_text("{", encoding="utf-8")
    assert workpiece.found(tmp_path) == ()


@pytest.mark.parametrize("slot", [{}, {"kind": "annat"}, "text", 7])
def test_what_somebody_has_changed_in_the_folder_is_told(tmp_path: Path, slot: object):
    adoption = begun()
    workpiece.keep(tmp_path, adoption, NOW)
    (kept,) = workpiece.found(tmp_path)
    path = kept.folder / "work.json"
    work = json.loads(path.read_bytes())
    if isinstance(slot, dict):
        slot = {**work["slots"][0], **slot} if slot else {}
    path.write_text(json.dumps({**work, "slots": [slot]}), encoding="utf-8")

    with pytest.raises(Problem, match="går inte att läsa"):
        workpiece.resume(kept, LIBRARY)


def test_places_that_there_cannot_be_any_more_are_left_out(tmp_path: Path):
    adoption = begun()
    workpiece.keep(tmp_path, adoption, NOW)
    (kept,) = workpiece.found(tmp_path)
    path = kept.folder / "work.json"
    work = json.loads(path.read_bytes())
    work["slots"][0]["address"] = "something/unknown"
    work["slots"][1]["passage"] = 10_000
    path.write_text(json.dumps(work), encoding="utf-8")

    assert workpiece.resume(kept, LIBRARY).blueprint.slots == adoption.blueprint.slots[2:]
