"""Rich text: a longer answer as a structure of blocks and runs, never as markup in a string.

Normal form: no empty run, no two neighbouring runs that could be one, no block without text, no white space
at the ends of a block, and a level only on list items. A text without blocks is no answer at all (``None``).
"""

from collections.abc import Iterable
from functools import cache
from typing import Annotated, Any, Literal, cast

from pydantic import AfterValidator, Field, SerializerFunctionWrapHandler, model_serializer, model_validator

from lokdesk.agreement import normal
from lokdesk.agreement.value import Value

BlockKind = Literal["paragraph", "bullet", "number"]
DEEPEST_LEVEL = 3

_Text = Annotated[str, AfterValidator(normal.text)]


def _link(value: str | None) -> str | None:
    return normal.line(value) or None if value is not None else None


class _Compact(Value):
    """A value that is written without the fields that stand at their defaults, to keep files readable."""

    @model_serializer(mode="wrap")
    def _without_defaults(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        defaults = _defaults(type(self))
        return {k: v for k, v in handler(self).items() if getattr(self, k) != defaults[k]}


@cache
def _defaults(model: type[Value]) -> dict[str, Any]:
    return {name: field.default for name, field in model.model_fields.items()}


class Run(_Compact):
    """A stretch of text with the same look; a newline in it is a line break within the block."""

    text: _Text
    bold: bool = False
    italic: bool = False
    link: Annotated[str | None, AfterValidator(_link)] = None

    def with_text(self, text: str) -> "Run":
        """Return this run with another text in the same look."""
        return self.model_copy(update={"text": text})

    def looks_like(self, other: "Run") -> bool:
        """Return whether this run and *other* have the same look, so that they could be one."""
        return (self.bold, self.italic, self.link) == (other.bold, other.italic, other.link)


class Footnote(Value):
    """A note at the foot of the page, called from the place where it stands."""

    footnote: Annotated[str, AfterValidator(lambda value: normal.text(value).strip())]


Inline = Run | Footnote


def _merged(inlines: Iterable[Inline]) -> list[Inline]:
    """Return *inlines* without empty ones, and with what looks alike as one run."""
    result: list[Inline] = []
    alike: list[Run] = []
    for inline in inlines:
        if isinstance(inline, Run):
            if not inline.text:
                continue
            if alike and not alike[0].looks_like(inline):
                result.append(_joined(alike))
                alike = []
            alike.append(inline)
        elif inline.footnote:
            if alike:
                result.append(_joined(alike))
                alike = []
            result.append(inline)
    if alike:
        result.append(_joined(alike))
    return result


def _joined(runs: list[Run]) -> Run:
    """Return *runs* of one look as one, joined at once: one by one takes the square of their length."""
    if len(runs) == 1:
        return runs[0]
    return runs[0].with_text(normal.text("".join(run.text for run in runs)))


def _trimmed(inlines: list[Inline]) -> list[Inline]:
    """Take white space off both ends; a run that was nothing else goes away and the next one is trimmed."""
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while inlines and isinstance(run := inlines[end], Run):
            text = strip(run.text)
            if text:
                if text != run.text:
                    inlines[end] = run.with_text(text)
                break
            del inlines[end]
    return inlines


class Block(_Compact):
    """A paragraph, or an item of a bulleted or numbered list at a level from 0 (outermost)."""

    kind: BlockKind = "paragraph"
    level: Annotated[int, Field(ge=0, le=DEEPEST_LEVEL)] = 0
    runs: tuple[Inline, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _level_only_in_lists(cls, raw: Any) -> Any:
        if not isinstance(raw, dict):
            return raw
        block = cast("dict[str, Any]", raw)
        return block | {"level": 0} if block.get("kind", "paragraph") == "paragraph" else block

    @model_validator(mode="after")
    def _normal(self) -> "Block":
        runs = tuple(_trimmed(_merged(self.runs)))
        if runs != self.runs:
            object.__setattr__(self, "runs", runs)
        return self

    @property
    def text(self) -> str:
        """The words of the block without their look; footnotes are left out."""
        return "".join(run.text for run in self.runs if isinstance(run, Run))


class RichText(Value):
    """A text of one or more blocks. Consecutive numbered blocks are one list that starts at one."""

    blocks: tuple[Block, ...]

    @model_validator(mode="after")
    def _normal(self) -> "RichText":
        if not all(block.runs for block in self.blocks):
            object.__setattr__(self, "blocks", tuple(block for block in self.blocks if block.runs))
        return self

    @property
    def text(self) -> str:
        """The words of the text, a line for each block."""
        return "\n".join(block.text for block in self.blocks)


def plain(text: str) -> RichText | None:
    """Return *text* as paragraphs, one for each line that is not empty, or ``None`` where there is none."""
    blocks = tuple(Block(runs=(Run(text=line),)) for line in normal.text(text).split("\n") if line.strip())
    return RichText(blocks=blocks) if blocks else None
