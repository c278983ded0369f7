"""A draft in its project file: reading it, whatever its version, and saving it."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

import lokdesk
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft, HandbookUse, TemplateUse
from lokdesk.agreement.garbage import uncollected
from lokdesk.agreement.value import Value
from lokdesk.agreement.version import KeptVersion
from lokdesk.project import (
    ancestors,
    answers,
    backups,
    calls,
    claim,
    container,
    disk,
    lock,
    migrations,
    naming,
    refuge,
)
from lokdesk.project.ancestors import Ancestors
from lokdesk.project.container import Broken, Container, NoContainer, Unsafe
from lokdesk.project.migrations import chain
from lokdesk.project.problem import ChangedElsewhere, Damaged, NotOurs, NotWritten, Problem, TooNew
from lokdesk.project.unknown import Unknown, set_aside
from lokdesk.project.version import CURRENT, Version

SUFFIX, BACKUP_SUFFIX = naming.SUFFIX, naming.BACKUP_SUFFIX

_AGREEMENT = "agreement.json"
_DRAFT = "draft.json"
_ANCESTORS = "ancestors.json"
_TEMPLATE = "template/template.docx"
_TEMPLATE_MANIFEST = "template/template.toml"
_ELSEWHERE = {"agreement", "template", "handbook"}
"""The fields of a draft that stand in other parts than draft.json."""
_MOST_READ = 3
"""How many times a file is read that changes while it is read."""

NEWER = (
    "Filen är sparad med en nyare version av Lokdesk. Det som den här versionen inte känner till visas inte, "
    "men ligger kvar i filen när du sparar."
)

Raw = dict[str, Any]


_NO_DRAFT = (ValidationError, KeyError, TypeError, AttributeError, UnicodeError, RecursionError)
"""What reading raises for data that is not that of a draft."""


class _Head(Value):
    """What the manifest tells besides the format and the parts."""

    program: str = ""
    template: TemplateUse = Field(default_factory=TemplateUse)
    handbook: HandbookUse = Field(default_factory=HandbookUse)


@dataclass(frozen=True)
class Project:
    """A draft together with what only its file knows.

    *unknown* is what a newer minor version wrote, by part, *others* whole parts that it added, and *version*
    the version it wrote them in. *fingerprint* is the SHA-256 of the file as it was last read or written, or
    empty when there is none. *ancestors* are the states before the one that was last read or written.
    """

    draft: Draft
    unknown: Mapping[str, Unknown] = field(default_factory=dict[str, Unknown])
    others: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    version: Version = CURRENT
    fingerprint: str = ""
    ancestors: Ancestors = field(default_factory=Ancestors, compare=False)

    @property
    def past(self) -> Ancestors:
        """The states before the draft as it is: when it is saved they are its ancestors."""
        return self.ancestors.then(self.draft)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What users should know about the file, as Swedish sentences."""
        newer = self.version > CURRENT or self.unknown or self.others
        changed = tuple(_not_as_kept(one) for one in self.draft.versions if not one.intact)
        return (NEWER, *changed) if newer else changed


def _not_as_kept(version: KeptVersion) -> str:
    return (
        f"Dokumentet ”{version.name}”, som behölls {version.day.isoformat()}, är inte längre som det var då: "
        "dess SHA-256 stämmer inte. Någon har ändrat det utanför Lokdesk. Använd det inte, utan hämta den "
        "version som är registrerad."
    )


def fingerprint(content: bytes) -> str:
    """Return what tells the bytes of one file from another's: their SHA-256."""
    return hashlib.sha256(content).hexdigest()


def backup(path: Path) -> Path:
    """Return where the project file at *path* has its backup: the version before the last one saved."""
    return path.with_name(path.name + BACKUP_SUFFIX)


