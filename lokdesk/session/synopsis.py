"""What came back on a circulation as a document tells it: the figures first, then viewpoint by viewpoint."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

from pydantic_core import to_json

from lokdesk.agreement import rich_text
from lokdesk.agreement.circulation import Circulation
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.phrase import joined
from lokdesk.agreement.reply import Reply, Viewpoint
from lokdesk.agreement.report import ReportedSender, ReportedViewpoint, ReportedViews, Responses
from lokdesk.agreement.version import KeptVersion
from lokdesk.agreement.wording import Wording
from lokdesk.handbook.book import Handbook
from lokdesk.session import keeping, matters, place, said, wishes
from lokdesk.session.matters import Voice
from lokdesk.session.wanted import Wishes

ALL = "Sammanlagt"
_NOTHING = "–"
_NONE_YET = "Inget svar har kommit in."
_COUNTED = {
    "taken": "{} tas in",
    "edited": "{} tas in med ändring",
    "refused": "{} avvisas",
    "lifted": "{} lyfts",
    "untreated": "{} är inte behandlade",
}
"""What viewpoints came to, each with how many there are, in a sentence."""
_ONE_UNTREATED = "1 är inte behandlad"


def replies(draft: Draft, circulation: Circulation) -> tuple[Reply, ...]:
    """Return the replies to *circulation* in the order they came.

    A reply to what was sent in no circulation, as far as is known, is one to the last of them.
    """
    sent_in = {one.id: one.circulation for one in draft.versions}
    known = {one.id for one in draft.agreement.circulations}
    last = draft.agreement.circulations[-1].id if draft.agreement.circulations else ""

    def answers(reply: Reply) -> str:
        found = sent_in.get(reply.version or "")
        return found if found in known else last

    return tuple(one for one in draft.replies if answers(one) == circulation.id)


def told(draft: Draft, handbook: Handbook, circulation: Circulation) -> Responses:
    """Return what came back on *circulation*, as a document tells it."""
    found = replies(draft, circulation)
    sent = _sent(draft, circulation, found)
    asked = tuple(one.name for one in circulation.recipients if one.name)
    names = tuple(dict.fromkeys(wishes.sender(one) for one in found))
    missing = _silent(draft, asked, found)
    voices = _voices(draft, handbook, found)
    sections, unplaced = _Telling(draft, handbook).sections(voices)
    return Responses(
        sent=sent,
        sent_to=_listed(asked, asked),
        answered=_listed(names, (*asked, *names)),
        unanswered=_listed(missing, asked),
        counted=counted(voices, len(names)),
        senders=tuple(_senders(found)),
        sections=sections,
        unplaced=unplaced,
    )


def _voices(draft: Draft, handbook: Handbook, found: Iterable[Reply]) -> tuple[Voice, ...]:
    """Return every viewpoint of the replies *found*, in the agreement's order."""
    wanted = {one.id for one in found}
    said = (voice for matter in matters.matters(draft, handbook) for voice in matter.voices)
    return tuple(one for one in said if one.reply.id in wanted)


# -- who, when and how many


def _sent(draft: Draft, circulation: Circulation, found: Iterable[Reply]) -> str | None:
    """Return what was sent out in *circulation* and when, as far as it is known."""
    answered = {one.version for one in found}
    versions = [one for one in draft.versions if one.circulation == circulation.id or one.id in answered]
    return "; ".join(map(_titled, sorted(versions, key=lambda one: one.day))) or None


def _titled(version: KeptVersion) -> str:
    return f"{keeping.titled(version)}, {version.why} {version.day.isoformat()}"


def _silent(draft: Draft, asked: Sequence[str], found: Iterable[Reply]) -> tuple[str, ...]:
    """Return those that were *asked* and that no reply has come from."""
    parties = Wording(draft.agreement)
    names = {
        _bare(name)
        for one in found
        for name in (one.sender, parties.name("party", one.party) if one.party else None)
        if name
    }
    return tuple(one for one in asked if not any(_is_same(_bare(one), name) for name in names))


def _is_same(asked: str, name: str) -> bool:
    """Return whether two names are the same, or one goes on where the other has ended."""
    longer, shorter = sorted((asked, name), key=len, reverse=True)
    return longer == shorter or longer.startswith(f"{shorter} ")


def _bare(name: str) -> str:
    return " ".join(name.casefold().replace(",", " ").split())


def _listed(names: Sequence[str], among: Iterable[str]) -> str | None:
    """Return *names* in one phrase, parted as those *among* which they are: a name may hold commas."""
    return ("; ".join(names) if any("," in one for one in among) else joined(names)) or None


