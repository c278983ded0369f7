"""What a newer minor version has written is set aside, told of, and written back."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.frequency import Frequency
from lokdesk.agreement.goals import Goal
from lokdesk.agreement.organisation import Forum, Organisation
from lokdesk.agreement.rich_text import Block, RichText, Run
from lokdesk.project import container, project
from lokdesk.project.container import Container
from lokdesk.project.problem import TooNew
from lokdesk.project.project import Project
from lokdesk.project.version import CURRENT, Version
from lokdesk.revision import beginning
from tests.project.made import FULL, as_version, rewritten

AGREEMENT = "agreement.json"
TEXT = RichText(blocks=(Block(runs=(Run(text="Fler "), Run(text="i arbete", bold=True))),))
DRAFT = FULL.model_copy(
    update={
        "agreement": Agreement(
            title="Överenskommelse",
            goals=(Goal(id="goal0001", title="Ett", effect=TEXT), Goal(id="goal0002", title="Två")),
            organisation=Organisation(
                forums=(Forum(id="foru0001", frequency=Frequency(every=6, unit="vecka")),)
            ),
        )
    }
)


def newer(change: Callable[[dict[str, Any]], None], name: str = AGREEMENT) -> Project:
    """Return DRAFT as opened from a file of a newer minor version, with a part changed."""
    content = rewritten(project.dumps(Project(DRAFT)), change, name)
    return project.loads(as_version(content, 1, 7))


def written(opened: Project, name: str = AGREEMENT) -> Any:
    return json.loads(container.unpack(project.dumps(opened)).parts[name])


def edited(opened: Project, address: str, value: object) -> Project:
    agreement = at.replace(opened.draft.agreement, address, value)
    return replace(opened, draft=opened.draft.model_copy(update={"agreement": agreement}))


def add_keys(raw: dict[str, Any]) -> None:
    raw["mood"] = "good"
    raw["goals"][1]["colour/shade"] = {"red": [1, 2]}
    raw["validity"]["sunset"] = None
    raw["organisation"]["forums"][0]["members"] = [{"id": "memb0001", "name": "Eva", "hat": True}]


def test_a_newer_minor_version_opens_with_a_warning():
    opened = newer(add_keys)

    assert opened.draft.agreement.goals == DRAFT.agreement.goals
    assert opened.warnings
    assert "nyare version av Lokdesk" in opened.warnings[0]


def test_a_newer_minor_version_without_anything_new_opens_with_a_warning_too():
    opened = project.loads(as_version(project.dumps(Project(DRAFT)), 1, 7))

    assert opened.draft == DRAFT
    assert opened.warnings


def test_a_newer_minor_version_that_makes_no_sense_here_is_not_called_damaged():
    def change(raw: dict[str, Any]) -> None:
        raw["goals"][0]["effect"]["blocks"][0]["kind"] = "quote"

    with pytest.raises(TooNew, match=r"nyare filformat \(1\.7\)"):
        newer(change)


def test_unknown_keys_are_written_back_where_they_were():
    raw = written(newer(add_keys))

    assert raw["mood"] == "good"
    assert raw["goals"][1]["colour/shade"] == {"red": [1, 2]}
    assert "colour/shade" not in raw["goals"][0]
    assert raw["validity"]["sunset"] is None
    assert raw["organisation"]["forums"][0]["members"][0]["hat"] is True


def test_the_file_stays_one_of_the_newer_version():
    assert container.unpack(project.dumps(newer(add_keys))).version == Version(1, 7)


def test_opening_and_saving_again_and_again_changes_nothing():
    once = project.dumps(newer(add_keys))

    assert project.dumps(project.loads(once)) == once


def test_unknown_keys_follow_their_item_when_it_moves_and_go_when_it_goes():
    opened = newer(add_keys)
    moved = at.move(opened.draft.agreement, "goals/goal0002", 0)
    removed = at.remove(opened.draft.agreement, "goals/goal0002")

    def raw(agreement: Agreement) -> Any:
        return written(replace(opened, draft=opened.draft.model_copy(update={"agreement": agreement})))

    assert "colour/shade" in raw(moved)["goals"][0]
    assert "colour/shade" not in raw(moved)["goals"][1]
    assert "colour/shade" not in str(raw(removed))
    assert raw(removed)["mood"] == "good"


def underline(raw: dict[str, Any]) -> None:
    # The two runs are of one look to a version that does not know of underlining.
    raw["goals"][0]["effect"] = {
        "blocks": [{"runs": [{"text": "Fler "}, {"text": "i arbete", "underline": True}], "align": "right"}]
    }


def test_an_answer_with_something_unknown_in_it_goes_back_as_it_was_while_nobody_changes_it():
    opened = newer(underline)

    assert opened.draft.agreement.goals[0].effect is not None
    assert opened.draft.agreement.goals[0].effect.text == "Fler i arbete"
    raw = written(edited(opened, "goals/goal0001/title", "Ett annat"))
    assert raw["goals"][0]["title"] == "Ett annat"
    assert raw["goals"][0]["effect"]["blocks"][0]["runs"][1] == {"text": "i arbete", "underline": True}
    assert raw["goals"][0]["effect"]["blocks"][0]["align"] == "right"


def test_an_answer_with_something_unknown_in_it_gives_way_to_a_new_answer():
    raw = written(edited(newer(underline), "goals/goal0001/effect", "Något annat"))

    assert raw["goals"][0]["effect"] == {"blocks": [{"runs": [{"text": "Något annat"}]}]}


def test_something_unknown_in_a_frequency_is_kept_too():
    def change(raw: dict[str, Any]) -> None:
        raw["organisation"]["forums"][0]["frequency"]["weekday"] = "tisdag"

    opened = newer(change)

    assert opened.draft.agreement.organisation.forums[0].frequency == Frequency(every=6, unit="vecka")
    assert written(opened)["organisation"]["forums"][0]["frequency"]["weekday"] == "tisdag"


def test_unknown_keys_around_the_agreement_are_kept():
    def change(raw: dict[str, Any]) -> None:
        raw["journal"] = [1, 2, 3]
        raw["discussion"]["polls"] = []
        raw["discussion"]["notes"][0]["likes"] = 4
        raw["attachments"][0]["pages"] = 12
        raw["set_aside"][0]["by"] = "Eva"

    opened = newer(change, "draft.json")
    raw = written(opened, "draft.json")

    assert opened.draft == DRAFT
    assert raw["journal"] == [1, 2, 3]
    assert raw["discussion"]["polls"] == []
    assert raw["discussion"]["notes"][0]["likes"] == 4
    assert raw["attachments"][0]["pages"] == 12
    assert raw["attachments"][1] == {
        "id": "atta0002",
        "name": "Bilaga 1: karta/skiss.pdf",
        "media_type": "application/octet-stream",
        "part": "attachments/atta0002/Bilaga 1_ karta_skiss.pdf",
    }
    assert raw["set_aside"][0]["by"] == "Eva"


def test_unknown_keys_of_predecessors_and_of_the_manifest_are_kept():
    content = rewritten(
        project.dumps(Project(DRAFT)), lambda raw: raw.update(mood="good"), "predecessors/pred0001.json"
    )
    packed = container.unpack(content)
    manifest = packed.manifest | {"author": "Eva", "template": {"id": "m", "version": "1", "origin": "SKR"}}
    opened = project.loads(container.pack(Container(Version(1, 7), manifest, packed.parts)))
    again = container.unpack(project.dumps(opened))

    assert json.loads(again.parts["predecessors/pred0001.json"])["mood"] == "good"
    assert "mood" not in json.loads(again.parts["predecessors/pred0002.json"])
    assert again.manifest["author"] == "Eva"
    assert again.manifest["template"]["origin"] == "SKR"


def test_whole_parts_that_are_unknown_are_kept():
    packed = container.unpack(project.dumps(Project(DRAFT)))
    parts = dict(packed.parts) | {"journal.json": b"[1, 2", "pictures/a.png": b"\x89PNG"}
    opened = project.loads(container.pack(Container(Version(1, 7), packed.manifest, parts)))

    assert opened.draft == DRAFT
    assert container.unpack(project.dumps(opened)).parts == parts


def test_keys_that_someone_has_added_by_hand_are_kept_and_told_of():
    opened = project.loads(rewritten(project.dumps(Project(DRAFT)), add_keys))

    assert opened.version == CURRENT
    assert opened.warnings
    assert written(opened)["mood"] == "good"


@pytest.mark.parametrize("minor", [0, 7])
def test_what_is_unknown_stays_with_its_file(minor: int):
    opened = project.loads(as_version(project.dumps(Project(Draft())), 1, minor))

    assert opened.unknown == {}
    assert opened.others == {}


def test_what_a_newer_version_wrote_of_an_agreement_that_is_revised_is_kept_with_both():
    old = newer(lambda raw: raw.update(mood="good"))
    revised = project.revised(old, beginning.begun(old.draft, date(2026, 11, 2)).draft)
    newest = revised.draft.predecessors[-1].id
    again = container.unpack(project.dumps(revised))

    assert json.loads(again.parts[AGREEMENT])["mood"] == "good"
    assert json.loads(again.parts[f"predecessors/{newest}.json"])["mood"] == "good"
    assert "mood" not in json.loads(again.parts["predecessors/pred0001.json"])