def open(path: Path) -> Project:
    """Return the project in the file at *path*, migrated to the current version of the format.

    Raises NotOurs, Damaged, TooNew, or Problem when the file cannot be read at all. Nothing is written.
    """
    if meant := naming.marked_open(path.name):
        raise NotOurs(f"”{path.name}” är inget dokument: den visar bara att ”{meant}” är öppen i Word.")
    content = disk.read(path)
    try:
        return loads(content)
    except NoContainer as error:
        raise _not_ours(path) from error
    except TooNew as error:
        raise TooNew(f"”{path.name}” {error}") from error
    except Unsafe as error:
        raise Damaged(
            f"”{path.name}” öppnas inte, eftersom {error}. Så ser en projektfil aldrig ut: "
            "fråga den du fick filen av innan du gör något mer med den."
        ) from error
    except Broken as error:
        raise Damaged(
            f"Projektfilen ”{path.name}” är skadad och har lämnats orörd", _instead(path)
        ) from error


def _not_ours(path: Path) -> NotOurs:
    if path.suffix != SUFFIX:
        return NotOurs(f"”{path.name}” är inte en projektfil från Lokdesk.")
    # A project file that has been cut off or emptied is no archive any more, but still has its name.
    return NotOurs(
        f"”{path.name}” är inte en projektfil från Lokdesk, eller så skadad att den inte känns igen",
        _instead(path),
    )


def _instead(path: Path) -> str:
    if (copy := refuge.latest(path)) is not None:
        return f"öppna i stället ”{copy}”, som är filen som den var när sparningen bröts."
    saved = backup(path)
    if disk.is_file(saved):
        return (
            f"öppna i stället säkerhetskopian ”{saved.name}” i samma mapp, "
            "som är filen som den var före den senaste sparningen."
        )
    if kept := backups.kept(path):
        return f"öppna i stället säkerhetskopian ”{kept[0].path}”, som är den senaste."
    return "öppna i stället en tidigare kopia av den, till exempel ur er säkerhetskopiering."


def conflicts(path: Path) -> tuple[str, ...]:
    """Return the names of files beside the one at *path* that a synchronised folder made for want of one.

    Where that file is such a copy itself, the name of the one that it was made of comes first.
    """
    try:
        names = [one for one in calls.names(path.parent) if one.endswith(SUFFIX)]
    except OSError:
        return ()
    of = sorted(one for one in names if naming.is_conflict(path.name, one))
    return (*of, *sorted(one for one in names if naming.is_conflict(one, path.name)))


def save(
    project: Project,
    path: Path,
    overwrite: bool = False,
    over: str = "",
    *,
    keep: bool = False,
    tell: Callable[[str], None] | None = None,
) -> Project:
    """Write *project* to the file at *path*, and keep the file that was there as its backup.

    It is kept beside the file and among the copies in the user's own folder; with *keep* what is saved now is
    kept there, too. A damaged file that was there is no backup. A copy that cannot be made keeps nobody from
    saving: *tell* is called with a sentence about it.

    Returns the project as it now stands in the file. Raises ChangedElsewhere when the file is another one
    than the one that was opened, unless *overwrite*, or unless its fingerprint is *over*; Problem when it
    cannot be written, and then it is as it was.
    """
    project = replace(project, ancestors=project.past)
    content = dumps(project)
    with claim.on(path):
        troubles = _save(project, content, path, overwrite, over)
    if keep:
        troubles += _copied(path, content)
    if troubles and tell is not None:
        tell(troubles[0])
    return replace(project, fingerprint=fingerprint(content))


def _save(project: Project, content: bytes, path: Path, overwrite: bool, over: str) -> list[str]:
    """Write *content*, which is *project*, as :meth:`save` says. Returns what has to be told of backups."""
    known = ""
    troubles: list[str] = []
    if disk.is_file(path):
        there = disk.read(path)
        known = fingerprint(there)
        if known not in (project.fingerprint, over) and not overwrite:
            raise _changed(path, known)
        if backups.has(path, there) or _is_project(there):
            troubles += _copied(path, there)
            troubles += _backed_up(path, there)

    def before() -> None:
        # Somebody may have saved meanwhile where claims are not known, or a synchronised folder have brought
        # another file; with this the time for it is as short as can be.
        if (found := _read_at_once(path)) not in ("", known):
            raise _changed(path, found)

    disk.write(path, content, partial(_says, project.draft), before)
    return troubles


def _copied(path: Path, content: bytes) -> list[str]:
    """Keep *content* in the user's own folder. Returns what has to be told of it."""
    try:
        backups.keep(path, content)
    except Problem as problem:
        return [str(problem)]
    return []


