"""A sheet as one long roll of paper: how high everything on it is, set in type where it is looked at."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from lokdesk.agreement.steps import Steps
from lokdesk.gui.document.typesetter import Setting, Text, Typesetter
from lokdesk.word.leaf import Leaf
from lokdesk.word.sheet import Place, Sheet, Strip

_KEPT = 900
"""How many leaves that have been set in type are kept so."""
_FEW = 1500
"""Up to how many leaves are reckoned at one stroke."""
_STRIDE = 100
"""How many leaves are reckoned at a time."""
_NEIGHBOURS = 40
"""How many leaves further up and down one is looked for that has moved."""


@dataclass(frozen=True)
class Reckoned:
    """A sheet that is ready to be shown: about how high all in it is, as *setter* sets it."""

    sheet: Sheet
    heights: list[float]
    setter: Typesetter


class Seen(NamedTuple):
    """A leaf in view: its number, where it begins in the view, and how it is set in type."""

    number: int
    y: float
    setting: Setting


class Roll:
    """A sheet, and where everything on it is. It is empty until it is given one."""

    def __init__(self, setter: Typesetter) -> None:
        self.setter = setter
        self.sheet: Sheet | None = None
        self._heights: list[float] = []
        self._tops: list[float] | None = None
        self._strips: dict[int, tuple[Strip, int]] = {}
        self._settings: dict[Leaf, Setting] = {}

    @property
    def leaves(self) -> Sequence[Leaf]:
        """What stands below one another."""
        return self.sheet.leaves if self.sheet is not None else ()

    @property
    def first_note(self) -> int:
        """The number of the first leaf that is a footnote, -1 if there is none."""
        if self.sheet is None or not self.sheet.many_notes:
            return -1
        return len(self.sheet.leaves) - self.sheet.many_notes

    # -- another sheet, another width

    def steps(self, sheet: Sheet) -> Steps[Reckoned]:
        """Reckon how high everything in *sheet* will be, a little at a time."""
        setter = self.setter
        heights: list[float] = []
        for strip in sheet.strips:
            kept = self._strips.get(id(strip))
            if kept is not None and kept[0] is strip and setter is self.setter:
                heights += self._heights[kept[1] : kept[1] + len(strip.leaves)]
                continue
            for begin in range(0, len(strip.leaves), _STRIDE):
                heights += (self._height(leaf, setter) for leaf in strip.leaves[begin : begin + _STRIDE])
                yield
        heights += (self._height(note, setter) for strip in sheet.strips for note in strip.notes)
        return Reckoned(sheet, heights, setter)

    def _height(self, leaf: Leaf, setter: Typesetter) -> float:
        setting = self._settings.get(leaf)
        return setting.height if setting is not None else setter.estimate(leaf)

    def take(self, reckoned: Reckoned) -> None:
        """Hold another sheet, which has been reckoned with the setter of now."""
        self.sheet = reckoned.sheet
        self._heights, self._tops = reckoned.heights, None
        self._strips.clear()
        begins = 0
        for strip in reckoned.sheet.strips:
            self._strips[id(strip)] = strip, begins
            begins += len(strip.leaves)

    def set_anew(self, setter: Typesetter) -> None:
        """Let *setter* set everything in type from now on, for another width or size."""
        old, self.setter = self.setter, setter
        self._settings.clear()
        if len(self.leaves) <= _FEW:
            self._heights = [setter.estimate(leaf) for leaf in self.leaves]
        else:
            # What covers the same area of text: closer is only what has been set.
            grown = (setter.unit / old.unit) ** 2 * old.width / setter.width
            self._heights = [height * grown for height in self._heights]
        self._tops = None

    # -- where everything is

    @property
    def above(self) -> float:
        """The room above the first leaf, and below the last."""
        return 24.0 + 20.0 * self.setter.zoom

    @property
    def height(self) -> float:
        """How high all of it is, as far as is known."""
        return self._offsets()[-1] + self.above

    def top(self, leaf: int) -> float:
        """Return where a leaf begins."""
        return self._offsets()[leaf]

    def _offsets(self) -> list[float]:
        """Return where every leaf begins, and where the last one ends."""
        if self._tops is None:
            self._tops = list(accumulate(self._heights, initial=self.above))
        return self._tops

    def at(self, y: float) -> tuple[int, float]:
        """Return the leaf at *y*, and how far down in it that is."""
        if not self.leaves:
            return 0, 0.0
        tops = self._offsets()
        leaf = max(0, min(bisect_right(tops, y) - 1, len(self.leaves) - 1))
        return leaf, y - tops[leaf]

    def moved(self, old: Sequence[Leaf], leaf: int) -> int:
        """Return where a *leaf* of the sheet before, whose leaves were *old*, stands now, or would."""
        anchor, leaves = old[leaf], self.leaves
        # What is above may have grown or shrunk: look for the same leaf, nearest first.
        shift = len(leaves) - len(old)
        tried = (
            leaf,
            leaf + shift,
            *range(leaf - _NEIGHBOURS, leaf + _NEIGHBOURS + 1),
            *range(leaf + shift - _NEIGHBOURS, leaf + shift + _NEIGHBOURS + 1),
        )
        found = next((one for one in tried if 0 <= one < len(leaves) and leaves[one] == anchor), None)
        return found if found is not None else max(0, min(leaf, len(leaves) - 1))

    # -- type

    def setting(self, number: int) -> Setting:
        """Return a leaf set in type."""
        leaf = self.leaves[number]
        setting = self._settings.get(leaf)
        if setting is None:
            if len(self._settings) >= _KEPT:
                for old in list(self._settings)[: _KEPT // 2]:
                    del self._settings[old]
            setting = self._settings[leaf] = self.setter.set(leaf)
        return setting

    def seen(self, y: float, height: float) -> list[Seen]:
        """Return the leaves from *y* on that a view of this *height* shows, all set in type."""
        if not self.leaves:
            return []
        first, down = self.at(y)
        begins, found = -down, list[Seen]()
        for number in range(first, len(self.leaves)):
            if begins >= height:
                break
            setting = self.setting(number)
            if abs(self._heights[number] - setting.height) > 0.01:
                self._heights[number] = setting.height
                self._tops = None
            found.append(Seen(number, begins, setting))
            begins += setting.height
        return found

    def text(self, place: Place) -> Text | None:
        """Return the paragraph at *place* set in type, ``None`` if there is none."""
        if place[0] >= len(self.leaves):
            return None
        texts = self.setting(place[0]).texts
        return texts[place[1]] if place[1] < len(texts) else None

    def next(self, place: Place, by: int) -> Place | None:
        """Return the text after *place*, or before it where *by* is -1, that says something."""
        leaf, paragraph = place
        while 0 <= leaf < len(self.leaves):
            texts = self.setting(leaf).texts
            paragraph += by
            if 0 <= paragraph < len(texts):
                if texts[paragraph].said().strip() or texts[paragraph].spoken:
                    return leaf, paragraph
            else:
                leaf += by
                if 0 <= leaf < len(self.leaves):
                    paragraph = -1 if by > 0 else len(self.setting(leaf).texts)
        return None
