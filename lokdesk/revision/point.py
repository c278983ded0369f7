"""A point of an agenda: of what kind it is, what is told of it, and what is to be done."""

from dataclasses import dataclass
from typing import Literal, get_args

Ticked = Literal[
    "goals",
    "table",
    "sizes",
    "mapping_text",
    "forum",
    "contacts",
    "process",
    "job_track",
    "appendix",
    "repealed",
]
"""Points that somebody says are gone through; of the others the draft tells by itself."""
Kind = Literal["goal", "new_goal", Ticked, "handbook", "new_question", "unanswered"]
KINDS: tuple[Kind, ...] = get_args(Kind)
TICKED: frozenset[Kind] = frozenset(get_args(Ticked))


@dataclass(frozen=True)
class Person:
    """Who has a role: the *address* of the name, the *name*, and *what* the role is."""

    address: str
    name: str
    what: str


@dataclass(frozen=True)
class Point:
    """Something to go through: where it is, what it is called, what is *told* of it, and what is *todo*.

    *address* is empty where there is no place for it in the agreement any more. *links* lead to where new
    figures come from. *goal* is the id of the goal that a point is about. *settled* is what is done whatever
    somebody says.
    """

    kind: Kind
    about: str
    address: str
    title: str
    told: tuple[str, ...]
    todo: str
    done: bool
    links: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    goal: str = ""
    settled: bool = False

    @property
    def key(self) -> str:
        """What the point is known by, also when the draft has changed."""
        return f"{self.kind}:{self.about}"

    @property
    def ticked(self) -> bool:
        """Whether somebody says that the point is gone through."""
        return self.kind in TICKED