def _backed_up(path: Path, content: bytes) -> list[str]:
    """Keep *content* beside the file at *path*. Returns what has to be told of it."""
    try:
        _back_up(path, content)
    except NotWritten as problem:
        cause = problem.__cause__
        why = disk.why(cause) if isinstance(cause, Exception) else ""
        return [f"Filen som den var kunde inte läggas bredvid som säkerhetskopia{f': {why}' if why else ''}."]
    return []


def _read_at_once(path: Path) -> str:
    """Return the fingerprint of the file at *path*, which has not changed while it was read; "" for none."""
    found = ""
    for _ in range(_MOST_READ):
        if not disk.is_file(path):
            return ""
        seen = _seen(path)
        found = fingerprint(disk.read(path))
        if _seen(path) == seen:
            break
    return found


def _seen(path: Path) -> tuple[int, ...]:
    """Return what tells a file from another that has taken its place, without reading it."""
    try:
        status = path.stat()
    except OSError:
        return ()
    return status.st_ino, status.st_size, status.st_mtime_ns


def _changed(path: Path, there: str) -> ChangedElsewhere:
    return ChangedElsewhere(
        f"Någon annan har ändrat ”{path.name}” sedan du öppnade den.",
        there,
    )


def _says(draft: Draft, content: bytes) -> bool:
    """Return whether *content* can be read as a project, and is one with this *draft*."""
    try:
        return loads(content).draft == draft
    except (NoContainer, Broken, TooNew):
        return False


def _is_project(content: bytes) -> bool:
    """Return whether *content* is a whole project, if only for a newer program."""
    try:
        loads(content)
    except TooNew:
        return True
    except (NoContainer, Broken):
        return False
    return True


def _back_up(path: Path, content: bytes) -> None:
    try:
        disk.write(backup(path), content)
    except NotWritten as problem:
        # Where no new files may be made there is no backup either, but a copy while the file is written over.
        if not problem.takes_no_files:
            raise


def write_other(path: Path, content: bytes) -> None:
    """Write *content*, which is no project, to the file at *path*.

    A project that was there becomes its backup. Raises Problem, and then the file is as it was; so it is when
    somebody has it open as a project.
    """
    if (by := lock.holder(path)) is not None and by.mark:
        raise Problem(f"{lock.told(path, by)} Spara under ett annat namn.")
    if disk.is_file(path) and _is_whole(there := disk.read(path)):
        _back_up(path, there)
    disk.write(path, content)


def _is_whole(content: bytes) -> bool:
    try:
        container.unpack(content)
    except (NoContainer, Broken):
        return False
    return True


def dumps(project: Project) -> bytes:
    """Return *project* as the bytes of a project file; the same project always makes the same bytes."""
    draft = project.draft
    head = _Head(program=lokdesk.__version__, template=draft.template, handbook=draft.handbook)
    parts = {
        _AGREEMENT: _agreement_json(draft.agreement, project.unknown.get(_AGREEMENT)),
        _DRAFT: _json(_around(draft), project.unknown.get(_DRAFT)),
    }
    past = project.past
    if past.states or past.known or past.whole:
        parts[_ANCESTORS] = ancestors.dumps(past, {name: parts[name] for name in (_AGREEMENT, _DRAFT)})
    for predecessor in draft.predecessors:
        name = _predecessor(predecessor.id)
        parts[name] = _agreement_json(predecessor.agreement, project.unknown.get(name))
    for version in draft.versions:
        name = _kept(version.id)
        parts[name] = _agreement_json(version.agreement, project.unknown.get(name))
        parts[naming.version(version.id, version.name)] = version.content
    for one in draft.earlier:
        name = _earlier(one.id)
        parts[name] = _agreement_json(one.agreement, project.unknown.get(name))
        if one.content is not None:
            parts[naming.earlier_template(one.id)] = one.content
            parts[naming.earlier_manifest(one.id)] = one.manifest.encode()
    for intake in draft.intakes:
        parts[naming.intake(intake.id)] = intake.content
    for reply in draft.replies:
        parts[naming.reply(reply.id)] = reply.content
    for attachment in draft.attachments:
        parts[naming.part(attachment.id, attachment.name)] = attachment.content
    if draft.template.content is not None:
        parts[_TEMPLATE] = draft.template.content
        parts[_TEMPLATE_MANIFEST] = draft.template.manifest.encode()
    parts |= {name: content for name, content in project.others.items() if name not in parts}
    manifest = head.model_dump(mode="json")
    if (unknown := project.unknown.get(container.MANIFEST)) is not None:
        unknown.restore(manifest)
    return container.pack(Container(max(project.version, CURRENT), manifest, parts))


