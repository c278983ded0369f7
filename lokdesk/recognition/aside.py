"""What stands in a text and is none of it: captions, notes, listed appendices, the purpose that all share."""

import re

from lokdesk.recognition import appendix, caption, figures, words
from lokdesk.recognition.passage import Passage
from lokdesk.recognition.proposing import Proposing, part, whole
from lokdesk.recognition.reading import Reading

_FIGURE = re.compile(r"^\s*(?:figur|bild)\s*\d+[a-z]?\s*[.:–-]", re.IGNORECASE)
_LONGEST_CAPTION = 200


def passed(reading: Reading, one: Passage) -> bool:
    """Return whether *one* is none of the text it stands in; what it says is remembered, or proposed."""
    if _is_purpose(reading.to, one):
        reading.to.known("purpose", whole(one), 0.95)
        return True
    if caption.start(one.text) and len(one.text) < _LONGEST_CAPTION and _counted(one.text):
        reading.caption = one
        return True
    if one.number in reading.appendices:
        appendix.one(reading.to, part(one, 0), 0.75)
        return True
    if _FIGURE.match(one.text) is not None and len(one.text) < _LONGEST_CAPTION:
        return True
    return bool(reading.figures) and figures.noted(reading.to, reading.figures, one)


def _is_purpose(to: Proposing, one: Passage) -> bool:
    said = words.stems(one.text)
    phrases = to.lexicon.phrases["purpose"]
    return len(said) < 40 and sum(words.holds(said, phrase) for phrase in phrases) >= len(phrases) - 1


def _counted(caption: str) -> bool:
    return any(letter.isdigit() for letter in caption[:12])
