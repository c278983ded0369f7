"""Beginning the revision of an agreement: from which file, for which period, and in words what happens."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lokdesk.agreement import address as at
from lokdesk.agreement import schema, vocabulary
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.phrase import capital, joined
from lokdesk.handbook.book import Handbook
from lokdesk.project import project
from lokdesk.project.problem import Problem
from lokdesk.project.project import Project
from lokdesk.revision import beginning
from lokdesk.revision.beginning import Begun
from lokdesk.session import place
from lokdesk.session.group import Group
from lokdesk.session.library import Library

WORD = ".docx"
"""What the names of Word documents end with."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_OPEN = "inte angivet"
_NUMBER = "Diarienummer"


@dataclass(frozen=True)
class Revision:
    """A revision that has begun, as the *project* to save, and all that is another in it."""

    project: Project
    begun: Begun


def opened(path: Path, library: Library, day: date) -> Project:
    """Return the agreement in the file at *path* as it can be revised. Raises Problem.

    It is only read: whoever has it open goes on with it. A Word file is taken in on *day*.
    """
    if is_word(path):
        # What recognises a document is loaded when there is one.
        from lokdesk.session import intake

        return intake.opened(path, library, day)
    return project.open(path)


def is_word(path: Path) -> bool:
    """Return whether the file at *path* is called as Word documents are."""
    return path.suffix.casefold() == WORD


def begin(old: Project, day: date, start: date | None = None, end: date | None = None) -> Revision:
    """Return the revision of *old* that begins on *day*, for the period from *start* to *end*.

    A day that is not given follows from the old period. Raises Problem when the period would end before it
    begins.
    """
    begun = beginning.begun(old.draft, day, start, end)
    first, last = (one.new for one in begun.period)
    if first is not None and last is not None and last < first:
        raise Problem(
            f"Perioden skulle sluta {last.isoformat()}, innan den börjar {first.isoformat()}. "
            "Ange andra dagar för den."
        )
    return Revision(project.revised(old, begun.draft), begun)


def file_name(stem: str, begun: Begun) -> str:
    """Return what the new file may be called, without suffix, when the old one is called *stem*.

    Years in the name move on with the period; a name without one gets the year that the new period begins.
    """
    was, now = (begun.period[0].old or begun.period[1].old), (begun.period[0].new or begun.period[1].new)
    if was is None or now is None:
        return f"{stem} {now.year}" if now else f"{stem} – revidering"
    by = now.year - was.year
    if by and _YEAR.search(stem):
        return _YEAR.sub(lambda found: str(int(found[0]) + by), stem)
    return f"{stem} {now.year}" if str(now.year) not in stem else f"{stem} – revidering"


# In words


def told(handbook: Handbook, begun: Begun) -> tuple[Group, ...]:
    """Return in words what is another in a revision that has begun, and what is left to do about it."""
    old, new = begun.old, begun.draft.agreement
    version = f", version {new.version}" if new.version else ""
    was = f", version {old.version}" if old.version else ""
    start, end = begun.period
    lines = [
        f"Giltighet: {_span(start.new, end.new)} (förut {_span(start.old, end.old)})",
        f"Status: {capital(vocabulary.DRAFT)}{version} (förut {capital(old.status or 'utan status')}{was})",
    ]
    lines += (
        f"{_where(handbook, old, one.address)}: {_day(one.new)} (förut {_day(one.old)})"
        for one in begun.moved
    )
    (replaced,) = new.validity.replaces
    said = (replaced.title or "överenskommelsen utan titel", replaced.case_number, _day(replaced.date, ""))
    lines.append(f"Ersätter: {', '.join(one for one in said if one)}")
    kept = "Den förra överenskommelsen ligger kvar i den nya filen, oförändrad, och går att jämföra med."
    groups = (
        Group("Gå igenom först", tuple(_untaken(begun))),
        Group("Nytt", tuple(lines)),
        Group("Tömt", tuple(_emptied(handbook, begun))),
        Group("Att fylla i", tuple(_asked(handbook, new))),
        Group("Att arbeta in", tuple(_where(handbook, new, one) for one in begun.supplements)),
        Group("Nämner den gamla perioden", tuple(_where(handbook, new, one) for one in begun.dated)),
        Group("Kvar", (kept,)),
    )
    return tuple(one for one in groups if one.lines)


