"""What came back on a circulation as a document tells it: the figures first, then viewpoint by viewpoint."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

from pydantic_core import to_json

from lokdesk.agreement import day, rich_text
from lokdesk.agreement.circulation import Circulation
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.phrase import joined
from lokdesk.agreement.reply import Reply
from lokdesk.agreement.report import ReportedSender, ReportedViewpoint, ReportedViews, Responses
from lokdesk.agreement.schema import SEPARATOR
from lokdesk.agreement.version import KeptVersion
from lokdesk.agreement.wording import Wording
from lokdesk.handbook.book import Handbook
from lokdesk.session import headings, keeping, matters, said, wanted, wishes
from lokdesk.session.headings import Headings
from lokdesk.session.library import Library
from lokdesk.session.matters import Voice
from lokdesk.session.wanted import Wishes

_NOTHING = "–"
_COUNTED = {
    "taken": "{} tas in",
    "edited": "{} tas in med ändring",
    "otherwise": "{} tillgodoses på annat sätt",
    "refused": "{} avvisas",
    "lifted": "{} lyfts",
    "there": "{} står redan så",
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


def told(draft: Draft, library: Library, circulation: Circulation) -> Responses:
    """Return what came back on *circulation*, as a document tells it, by the headings of the agreement's.

    Raises Problem when the template of that cannot be found or used.
    """
    found = replies(draft, circulation)
    if not found:
        return _unanswered(draft, circulation)
    handbook = library.handbook_of(draft)
    sent = _sent(draft, circulation, found)
    asked = tuple(one.name for one in circulation.recipients if one.name)
    names = tuple(dict.fromkeys(wishes.sender(one) for one in found))
    missing = _silent(draft, asked, found)
    voices = _voices(draft, handbook, found)
    telling = _Telling(draft, handbook, headings.headings(library.template(draft.template)))
    sections, unplaced = telling.sections(voices)
    return Responses(
        sent=sent,
        sent_to=_listed(asked, asked),
        answered=_listed(names, (*asked, *names)),
        unanswered=_listed(missing, asked),
        counted=counted(found, voices),
        senders=tuple(_senders(found, voices)),
        total=_counted(0, "", "", _figures(voices)),
        sections=sections,
        unplaced=unplaced,
    )


def _unanswered(draft: Draft, circulation: Circulation) -> Responses:
    """Return what there is to tell before anybody has answered: what was sent, and to whom."""
    asked = tuple(one.name for one in circulation.recipients if one.name)
    everybody = _listed(asked, asked)
    return Responses(sent=_sent(draft, circulation, ()), sent_to=everybody, unanswered=everybody)


def _voices(draft: Draft, handbook: Handbook, found: Iterable[Reply]) -> tuple[Voice, ...]:
    """Return every viewpoint of the replies *found*, in the agreement's order."""
    ids = {one.id for one in found}
    every = (voice for matter in matters.matters(draft, handbook) for voice in matter.voices)
    return tuple(one for one in every if one.reply.id in ids)


# -- who, when and how many


def _sent(draft: Draft, circulation: Circulation, found: Iterable[Reply]) -> str | None:
    """Return what was sent out in *circulation* and when, as far as it is known."""
    answered = {one.version for one in found}
    versions = [one for one in draft.versions if one.circulation == circulation.id or one.id in answered]
    return "; ".join(map(_titled, sorted(versions, key=lambda one: one.day))) or None


def _titled(version: KeptVersion) -> str:
    return f"{keeping.titled(version)}, {version.why} den {day.in_words(version.day)}"


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


def _senders(found: Iterable[Reply], voices: Iterable[Voice]) -> Iterator[ReportedSender]:
    """Yield when each who answered did and what they want, in figures."""
    by_sender: dict[str, list[Reply]] = {}
    for one in found:
        by_sender.setdefault(wishes.sender(one), []).append(one)
    from_: dict[str, list[Voice]] = {}
    for voice in voices:
        from_.setdefault(wishes.sender(voice.reply), []).append(voice)
    for number, (name, group) in enumerate(by_sender.items()):
        days = dict.fromkeys(one.received.isoformat() for one in group if one.received)
        yield _counted(number, name, joined(list(days)), _figures(from_.get(name, ())))


def _counted(number: int, name: str, came: str, figures: Mapping[str, int]) -> ReportedSender:
    shown = {one: str(figures[one]) for one in ("all", *_COUNTED)}
    return ReportedSender.model_validate(
        {"id": f"{number:08}", "name": name or None, "came": came or None, **shown}
    )