def revised(old: Project, draft: Draft) -> Project:
    """Return *draft*, the revision of *old*, as a project without a file.

    What only a newer version of the program knows of the old agreement goes with it where it is frozen, too.
    """
    unknown = dict(old.unknown)
    if _AGREEMENT in unknown:
        unknown[_predecessor(draft.predecessors[-1].id)] = unknown[_AGREEMENT]
    return Project(draft, unknown, old.others, old.version)


def _predecessor(predecessor_id: str) -> str:
    return f"predecessors/{predecessor_id}.json"


def _kept(version_id: str) -> str:
    return f"versions/{version_id}.json"


def _earlier(earlier_id: str) -> str:
    return f"earlier/{earlier_id}.json"


def _agreement_json(agreement: Agreement, unknown: Unknown | None) -> bytes:
    return answers.dumps(agreement) if unknown is None else _json(agreement.model_dump(mode="json"), unknown)


def _json(written: Raw, unknown: Unknown | None) -> bytes:
    if unknown is not None:
        unknown.restore(written)
    return container.dumps(written)


def _around(draft: Draft) -> Raw:
    """Return what stands around the agreement, as JSON data that names the parts with the rest."""
    raw = draft.model_dump(mode="json", exclude=_ELSEWHERE | {"predecessors", "versions", "earlier"})
    for attachment, written in zip(draft.attachments, raw["attachments"], strict=True):
        written["part"] = naming.part(attachment.id, attachment.name)
    raw["predecessors"] = [
        predecessor.model_dump(mode="json", exclude={"agreement"}) | {"part": _predecessor(predecessor.id)}
        for predecessor in draft.predecessors
    ]
    raw["versions"] = [
        version.model_dump(mode="json", exclude={"agreement"})
        | {"part": naming.version(version.id, version.name), "agreement_part": _kept(version.id)}
        for version in draft.versions
    ]
    raw["earlier"] = [
        one.model_dump(mode="json", exclude={"agreement"}) | {"part": _earlier(one.id)}
        for one in draft.earlier
    ]
    for one in raw["intakes"]:
        one["part"] = naming.intake(one["id"])
    for one in raw["replies"]:
        one["part"] = naming.reply(one["id"])
    return raw


@uncollected()
def loads(content: bytes) -> Project:
    """Return the project in the bytes of a project file.

    Raises NoContainer, Broken, or TooNew with the rest of a sentence that begins with the file.
    """
    packed = container.unpack(content)
    if packed.version.major > CURRENT.major:
        raise _too_new(packed.version)
    try:
        opened = _Reading(packed).project(fingerprint(content))
        if opened.unknown:
            # What nobody knows the form of must at least be possible to write back.
            dumps(opened)
    except _NO_DRAFT as error:
        if packed.version > CURRENT:
            # Whole, since its checksums are right: a later version may give what there was other values.
            raise _too_new(packed.version) from error
        raise Broken("not the data of a draft") from error
    return opened


def _too_new(version: Version) -> TooNew:
    return TooNew(
        f"är sparad i ett nyare filformat ({version}) än det som den här versionen av Lokdesk "
        f"läser ({CURRENT}). Installera en nyare version av Lokdesk för att öppna den."
    )


