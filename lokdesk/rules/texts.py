"""The words of the rules: what their findings say, and the words they look for. Both are data."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

FINDINGS = "findings.toml"
WORDS = "words.toml"


@dataclass(frozen=True)
class Text:
    """What a finding says (*message*) and what can be done (*action*), with places for names in braces."""

    message: str
    action: str
    variants: "Mapping[str, Text]" = field(default_factory=dict[str, "Text"])


@dataclass(frozen=True)
class Texts:
    """The texts of findings by rule, and lists of words by the name that a rule knows them by."""

    findings: Mapping[str, Text]
    words: Mapping[str, tuple[str, ...]]
    patterns: Mapping[str, re.Pattern[str]]

    def text(self, rule: str, variant: str) -> Text:
        """Return the text for a finding of *rule*, in one of its variants unless *variant* is empty.

        Raises KeyError when there is none.
        """
        text = self.findings[rule]
        return text.variants[variant] if variant else text

    def finds(self, words: str, text: str) -> bool:
        """Return whether *text* holds a word that begins with any in the list named *words*."""
        return self.patterns[words].search(text.casefold()) is not None


def load(folder: Path) -> Texts:
    """Read the texts and words in *folder*. Raises OSError, KeyError or ValueError when they are amiss."""
    findings = {name: _text(raw) for name, raw in _toml(folder / FINDINGS).items()}
    words = {name: tuple(listed) for name, listed in _toml(folder / WORDS).items()}
    return Texts(findings, words, {name: _pattern(listed) for name, listed in words.items()})


def _toml(file: Path) -> dict[str, Any]:
    with file.open("rb") as opened:
        return tomllib.load(opened)


def _text(raw: dict[str, Any]) -> Text:
    variants = {key: _text(cast("dict[str, Any]", one)) for key, one in raw.items() if isinstance(one, dict)}
    return Text(raw["message"], raw["action"], variants)


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return what matches any of *words* where a word begins; a sign such as % matches anywhere."""
    return re.compile(
        "|".join((r"\b" if word[0].isalnum() else "") + re.escape(word.casefold()) for word in words)
    )