def _untaken(begun: Begun) -> Iterator[str]:
    """Yield what is to be known before what was taken in from Word is frozen, where some is undecided."""
    if not begun.draft.intakes or len(begun.draft.predecessors) > 1:
        # What was taken in for an agreement before is an old story.
        return
    # What recognises a document is loaded when there is one.
    from lokdesk.session import intake

    taken = begun.draft.intakes[-1]
    waiting, left = intake.waiting(taken), sum(not one.understood for one in intake.tray(taken))
    if waiting or left:
        answers = f"{waiting} svar att ta ställning till"
        bits = f"{left} {'textbit' if left == 1 else 'textbitar'} som inte har någon plats"
        said = joined([answers] * bool(waiting) + [bits] * bool(left))
        yield (
            f"I ”{taken.name}” finns {said}. Det ni rättar efter att revideringen har börjat räknas som en "
            "ändring av överenskommelsen."
        )


def _span(start: date | None, end: date | None) -> str:
    if start is None and end is None:
        return _OPEN
    return (
        f"{_day(start)} – {_day(end)}"
        if start and end
        else f"från {_day(start)}"
        if start
        else f"till {_day(end)}"
    )


def _day(day: date | None, missing: str = _OPEN) -> str:
    return day.isoformat() if day else missing


def _where(handbook: Handbook, agreement: Agreement, address: str) -> str:
    return place.place(handbook, agreement, address).words


def _emptied(handbook: Handbook, begun: Begun) -> Iterator[str]:
    """Yield what has been emptied, by question: how many places, or where it is when there is one."""
    by_pattern: dict[str, list[str]] = {}
    for address in begun.emptied:
        by_pattern.setdefault(schema.pattern(address), []).append(address)
    by_list: dict[str, list[str]] = {}
    for pattern, addresses in by_pattern.items():
        holder = pattern.rpartition(f"/{schema.ANY}/")[0]
        if pattern.endswith(schema.ANY):
            names = [place.words(handbook, begun.old, one) for one in addresses]
            yield f"{handbook.question(at.parent(pattern)).label}: {_counted(names)}"
        elif holder:
            count = f" ({len(addresses)})" if len(addresses) > 1 else ""
            by_list.setdefault(holder, []).append(f"{handbook.question(pattern).label}{count}".lower())
        else:
            yield handbook.question(pattern).label
    for holder, labels in by_list.items():
        yield f"{handbook.question(holder).label}: {joined(labels)}"


def _counted(names: Sequence[str]) -> str:
    return joined(names) if len(names) <= _FEW else f"{len(names)} poster"


_FEW = 3


def _asked(handbook: Handbook, new: Agreement) -> Iterator[str]:
    """Yield what only the parties can tell: new case numbers, and what could not be worked out."""
    for pattern, value in (
        ("version", new.version),
        ("validity/start", new.validity.start),
        ("validity/end", new.validity.end),
    ):
        open_ended = new.validity.kind == vocabulary.UNTIL_FURTHER_NOTICE and pattern == "validity/end"
        if value is None and not open_ended:
            yield handbook.question(pattern).label
    for party in new.parties:
        kinds: dict[str, list[str]] = {}
        names = {one.id: one.name for one in party.deciding_bodies}
        for one in party.decisions:
            kinds.setdefault(names.get(one.body or "") or "", []).append(one.kind or "beslut")
        for body, made in kinds.items():
            who = ", ".join(part for part in (body, party.name) if part) or "part utan namn"
            yield f"{_NUMBER}: {who} ({joined(list(dict.fromkeys(made)))})"


def lines(groups: Sequence[Group]) -> Iterator[str]:
    """Yield *groups* as lines of plain text, each with the title of its group."""
    for group in groups:
        for one in group.lines:
            yield f"{group.title}: {one}"