class _Reading:
    """One go at reading a container, which collects what is unknown by the way."""

    def __init__(self, packed: Container) -> None:
        self._version = packed.version
        self._parts = dict(packed.parts)
        self._manifest: Raw = packed.manifest
        self._unknown: dict[str, Unknown] = {}
        self._json: Raw = {}
        self._ancestors = self._parts.pop(_ANCESTORS, b"")
        self._written = {name: self._parts.get(name, b"") for name in (_AGREEMENT, _DRAFT)}
        if packed.version < CURRENT:
            self._migrate()

    def _migrate(self) -> None:
        raw = {
            name: container.loads(content)
            for name, content in self._parts.items()
            if name.endswith(".json") and not naming.is_file(name)
        }
        for name in raw:
            del self._parts[name]
        raw[container.MANIFEST] = self._manifest
        self._json = chain.migrate(raw, self._version, migrations.CHAIN)
        self._manifest = self._json.pop(container.MANIFEST)
        self._version = CURRENT

    def project(self, fingerprint: str) -> Project:
        agreement = self._agreement(_AGREEMENT)
        around = self._raw(_DRAFT)
        files = {one["id"]: self._parts.pop(one.pop("part")) for one in around["attachments"]}
        earlier = {one["id"]: self._agreement(one.pop("part")) for one in around["predecessors"]}
        documents = {one["id"]: self._parts.pop(one.pop("part")) for one in around["versions"]}
        then = {one["id"]: self._agreement(one.pop("agreement_part")) for one in around["versions"]}
        before = {one["id"]: self._before(one) for one in around["earlier"]}
        taken_in = {one["id"]: self._parts.pop(one.pop("part")) for one in around["intakes"]}
        came_back = {one["id"]: self._parts.pop(one.pop("part")) for one in around["replies"]}
        around = self._known(Draft, _DRAFT, around)
        head = self._head()
        draft = Draft.model_validate(
            around
            | {
                "agreement": agreement,
                "attachments": [one | {"content": files[one["id"]]} for one in around["attachments"]],
                "predecessors": [one | {"agreement": earlier[one["id"]]} for one in around["predecessors"]],
                "versions": [
                    one | {"content": documents[one["id"]], "agreement": then[one["id"]]}
                    for one in around["versions"]
                ],
                "earlier": [one | before[one["id"]] for one in around["earlier"]],
                "intakes": [one | {"content": taken_in[one["id"]]} for one in around["intakes"]],
                "replies": [one | {"content": came_back[one["id"]]} for one in around["replies"]],
                "template": head.template,
                "handbook": head.handbook,
            }
        )
        self._understood(draft)
        unknown = {name: one for name, one in self._unknown.items() if one}
        before = ancestors.loads(self._ancestors, self._written, draft)
        return Project(draft, unknown, self._parts, self._version, fingerprint, before)

    def _raw(self, name: str) -> Any:
        return self._json.pop(name) if name in self._json else container.loads(self._parts.pop(name))

    def _known(self, model: type[Value], name: str, raw: Any) -> Any:
        return set_aside(model, raw, self._unknown.setdefault(name, Unknown()))

    def _agreement(self, name: str) -> Agreement:
        if name in self._parts and self._version == CURRENT:
            try:
                agreement = Agreement.model_validate_json(self._parts[name])
            except ValidationError:
                pass
            else:
                del self._parts[name]
                return agreement
        return Agreement.model_validate(self._known(Agreement, name, self._raw(name)))

    def _before(self, one: Raw) -> Raw:
        """Return what stands in parts of its own of *one* of the earlier answers."""
        return {
            "agreement": self._agreement(one.pop("part")),
            "content": self._parts.pop(naming.earlier_template(one["id"]), None),
            "manifest": self._parts.pop(naming.earlier_manifest(one["id"]), b"").decode(),
        }

    def _head(self) -> _Head:
        head = _Head.model_validate(self._known(_Head, container.MANIFEST, self._manifest))
        content = self._parts.pop(_TEMPLATE, None)
        manifest = self._parts.pop(_TEMPLATE_MANIFEST, b"").decode()
        template = head.template.model_copy(update={"content": content, "manifest": manifest})
        return head.model_copy(update={"template": template})

    def _understood(self, draft: Draft) -> None:
        agreements = {_AGREEMENT: draft.agreement}
        agreements |= {_predecessor(one.id): one.agreement for one in draft.predecessors}
        agreements |= {_kept(one.id): one.agreement for one in draft.versions}
        agreements |= {_earlier(one.id): one.agreement for one in draft.earlier}
        for name, unknown in self._unknown.items():
            if unknown.answers:
                written = agreements[name].model_dump(mode="json") if name in agreements else _around(draft)
                unknown.understood(written)
