"""The manifest beside a template: what the Word document itself cannot say about itself."""

import re
import tomllib
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Styles(_Part):
    """The ids of styles that answers are written with, where the usual Word styles are not meant.

    Empty means the style that Word itself uses for the purpose, such as "List Bullet".
    """

    bullet: str = ""
    number: str = ""
    hyperlink: str = ""
    footnote_text: str = ""
    footnote_reference: str = ""
    placeholder: str = ""
    appendix_headings: tuple[str, ...] = ()
    """Those of headings in a part that has been moved to an appendix, from the second level down."""
    thin: str = ""
    """That of paragraphs which Word wants and nobody should see; "Tunn rad" if there is such a style."""


def _pattern(*names: str) -> AfterValidator:
    """Return the validator of a pattern that the answers *names* can be filled in in."""

    def validated(written: str) -> str:
        try:
            written.format(**dict.fromkeys(names, ""))
        except (KeyError, IndexError, ValueError, AttributeError) as error:
            raise ValueError(f"only {names} can be filled in") from error
        return written

    return AfterValidator(validated)


class Words(_Part):
    """Words of generated parts. In a pattern, ``{name}`` is the answer of that name."""

    appendix_label: Annotated[str, _pattern("number", "letter")] = "Bilaga {number}{letter}"
    unnumbered_appendix: Annotated[str, _pattern("title")] = "bilagan ”{title}”"
    """What an appendix without a number is called within a sentence."""
    case_number: Annotated[str, _pattern("number", "party")] = "{number} ({party})"
    separator: str = ", "
    """What stands between case numbers; a line break puts each on a line of its own."""
    beside: Annotated[str, _pattern("file")] = "Bilagan finns i filen ”{file}”."
    """What stands in an appendix whose file lies beside the document."""
    more: Annotated[str, _pattern("number")] = "{number} m.fl."
    """What stands for several case numbers where there is room for few; the number is the first of them."""
    unanswered: Annotated[str, Field(min_length=1)] = "–"
    """What stands where nothing has been answered, in what does not fall away."""


class Question(_Part):
    """A question that the template adds on its own."""

    prompt: str
    why: str = ""


About = Literal["parties/*", "parties/*/deciding_bodies/*", "job_tracks/*", "circulations/*", "workshops/*"]
"""What a companion document can be about."""
Group = Literal["circulation", "decision", "work", "after", "other"]
"""What a companion document is made for: users find it under that."""


class Manifest(_Part):
    """What is known about a template: its id, version, name and origin, and how its document is made.

    *handbook* is the version of the handbook that new agreements made with it are drafted under, if not the
    newest.
    *replaces* is the id of the template that this one is a newer variant of, if any: new agreements are made
    with it, and others can be moved to it. *news* says what is new, in sentences for users.
    *leaves_out* are the addresses, with ``*`` for items, of the answers, lists and groups that its document
    does not print.

    A *companion* is a document beside the agreement, in which nothing is filled in. There is one of it for
    each item that it is *about* (``job_tracks/*``), or one in all. Where it is about a party, or something of
    a party's, *kinds* are the kinds of parties that it is for, empty for all, and *not_kinds* those that it
    is not for. *decision* is the kind of decision that it prepares. Companions are listed by *order*; users
    find them by their *group*, and their *purpose* says in a sentence what they are for.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    version: Annotated[str, Field(min_length=1)]
    name: Annotated[str, Field(min_length=1)]
    note: str = ""
    handbook: str = ""
    replaces: str = ""
    news: str = ""
    language: str = "sv-SE"
    contents_levels: Annotated[int, Field(ge=1, le=9)] = 2
    styles: Styles = Styles()
    words: Words = Words()
    leaves_out: tuple[str, ...] = ()
    companion: bool = False
    about: About | None = None
    kinds: tuple[str, ...] = ()
    not_kinds: tuple[str, ...] = ()
    decision: str = ""
    order: int = 100
    group: Group = "other"
    purpose: str = ""
    questions: Mapping[Annotated[str, Field(pattern=r"^[a-z0-9]{8}$")], Question] = Field(
        default_factory=dict
    )


_FAULTS = {
    "missing": "saknas",
    "extra_forbidden": "är okänd",
    "string_pattern_mismatch": "har ett värde som inte går att använda; se handledningen för mallar",
    "string_too_short": "är tom",
}


_LINE = re.compile(r"line (\d+)")


class BadManifest(ValueError):
    """A manifest that cannot be used; the text says why, in Swedish."""


def parse(toml: str) -> Manifest:
    """Return the manifest written in *toml*. Raises BadManifest."""
    try:
        return Manifest.model_validate(tomllib.loads(toml))
    except tomllib.TOMLDecodeError as error:
        at = _LINE.search(str(error))
        where = f" Felet finns på rad {at[1]}." if at else ""
        raise BadManifest(f"Manifestet går inte att läsa som TOML.{where}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        fault = _FAULTS.get(first["type"], "har ett värde av fel slag")
        raise BadManifest(f"I manifestet: nyckeln ”{where}” {fault}.") from error
