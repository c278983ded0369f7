"""The draft: an agreement under way together with all that is said about it and kept with it."""

import hashlib
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import to_json

from lokdesk.agreement import normal
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.discussion import Discussion
from lokdesk.agreement.evaluation import Evaluation
from lokdesk.agreement.intake import Intake
from lokdesk.agreement.reply import Clash, Reply
from lokdesk.agreement.value import Item, Items, Value
from lokdesk.agreement.version import KeptVersion


def fingerprint(value: object) -> str:
    """Return the SHA-256 of *value*, an answer, a list or a group, as JSON, in hexadecimal."""
    return hashlib.sha256(to_json(value)).hexdigest()


class SetAside(Value):
    """A finding that the users have looked at and decided to live with, and why.

    *about* is the fingerprint of what stood at the address then (:func:`fingerprint`): when something else
    comes to stand there, the decision no longer holds. ``None`` holds whatever stands there.
    """

    rule: str
    address: str
    about: str | None = None
    reason: Annotated[str, Field(min_length=1)]


class RuleSettings(Value):
    """What the parties may decide about the rules themselves."""

    small_count_limit: Annotated[int, Field(ge=1, le=100)] = 5


class Attachment(Item):
    """A file that goes with the agreement. Its bytes are kept as they came."""

    name: Annotated[str, AfterValidator(normal.line)]
    media_type: str = "application/octet-stream"
    content: Annotated[bytes, Field(exclude=True, repr=False)] = b""

    @property
    def sha256(self) -> str:
        """The SHA-256 of the content, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


class Predecessor(Item):
    """An earlier agreement that this one revises, frozen as it was.

    *handbook* is the version of the handbook that it was drafted under where that is known, and
    *evaluation* what was said while it was drafted of the goals of the one before it.
    """

    agreement: Agreement
    frozen: date | None = None
    handbook: str | None = None
    evaluation: Evaluation = Field(default_factory=Evaluation)


class TemplateUse(Value):
    """Which template the document is made with.

    *content* and *manifest* hold the template itself, its Word document and its manifest, when it is not a
    shipped one.
    """

    id: str = "grundmall"
    version: str = ""
    content: Annotated[bytes | None, Field(exclude=True, repr=False)] = None
    manifest: Annotated[str, Field(exclude=True, repr=False)] = ""


class HandbookUse(Value):
    """Which handbook the questions come from."""

    version: str = ""


class Earlier(Item):
    """The answers as they were when they were moved to another template or handbook, and which those were.

    *content* and *manifest* hold the template, when it is not a shipped one.
    """

    agreement: Agreement
    day: date | None = None
    template: str
    template_version: str = ""
    content: Annotated[bytes | None, Field(exclude=True, repr=False)] = None
    manifest: Annotated[str, Field(exclude=True, repr=False)] = ""
    handbook: str = ""

    @property
    def template_use(self) -> TemplateUse:
        """The template, as a draft remembers it."""
        return TemplateUse(
            id=self.template, version=self.template_version, content=self.content, manifest=self.manifest
        )


class Draft(Value):
    """Everything that one project file holds, as one immutable value."""

    agreement: Agreement = Field(default_factory=Agreement)
    discussion: Discussion = Field(default_factory=Discussion)
    evaluation: Evaluation = Field(default_factory=Evaluation)
    set_aside: tuple[SetAside, ...] = ()
    rule_settings: RuleSettings = Field(default_factory=RuleSettings)
    attachments: Items[Attachment] = ()
    predecessors: Items[Predecessor] = ()
    versions: Items[KeptVersion] = ()
    earlier: Items[Earlier] = ()
    intakes: Items[Intake] = ()
    replies: Items[Reply] = ()
    clashes: Items[Clash] = ()
    template: TemplateUse = Field(default_factory=TemplateUse)
    handbook: HandbookUse = Field(default_factory=HandbookUse)

    @property
    def files_of_old(self) -> frozenset[str]:
        """The ids of the attachments that agreements kept as they were refer to: these stay in the file."""
        then = (*self.predecessors, *self.earlier)
        return frozenset(it.attachment for one in then for it in one.agreement.appendices if it.attachment)
