"""How wide letters are, in the fonts that Word documents are mostly written with.

The widths are facts of Carlito, Caladea, Liberation Sans and Liberation Serif, which are made to take up the
same room as Calibri, Cambria, Arial and Times New Roman.
"""

from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate

STANDARD = "Calibri"
"""The font that others are taken to be like."""
_UNITS = 240
"""How many units the widths are counted in there are to the size of the type."""
_CODE = "latin-1"
"""The code with a byte for each letter whose width is known; others are taken to be as wide as a ``?``."""
_FIRST = 32
_LINES: Mapping[str, float] = {
    "Calibri": 1.2207,
    "Cambria": 1.1719,
    "Arial": 1.1499,
    "Times New Roman": 1.1499,
}
"""The height of a line in parts of the size of the type."""
# For each font the letters from the space on, two digits a letter: regular, then bold.
_WIDTHS: Mapping[str, tuple[str, str]] = {
    "Calibri": (
        "364e60787aaca435494978783c493d5d7a7a7a7a7a7a7a7a7a7a40407878786fd78b838094756e97963c4d7d65cd9b9f"
        "7ca1826e759a88d67d75704a5d4a787846737e657e7749717e37396d37c07e7f7e7e545e507e6cac686d5f4b6f4b787e"
        "7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e364e787a787a78785ec8617b78007a5f"
        "5178515046848d3d4a3b657b99a1a26f8b8b8b8b8b8bb780757575753c3c3c3c969b9f9f9f9f9f789f9a9a9a9a757c7f"
        "737373737373ba6577777777373737377e7e7f7f7f7f7f787f7e7e7e7e6d7e6d",
        "364e69787aafa9384b4b78783e4940677a7a7a7a7a7a7a7a7a7a42427878786fd891877f97756e9997404f8365d29ea2"
        "80a58771779d8eda847d734e674e78784876816481794c72813b3d733bc3818181815560538172b36e725f5272527881"
        "8181818181818181818181818181818181818181818181818181818181818181364e787a787a787863c8648178007a5e"
        "5278515148878f40493d68819ea6a86f919191919191ba7f7575757540404040999ea2a2a2a2a278a39d9d9d9d7d8085"
        "767676767676ba64797979793b3b3b3b81818181818181788381818181728172",
    ),
    "Cambria": (
        "35455e9579d6a5395c5c6685314f31767c57716f7672717174733f3f85858565d4908b7d96827a81a752499778d5a690"
        "8090936d86a590d589867a547654855924717d657d6a4b6e85423d7e41c386737d785f5e4e8371ad7474675d4c5dab86"
        "868686868686868686868686868686868686868686868686868686868686868635456a7f83924c783fcc64768500cc43"
        "5a85626224838d1944626776c7d0d065909090909090d07d82828282525252529fa69090909090859da5a5a5a5868a91"
        "717171717171aa656a6a6a6a424242427f867373737373857683838383748374",
        "3550659482eab23c62626d8e384b3779806e7a7a857d8177858043438e8e8e6cdd9d98849f86808dad5652a382cba59b"
        "8e9b9a728da798e6948d855879588e592c7e886c897b507a904a478d4bd6917f8a866d6b58927dbb7e7d6f5e4d5e8e91"
        "9191919191919191919191919191919191919191919191919191919191919191355071858d914d8047cc657f8e00cc4b"
        "5b8e69692c918d224469697fd7d9e96c9d9d9d9d9d9dd3848686868656565656aaa59b9b9b9b9b8ea7a7a7a7a78d94a2"
        "7e7e7e7e7e7ebf6c7b7b7b7b4a4a4a4b89917f7f7f7f7f8e89929292927d8e7d",
    ),
    "Arial": (
        "4343558585d5a02e50505d8c435043438585858585858585858543438c8c8c85f4a0a0adada093bbad4378a085c8adbb"
        "a0bbada093ada0e3a0a093434343718550858578858543858535357835c8858585855078438578ad787878503e508c85"
        "85858585858585858585858585858585858585858585858585858585858585854350858585853e8550b159858c00b185"
        "60845050508a814350505885c8c8c893a0a0a0a0a0a0f0ada0a0a0a043434343adadbbbbbbbbbb8cbbadadadada0a093"
        "858585858585d578858585854343434385858585858585849385858585788578",
        "4350728585d5ad3950505d8c435043438585858585858585858550508c8c8c93eaadadadada093bbad4385ad93c8adbb"
        "a0bbada093ada0e3a0a0935043508c8550859385938550939343438543d5939393935d85509385bb8585785d435d8c93"
        "9393939393939393939393939393939393939393939393939393939393939393435085858585438550b159858c00b185"
        "60845050508a854350505885c8c8c893adadadadadadf0ada0a0a0a043434343adadbbbbbbbbbb8cbbadadadada0a093"
        "858585858585d585858585854343434393939393939393849393939393859385",
    ),
    "Times New Roman": (
        "3c50627878c8bb2b505078873c503c437878787878787878787843438787876bddada0a0ad9385adad505dad93d5adad"
        "85ada08593adade3adad935043507178506b786b786b50787843437843bb78787878505d437878ad78786b7330738278"
        "78787878787878787878787878787878787878787878787878787878787878783c5078787878307850b642788700b678"
        "60844848508a6d3c50484a78b4b4b46badadadadadadd5a09393939350505050adadadadadadad87adadadadadad8578"
        "6b6b6b6b6b6ba06b6b6b6b6b4343434378787878787878847878787878787878",
        "3c50857878f0c843505078893c503c4378787878787878787878505089898978dfada0adada093bbbb5d78bba0e3adbb"
        "93bbad85a0adadf0adada05043508b785078856b856b50788543508543c8857885856b5d508578ad78786b5f355f7d85"
        "85858585858585858585858585858585858585858585858585858585858585853c5078787878357850b348788900b378"
        "60844848508a823c50484f78b4b4b478adadadadadadf0ada0a0a0a05d5d5d5dadadbbbbbbbbbb89bbadadadadad9385"
        "787878787878ad6b6b6b6b6b4343434378857878787878847885858585788578",
    ),
}


