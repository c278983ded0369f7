"""Project files of every released version of the format open for ever, and say what they have always said.

Beside each file lies what is written in it, by address, taken from its JSON without the program when the
version was released. Neither is ever edited. When the format gets a new version, a file is made that has
something everywhere; its sum is put here, and what is written in it beside it.
"""

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any, cast

import pytest

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.draft import Draft, Predecessor
from lokdesk.project import container, migrations, project
from lokdesk.project.version import CURRENT, FIRST, Version
from lokdesk.session.library import Library
from lokdesk.session.session import Session
from tests.tools import ROOT

FILES = ROOT / "tests" / "project" / "files"
SUMS = {
    Version(1, 0): "2b6475de60d0e198c55f68bdf2eac40c675c91226674bc10c9a70e12627539ec",
    Version(1, 1): "249afcd3e99cf739be6e91c74c5c196a285c9b33f3c66a7f1c737597aeb82f35",
    Version(1, 2): "6cf9809697ddd6d617bf745a34089f39020c854bd8e40bbe78894cfdaefe49de",
    Version(1, 3): "9290a61010d0383ce0ea7df4e45f0d69bd9bf8b341de81305cfda6db15dcef49",
    Version(1, 4): "d1c314f1d4415ea6cd2fba903bdc50a67d4a8c80bf054508f75f4ee6f5e4f566",
}
"""The SHA-256 of the file of each version, as it was when it was released."""

of_every_version = pytest.mark.parametrize("version", SUMS, ids=str)


def file(version: Version) -> Path:
    return FILES / f"v{version}.lokdesk"


def written(version: Version) -> dict[str, Any]:
    """Return what is written down beside the file of *version*: its parts by name, each by address."""
    return json.loads((FILES / f"v{version}.json").read_text(encoding="utf-8"))


def flat(raw: Any, here: str = "") -> dict[str, Any]:
    """Return what *raw* says by address, without what says nothing. A list of items says which they are."""
    if isinstance(raw, dict) and "blocks" not in raw:
        pairs = cast("dict[str, Any]", raw).items()
        found = [flat(value, f"{here}/{key}".lstrip("/")) for key, value in pairs if key != "id"]
    elif isinstance(raw, list) and raw and all(isinstance(one, dict) for one in cast("list[Any]", raw)):
        # What has no id, such as what is set aside, is known by its place.
        items = list(enumerate(cast("list[dict[str, Any]]", raw)))
        ids = [one.get("id", str(number)) for number, one in items]
        found = [{here: ids}, *(flat(one, f"{here}/{one.get('id', number)}") for number, one in items)]
    else:
        found = [{} if raw in (None, []) else {here: raw}]
    return {address: value for one in found for address, value in one.items()}


def said(content: bytes) -> dict[str, Any]:
    """Return what a project file says, part by part: JSON by address, and of other files the SHA-256."""
    told: dict[str, Any] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            if name == "manifest.json":
                told[name] = {key: json.loads(part)[key] for key in ("template", "handbook")}
            elif name.endswith(".json") and name.count("/") < 2:
                told[name] = flat(json.loads(part))
            else:
                told[name] = hashlib.sha256(part).hexdigest()
    return told


def test_every_version_of_the_format_has_a_file_and_what_is_written_in_it():
    versions = {FIRST, CURRENT, *(step.target for step in migrations.CHAIN)}

    assert set(SUMS) == versions
    names = {f"v{version}.{kind}" for version in versions for kind in ("lokdesk", "json")}
    assert {path.name for path in FILES.glob("v*")} == names


@of_every_version
def test_a_released_file_is_byte_for_byte_what_it_was(version: Version):
    content = file(version).read_bytes()

    assert hashlib.sha256(content).hexdigest() == SUMS[version]
    assert container.unpack(content).version == version


@of_every_version
def test_what_is_written_down_beside_a_file_is_what_stands_in_it(version: Version):
    assert said(file(version).read_bytes()) == written(version)
    # Each is as rich as a real agreement of many parties.
    assert len(written(version)["agreement.json"]) > 1200


@of_every_version
def test_a_released_file_says_in_this_version_what_it_has_always_said(version: Version, tmp_path: Path):
    path = tmp_path / "gammal.lokdesk"
    path.write_bytes(file(version).read_bytes())
    session = Session(Library(ROOT / "resources", ROOT / "templates"))

    session.open(path)

    assert session.warnings == ()
    assert flat(session.agreement.model_dump(mode="json")) == written(version)["agreement.json"]
    sums = {one.sha256 for one in (*session.draft.attachments, *session.draft.versions)}
    assert sums <= set(map(str, written(version).values()))
    # An edit and a save make it a file of this version, which says all of that still.
    session.set("title", "En annan")
    session.save()
    assert container.unpack(path.read_bytes()).version == CURRENT
    now, then = said(path.read_bytes()), written(version)
    # What stood there before the edit is another each time.
    assert (
        now.pop("ancestors.json")["states/0/number"]
        == then.pop("ancestors.json", {}).get("states/0/number", -1) + 1
    )
    assert now.pop("agreement.json") == then.pop("agreement.json") | {"title": "En annan"}
    assert now == then
    assert project.backup(path).read_bytes() == file(version).read_bytes()


def test_the_file_of_the_current_version_has_something_everywhere():
    """A new field has nothing there: then the format has a new version, and that one a file of its own."""
    draft = project.open(file(CURRENT)).draft
    answered = {
        schema.pattern(address)
        for address, _, value in at.answers(draft.agreement)
        if value is not None and value != ()
    }

    answers = {pattern for pattern, field in schema.patterns().items() if isinstance(field, Answer)}
    assert answers - answered == set()
    assert [name for name in Draft.model_fields if getattr(draft, name) == getattr(Draft(), name)] == []
    assert len(project.open(file(CURRENT)).ancestors.states) == 2
    bare = Predecessor(id="none0000", agreement=Agreement())
    held = draft.predecessors[0]
    assert [name for name in Predecessor.model_fields if getattr(held, name) == getattr(bare, name)] == []


def test_nothing_is_written_in_another_way_without_a_new_version_of_the_format():
    then = container.unpack(file(CURRENT).read_bytes())
    now = container.unpack(project.dumps(project.open(file(CURRENT))))

    # To the byte: not even the order of the keys is another.
    assert now.parts == then.parts
    assert list(now.manifest) == list(then.manifest)
