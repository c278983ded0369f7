"""Nothing in the program changes a file but through project/calls.py: any call can be made to fail."""

import ast
from collections.abc import Iterator

import pytest

from tests.tools import ROOT

CALLS = "project/calls.py"
ALLOWED = {
    "office/word.py": "a document in a folder of its own that Word reads, and that is taken away",
    "office/libreoffice.py": "a document and a profile in a folder of its own that is taken away",
    "office/workplace.py": "makes that folder",
    "gui/versions.py": "QTemporaryDir: a folder for copies to look at, taken away with the program",
    "cli/stream.py": "the system's device for what nobody reads, when nobody takes the result",
}
"""What is no file of the user's."""

_OS = frozenset(
    "open fdopen write pwrite truncate ftruncate fsync remove unlink rename renames replace mkdir makedirs "
    "rmdir removedirs link symlink chmod chown utime mkfifo mknod".split()
)
_PATH = frozenset(
    "write_bytes write_text touch mkdir unlink rmdir rename symlink_to hardlink_to chmod lchmod".split()
)
_MODULES = {"shutil": {"which"}, "tempfile": set[str](), "sqlite3": set[str](), "shelve": set[str]()}
"""Modules that change files, with what in them does not."""
_QT = frozenset("QFile QSaveFile QTemporaryFile QTemporaryDir QDir QLockFile QImageWriter".split())
_NAMES = _OS | _PATH | {"ZipFile", "save", "setOutputFileName", "QPdfWriter"}
_OWN = ("self", "styled")
"""What has methods of its own called as those of a path."""
_SAVERS = frozenset(
    "project sharing beside archiving self painter pane self.paper self._session session super()".split()
)
"""What has a method called save that writes nothing, or goes through calls.py; a document of docx has not."""


def _opens_to_write(call: ast.Call, first: int) -> bool:
    modes = [*call.args[first : first + 1], *(one.value for one in call.keywords if one.arg == "mode")]
    # A mode that cannot be read off counts as one to write with.
    return any(not isinstance(one, ast.Constant) or set("wax+") & set(str(one.value)) for one in modes)


def _is_buffer(call: ast.Call) -> bool:
    """Return whether what is written to is bytes in memory, called what they are wherever that is done."""
    return bool(call.args) and ast.unparse(call.args[0]) in ("packed", "result", "io.BytesIO()")


def _writes(node: ast.AST) -> str:
    """Return what *node* does to files, or nothing."""
    if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6"):
        return ", ".join(sorted({one.name for one in node.names} & _QT))
    if isinstance(node, ast.ImportFrom) and node.module in ("os", *_MODULES):
        return f"from {node.module}"
    if not isinstance(node, ast.Call):
        return ""
    if isinstance(node.func, ast.Name):
        return "open" if node.func.id == "open" and _opens_to_write(node, 1) else ""
    if not isinstance(node.func, ast.Attribute):
        return ""
    name = node.func.attr
    if name not in _NAMES and not isinstance(node.func.value, ast.Name):
        return ""
    holder = ast.unparse(node.func.value)
    found = (
        (holder == "os" and name in _OS)
        or (name in _PATH and holder not in _OWN)
        or (holder in _MODULES and name not in _MODULES[holder])
        or (name == "open" and holder == "io" and _opens_to_write(node, 1))
        or (name == "open" and holder != "os" and _mode_is_written(node))
        # A text is replaced by another; only a path takes the place of one.
        or (name == "replace" and len(node.args) == 1 and not node.keywords and holder not in _OWN)
        or (name == "ZipFile" and _opens_to_write(node, 1) and not _is_buffer(node))
        or (name == "save" and holder not in _SAVERS)
        or name in ("setOutputFileName", "QPdfWriter")
    )
    return f"{holder}.{name}" if found else ""


def _mode_is_written(call: ast.Call) -> bool:
    modes = [one for one in call.args[:1] if isinstance(one, ast.Constant)]
    modes += [one.value for one in call.keywords if one.arg == "mode" and isinstance(one.value, ast.Constant)]
    return any(
        isinstance(one.value, str) and one.value.strip("rwaxbt+") == "" and set("wax+") & set(one.value)
        for one in modes
    )


def writing(source: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(source)):
        if found := _writes(node):
            yield getattr(node, "lineno", 0), found


def test_only_calls_py_changes_files():
    found = [
        f"{name}:{line} {what}"
        for file in sorted((ROOT / "lokdesk").rglob("*.py"))
        if (name := file.relative_to(ROOT / "lokdesk").as_posix()) not in {CALLS, *ALLOWED}
        for line, what in writing(file.read_text(encoding="utf-8"))
    ]

    assert found == []


@pytest.mark.parametrize("name", [CALLS, *ALLOWED])
def test_what_is_allowed_to_still_does(name: str):
    assert list(writing((ROOT / "lokdesk" / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "line",
    [
        "open(path, 'w')",
        "open(path, mode)",
        "path.open('ab')",
        "path.open(mode='r+')",
        "io.open(path, 'wb')",
        "path.write_bytes(b'')",
        "shutil.copy(a, b)",
        "os.replace(a, b)",
        "a.replace(b)",
        "zipfile.ZipFile(path, 'w')",
        "document.save(path)",
        "image.save(str(path))",
        "tempfile.mkstemp()",
        "from shutil import copy",
        "from PySide6.QtCore import QFile",
    ],
)
def test_each_way_to_write_is_seen(line: str):
    assert list(writing(line))


@pytest.mark.parametrize(
    "line",
    ["open(path)", "path.open('rb')", "a.replace('b', 'c')", "zipfile.ZipFile(path)", "repeat.open(tag)"],
)
def test_reading_is_no_writing(line: str):
    assert not list(writing(line))
