"""From words on a page back to the answer they stand for."""

from collections.abc import Collection, Mapping
from typing import Any

from lokdesk.agreement import day, frequency, normal, vocabulary
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer, RefersTo
from lokdesk.agreement.rich_text import RichText
from lokdesk.agreement.wording import ALL, NO, YES, Wording
from lokdesk.word import prose, typography


class NotUnderstood(ValueError):
    """Words that cannot stand for an answer of the kind asked for."""


class BaselineWording(Wording):
    """The words that a document was written with, whose references may name what is not among its answers."""

    def __init__(self, agreement: Agreement, names: Mapping[RefersTo, Mapping[str, str]]) -> None:
        """Take the baseline's *agreement* and *names*."""
        super().__init__(agreement)
        self._foreign = names

    def names(self, kind: RefersTo) -> Mapping[str, str | None]:
        """Return the names by id of what a reference of *kind* can point at."""
        return {**self._foreign.get(kind, {}), **super().names(kind)}


def line_answer(answer: Answer, text: str, before: Any, wording: Wording) -> Any:
    """Return what *text* stands for as an answer other than a rich text or a reference.

    *before* is the answer that the document was written with, and *wording* the words it was written in.
    Raises NotUnderstood.
    """
    if not text:
        return None
    was = wording.plain(answer, before)
    if typography.same(text, was) or text == typography.figure(was):
        return before
    text = typography.restored(text)
    match answer.kind:
        case "line":
            return text
        case "choice":
            return vocabulary.known(answer.vocabulary or "", text)
        case "date":
            return _understood(day.understood(text))
        case "flag":
            return _understood({YES.casefold(): True, NO.casefold(): False}.get(text.casefold()))
        case "frequency":
            return frequency.understood(text)
        case _:
            raise TypeError(answer.kind)


def _understood(found: Any) -> Any:
    if found is None:
        raise NotUnderstood
    return found


def text_answer(
    text: RichText | None, before: RichText | None, *, look_is_kept: bool = True
) -> RichText | None:
    """Return what *text*, as it stands on the page, is as an answer.

    Blocks that are as they were written are the blocks of *before*, with what a page does not show of them.
    When the program that saved the document has not kept the look of words, blocks go by their words alone.
    """
    if text is None:
        return None
    before_blocks = before.blocks if before is not None else ()
    if look_is_kept:
        if before is not None and text == prose.text_as_printed(before):
            return before
        written = {prose.as_printed(block): block for block in before_blocks}
        blocks = (written.get(block) or prose.restored(block) for block in text.blocks)
    else:
        if before is not None and typography.same(text.text, before.text):
            return before
        by_words = {typography.typeset(block.text): block for block in before_blocks}
        blocks = (
            by_words.get(typography.typeset(block.text)) or prose.restored(block) for block in text.blocks
        )
    return RichText(blocks=tuple(blocks))


class References:
    """Finds what the names in a document point at."""

    def __init__(self, before: Wording, now: Wording) -> None:
        """Take the words the document was written with, and those of the answers it holds *now*."""
        self._before = before
        self._now = now

    def answer(self, answer: Answer, text: str, before: Any, among: Collection[str] | None = None) -> Any:
        """Return what *text* points at; *before* is what the answer was. Raises NotUnderstood.

        It is one of those with the ids *among*, where they are given.
        """
        none: Any = () if answer.kind == "references" else None
        if not text:
            return none
        if typography.same(text, self._before.plain(answer, before)):
            return before
        text = typography.typeset(text)
        if answer.kind == "references" and answer.scope and text.casefold() == ALL.casefold():
            return ()
        if answer.refers_to is None:
            raise TypeError("a reference without a target")
        ids = self._ids(answer.refers_to, among)
        if answer.kind == "reference":
            return _understood(ids.get(text.casefold()))
        return self._several(text, ids)

    def _ids(self, kind: RefersTo, among: Collection[str] | None) -> dict[str, str]:
        """Return ids by name. Names of now count before those of then, the first of two before the second."""
        found: dict[str, str] = {}
        for wording in (self._now, self._before):
            for id_, name in wording.names(kind).items():
                if name and (among is None or id_ in among):
                    found.setdefault(typography.typeset(normal.line(name)).casefold(), id_)
        return found

    def _several(self, text: str, ids: Mapping[str, str]) -> tuple[str, ...]:
        """Take *text* apart into known names, which may themselves hold commas and the word "och"."""
        rest, found = text.casefold(), list[str]()
        names = sorted(ids, key=len, reverse=True)
        while rest:
            name = next((one for one in names if _begins(rest, one)), None)
            if name is None:
                raise NotUnderstood
            found.append(ids[name])
            rest = _without_separator(rest.removeprefix(name))
        return tuple(dict.fromkeys(found))


_SEPARATORS = (", och ", ", samt ", ", ", "; ", " och ", " samt ", ",", ";")


def _begins(rest: str, name: str) -> bool:
    after = rest.removeprefix(name)
    return rest.startswith(name) and (not after.strip() or after.startswith(_SEPARATORS))


def _without_separator(rest: str) -> str:
    for separator in _SEPARATORS:
        if rest.startswith(separator):
            return rest.removeprefix(separator).lstrip()
    return rest.strip()
