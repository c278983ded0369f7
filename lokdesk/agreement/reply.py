"""What came back on a version that was sent out: one file from a sender, and each viewpoint in it.

A viewpoint is anything that the sender wants, in whatever form it came: a changed answer, an item that has
come, gone or moved, words in the template's own text or outside of every answer, a comment, or a row of a
table of responses. Each gets a stand, and none is ever thrown away.
"""

import hashlib
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from lokdesk.agreement.answer import Day, Line, PartyRef, Text
from lokdesk.agreement.discussion import Lift
from lokdesk.agreement.value import Item, ItemId, Items, Value

ViewpointKind = Literal["changed", "added", "removed", "moved", "fixed", "outside", "comment", "row"]
Decision = Literal["taken", "refused", "edited", "lifted"]


class Stroke(Value):
    """A run of words in what came back: the same as was sent, removed or added.

    *author* and *written* are those of a tracked change; a silent edit has neither.
    """

    kind: Literal["same", "removed", "added"]
    text: str
    author: Line = None
    written: datetime | None = None


class Stand(Value):
    """What the working group made of a viewpoint.

    *address* is where it went, which may be elsewhere than where it came from, and *value* what then stood
    there, as JSON data: what was taken or written instead; of an item that was moved the ids of those before
    it. *before* is what stood there before that, so
    that it can be taken back. *lift* says to whom it was lifted; then *value* are the ids of what was said.
    *act* is the same for all that were decided together, and for no other.
    """

    decision: Decision
    reason: Text = None
    address: str = ""
    value: Any = None
    before: Any = None
    lift: Lift | None = None
    by: Line = None
    day: Day = None
    act: str = ""


class Viewpoint(Item):
    """One thing that a sender wants, and the *stand* on it, ``None`` while nobody has decided.

    *address* is the answer or item that it is about, empty where nothing is. *sent* and *returned* are what
    stood there when it went out and when it came back, as JSON data; of an item that has moved the ids of its
    neighbours before it, then and now, of one that has come or gone the item. *after* is the id of the item
    that a new or moved one stands after, empty for first. *text* is what somebody wrote that is no answer: a
    comment, words outside of every answer, the wording proposed in a row. *reason* is that of a row.
    *strokes* are the words, and *author* is whose the change is: a tracked change's or a comment's author.
    *quoted* is what a comment was hung on. *place* is where in the document it stands, in words, or what the
    answer is called that it stood there for, and *nearest* are the addresses that a viewpoint without one may
    belong to, the most likely first.
    """

    kind: ViewpointKind
    address: str = ""
    sent: Any = None
    returned: Any = None
    after: str = ""
    text: str = ""
    reason: str = ""
    strokes: tuple[Stroke, ...] = ()
    author: Line = None
    written: datetime | None = None
    quoted: str = ""
    place: str = ""
    nearest: tuple[str, ...] = ()
    stand: Stand | None = None


class Reply(Item):
    """A file called *name* that came back from *sender*, which may be one of the parties, on *received*.

    It is compared with the kept *version* of that id, or where there is none with what the file itself says
    that it was written with. *content* is the file as it came.
    """

    name: str
    sender: Line = None
    party: PartyRef = None
    received: date | None = None
    version: ItemId | None = None
    viewpoints: Annotated[Items[Viewpoint], Field(repr=False)] = ()
    content: Annotated[bytes, Field(exclude=True, repr=False)] = b""

    @property
    def sha256(self) -> str:
        """The SHA-256 of the file, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


class Change(Value):
    """One place in a draft that was changed, at the end of the way *at*.

    *before* is what stood there and *value* what then did, as JSON data. Of a list of items these are their
    ids, and *items* are those that came or went.
    """

    at: tuple[str, ...]
    before: Any = None
    value: Any = None
    items: tuple[dict[str, Any], ...] = ()


class Clash(Item):
    """A place that two copies of a project changed in ways that cannot both stand.

    *address* is the answer, item or list; *base*, *mine* and *theirs* are what stood there before, and in
    each copy, as JSON data, ``None`` for an item that was not there. *name* is the other copy's file name.
    What stands in the draft meanwhile is *mine*. *settled* says what was chosen, ``None`` while nothing is,
    and *record* what that has changed, so that it can be taken back.
    """

    address: str
    base: Any = None
    mine: Any = None
    theirs: Any = None
    name: str = ""
    settled: Literal["mine", "theirs", "edited"] | None = None
    record: tuple[Change, ...] = ()
