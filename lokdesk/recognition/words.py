"""Words as they are compared: without endings, numbers and signs."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+")
_NUMBERING = re.compile(r"^\s*(?:§\s*)?(?:\d+(?:\.\d+)*|[A-Z]|[ivx]+)[.)]?\s+(?=\S)")
_NUMBER = re.compile(r"^\s*(?:§\s*)?(\d+(?:\.\d+)*)[.)]?\s+(?=\S)")
_FIGURES = re.compile(r"\d+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")
_LABEL = re.compile(r"([^:\t]{2,60}?)\s*(?::\s*|\t\s*|\s{3,})(.*)", re.DOTALL)
_SMALL = frozenset(
    "och i av för med den det de om på till samt vår våra en ett som är vid som hos enligt inom respektive"
    " denna detta eller".split()
)
_ENDINGS = tuple("ernas arnas ornas erna arna orna ens ets en et er ar or na as es n s a e".split())
_SHORTEST = 3
_REMEMBERED = 20_000


@lru_cache(_REMEMBERED)
def stem(word: str) -> str:
    """Return *word* without its endings: "målen", "målens" and "mål" are the same."""
    word = word.casefold()
    while True:
        ending = next(
            (one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= _SHORTEST), ""
        )
        if not ending:
            return word
        word = word.removesuffix(ending)


@lru_cache(_REMEMBERED)
def stems(text: str) -> tuple[str, ...]:
    """Return the words of *text* that say something, without their endings."""
    found = _WORD.findall(without_number(text))
    saying = [one for one in found if one.casefold() not in _SMALL]
    return tuple(stem(one) for one in saying or found)


def are_small(text: str) -> bool:
    """Return whether *text* is nothing but words that say nothing by themselves: "och", "av den"."""
    found = _WORD.findall(text)
    return bool(found) and all(one.casefold() in _SMALL for one in found) and not _FIGURES.search(text)


def number(text: str) -> str:
    """Return the number that a heading begins with, such as "2.1", or nothing."""
    found = _NUMBER.match(text)
    return found[1] if found else ""


def without_number(text: str) -> str:
    """Return *text* without the number that it begins with."""
    return _NUMBERING.sub("", text, count=1)


def holds(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    """Return whether *phrase* stands somewhere in *words*."""
    many = len(phrase)
    if many == 1:
        return phrase[0] in words
    return any(words[at : at + many] == phrase for at in range(len(words) - many + 1))


def likeness(words: tuple[str, ...], phrase: tuple[str, ...]) -> float:
    """Return how well *words* say what *phrase* does, from 0 to 1."""
    if not words or not phrase:
        return 0.0
    if words == phrase:
        return 1.0
    if _bag(words).isdisjoint(phrase):
        # Most have nothing in common; "fikarutiner" is a kind of "rutiner".
        alone = len(words) == len(phrase) == 1 and len(phrase[0]) > _SHORTEST
        return 0.6 if alone and words[0].endswith(phrase[0]) else 0.0
    if holds(words, phrase):
        return 0.55 + 0.4 * len(phrase) / len(words)
    if holds(phrase, words):
        return 0.35 + 0.4 * len(words) / len(phrase)
    if _bag(phrase) <= _bag(words):
        return 0.5 + 0.4 * len(phrase) / len(words)
    return 0.75 * len(_bag(words) & _bag(phrase)) / len(_bag(words) | _bag(phrase))


@lru_cache(_REMEMBERED)
def _bag(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(words)


def best(text: str, phrases: tuple[tuple[str, ...], ...]) -> float:
    """Return how well *text* says what the best of *phrases* does."""
    return nearest(stems(text), phrases)


@lru_cache(_REMEMBERED)
def nearest(words: tuple[str, ...], phrases: tuple[tuple[str, ...], ...]) -> float:
    """Return how well *words* say what the best of *phrases* does."""
    apart = _bag(words).isdisjoint
    alone = len(words) == 1
    found = 0.0
    for phrase in phrases:
        if alone or not apart(phrase):
            found = max(found, likeness(words, phrase))
    return found


def mentions(text: str, cues: Iterable[tuple[str, ...]]) -> bool:
    """Return whether one of the *cues* stands in *text*."""
    words = stems(text)
    return any(holds(words, cue) for cue in cues)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of *text* begins and ends."""
    start = 0
    for gap in _SENTENCE.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def label(text: str) -> tuple[str, int] | None:
    """Return what stands before the first colon or tab of *text*, and where what comes after it begins."""
    found = _LABEL.match(text)
    return (found[1].strip(), found.start(2)) if found else None


def same(one: str, other: str) -> bool:
    """Return whether two names are the same but for endings, signs and the number before them."""
    return bool(one.strip()) and stems(one) == stems(other) and _figures(one) == _figures(other)


def _figures(text: str) -> list[str]:
    return _FIGURES.findall(without_number(text))
