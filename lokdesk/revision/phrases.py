"""The words of an agenda, which are data: of its sections, of kinds of points, and of single points."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from pydantic import BaseModel, ConfigDict, model_validator

from lokdesk.revision.evaluation import Left
from lokdesk.revision.point import KINDS, Kind


class _Words(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SectionWords(_Words):
    """A section of the agenda: its *title*, a *lead* to those who go through it, and the *kinds* in it."""

    slug: str
    title: str
    lead: str
    kinds: tuple[Kind, ...]


class KindWords(_Words):
    """What is said of a kind of point: what is *todo*, that it is *done*, and its *title* if it has one."""

    todo: str
    done: str
    title: str = ""


class Said(_Words):
    """What is said of single points. Within braces stands what is filled in."""

    retrieved: str
    about: str
    ageless: str
    fresh: str
    source: str
    no_source: str
    unchanged: str
    changed: str
    new: str
    vacancies: str
    no_role: str
    nobody: str
    period_past: str
    same_file: str
    other_file: str
    repealed: str
    replaced: str
    new_handbook: str
    more_questions: str
    one_question: str
    asked_since: str
    required: str
    recommended: str
    left: str
    goal_gone: str
    goal_left: str
    outcomes: str


class Words(_Words):
    """All words of an agenda."""

    sections: tuple[SectionWords, ...]
    kinds: Mapping[Kind, KindWords]
    goals: Mapping[Left, str]
    said: Said

    @model_validator(mode="after")
    def _whole(self) -> "Words":
        there = [kind for section in self.sections for kind in section.kinds]
        if sorted(there) != sorted(KINDS) or set(self.kinds) != set(KINDS):
            raise ValueError("every kind of point has words, and stands in one section")
        if set(self.goals) != set(get_args(Left)):
            raise ValueError("what can be left to do about a goal has words")
        return self


def load(path: Path) -> Words:
    """Return the words in the file at *path*."""
    return Words.model_validate(tomllib.loads(path.read_text("utf-8")))
