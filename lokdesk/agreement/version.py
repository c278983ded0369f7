"""Versions of the agreement that have been sent out, decided or signed, kept as they were."""

import hashlib
from datetime import date
from typing import Annotated

from pydantic import Field

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import KeptWhy, Line, StatusWord
from lokdesk.agreement.normal import line
from lokdesk.agreement.value import Item, ItemId

Sum = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 in hexadecimal."""


def checksum(content: bytes) -> Sum:
    """Return the SHA-256 of *content*, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


class KeptVersion(Item):
    """A version that left the working group: its document as it was, and the agreement as it was then.

    *why* it is kept is that it was sent out, decided or signed, on *day*. *name* is the document's file name,
    and *sha256* the sum its content had when it was kept, so that a change of it is seen. *recipients* are
    those it was sent to, a line each, in the *circulation* with that id if there was one. Nothing of it is
    ever changed.
    """

    label: Line = None
    status: StatusWord = None
    day: date
    why: KeptWhy = None
    name: str
    content: Annotated[bytes, Field(exclude=True, repr=False)] = b""
    sha256: Sum
    recipients: tuple[str, ...] = ()
    circulation: ItemId | None = None
    agreement: Annotated[Agreement, Field(repr=False)]

    @property
    def intact(self) -> bool:
        """Whether the document is byte for byte the one that was kept."""
        return checksum(self.content) == self.sha256


def kept(
    version_id: str,
    agreement: Agreement,
    name: str,
    content: bytes,
    why: str,
    day: date,
    recipients: tuple[str, ...] = (),
    circulation: str | None = None,
) -> KeptVersion:
    """Return a document called *name* as a version to keep of the *agreement* that it was made of."""
    lines = (line(one) for one in recipients)
    return KeptVersion(
        id=version_id,
        label=agreement.version,
        status=agreement.status,
        day=day,
        why=why,
        name=line(name),
        content=content,
        sha256=checksum(content),
        recipients=tuple(dict.fromkeys(one for one in lines if one)),
        circulation=circulation,
        agreement=agreement,
    )
