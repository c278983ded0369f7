"""Two copies of a project file, edited apart, brought together: what came in, and what is left to decide.

The draft of two has all that either says. What cannot be had both ways is kept in it as clashes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic_core import to_jsonable_python

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.phrase import capital
from lokdesk.agreement.phrase import joined as listed
from lokdesk.agreement.reply import Clash
from lokdesk.agreement.value import new_id
from lokdesk.handbook.book import Handbook
from lokdesk.project import ancestors
from lokdesk.project.problem import Problem
from lokdesk.project.project import Project
from lokdesk.project.unknown import Unknown
from lokdesk.revision.comparison import compare
from lokdesk.revision.merging import Conflict, merge_drafts
from lokdesk.session import clash, place, sharing

NAME = "sammanslagningen med en annan kopia"
"""What it is called to bring another copy in."""
_OF_CLASHES = "clashes/"
_PARTS = {
    "discussion": "anteckningar, öppna frågor, förslag och ståndpunkter",
    "evaluation": "utvärderingen av målen",
    "set_aside": "anmärkningar som är satta åt sidan",
    "rule_settings": "granskningens inställningar",
    "attachments": "bifogade filer",
    "predecessors": "tidigare överenskommelser",
    "versions": "behållna versioner",
    "earlier": "svaren som de var före ett byte av mall eller handbok",
    "intakes": "det som hämtades från Word",
    "replies": "inkomna synpunkter",
    "template": "mallen",
    "handbook": "handboken",
}
"""What stands around the agreement, and what it is called."""


class Strangers(Problem):
    """Two files that have no state in common: only who asks for it gets all that differs as questions."""


@dataclass(frozen=True)
class Joined:
    """What has become of two copies: a *project* with all of both.

    *clashes* are what the two cannot both have, *changes* how many places in the answers the other copy has
    changed, and *around* what stands around the answers and is another too, in words. *known* is whether a
    state is known that both were made of.
    """

    project: Project
    clashes: tuple[Clash, ...]
    changes: int
    around: tuple[str, ...]
    known: bool

    @property
    def draft(self) -> Draft:
        """The draft of the two."""
        return self.project.draft

    @property
    def nothing_new(self) -> bool:
        """Whether the other copy says nothing that was not there."""
        return not (self.changes or self.around or self.clashes)

    @property
    def told(self) -> str:
        """What has come in and what is left to decide, as Swedish sentences."""
        return " ".join(filter(None, (self._came_in, self._is_left)))

    @property
    def _came_in(self) -> str:
        came = [_count(self.changes, "ändring i texten", "ändringar i texten")] if self.changes else []
        if self.around:
            came.append(f"ändringar i {listed(self.around)}")
        if not came:
            return "Inget nytt har kommit in." if self.clashes else NOTHING_NEW
        return f"{capital(listed(came))} har kommit in."

    @property
    def _is_left(self) -> str:
        if not self.clashes:
            return ""
        where = _count(len(self.clashes), "ställe", "ställen")
        return f"På {where} säger kopiorna olika saker. Där gäller er text tills ni har valt."


_ALIEN = (
    "”{}” är en annan överenskommelse: inget i den kommer från samma fil som er. De går inte att slå ihop. "
    "Jämför dem i stället, eller hämta det ni behöver ur den."
)
NOTHING_NEW = "Er fil har redan allt som finns i den andra kopian."


def joined(
    mine: Project, theirs: Project, name: str, base: Project | None = None, *, strangers: bool = False
) -> Joined:
    """Return what becomes of the copies *mine* and *theirs*, which is called *name*, of one project.

    Without *base* that is the newest state that both know of. Raises Problem for another agreement
    altogether, or where *base* is another one than both; Strangers where they know of none in common, unless
    all that differs may be a question: *strangers*.
    """
    ours, others = mine.past, theirs.past
    alien = _are_alien(mine.draft, theirs.draft)
    if base is not None:
        _check_base(base.draft, ours, others, name)
    common = _common(base, ours, others) if base is not None else _found(ours, others)
    if common is not None and base is None and alien and common.agreement == Agreement():
        # Every agreement has once been empty.
        common = None
    if common is None:
        if alien:
            raise Problem(_ALIEN.format(name))
        if not strangers:
            raise Strangers(
                f"Det går inte att se vad er fil och ”{name}” hade gemensamt från början. Slås de ihop ändå "
                "blir varje svar som skiljer dem åt ett ställe att välja på."
            )
    draft, conflicts = merge_drafts(common or Draft(), mine.draft, theirs.draft)
    clashes = tuple(_clashes(draft, conflicts, name))
    draft = draft.model_copy(update={"clashes": (*draft.clashes, *clashes)})
    new = replace(
        mine,
        draft=draft,
        unknown=_unknown(mine.unknown, theirs.unknown),
        others={**theirs.others, **mine.others},
        version=max(mine.version, theirs.version),
        ancestors=ours.with_other(others),
    )
    changed = sum(1 for _ in compare(mine.draft.agreement, draft.agreement))
    around = tuple(told for part, told in _PARTS.items() if getattr(mine.draft, part) != getattr(draft, part))
    return Joined(new, clashes, changed, around, common is not None)


def _are_alien(one: Draft, other: Draft) -> bool:
    """Return whether nothing in the one is from where the other is."""
    ids, others = (at.ids(draft.agreement) for draft in (one, other))
    # One in which nothing has an id yet may be a copy of anything.
    return bool(ids and others) and ids.isdisjoint(others)


def _check_base(base: Draft, mine: ancestors.Ancestors, theirs: ancestors.Ancestors, name: str) -> None:
    """Raise Problem where nothing says that both were made of *base*, and nothing in one is from there."""
    strange = [
        side.of is not None and _are_alien(base, side.of) and not ancestors.known(side, base)
        for side in (mine, theirs)
    ]
    if strange == [False, True]:
        raise Problem(_ALIEN.format(name))
    if any(strange):
        raise Problem(
            "Den fil som kopiorna ska ha gjorts av är en annan överenskommelse: inget i er fil kommer från "
            "den. Ange den fil som båda kopiorna gjordes av."
        )


def _found(mine: ancestors.Ancestors, theirs: ancestors.Ancestors) -> Draft | None:
    found = ancestors.common(mine, theirs)
    if found is None:
        return None
    return found.draft if found.whole else _bare(found.draft)


def _common(base: Project, mine: ancestors.Ancestors, theirs: ancestors.Ancestors) -> Draft:
    """Return what *base* says that both have been made of.

    Of a copy to share that is only what goes along in one: what is said around the answers was never there,
    and has not been taken away.
    """
    known = (ancestors.known(side, base.draft) for side in (mine, theirs))
    return _bare(base.draft) if "answers" in known else base.draft


def _bare(draft: Draft) -> Draft:
    """Return *draft* as it is in a copy to share, with the files that nothing refers to still there."""
    return sharing.shared(draft)


def _clashes(draft: Draft, conflicts: tuple[Conflict, ...], name: str) -> Iterator[Clash]:
    taken = {one.id for one in draft.clashes}
    known = [_about(one) for one in draft.clashes]
    for one in conflicts:
        if one.address.startswith(_OF_CLASHES):
            # The same clash settled in two ways: what is about is a conflict itself, if they still differ.
            continue
        base, mine, theirs = map(to_jsonable_python, (one.base, one.a, one.b))
        id_ = new_id(taken)
        found = Clash(id=id_, address=one.address, base=base, mine=mine, theirs=theirs, name=name)
        if _about(found) not in known:
            taken.add(id_)
            yield found


def _about(one: Clash) -> tuple[Any, ...]:
    return one.address, one.mine, one.theirs


def _unknown(mine: Mapping[str, Unknown], theirs: Mapping[str, Unknown]) -> dict[str, Unknown]:
    """Return what only a newer version of the program knows of either of the two."""
    found: dict[str, Unknown] = {}
    for name in {**mine, **theirs}:
        own, other = mine.get(name, Unknown()), theirs.get(name, Unknown())
        found[name] = Unknown({**other.keys, **own.keys}, {**other.answers, **own.answers})
    return found


def left(draft: Draft) -> list[dict[str, Any]]:
    """Return what two copies say differently in *draft*, and nobody has decided, as JSON data."""
    return [
        {"address": one.address, "base": one.base, "a": one.mine, "b": one.theirs}
        for one in clash.left(draft)
    ]


def lines(handbook: Handbook, draft: Draft) -> tuple[str, ...]:
    """Return what two copies say differently in *draft*, and nobody has decided, a line each."""
    return tuple(_line(handbook, draft, one) for one in clash.left(draft))


def _line(handbook: Handbook, draft: Draft, one: Clash) -> str:
    said = [f"{side} {clash.said(draft, one, value)}" for side, value in (("A", one.mine), ("B", one.theirs))]
    return " ".join(
        f"{one.address} {place.words(handbook, draft.agreement, one.address)}: {'; '.join(said)}".split()
    )


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"
