"""Templates as their authors have them on disk: a Word document with its manifest beside it."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lokdesk.agreement.draft import TemplateUse
from lokdesk.handbook.book import AGREEMENT
from lokdesk.project import disk
from lokdesk.project.problem import Problem
from lokdesk.session import library
from lokdesk.session.library import Library

if TYPE_CHECKING:
    # docx and lxml take a while to load.
    from lokdesk.word.template import Template

_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class TemplateFile:
    """A template, and whether it has a manifest of its own; else it has been given the least there can be."""

    template: "Template"
    manifest: str
    has_manifest: bool
    manifest_name: str


def open(path: Path) -> TemplateFile:
    """Return the template in the Word document at *path*, with the manifest beside it where there is one.

    Raises Problem when it cannot be read or used.
    """
    docx = disk.read(path)
    beside = path.with_suffix(".toml")
    has_manifest = disk.is_file(beside)
    manifest = library.decoded(beside) if has_manifest else _least(path.stem)
    return TemplateFile(library.compiled(docx, manifest), manifest, has_manifest, beside.name)


def found(folder: Path) -> tuple[Path, ...]:
    """Return the templates for agreements in *folder*, by name: Word documents with a manifest beside them.

    Returns nothing for a folder that cannot be read.
    """
    try:
        documents = sorted(folder.glob("*.docx"), key=lambda path: path.name.casefold())
        found = tuple(path for path in documents if path.with_suffix(".toml").is_file())
    except OSError:
        return ()
    return tuple(path for path in found if not _is_companion(path.with_suffix(".toml")))


def _is_companion(manifest: Path) -> bool:
    """Return whether *manifest* is that of a companion; what is wrong with it is told when it is used."""
    try:
        return library.parsed(library.decoded(manifest)).companion
    except Problem:
        return False


def use(path: Path) -> TemplateUse:
    """Return the template in the Word document at *path* as a draft carries one that is not shipped.

    Raises Problem when it cannot be read or used.
    """
    opened = open(path)
    own = opened.template
    return TemplateUse(id=own.id, version=own.version, content=own.content, manifest=opened.manifest)


def _least(name: str) -> str:
    own = _NOT_IN_IDS.sub("-", name.lower()).strip("-") or "mall"
    return f'id = "{own}"\nversion = "0"\nname = "{own}"\n'


def mismatches(path: Path, known: Library) -> list[str]:
    """Return what is wrong in the template at *path*, a sentence each; none when it fits the agreement.

    Raises Problem when it cannot be read or used.
    """
    from lokdesk.word import contract

    opened = open(path)
    elsewhere = [one.address for one in known.handbook.questions if one.document != AGREEMENT]
    found = [f"{one.rule}: {one.message}" for one in contract.check(opened.template, elsewhere)]
    if not opened.has_manifest:
        found.insert(
            0, f"manifest-missing: Mallen saknar manifest. Lägg filen ”{opened.manifest_name}” bredvid den."
        )
    return found


def outline(path: Path) -> str:
    """Return the template at *path* as text. Raises Problem when it cannot be read or used."""
    from lokdesk.word import outline

    return outline.outline(open(path).template)