def _figures(voices: Iterable[Voice]) -> Counter[str]:
    figures: Counter[str] = Counter()
    for one in voices:
        figures["all"] += 1
        figures[wanted.came_to(one)] += 1
    return figures


def counted(found: Iterable[Reply], voices: Sequence[Voice]) -> str:
    """Return how many viewpoints there are, what they came to, and how many answered without any."""
    wanting = {wishes.sender(one.reply) for one in voices}
    silent = {wishes.sender(one) for one in found} - wanting
    sentences: list[str] = []
    if voices:
        figures = _figures(voices)
        parts = [words.format(figures[one]) for one, words in _COUNTED.items() if figures[one]]
        if figures["untreated"] == 1:
            parts[-1] = _ONE_UNTREATED
        many = said.counted(len(voices), "synpunkt", "synpunkter")
        who = said.counted(len(wanting), "avsändare", "avsändare")
        sentences.append(f"{many} har kommit in från {who}: {joined(parts)}.")
    if silent:
        who = said.counted(len(silent), "avsändare", "avsändare")
        sentences.append(f"{who} har svarat utan synpunkter.")
    return " ".join(sentences)


# -- what they want


class _Telling:
    """Tells the viewpoints of one draft, those with the same wish together, in the order of the document."""

    def __init__(self, draft: Draft, handbook: Handbook, headings_: Headings) -> None:
        self._wishes = Wishes(draft, handbook)
        self._headings = headings_

    def sections(
        self, voices: Iterable[Voice]
    ) -> tuple[tuple[ReportedViews, ...], tuple[ReportedViewpoint, ...]]:
        """Return what is wanted under each heading, and what belongs to none."""
        found: dict[str, list[Voice]] = {}
        for one in self._in_order(tuple(voices)):
            found.setdefault(self._title(one), []).append(one)
        numbers = count(1)
        sections = tuple(
            ReportedViews(
                id=f"{number:08}", title=title, viewpoints=tuple(self._viewpoints(found[title], numbers))
            )
            for number, title in enumerate(self._headings.titles)
            if title in found
        )
        return sections, tuple(self._viewpoints(found.get("", ()), numbers))

    def _title(self, voice: Voice) -> str:
        """Return the heading that a viewpoint belongs under: that of its answer, else where it stood."""
        one = voice.viewpoint
        return (
            self._headings.over(one.address)
            or self._headings.named_in(one.place)
            or self._headings.over(self._wishes.home(one))
        )

    def _in_order(self, voices: Sequence[Voice]) -> list[Voice]:
        """Return *voices*, which come in the order of the questions, in that of the document."""
        homes = {one.ref: self._wishes.home(one.viewpoint) for one in voices}
        ranks: dict[str, int] = {}
        for home in homes.values():
            segments = home.split(SEPARATOR)
            for end in range(1, len(segments) + 1):
                ranks.setdefault(SEPARATOR.join(segments[:end]), len(ranks))
        return sorted(voices, key=lambda one: self._headings.way(homes[one.ref], ranks))

    def _viewpoints(self, voices: Sequence[Voice], numbers: Iterator[int]) -> Iterator[ReportedViewpoint]:
        groups: dict[bytes, list[Voice]] = {}
        shown: dict[bytes, ReportedViewpoint] = {}
        for one in voices:
            reported = self._reported(self._last_of_thread(one, voices))
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

    def _last_of_thread(self, voice: Voice, voices: Iterable[Voice]) -> Voice:
        """Return the last voice that tells *voice*, too: a comment that answers it and came to the same."""
        stand = voice.viewpoint.stand
        thread = wanted.thread(voice.reply, voice.viewpoint)
        return [
            one
            for one in (voice, *voices)
            if one.reply is voice.reply and one.viewpoint in thread and one.viewpoint.stand == stand
        ][-1]

    def _reported(self, voice: Voice) -> ReportedViewpoint:
        reply, one = voice.reply, voice.viewpoint
        return ReportedViewpoint(
            id=f"{0:08}",
            place=self._wishes.place(reply, one) or None,
            wish=self._wishes.wish(reply, one),
            stand=self._wishes.stand(voice),
            now=self._wishes.now(reply, one),
            reason=(one.stand.reason if one.stand else None) or rich_text.plain(_NOTHING),
        )

    def _who(self, voice: Voice) -> str:
        """Return the sender, and whose the change or the comment is where that is somebody else."""
        name = wishes.sender(voice.reply)
        strokes = (one.author for one in voice.viewpoint.strokes)
        authors = dict.fromkeys(one for one in (voice.viewpoint.author, *strokes) if one and one != name)
        return f"{name} ({joined(list(authors))})" if authors else name
