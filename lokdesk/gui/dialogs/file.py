"""Which file to read or to write."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from lokdesk.gui.dialogs import message
from lokdesk.project import project
from lokdesk.project.problem import Problem


def to_open(parent: QWidget, title: str, folder: Path, kinds: str = "") -> Path | None:
    """Let the user choose a file to read, or return ``None``. *kinds* are filters as Qt writes them."""
    chosen, _ = QFileDialog.getOpenFileName(parent, title, str(folder), kinds)
    return Path(chosen) if chosen else None


def to_choose_folder(parent: QWidget, title: str, folder: Path) -> Path | None:
    """Let the user choose a folder, or return ``None``."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(folder))
    return Path(chosen) if chosen else None


def to_save(parent: QWidget, title: str, suggested: Path, kinds: str, suffix: str) -> Path | None:
    """Let the user choose a file to write, or return ``None``.

    The name ends in *suffix*, whether the user wrote it or not, and nothing is overwritten unasked.
    """
    return to_save_as(parent, title, suggested, {suffix: kinds})


def to_save_as(parent: QWidget, title: str, suggested: Path, kinds: Mapping[str, str]) -> Path | None:
    """Let the user choose a file to write and what kind of file it is, or return ``None``.

    *kinds* are the filters by suffix. The name ends in one of the suffixes, that of the chosen kind if the
    user wrote none of them, and nothing is overwritten unasked.
    """
    # The dialog would ask about the name as it is written, which need not be the name of the file.
    unasked = QFileDialog.Option.DontConfirmOverwrite
    filters = ";;".join(kinds.values())
    chosen, kind = QFileDialog.getSaveFileName(parent, title, str(suggested), filters, options=unasked)
    if not chosen:
        return None
    path = Path(chosen)
    if not path.name.casefold().endswith(tuple(suffix.casefold() for suffix in kinds)):
        suffix = next((suffix for suffix, filter_ in kinds.items() if filter_ == kind), next(iter(kinds)))
        path = path.with_name(path.name + suffix)
    return path if not path.exists() or message.overwrite(parent, path.name) else None


def save_copy(parent: QWidget, suggested: Path, content: bytes, kept: str) -> None:
    """Let the user save a copy of what the project holds.

    Where that fails, *kept* says that it is there still.
    """
    path = to_save(parent, "Spara en kopia", suggested, "Alla filer (*)", suggested.suffix)
    if path is None:
        return
    try:
        project.write_other(path, content)
    except Problem as problem:
        message.problem(parent, str(problem), kept)
        return
    message.notice(parent, f"En kopia är sparad som ”{path.name}”.", f"Den ligger i mappen {path.parent}.")
