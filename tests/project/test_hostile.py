"""Whatever stands in a project file, it is opened or refused, and never ends the program."""

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lokdesk.project import container, naming, project
from lokdesk.project.container import Broken, Container, NoContainer
from lokdesk.project.problem import TooNew
from lokdesk.project.project import Project
from lokdesk.project.version import Version
from tests.project.made import FULL
from tests.session.made import LIBRARY

DRAFT = FULL.model_copy(update={"agreement": LIBRARY.example("tva-kommuner").agreement})
PACKED = container.unpack(project.dumps(Project(DRAFT)))
PARTS = [name for name in PACKED.parts if name.endswith(".json") and not naming.is_file(name)]

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=10)
    | st.sampled_from(["goal0001", "2026-03-01", "agreement.json", "bullet"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def places(raw: Any) -> list[tuple[Any, Any]]:
    """Return every holder in *raw* with each of its keys or positions."""
    keys = list(raw) if isinstance(raw, dict) else range(len(raw)) if isinstance(raw, list) else ()
    return [place for key in keys for place in ((raw, key), *places(raw[key]))]


@settings(max_examples=300, deadline=None)
@given(
    st.data(), st.sampled_from([*PARTS, container.MANIFEST]), st.sampled_from([Version(1, 0), Version(1, 9)])
)
def test_any_value_anywhere_is_taken_or_refused(data: st.DataObject, name: str, version: Version):
    manifest, parts = copy.deepcopy(PACKED.manifest), dict(PACKED.parts)
    raw = manifest if name == container.MANIFEST else container.loads(parts[name])
    holder, key = data.draw(st.sampled_from(places(raw)))
    change = data.draw(st.sampled_from(["replace", "remove", "add"]))
    if change == "replace":
        holder[key] = data.draw(JSON)
    elif change == "remove":
        del holder[key]
    elif isinstance(holder, list):
        holder.append(data.draw(JSON))
    else:
        holder[data.draw(st.text(max_size=5))] = data.draw(JSON)
    if name != container.MANIFEST:
        parts[name] = container.dumps(raw)

    try:
        opened = project.loads(container.pack(Container(version, manifest, parts)))
    except (Broken, NoContainer, TooNew):
        return

    # What could be opened can be saved, and says the same when it is opened again.
    assert project.loads(project.dumps(opened)).draft == opened.draft


@pytest.mark.parametrize("depth", [400, 900, 50_000])
@pytest.mark.parametrize("name", PARTS)
def test_very_deep_data_is_refused_or_can_be_written_back(name: str, depth: int):
    whole = PACKED.parts[name].rstrip(b"}\n")
    deep = whole + b', "mood": ' + b"[" * depth + b"]" * depth + b"}"
    packed = Container(Version(1, 9), PACKED.manifest, dict(PACKED.parts) | {name: deep})

    try:
        opened = project.loads(container.pack(packed))
    except Broken:
        return
    written = container.unpack(project.dumps(opened)).parts[name]
    assert container.loads(written)["mood"] == container.loads(deep)["mood"]
    assert depth < 50_000