def _table(widths: str) -> bytes:
    return bytes(_FIRST) + bytes.fromhex(widths)


_TABLES: Mapping[tuple[str, bool], bytes] = {
    (font, bold): _table(widths)
    for font, both in _WIDTHS.items()
    for bold, widths in zip((False, True), both, strict=True)
}


def known(font: str) -> str:
    """Return the font whose widths are used for *font*."""
    return font if font in _WIDTHS else STANDARD


def single_line(font: str) -> float:
    """Return the height of a line of *font*, in parts of the size of the type."""
    return _LINES[known(font)]


def width(text: str, font: str, bold: bool) -> float:
    """Return how wide *text* is on a line of its own, in parts of the size of the type."""
    return sum(text.encode(_CODE, "replace").translate(_TABLES[known(font), bold])) / _UNITS


def lines(text: str, font: str, bold: bool, first: float, room: float) -> int:
    """Return how many lines *text* takes.

    *first* is the room for words on the first line and *room* that on the others, in parts of the size of the
    type. Lines are broken at spaces and after hyphens, and within a word where it is longer than a line.
    """
    table = _TABLES[known(font), bold]
    if "\n" not in text:
        return _lines(text, table, first * _UNITS, room * _UNITS)
    first_part, *others = text.split("\n")
    room *= _UNITS
    return _lines(first_part, table, first * _UNITS, room) + sum(
        _lines(part, table, room, room) for part in others
    )


def _lines(text: str, table: bytes, first: float, room: float) -> int:
    widths = text.encode(_CODE, "replace").translate(table)
    if sum(widths) <= first:
        return 1
    reached = list(accumulate(widths))
    length, many, start, limit = len(text), 1, 0, first
    while (end := bisect_right(reached, limit, start)) < length:
        if text[end] == " ":
            start = end + 1
        else:
            cut = max(text.rfind(" ", start, end), text.rfind("-", start, end))
            start = cut + 1 if cut >= start else max(end, start + 1)
        if start >= length:
            break
        many += 1
        limit = reached[start - 1] + room
    return many
