"""A template in the making, kept in the user's own folder until it is saved or thrown away.

The Word file is kept with what has been corrected: work can go on although the file has been moved, or the
computer has stopped.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args

from lokdesk.agreement import schema
from lokdesk.project import calls, disk
from lokdesk.project.problem import Problem
from lokdesk.recognition.proposal import State
from lokdesk.recognition.slots import Below, Slot, SlotKind
from lokdesk.session import adopting
from lokdesk.session.adopting import Adoption
from lokdesk.session.library import Library

FOLDER = "templates"
"""The folder, within that for what is to outlast the program."""
_DOCUMENT, _WORK = "document.docx", "work.json"
_VERSION = 1
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "kind": get_args(SlotKind),
    "state": get_args(State),
    "below": get_args(Below),
}


@dataclass(frozen=True)
class Kept:
    """Work that can be gone on with: in which *folder* it is, what the file is called, and since when."""

    folder: Path
    name: str
    when: datetime


def keep(folder: Path, adoption: Adoption, now: datetime) -> None:
    """Keep *adoption*, as far as it has come, in *folder*. Raises Problem."""
    own = place(folder, adoption.docx)
    disk.make_folder(own)
    document = own / _DOCUMENT
    if not disk.is_file(document):
        disk.write(document, adoption.docx)
    work = {
        "version": _VERSION,
        "name": adoption.name,
        "when": now.isoformat(timespec="seconds"),
        "slots": [asdict(one) for one in adoption.blueprint.slots],
        "gone": sorted(adoption.blueprint.gone),
    }
    disk.write(own / _WORK, json.dumps(work, ensure_ascii=False, indent=1).encode())


def place(folder: Path, docx: bytes) -> Path:
    """Return where in *folder* the work on the Word file *docx* is kept."""
    return folder / sha256(docx).hexdigest()[:16]


def found(folder: Path) -> tuple[Kept, ...]:
    """Return all that is kept in *folder*, the latest first; what cannot be read is not among it."""
    try:
        kept = [one for path in folder.iterdir() if (one := _kept(path)) is not None]
    except OSError:
        return ()
    return tuple(sorted(kept, key=lambda one: one.when, reverse=True))


def _kept(folder: Path) -> Kept | None:
    try:
        work = _work(folder)
        return Kept(folder, str(work["name"]), datetime.fromisoformat(str(work["when"])))
    except (Problem, KeyError, ValueError):
        return None


def _work(folder: Path) -> dict[str, Any]:
    """Return what is kept in *folder*. Raises Problem, ValueError."""
    work: Any = json.loads(disk.read(folder / _WORK))
    if not isinstance(work, dict) or not disk.is_file(folder / _DOCUMENT):
        raise ValueError(folder)
    return work  # pyright: ignore[reportUnknownVariableType]


def resume(kept: Kept, library: Library) -> Adoption:
    """Return the work that is *kept* as it was. Raises Problem."""
    begun = adopting.taken_in(disk.read(kept.folder / _DOCUMENT), kept.name, library)
    try:
        work = _work(kept.folder)
        slots = tuple(_slots(work["slots"], begun))
        gone = frozenset(one for one in work["gone"] if one in begun.blueprint.source.by_number)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise Problem(f"Det som var påbörjat med ”{kept.name}” går inte att läsa.") from error
    return replace(begun, blueprint=replace(begun.blueprint, slots=slots, gone=gone))


def _slots(told: Any, adoption: Adoption) -> Iterator[Slot]:
    """Yield the slots *told* of that there can be still. Raises what something else than those does."""
    names = {one.name for one in fields(Slot)}
    for one in told:
        values = {name: value for name, value in one.items() if name in names}
        values["columns"] = tuple((int(at), str(name)) for at, name in one.get("columns", ()))
        values["fields"] = tuple(map(str, one.get("fields", ())))
        made = Slot(**values)
        if any(getattr(made, name) not in known for name, known in _CHOICES.items()):
            raise ValueError(made.id)
        if made.passage in adoption.blueprint.source.by_number and _is_known(made.address):
            yield made


def _is_known(address: str) -> bool:
    try:
        schema.pattern(address)
    except KeyError:
        return False
    return True


def forget(folder: Path, docx: bytes) -> None:
    """Throw away what is kept in *folder* of the work on the Word file *docx*: it is done, or begins anew."""
    own = place(folder, docx)
    # What cannot be taken away is in nobody's way.
    for name in (_WORK, _DOCUMENT):
        with suppress(OSError):
            calls.remove(own / name)
    with suppress(OSError):
        calls.remove_folder(own)
