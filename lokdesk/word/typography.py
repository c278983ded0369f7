"""Swedish typography: what an answer looks like in print, and the answer that a printed text stands for.

Setting replaces characters one by one and never adds or takes away any, so that a text and the same text in
print have their words at the same places.
"""

import re
from functools import lru_cache

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_DASH, _QUOTE = "\N{EN DASH}", "\N{RIGHT DOUBLE QUOTATION MARK}"

_WORTH = re.compile('[0-9"\N{LEFT DOUBLE QUOTATION MARK}§]')
"""What there is in every text that may look another way in print, but for those with a hyphen for a dash."""
_QUOTES = re.compile('["\N{LEFT DOUBLE QUOTATION MARK}]')
_HYPHEN = re.compile(r"(?<=\S) (-) (?=\S)")
_SPACE = re.compile(r" (?:(?<=[0-9§] )(?=\S)|(?=[0-9§])|(?<=[0-9] [a-z] )(?=§))")
"""A space beside a number."""
_GROUPED = re.compile(r"(?<![0-9.,/:])[0-9]{1,3}(?: [0-9]{3})+(?! ?[0-9])")
"""A number with its thousands apart."""
_RANGE = re.compile(
    r"(?<![^\s(\"”“])(?P<first>[1-9][0-9]{0,3}|[0-9]{1,2}[.:][0-9][0-9])(?P<dash>-)"
    r"(?P<last>[1-9][0-9]{0,3}|[0-9]{1,2}[.:][0-9][0-9])"
    r"(?![^\s).,;:!?\"”%])(?![.,:]\w)(?! [0-9])"
)
_YEARS = range(1800, 2201)
_BEFORE_A_NUMBER = frozenset(
    "art. artikel avsnitt bil. bilaga bilagan bilagor bilagorna ca cirka dir. dnr fas figur kap. kapitel kl. "
    "klockan kvartal modul nr prop. punkt s. sfs sid. sidan sou steg tabell vecka år § §§".split()
)
"""Words that a number is read together with, as in "Bilaga 1c"."""
_AFTER_A_NUMBER = frozenset(
    "% ‰ § §§ kap. a b c d dagar gånger kr kronor ksek mkr mnkr mdkr miljoner månader min minuter personer "
    "platser procent procentenheter st st. tim timmar tkr tusen veckor år h km m "
    "januari februari mars april maj juni juli augusti september oktober november december".split()
)
"""Words that are read together with the number before them, as in "50 %" and "15 april"."""
_AROUND, _BEHIND = "(\"”“'", ".,;:!?)\"”'"
_NOT_A_RANGE_AFTER = frozenset(
    "dnr diarienr diarienummer nr nummer tel tel. telefon tfn tfn. ärende ärendenummer".split()
)
_FIGURE = re.compile(r"(?P<sign>[-−–]?)(?P<whole>[0-9]+)(?P<rest>[.,][0-9]{1,2})?")


@lru_cache(1024)
def typeset(text: str) -> str:
    """Return *text* as it is printed: quotes and dashes as in Swedish, and no line broken within a number."""
    if _WORTH.search(text) is None and " - " not in text:
        return text
    plain = text.replace(NO_BREAK_SPACE, " ")
    set_ = list(text)
    for found in _QUOTES.finditer(plain):
        set_[found.start()] = _QUOTE
    if "-" in plain:
        for found in _HYPHEN.finditer(plain):
            set_[found.start(1)] = _DASH
        for found in _RANGE.finditer(plain):
            if _is_range(found, plain):
                set_[found.start("dash")] = _DASH
    grouped = False
    for found in _SPACE.finditer(plain):
        place = found.start()
        if _belongs(plain, place):
            set_[place] = NO_BREAK_SPACE
        grouped = grouped or (plain[place - 1 : place] + plain[place + 1 : place + 4]).isdecimal()
    for found in _GROUPED.finditer(plain) if grouped else ():
        for place in range(*found.span()):
            if plain[place] == " ":
                set_[place] = NO_BREAK_SPACE
    return "".join(set_)


def _belongs(text: str, place: int) -> bool:
    """Return whether the words on both sides of the space at *place* are read together."""
    before = text[text.rfind(" ", 0, place) + 1 : place].rpartition("\n")[2].lstrip(_AROUND)
    end = text.find(" ", place + 1)
    after = (text[place + 1 :] if end < 0 else text[place + 1 : end]).partition("\n")[0]
    if after[:1].isdecimal():
        return before.casefold() in _BEFORE_A_NUMBER
    if after.startswith("§"):
        return before[-1:].isdecimal() or len(before) == 1
    if not before[-1:].isdecimal() or before[0].isalpha():
        return False
    return after in _AFTER_A_NUMBER or after.rstrip(_BEHIND) in _AFTER_A_NUMBER


def _is_range(found: re.Match[str], text: str) -> bool:
    first, last = found["first"], found["last"]
    before = text[: found.start()].rstrip()[-24:].rpartition(" ")[2].rpartition("\n")[2].lstrip(_AROUND)
    if before.casefold() in _NOT_A_RANGE_AFTER or (len(before) > 1 and before.isalpha() and before.isupper()):
        return False
    if not (first.isdecimal() and last.isdecimal()):
        return len(first) > 3 or len(last) > 3
    if len(first) == 4 or len(last) == 4:
        return int(first) in _YEARS and int(last) in _YEARS and int(first) < int(last)
    return int(first) < int(last)


def restored(text: str) -> str:
    """Return *text*, read off a page, with plain spaces where setting it makes them hold together."""
    if NO_BREAK_SPACE not in text:
        return text
    plain = text.replace(NO_BREAK_SPACE, " ")
    return "".join(
        " " if was == NO_BREAK_SPACE and now == NO_BREAK_SPACE else was
        for was, now in zip(text, typeset(plain), strict=True)
    )


def same(text: str, other: str) -> bool:
    """Return whether the two look the same in print."""
    return text == other or typeset(text) == typeset(other)


def figure(text: str) -> str:
    """Return the number *text* as it stands in a column of figures; other words as they are printed."""
    found = _FIGURE.fullmatch(text)
    if found is None:
        return typeset(text)
    whole, sign = found["whole"], "−" if found["sign"] else ""
    if len(whole) > 4 and not whole.startswith("0"):
        whole = f"{int(whole):,}".replace(",", NO_BREAK_SPACE)
    return f"{sign}{whole}{(found['rest'] or '').replace('.', ',')}"
