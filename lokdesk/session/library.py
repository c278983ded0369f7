"""What comes with the program: handbook, registers, templates and examples, loaded when first asked for."""

import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Attachment, Draft, HandbookUse, TemplateUse
from lokdesk.agreement.follow_up import AdditionalAnswer
from lokdesk.handbook import book, preset, register
from lokdesk.handbook.book import Handbook
from lokdesk.handbook.preset import Preset
from lokdesk.handbook.register import Register
from lokdesk.project import disk
from lokdesk.project.problem import Problem
from lokdesk.recognition import lexicon
from lokdesk.recognition.lexicon import Lexicon
from lokdesk.revision import phrases, summary
from lokdesk.rules import texts
from lokdesk.rules.texts import Texts
from lokdesk.session import example, spelling
from lokdesk.session.fill import fill
from lokdesk.session.media import media_type

if TYPE_CHECKING:
    # docx and lxml, which only the making and reading of documents need, take a while to load.
    from lokdesk.spelling.speller import Speller
    from lokdesk.word.manifest import Manifest, Question
    from lokdesk.word.template import Template

TEMPLATE = "grundmall"
"""The template for agreements that came first; others say what they replace."""
EXAMPLE = "kronoberg"


class Library:
    """The files in the folders *resources* and *templates*, each read once."""

    def __init__(self, resources: Path, templates: Path) -> None:
        """Remember the folders. Nothing is read before it is asked for."""
        self.resources = resources
        self.templates = templates
        self._loaded: dict[str, Template] = {}
        self._shared: Path | None = None

    def share(self, folder: Path | None) -> None:
        """Let companion documents in *folder*, which several share, come before the program's own."""
        if folder != self._shared:
            self._shared = folder
            self.__dict__.pop("_companions", None)
            self._loaded.clear()

    @property
    def guide(self) -> Path:
        """Where the user's guide is: in a folder beside that with the resources."""
        return self.resources.parent / "docs" / "anvandarhandbok.md"

    @cached_property
    def handbooks(self) -> Mapping[str, Handbook]:
        """All versions of the handbook, the newest last."""
        return book.load_all(self.resources / "handbook")

    @cached_property
    def handbook(self) -> Handbook:
        """The newest handbook, which new agreements are drafted under."""
        return list(self.handbooks.values())[-1]

    def handbook_of(self, draft: Draft) -> Handbook:
        """Return the handbook that *draft* is drafted under; the newest where that one is not known here."""
        return self.handbooks.get(draft.handbook.version, self.handbook)

    @cached_property
    def register(self) -> Register:
        """The registers: municipalities, counties, authorities and legal acts."""
        return register.load(self.resources / "register")

    @cached_property
    def summary_words(self) -> summary.Words:
        """The words that a revision is summed up in."""
        return summary.load(self.resources / "revision" / "summary.toml")

    @cached_property
    def agenda_words(self) -> phrases.Words:
        """The words of the agenda for a revision."""
        return phrases.load(self.resources / "revision" / "agenda.toml")

    @cached_property
    def presets(self) -> tuple[Preset, ...]:
        """The ready-made contents for items and groups."""
        return preset.load(self.resources / "handbook")

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words that agreements are recognised by."""
        return lexicon.load(self.resources / "recognition")

    @cached_property
    def actor_names(self) -> frozenset[str]:
        """The names of the municipalities, regions and authorities in the register."""
        register = self.register
        names = {one.name for one in register.municipalities} | {one.name for one in register.authorities}
        names |= {one.official_name for one in register.municipalities}
        for county in register.counties:
            names |= {one for one in (county.region, county.board) if one}
        return frozenset(names)

    @cached_property
    def texts(self) -> Texts:
        """The words of the rules."""
        return texts.load(self.resources / "rules")

    @cached_property
    def speller(self) -> "Speller | None":
        """The Swedish dictionary with the domain's words and names; ``None`` where Hunspell is missing.

        To load it takes a tenth of a second and more.
        """
        try:
            from lokdesk.spelling.speller import Speller
        except ImportError:
            return None
        folder = self.resources / "dictionaries"
        lines = (folder / "domain.txt").read_text(encoding="utf-8").splitlines()
        own = (line for line in lines if line and not line.startswith("#"))
        return Speller(folder / "sv_SE", own, spelling.names_of_actors(self.register))

    @cached_property
    def _companions(self) -> Mapping[str, tuple["Manifest", Path]]:
        """The manifests of the companion documents, each with its file, by id."""
        found: dict[str, tuple[Manifest, Path]] = {}
        for folder in (self.templates, self._shared):
            for file in _manifests(folder) if folder is not None else ():
                try:
                    manifest = parsed(decoded(file))
                except Problem:
                    # It is told when somebody wants that template, and spoils no other.
                    continue
                if manifest.companion:
                    found[manifest.id] = manifest, file
        return found

    @property
    def template_ids(self) -> tuple[str, ...]:
        """The ids of the templates for agreements that come with the program."""
        companions = {file for _, file in self._companions.values()}
        return tuple(file.stem for file in _manifests(self.templates) if file not in companions)

    @property
    def companions(self) -> tuple["Manifest", ...]:
        """The manifests of the companion documents, in their order."""
        manifests = (manifest for manifest, _ in self._companions.values())
        return tuple(sorted(manifests, key=lambda one: (one.order, one.name)))

    def companion(self, template_id: str) -> "Template":
        """Return the template of the companion document with that id.

        Raises Problem when it cannot be used, and KeyError when there is none.
        """
        _, file = self._companions[template_id]
        return self._compiled(file)

    def _manifest(self, template_id: str) -> str:
        """Return the manifest of the template with that id. Raises Problem when there is none."""
        if template_id not in self.template_ids:
            known = ", ".join(self.template_ids)
            raise Problem(f"Mallen ”{template_id}” finns inte. De mallar som finns är: {known}.")
        return decoded(self.templates / f"{template_id}.toml")

    def newer_template(self, template_id: str) -> str:
        """Return the id of the newest template that has come in the place of that one, or of that one."""
        later = {
            manifest.replaces: manifest.id
            for one in self.template_ids
            if (manifest := self._told(one)) is not None and manifest.replaces
        }
        seen: set[str] = set()
        while template_id in later and template_id not in seen:
            seen.add(template_id)
            template_id = later[template_id]
        return template_id

    def _told(self, template_id: str) -> "Manifest | None":
        """Return the manifest of the template with that id; what is wrong with it is told when it is used."""
        try:
            return parsed(self._manifest(template_id))
        except Problem:
            return None

    def template_use(self, template_id: str = "") -> TemplateUse:
        """Return what a draft remembers of the template with that id; without one, of the newest.

        Raises Problem when there is none, or none that can be used.
        """
        template_id = template_id or self.newer_template(TEMPLATE)
        return TemplateUse(id=template_id, version=parsed(self._manifest(template_id)).version)

    def template(self, use: TemplateUse) -> "Template":
        """Return the template that a draft is made with, its own or one that comes with the program.

        Raises Problem when there is none, or none that can be used.
        """
        if use.content is not None:
            return compiled(use.content, use.manifest)
        self._manifest(use.id)
        return self._compiled(self.templates / f"{use.id}.toml")

    def _compiled(self, manifest: Path) -> "Template":
        """Return the template with that *manifest*, beside which it lies. Raises Problem."""
        key = str(manifest)
        if key not in self._loaded:
            self._loaded[key] = compiled(disk.read(manifest.with_suffix(".docx")), decoded(manifest))
        return self._loaded[key]

    def fixed_texts(self, use: TemplateUse) -> Mapping[str, tuple[str, ...]]:
        """Return the fixed texts that stand by the answers of the template *use*, by the answers' patterns.

        Raises Problem when it cannot be found or used.
        """
        from lokdesk.word.fixed import fixed_texts

        return fixed_texts(self.template(use))

    def manifest(self, use: TemplateUse) -> "Manifest":
        """Return the manifest of the template *use*. Raises Problem when it cannot be found or used."""
        return parsed(use.manifest if use.content is not None else self._manifest(use.id))

    def own_questions(self, use: TemplateUse) -> Mapping[str, "Question"]:
        """Return the questions that the template *use* adds, by their ids among the additional answers.

        Raises Problem when it cannot be found or used.
        """
        return self.manifest(use).questions

    def blank(self, template_id: str = "") -> Draft:
        """Return a new, empty draft, made with the template with that id or the newest.

        It has the questions that the template adds on its own.

        Raises Problem when there is no template with that id, or none that can be used.
        """
        return self.started(self.template_use(template_id))

    def started(self, use: TemplateUse) -> Draft:
        """Return a new, empty draft that is made with the template *use*, with the questions it adds.

        Raises Problem when there is no such template, or none that can be used.
        """
        manifest = self.manifest(use)
        questions = manifest.questions
        asked = (AdditionalAnswer(id=id_, question=one.prompt) for id_, one in questions.items())
        return Draft(
            agreement=Agreement(additional_answers=tuple(asked)),
            template=use,
            handbook=HandbookUse(version=manifest.handbook or self.handbook.version),
        )

    @cached_property
    def example_titles(self) -> Mapping[str, str]:
        """What each bundled example is called where users choose one, in order, by the example's name."""
        return example.titles(self.resources)

    def example(self, name: str = EXAMPLE) -> Draft:
        """Return the bundled example with that name. Raises Problem when there is none."""
        if name not in self.example_titles:
            known = ", ".join(self.example_titles)
            raise Problem(f"Exemplet ”{name}” finns inte. De exempel som finns är: {known}.")
        answers = json.loads((self.resources / "examples" / f"{name}.json").read_bytes())
        told = example.known(self.resources)[name]
        return Draft(
            agreement=fill(Agreement(), answers),
            attachments=self._attached(name),
            template=self.template_use(told.template),
            handbook=HandbookUse(version=told.handbook),
        )

    def _attached(self, name: str) -> tuple[Attachment, ...]:
        """Return the files that go with an example, each in a folder named by the attachment's id."""
        files = sorted((self.resources / "examples" / name).glob("*/*"))
        return tuple(
            Attachment(
                id=file.parent.name,
                name=file.name,
                media_type=media_type(file.name),
                content=file.read_bytes(),
            )
            for file in files
        )


def _manifests(folder: Path) -> list[Path]:
    """Return the manifests in *folder*, by name; none where it cannot be read."""
    try:
        return sorted(folder.glob("*.toml"))
    except OSError:
        return []


def decoded(manifest: Path) -> str:
    """Return the text of the *manifest*. Raises Problem."""
    try:
        return disk.read(manifest).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem(f"Manifestet ”{manifest.name}” är inte skrivet i UTF-8.") from error


def parsed(manifest: str) -> "Manifest":
    """Return what a template's *manifest* says. Raises Problem when it cannot be used."""
    from lokdesk.word.manifest import BadManifest, parse

    try:
        return parse(manifest)
    except BadManifest as error:
        raise Problem(f"Mallen kan inte användas. {error}") from error


def compiled(docx: bytes, manifest: str) -> "Template":
    """Return the template in *docx* with its *manifest*. Raises Problem when it cannot be used."""
    from lokdesk.word import template

    try:
        return template.load(docx, manifest)
    except template.BadTemplate as error:
        raise Problem(f"Mallen kan inte användas. {error}") from error
