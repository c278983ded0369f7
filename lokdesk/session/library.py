"""What comes with the program: handbook, registers, templates and examples, loaded when first asked for."""

import json
import tomllib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Attachment, Draft, HandbookUse, TemplateUse
from lokdesk.handbook import book, preset, register
from lokdesk.handbook.book import Handbook
from lokdesk.handbook.preset import Preset
from lokdesk.handbook.register import Register
from lokdesk.project.problem import Problem
from lokdesk.rules import texts
from lokdesk.rules.texts import Texts
from lokdesk.session.fill import fill
from lokdesk.session.media import media_type

if TYPE_CHECKING:
    # docx and lxml, which only the making and reading of documents need, take a while to load.
    from lokdesk.word.template import Template

TEMPLATE = "grundmall"
EXAMPLE = "kronoberg"


class Library:
    """The files in the folders *resources* and *templates*, each read once."""

    def __init__(self, resources: Path, templates: Path) -> None:
        """Remember the folders. Nothing is read before it is asked for."""
        self.resources = resources
        self.templates = templates
        self._loaded: dict[str, Template] = {}

    @cached_property
    def handbook(self) -> Handbook:
        """The handbook."""
        return book.load(self.resources / "handbook")

    @cached_property
    def register(self) -> Register:
        """The registers: municipalities, counties, authorities and legal acts."""
        return register.load(self.resources / "register")

    @cached_property
    def presets(self) -> tuple[Preset, ...]:
        """The ready-made contents for items and groups."""
        return preset.load(self.resources / "handbook")

    @cached_property
    def texts(self) -> Texts:
        """The words of the rules."""
        return texts.load(self.resources / "rules")

    @cached_property
    def template_manifests(self) -> Mapping[str, Mapping[str, Any]]:
        """The manifests of the templates that come with the program, by template id."""
        files = sorted(self.templates.glob("*.toml"))
        return {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in files}

    def template_use(self, template_id: str = TEMPLATE) -> TemplateUse:
        """Return what a draft remembers of the template with that id. Raises Problem when there is none."""
        manifest = self.template_manifests.get(template_id)
        if manifest is None:
            known = ", ".join(self.template_manifests)
            raise Problem(f"Mallen ”{template_id}” finns inte. De mallar som finns är: {known}.")
        return TemplateUse(id=template_id, version=str(manifest["version"]))

    def template(self, use: TemplateUse) -> "Template":
        """Return the template that a draft is made with, its own or one that comes with the program.

        Raises Problem when there is none, or none that can be used.
        """
        if use.content is not None:
            return compiled(use.content, use.manifest)
        if use.id not in self._loaded:
            self.template_use(use.id)
            docx = self.templates / f"{use.id}.docx"
            manifest = docx.with_suffix(".toml").read_text(encoding="utf-8")
            self._loaded[use.id] = compiled(docx.read_bytes(), manifest)
        return self._loaded[use.id]

    def blank(self, template_id: str = TEMPLATE) -> Draft:
        """Return a new, empty draft. Raises Problem when there is no template with that id."""
        return Draft(
            template=self.template_use(template_id),
            handbook=HandbookUse(version=self.handbook.version),
        )

    @cached_property
    def example_titles(self) -> Mapping[str, str]:
        """What each bundled example is called where users choose one, in order, by the example's name."""
        return tomllib.loads((self.resources / "examples" / "examples.toml").read_text(encoding="utf-8"))

    def example(self, name: str = EXAMPLE) -> Draft:
        """Return the bundled example with that name. Raises Problem when there is none."""
        if name not in self.example_titles:
            known = ", ".join(self.example_titles)
            raise Problem(f"Exemplet ”{name}” finns inte. De exempel som finns är: {known}.")
        answers = json.loads((self.resources / "examples" / f"{name}.json").read_bytes())
        return self.blank().model_copy(
            update={"agreement": fill(Agreement(), answers), "attachments": self._attached(name)}
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


def compiled(docx: bytes, manifest: str) -> "Template":
    """Return the template in *docx* with its *manifest*. Raises Problem when it cannot be used."""
    from lokdesk.word import template

    try:
        return template.load(docx, manifest)
    except template.BadTemplate as error:
        raise Problem(f"Mallen kan inte användas. {error}") from error