def _senders(found: Iterable[Reply]) -> Iterator[ReportedSender]:
    """Yield when each who answered did and what they want, in figures, and last all together."""
    by_sender: dict[str, list[Reply]] = {}
    for one in found:
        by_sender.setdefault(wishes.sender(one), []).append(one)
    everything: Counter[str] = Counter()
    for number, (name, group) in enumerate(by_sender.items()):
        figures = _figures(one for reply in group for one in reply.viewpoints)
        everything += figures
        days = dict.fromkeys(one.received.isoformat() for one in group if one.received)
        yield _counted(number, name, joined(list(days)), figures)
    if by_sender:
        yield _counted(len(by_sender), ALL, "", everything)


def _counted(number: int, name: str, came: str, figures: Mapping[str, int]) -> ReportedSender:
    shown = {one: str(figures[one]) for one in ("all", *_COUNTED)}
    return ReportedSender.model_validate({"id": f"{number:08}", "name": name, "came": came or None, **shown})


def _figures(viewpoints: Iterable[Viewpoint]) -> Counter[str]:
    figures: Counter[str] = Counter()
    for one in viewpoints:
        figures["all"] += 1
        figures[one.stand.decision if one.stand else "untreated"] += 1
    return figures


def counted(voices: Sequence[Voice], senders: int) -> str:
    """Return how many viewpoints there are and what they came to, in two sentences."""
    if not senders:
        return _NONE_YET
    figures = _figures(one.viewpoint for one in voices)
    many = said.counted(len(voices), "synpunkt", "synpunkter")
    who = said.counted(senders, "avsändare", "avsändare")
    if not voices:
        return f"Svar har kommit in från {who}, utan synpunkter."
    parts = [words.format(figures[one]) for one, words in _COUNTED.items() if figures[one]]
    if figures["untreated"] == 1:
        parts[-1] = _ONE_UNTREATED
    return f"{many} har kommit in från {who}: {joined(parts)}."


# -- what they want


class _Telling:
    """Tells the viewpoints of one draft, those with the same wish together, in the order they come."""

    def __init__(self, draft: Draft, handbook: Handbook) -> None:
        self._handbook = handbook
        self._wishes = Wishes(draft, handbook)
        self._titles = {one.slug: one.title for one in handbook.steps}

    def sections(
        self, voices: Iterable[Voice]
    ) -> tuple[tuple[ReportedViews, ...], tuple[ReportedViewpoint, ...]]:
        """Return what is wanted in each section, and what belongs to none."""
        found: dict[str, list[Voice]] = {}
        for one in voices:
            home = self._wishes.home(one.viewpoint)
            asked = place.in_handbook(self._handbook, home) if home else None
            slug = asked.step.slug if asked is not None else ""
            found.setdefault(slug if slug in self._titles else "", []).append(one)
        numbers = count(1)
        sections = tuple(
            ReportedViews(
                id=f"{number:08}", title=title, viewpoints=tuple(self._viewpoints(found[key], numbers))
            )
            for number, (key, title) in enumerate(self._titles.items())
            if key in found
        )
        return sections, tuple(self._viewpoints(found.get("", ()), numbers))

    def _viewpoints(self, voices: Iterable[Voice], numbers: Iterator[int]) -> Iterator[ReportedViewpoint]:
        groups: dict[bytes, list[Voice]] = {}
        shown: dict[bytes, ReportedViewpoint] = {}
        for one in voices:
            reported = self._reported(one)
            # What is wanted and what came of it is the same when it reads the same.
            key = to_json([one.viewpoint.kind, reported])
            groups.setdefault(key, []).append(one)
            shown[key] = reported
        by_place: dict[str | None, list[bytes]] = {}
        for key, reported in shown.items():
            by_place.setdefault(reported.place, []).append(key)
        for key in (one for keys in by_place.values() for one in keys):
            number = next(numbers)
            who = dict.fromkeys(map(self._who, groups[key]))
            yield shown[key].model_copy(
                update={"id": f"{number:08}", "number": str(number), "senders": "; ".join(who)}
            )

    def _reported(self, voice: Voice) -> ReportedViewpoint:
        reply, one = voice.reply, voice.viewpoint
        return ReportedViewpoint(
            id=f"{0:08}",
            place=self._wishes.place(reply, one) or None,
            wish=self._wishes.wish(reply, one),
            stand=self._wishes.stand(one),
            now=self._wishes.now(reply, one, there=voice.there),
            reason=(one.stand.reason if one.stand else None) or rich_text.plain(_NOTHING),
        )

    def _who(self, voice: Voice) -> str:
        """Return the sender, and whose the change or the comment is where that is somebody else."""
        name = wishes.sender(voice.reply)
        strokes = (one.author for one in voice.viewpoint.strokes)
        authors = dict.fromkeys(one for one in (voice.viewpoint.author, *strokes) if one and one != name)
        return f"{name} ({joined(list(authors))})" if authors else name
