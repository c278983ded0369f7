"""The container holds its parts, and nothing that anyone else has put there."""

import hashlib
import io
import json
import struct
import zipfile
from dataclasses import replace
from typing import Any

import pytest

from lokdesk.project import container
from lokdesk.project.container import Broken, Container, NoContainer
from lokdesk.project.version import Version

SMALL = Container(Version(1, 0), {"program": "0.1.0"}, {"a.json": b"{}", "attachments/x/b.bin": b"\x00" * 99})


def archive(entries: list[tuple[str, bytes]], manifest: Any = None) -> bytes:
    """Return a zip with *entries*, listed with right checksums unless a *manifest* is given."""
    if manifest is None:
        listed = [
            {"name": name, "sha256": hashlib.sha256(one).hexdigest()} for name, one in dict(entries).items()
        ]
        manifest = {"format": {"major": 1, "minor": 0}, "parts": listed}
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        packed.writestr("manifest.json", json.dumps(manifest))
        for name, one in entries:
            packed.writestr(zipfile.ZipInfo(name), one)
    return content.getvalue()


def test_parts_come_back_as_they_were_packed():
    assert container.unpack(container.pack(SMALL)) == SMALL


def test_the_same_parts_make_the_same_bytes_without_a_time():
    content = container.pack(SMALL)

    assert content == container.pack(SMALL)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_attachments_are_stored_as_they_are_so_that_any_program_can_get_them_out():
    with zipfile.ZipFile(io.BytesIO(container.pack(SMALL))) as packed:
        assert packed.getinfo("attachments/x/b.bin").compress_type == zipfile.ZIP_STORED
        assert packed.getinfo("a.json").compress_type == zipfile.ZIP_DEFLATED


def test_entries_that_nobody_listed_are_no_parts():
    assert container.unpack(archive([("a.json", b"{}")])).parts == {"a.json": b"{}"}
    stray = archive([("__MACOSX/._a.json", b"")], {"format": {"major": 1, "minor": 0}, "parts": []})

    assert container.unpack(stray).parts == {}


@pytest.mark.parametrize(
    "name",
    ["../ute.json", "/rot.json", "a//b.json", "a/../b.json", "a\\b.json", "./a.json", "a\nb.json", "", "a/"],
)
def test_a_part_that_would_land_elsewhere_is_refused(name: str):
    with pytest.raises(Broken):
        container.unpack(archive([(name, b"{}")]))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_entry_that_is_there_twice_is_refused():
    with pytest.raises(Broken):
        container.unpack(archive([("a.json", b"{}"), ("a.json", b"[]")]))


def test_a_part_that_is_listed_twice_is_refused():
    part = {"name": "a.json", "sha256": hashlib.sha256(b"{}").hexdigest()}
    manifest = {"format": {"major": 1, "minor": 0}, "parts": [part, part]}

    with pytest.raises(Broken):
        container.unpack(archive([("a.json", b"{}")], manifest))


@pytest.mark.parametrize("parts", [[], [("a.json", b"[]")]], ids=["missing", "changed"])
def test_a_part_that_is_missing_or_has_changed_is_refused(parts: list[tuple[str, bytes]]):
    listed = [{"name": "a.json", "sha256": hashlib.sha256(b"{}").hexdigest()}]

    with pytest.raises(Broken):
        container.unpack(archive(parts, {"format": {"major": 1, "minor": 0}, "parts": listed}))


@pytest.mark.parametrize(
    "manifest",
    [
        [],
        "1.0",
        {"parts": []},
        {"format": {"major": 1}, "parts": []},
        {"format": {"major": "1", "minor": 0}, "parts": []},
        {"format": {"major": 1, "minor": -1}, "parts": []},
        {"format": {"major": True, "minor": 0}, "parts": []},
        {"format": {"major": 1, "minor": 0}},
        {"format": {"major": 1, "minor": 0}, "parts": [1]},
        {"format": {"major": 1, "minor": 0}, "parts": [{"name": [], "sha256": ""}]},
    ],
)
def test_a_manifest_of_another_kind_is_no_container(manifest: Any):
    with pytest.raises((NoContainer, Broken)):
        container.unpack(archive([], manifest))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(container, "LIMITS", replace(container.LIMITS, total=1000))

    with pytest.raises(Broken):
        container.unpack(archive([("a.json", b" " * 2000)]))


def test_an_entry_that_lies_about_its_size_gives_no_more_than_it_promised():
    honest = archive([("a.json", b"x" * 5000)])
    # The size stands in the entry and in the directory at the end.
    lying = honest.replace(struct.pack("<II", 5000, 5000), struct.pack("<II", 50, 50))
    assert lying != honest

    with pytest.raises(Broken):
        container.unpack(lying)


def test_too_many_entries_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(container, "LIMITS", replace(container.LIMITS, entries=3))

    with pytest.raises(Broken):
        container.unpack(archive([(f"{number}.json", b"") for number in range(3)]))


def test_an_encrypted_entry_is_refused():
    content = bytearray(archive([("a.json", b"{}")]))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.rfind(signature)
        content[place + offset] |= 1

    with pytest.raises(Broken):
        container.unpack(bytes(content))
