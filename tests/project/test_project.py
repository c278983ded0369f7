"""A draft in its project file, and back."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokdesk.agreement.draft import Draft
from lokdesk.project import container, project
from lokdesk.project.container import Broken, NoContainer
from lokdesk.project.problem import ChangedElsewhere, Damaged, NotOurs, Problem, TooNew
from lokdesk.project.project import Project
from lokdesk.project.version import CURRENT
from tests.project.made import FULL, as_version, rewritten
from tests.strategies import drafts


def roundtrip(draft: Draft) -> Draft:
    return project.loads(project.dumps(Project(draft))).draft


@given(drafts())
def test_a_draft_comes_back_as_it_was_saved(draft: Draft):
    assert roundtrip(draft) == draft


@pytest.mark.parametrize("draft", [Draft(), FULL], ids=["empty", "full"])
def test_every_part_of_a_draft_comes_back(draft: Draft):
    again = roundtrip(draft)

    assert again == draft
    assert [one.content for one in again.attachments] == [one.content for one in draft.attachments]
    assert [one.content for one in again.versions] == [one.content for one in draft.versions]
    assert again.template.content == draft.template.content
    assert again.template.manifest == draft.template.manifest


def test_the_same_draft_makes_the_same_bytes():
    assert project.dumps(Project(FULL)) == project.dumps(Project(roundtrip(FULL)))


def test_an_ordinary_file_opens_without_warnings():
    assert project.loads(project.dumps(Project(FULL))).warnings == ()


def test_the_container_can_be_read_without_lokdesk():
    with zipfile.ZipFile(io.BytesIO(project.dumps(Project(FULL)))) as archive:
        names = archive.namelist()
        manifest = json.loads(archive.read("manifest.json"))
        agreement = archive.read("agreement.json").decode()
        around = json.loads(archive.read("draft.json"))

        assert manifest["format"] == {"major": CURRENT.major, "minor": CURRENT.minor}
        assert manifest["template"] == {"id": "egen-mall", "version": "3"}
        assert [part["name"] for part in manifest["parts"]] == names[1:]
        assert '"title": "Överenskommelse"' in agreement
        assert archive.read(around["attachments"][0]["part"]) == bytes(range(256))
        assert json.loads(archive.read(around["predecessors"][0]["part"]))["title"] == "Från 2024"


def test_a_kept_version_lies_in_the_container_as_it_was_sent():
    with zipfile.ZipFile(io.BytesIO(project.dumps(Project(FULL)))) as archive:
        listed = json.loads(archive.read("draft.json"))["versions"]
        sent = listed[0]

        assert [one["id"] for one in listed] == ["vers0002", "vers0001"]
        assert sent["part"] == "versions/vers0002/Till beslut.docx"
        assert archive.read(sent["part"]) == FULL.versions[0].content
        assert json.loads(archive.read(sent["agreement_part"]))["title"] == "Till beslut"


def test_a_kept_document_that_has_been_changed_outside_is_told_of():
    packed = container.unpack(project.dumps(Project(FULL)))
    parts = dict(packed.parts) | {"versions/vers0002/Till beslut.docx": b"PK\x03\x04 annat"}

    # Whoever changed it has written down its new sum as well: the file itself is whole.
    opened = project.loads(container.pack(container.Container(packed.version, packed.manifest, parts)))

    assert [one.intact for one in opened.draft.versions] == [False, True]
    (warning,) = opened.warnings
    assert "”Till beslut.docx”" in warning and "inte längre som det var" in warning
    assert project.loads(project.dumps(opened)).warnings == opened.warnings


def test_opening_reads_what_saving_wrote(tmp_path: Path):
    path = tmp_path / "växjö.lokdesk"

    saved = project.save(Project(FULL), path)

    assert project.open(path) == saved


def test_a_missing_file_is_told_in_swedish(tmp_path: Path):
    with pytest.raises(Problem, match=r"Filen ”x.lokdesk” finns inte\."):
        project.open(tmp_path / "x.lokdesk")


def test_a_folder_is_told_in_swedish(tmp_path: Path):
    with pytest.raises(Problem, match="är en mapp"):
        project.open(tmp_path)


def zipped(**parts: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in parts.items():
            archive.writestr(f"{name}.json", text)
    return content.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Hej",
        zipped(document="{}"),
        zipped(manifest="[]"),
        zipped(manifest='{"format": "1.0", "parts": []}'),
    ],
    ids=["empty", "text", "other zip", "other list", "other manifest"],
)
def test_a_file_of_another_kind_is_not_ours(tmp_path: Path, content: bytes):
    path = tmp_path / "x.lokdesk"
    path.write_bytes(content)

    with pytest.raises(
        NotOurs, match=r"”x.lokdesk” är inte en projektfil från Lokdesk, eller så skadad .* öppna"
    ):
        project.open(path)

    other = path.rename(tmp_path / "x.txt")
    with pytest.raises(NotOurs, match=r"”x.txt” är inte en projektfil från Lokdesk\.$"):
        project.open(other)


def test_a_project_that_something_else_is_written_over_becomes_its_backup(tmp_path: Path):
    path = tmp_path / "x.lokdesk"
    project.save(Project(FULL), path)
    whole = path.read_bytes()

    project.write_other(path, b"{}")
    project.write_other(path, b"[]")

    assert path.read_bytes() == b"[]"
    assert project.backup(path).read_bytes() == whole


def test_a_newer_major_version_is_refused_and_nothing_is_written(tmp_path: Path):
    path = tmp_path / "x.lokdesk"
    content = as_version(project.dumps(Project(FULL)), 2, 0)
    path.write_bytes(content)

    with pytest.raises(
        TooNew, match=r"”x.lokdesk” är sparad i ett nyare filformat \(2.0\).*Installera en nyare"
    ):
        project.open(path)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("backup", [True, False])
def test_a_damaged_file_is_told_in_one_sentence_and_left_alone(tmp_path: Path, backup: bool):
    path = tmp_path / "x.lokdesk"
    path.write_bytes(project.dumps(Project(FULL))[:-100])
    if backup:
        project.save(Project(FULL), project.backup(path))
    before = {one: one.read_bytes() for one in tmp_path.iterdir()}

    with pytest.raises(Damaged) as raised:
        project.open(path)

    assert str(raised.value).endswith(".")
    assert ". " not in str(raised.value)
    assert ("x.lokdesk.bak" in str(raised.value)) == backup
    assert {one: one.read_bytes() for one in tmp_path.iterdir()} == before


CONTENT = project.dumps(Project(FULL))


@given(st.integers(0, len(CONTENT) - 1))
def test_a_truncated_file_is_never_taken_for_a_whole_one(length: int):
    with pytest.raises((NoContainer, Broken)):
        project.loads(CONTENT[:length])


@given(st.lists(st.tuples(st.integers(0, len(CONTENT) - 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_a_file_with_changed_bytes_is_refused_or_still_says_the_same(changes: list[tuple[int, int]]):
    content = bytearray(CONTENT)
    for place, byte in changes:
        content[place] = byte
    try:
        opened = project.loads(bytes(content))
    except (NoContainer, Broken):
        return
    assert opened.draft == FULL


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("agreement.json", lambda raw: raw.update(title=5)),
        ("agreement.json", lambda raw: raw.update(goals={})),
        ("agreement.json", lambda raw: raw["goals"].append(None)),
        ("agreement.json", lambda raw: raw["goals"].append(raw["goals"][0])),
        ("draft.json", lambda raw: raw.pop("attachments")),
        ("draft.json", lambda raw: raw.update(attachments=5)),
        ("draft.json", lambda raw: raw["attachments"][0].pop("part")),
        ("draft.json", lambda raw: raw["attachments"][0].update(part="attachments/nowhere")),
        ("draft.json", lambda raw: raw["attachments"][0].update(part=[])),
        ("draft.json", lambda raw: raw["attachments"][0].update(id={})),
        ("draft.json", lambda raw: raw["predecessors"][0].update(part="agreement.json")),
        ("draft.json", lambda raw: raw.update(discussion=[])),
        ("draft.json", lambda raw: raw.update(rule_settings=None)),
    ],
)
def test_a_file_with_the_wrong_data_is_damaged(name: str, change: Callable[[dict[str, Any]], None]):
    with pytest.raises(Broken):
        project.loads(rewritten(CONTENT, change, name))


@pytest.mark.parametrize("name", ["agreement.json", "draft.json"])
@pytest.mark.parametrize("raw", [b"[]", b"null", b"5", b"", b"{", b"\xff", b"[" * 100_000])
def test_a_part_that_is_no_json_object_is_damaged(name: str, raw: bytes):
    packed = container.unpack(CONTENT)
    parts = dict(packed.parts) | {name: raw}

    with pytest.raises(Broken):
        project.loads(container.pack(container.Container(packed.version, packed.manifest, parts)))


def test_saving_keeps_the_file_before_as_a_backup(tmp_path: Path):
    path = tmp_path / "x.lokdesk"
    first = project.save(Project(Draft()), path)
    content = path.read_bytes()

    project.save(Project(FULL, fingerprint=first.fingerprint), path)

    assert project.backup(path).read_bytes() == content
    assert project.open(project.backup(path)).draft == Draft()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["x.lokdesk", "x.lokdesk.bak"]


def test_a_damaged_file_does_not_take_the_place_of_a_good_backup(tmp_path: Path):
    path = tmp_path / "x.lokdesk"
    project.save(Project(Draft()), project.backup(path))
    path.write_bytes(CONTENT[:-50])

    project.save(Project(FULL), path, overwrite=True)

    assert project.open(project.backup(path)).draft == Draft()
    assert project.open(path).draft == FULL


def test_a_file_that_someone_else_has_changed_is_not_overwritten_unasked(tmp_path: Path):
    path = tmp_path / "x.lokdesk"
    mine = project.save(Project(Draft()), path)
    project.save(Project(FULL), path, overwrite=True)
    theirs = path.read_bytes()

    with pytest.raises(ChangedElsewhere, match="Någon annan har ändrat"):
        project.save(mine, path)
    assert path.read_bytes() == theirs

    project.save(mine, path, overwrite=True)
    assert project.open(path).draft == Draft()


def test_a_failed_save_leaves_file_and_backup_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "x.lokdesk"
    opened = project.save(Project(Draft()), path)
    project.save(Project(FULL, fingerprint=opened.fingerprint), path)
    before = {one: one.read_bytes() for one in tmp_path.iterdir()}
    opened = project.open(path)

    def no_space(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", no_space)
    with pytest.raises(Problem, match="det finns inte plats på disken"):
        project.save(opened, path)

    assert {one: one.read_bytes() for one in tmp_path.iterdir()} == before


def test_a_mark_that_word_leaves_is_no_document(tmp_path: Path):
    with pytest.raises(NotOurs, match=r"visar bara att ”avtal.docx” är öppen i Word"):
        project.open(tmp_path / "~$avtal.docx")
