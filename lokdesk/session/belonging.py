"""Which version a document that came back was made of, and who sends it."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import PurePath

from lokdesk.agreement import address as at
from lokdesk.agreement import vocabulary
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft, TemplateUse
from lokdesk.agreement.normal import line
from lokdesk.agreement.version import KeptVersion
from lokdesk.project.problem import Problem
from lokdesk.session import companion, document
from lokdesk.session.library import Library

_REMEMBERED = 16
_RESPONSES = "svarstabell"
_WORD = re.compile(r"[^\W_]+")
_LONG_ENOUGH = 4
"""So many letters a name has at least of which an s at its end may be no part."""
_GENERAL = frozenset("kommun kommuns kommunen region regionen stad staden lan lanet af".split())
"""Words in the names of parties that tell nobody from another, in the form in which they are compared."""


@dataclass(frozen=True)
class Sent:
    """What was sent out: a document, and the kept *version* of the agreement, where it is one.

    *companion* is a document that was sent along with it, such as a table of responses, where it is that
    which has come back.
    """

    content: bytes
    version: KeptVersion | None = None
    companion: bytes = b""

    @property
    def agreement(self) -> Agreement:
        """The answers that are printed in it."""
        return _printed(self.content) or Agreement()


def sent(draft: Draft, name: str, content: bytes, library: Library) -> Sent:
    """Return what was sent out that *content*, a file called *name*, was made of.

    Of several versions that print the same, it is the last that was sent. One that nobody kept is what the
    document says itself that it was written with, and where it says nothing it is the last that was sent.
    Raises Problem when it belongs to another agreement.
    """
    from lokdesk.word import echo, read

    try:
        written, template = read.written(content)
    except read.NotOurs:
        last = _last_sent(draft, library)
        if echo.answers_in_a_table(content):
            return replace(last, companion=_table(draft, last.version, library))
        return last
    use = library.template_use(template) if template in library.template_ids else draft.template
    if found := _version_with(draft, written, use, library):
        version, document_ = found
        return Sent(document_, version)
    known = at.ids(draft.agreement).union(*(at.ids(one.agreement) for one in draft.versions))
    own = at.ids(written)
    if own and known and not own & known:
        raise Problem(
            f"”{name}” hör till en annan överenskommelse än den här: inget i den går att känna igen. "
            "Öppna projektfilen som överenskommelsen skickades från och hämta svaret där."
        )
    again = draft.model_copy(update={"agreement": written, "template": use})
    return Sent(document.render(again, library))


def _last_sent(draft: Draft, library: Library) -> Sent:
    """Return the version that was sent last, or the agreement as it is where none was kept."""
    versions = in_order(draft)
    if not versions:
        return Sent(document.render(draft, library))
    return Sent(_document_of(draft, versions[-1], draft.template, library), versions[-1])


def _table(draft: Draft, version: KeptVersion | None, library: Library) -> bytes:
    """Return the table of responses as it went out with *version*, else with the last that was sent."""
    wanted = companion.document(library, _RESPONSES)
    rounds = companion.subjects(draft, wanted)
    if not rounds:
        return b""
    own = [one for one in rounds if version is not None and one.id == version.circulation]
    return document.render(draft, library, companion.Chosen(wanted, (own or rounds)[-1]))


def _version_with(
    draft: Draft, written: Agreement, use: TemplateUse, library: Library
) -> tuple[KeptVersion, bytes] | None:
    """Return the kept version that prints the answers *written*, the last sent out of several.

    With it comes its document as one of Word's, made again after the template in *use* then where it was
    kept in another form.
    """
    for one in reversed(in_order(draft)):
        content = _document_of(draft, one, use, library)
        if _printed(content) == written:
            return one, content
    return None


def in_order(draft: Draft) -> list[KeptVersion]:
    """Return the kept versions, those that were sent out last and among them the latest last."""
    return sorted(draft.versions, key=lambda one: (one.why == vocabulary.SENT, one.day))


def _document_of(draft: Draft, version: KeptVersion, use: TemplateUse, library: Library) -> bytes:
    """Return the document of *version* with the answers in it, made again where it was kept as a PDF."""
    if _printed(version.content) is not None:
        return version.content
    then = draft.model_copy(update={"agreement": version.agreement, "template": use})
    return document.render(then, library)


def is_own(content: bytes) -> bool:
    """Return whether a Word document is one of ours still, and not another that our text was pasted into."""
    return _printed(content) is not None


@lru_cache(_REMEMBERED)
def _printed(content: bytes) -> Agreement | None:
    from lokdesk.word import read

    try:
        return read.written(content)[0]
    except read.NotOurs:
        return None


# Who sends it


def sender(
    draft: Draft, version: KeptVersion | None, name: str, authors: Iterable[str], told: str = ""
) -> tuple[str, str]:
    """Return who is likely to have sent the file called *name*, and the id of the party that it is, if it is.

    *told* is who is said to answer in it, and *authors* are those who say that they have written something,
    the most telling first. Names of parties and of those that the version was sent to are looked for in
    theirs, and in the file's own.
    """
    told = line(told)
    said = [one for one in (told, *map(line, authors)) if one]
    names: dict[str, str] = {}
    for party in draft.agreement.parties:
        if party.name:
            names.setdefault(party.name, party.id)
    if version is not None:
        names |= {
            one.partition(",")[0]: "" for one in version.recipients if one.partition(",")[0] not in names
        }
    # The name of the file often has that of the agreement in it, and then tells nobody from another.
    for where, form in (*((one, _bare) for one in said), (PurePath(name).stem, _without_genitive)):
        found = _named(where, names, form)
        if len(found) == 1:
            return found[0], names[found[0]]
    if told:
        return told, ""
    distinct = tuple(dict.fromkeys(said))
    return (distinct[0], "") if len(distinct) == 1 else ("", "")


def _named(where: str, names: Iterable[str], form: Callable[[str], str]) -> Sequence[str]:
    """Return which of *names* are told in *where*: those with all of their words there, else with some.

    The words are compared in the *form* given.
    """
    there = {form(word) for word in _WORD.findall(where)}
    words = {name: {form(word) for word in _WORD.findall(name)} for name in names}
    whole = [name for name, own in words.items() if own and own <= there]
    if whole:
        longest = max(len(words[one]) for one in whole)
        return [one for one in whole if len(words[one]) == longest]
    return [name for name, own in words.items() if (own - _GENERAL) & there]


def _bare(word: str) -> str:
    """Return *word* as it may stand in the name of a file."""
    return word.casefold().translate(_PLAIN)


def _without_genitive(word: str) -> str:
    """Return the same without what may be a genitive: the file of Hultsfred is that of Hultsfreds kommun."""
    plain = _bare(word)
    return plain.removesuffix("s") if len(plain) >= _LONG_ENOUGH else plain


_PLAIN = str.maketrans("åäöéü", "aaoeu")
