"""Files with answers as JSON, as users write them."""

import json
from pathlib import Path
from typing import Any, NoReturn, cast

from lokdesk.project import disk
from lokdesk.project.problem import Problem


class _Twice(ValueError):
    """The same key twice in one object, of which only one could be meant."""


def read(path: Path) -> dict[str, Any]:
    """Return the JSON object in the file at *path*. Raises Problem."""
    content = disk.read(path)
    try:
        data = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise Problem(f"”{path.name}” är inte skriven i UTF-8.") from error
    except json.JSONDecodeError as error:
        raise Problem(
            f"”{path.name}” är inte giltig JSON: felet finns på rad {error.lineno}, tecken {error.colno}."
        ) from error
    except _Twice as error:
        raise Problem(f"I ”{path.name}” står nyckeln ”{error}” två gånger i samma objekt.") from error
    except (ValueError, RecursionError) as error:
        raise Problem(f"”{path.name}” är inte giltig JSON.") from error
    if not isinstance(data, dict):
        raise Problem(f"”{path.name}” ska innehålla ett objekt med svar, inte något annat.")
    return cast("dict[str, Any]", data)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        seen: set[str] = set()
        raise _Twice(next(key for key, _ in pairs if key in seen or seen.add(key)))
    return data


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)
