"""A template: a Word document with tagged controls and its manifest, compiled once and then only written."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lokdesk.agreement.answer import RefersTo
from lokdesk.word.archive import ContentTypes, Relationship
from lokdesk.word.contents import ContentsLook
from lokdesk.word.manifest import BadManifest, Manifest
from lokdesk.word.pages import Page
from lokdesk.word.printed import Mask
from lokdesk.word.program import Program


class BadTemplate(ValueError):
    """A file that cannot be used as a template; the text says why, in Swedish."""


@dataclass(frozen=True)
class Seam:
    """A part of the package that grows while writing: what stands before and after, and the next free id."""

    part: str
    before: str
    after: str
    next_id: int


@dataclass(frozen=True)
class Template:
    """A compiled template. It holds nothing that changes and can be shared.

    *content* is the document it was loaded from. *homes* are the addresses of the answers and lists at home
    in it, with ``*`` for items, in document order.
    """

    manifest: Manifest
    content: bytes = field(repr=False)
    homes: Mapping[str, None] = field(repr=False)
    mask: Mask | None = field(repr=False)
    foreign: frozenset[RefersTo] = field(repr=False)
    """What references may point at whose names do not follow from what is printed."""
    document: str = field(repr=False)
    main: Program = field(repr=False)
    others: Mapping[str, Program] = field(repr=False)
    """Headers and footers, by part."""
    parts: Mapping[str, bytes] = field(repr=False)
    """Parts that are copied as they are."""
    types: ContentTypes = field(repr=False)
    package_relationships: tuple[Relationship, ...] = field(repr=False)
    relationships: tuple[Relationship, ...] = field(repr=False)
    numbering: Seam | None = field(repr=False)
    numbered_list: int = field(repr=False)
    """The definition that numbered lists follow."""
    footnotes: Seam | None = field(repr=False)
    footnote_start: str = field(repr=False)
    """What a footnote begins with, after its id."""
    contents: ContentsLook | None = field(repr=False)
    page: Page = field(repr=False)
    thin: str = field(repr=False)
    """The style of paragraphs that nobody should see, empty where there is none."""
    next_id: int = field(repr=False)

    @property
    def id(self) -> str:
        """The template's id, by which a draft names it."""
        return self.manifest.id

    @property
    def version(self) -> str:
        """The template's version."""
        return self.manifest.version

    @property
    def name(self) -> str:
        """The template's name, as shown to a user."""
        return self.manifest.name


def load(docx: bytes, manifest: str) -> Template:
    """Return the template in *docx* with its *manifest* in TOML. Raises BadTemplate."""
    # lxml is only needed to read a template, never to write with it.
    from lokdesk.word import loading, package
    from lokdesk.word.manifest import parse

    try:
        return loading.loaded(docx, parse(manifest))
    except (package.Damaged, BadManifest) as error:
        raise BadTemplate(str(error)) from error
