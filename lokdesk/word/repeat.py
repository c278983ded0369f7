"""What is written for each item of a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lokdesk.agreement.steps import Steps
from lokdesk.word.block import EMPTY_PARAGRAPH, OUTLINE_END, Block
from lokdesk.word.inline import ControlXml, Place, Scope
from lokdesk.word.landscape import Landscape
from lokdesk.word.node import CLOSE, Divided, Node

_ROOM_FOR_ALL = 4
"""How many columns of figures there is room for whatever stands in them."""


@dataclass(frozen=True, slots=True)
class Repeat(Divided):
    """What is written for each item of a list, in repeating-section controls where Word allows them."""

    place: Place
    home: bool
    controls: tuple[ControlXml, ControlXml] | None
    """The control around all items and the one around each, or none."""
    body: tuple[Node, ...]
    rows: bool
    without: frozenset[str] = frozenset()
    """Ids of items that the template has places of their own for."""
    landscape: Landscape | None = None
    """The pages for items with tables that are too wide for others, if there may be any."""

    def steps(self, out: list[Block], scope: Scope) -> Steps[None]:
        """Write blocks, with a pause after each item."""
        holder, prefix = scope.stack[self.place.depth]
        items = self.place.get(holder)
        if self.without:
            items = [item for item in items if item.id not in self.without]
        if not items:
            return
        address = prefix + self.place.suffix
        if self.home:
            scope.answers += len(items)
        controls = self.controls if scope.controls else None
        if self.landscape is None or scope.within:
            yield from self._upright(controls, items, address, out, scope)
            return
        # That a table is too wide is only known once it has been written, and few are.
        mark, counted = len(out), (scope.answers, scope.others)
        scope.wide = False
        yield from self._upright(controls, items, address, out, scope)
        if scope.wide and self._is_wide(items, address, scope):
            del out[mark:]
            scope.answers, scope.others = counted
            yield from self._turned(self.landscape, items, address, out, scope)
        scope.wide = False

    def _upright(
        self,
        controls: tuple[ControlXml, ControlXml] | None,
        items: Sequence[Any],
        address: str,
        out: list[Block],
        scope: Scope,
    ) -> Steps[None]:
        """Write the items, in *controls* where there are any."""
        scope.within += controls is not None
        mark = len(out)
        outlined = scope.outlined and controls is None
        if controls is not None:
            out.append(Block("open", controls[0].open(address), address))
        elif outlined:
            out.append(Block("open", "", address))
        for item in items:
            here = f"{address}/{item.id}"
            opened = len(out)
            if controls is not None:
                out.append(Block("open", controls[1].open(here), here))
            elif outlined:
                out.append(Block("open", "", here))
            began = len(out)
            scope.stack.append((item, here + "/"))
            for node in self.body:
                node.write(out, scope)
            scope.stack.pop()
            if outlined:
                out.append(OUTLINE_END)
            if controls is not None:
                if len(out) > began:
                    out.append(CLOSE)
                elif self.rows:
                    del out[opened:]
                else:
                    out += (EMPTY_PARAGRAPH, CLOSE)
            yield
        if outlined:
            out.append(OUTLINE_END)
        if controls is not None:
            scope.within -= 1
            if len(out) == mark + 1:
                del out[mark:]
            else:
                out.append(CLOSE)

    def _is_wide(self, items: Sequence[Any], address: str, scope: Scope) -> bool:
        """Return whether any of the tables in *items* is too wide for an upright page."""
        return any(self._sample(item, address, scope) for item in items)

    def _sample(self, item: Any, address: str, scope: Scope) -> bool:
        """Return whether a table in *item* is too wide for an upright page."""
        if len(item.columns) <= _ROOM_FOR_ALL:
            return False
        counted = scope.answers, scope.others
        scope.wide, sample = False, list[Block]()
        self._write(item, address, sample, scope)
        scope.answers, scope.others = counted
        wide, scope.wide = scope.wide, False
        return wide

    def _write(self, item: Any, address: str, out: list[Block], scope: Scope) -> None:
        scope.stack.append((item, f"{address}/{item.id}/"))
        for node in self.body:
            node.write(out, scope)
        scope.stack.pop()

    def _turned(
        self, landscape: Landscape, items: Sequence[Any], address: str, out: list[Block], scope: Scope
    ) -> Steps[None]:
        """Write the items without controls around them: what divides pages can stand in none."""
        for item in items:
            began = len(out)
            if self._sample(item, address, scope):
                scope.page = landscape.page
                self._write(item, address, out, scope)
                scope.page = None
                landscape.put_around(out, began, scope.floor)
            else:
                self._write(item, address, out, scope)
            yield
