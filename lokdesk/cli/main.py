"""The command line from arguments to exit code: 0 done, 1 a negative result, 2 unusable input."""

from collections.abc import Sequence
from pathlib import Path
from traceback import extract_tb

from lokdesk import __version__
from lokdesk.cli import arguments, stream
from lokdesk.cli.arguments import PROGRAM, Misused
from lokdesk.cli.commands import COMMANDS, DONE, UNUSABLE
from lokdesk.cli.stream import Unheard
from lokdesk.project.problem import NotWritten, Problem
from lokdesk.session import details
from lokdesk.session.complaint import UNKNOWN_KEY, Unfit
from lokdesk.session.library import Library

_MOST = 5


def run(given: Sequence[str], library: Library) -> int:
    """Do what the arguments *given* ask for, and return the exit code.

    Whatever happens is told in Swedish; what could not be done in one line on standard error,
    and with ``--details`` where in the program that was, in more lines.
    """
    try:
        return _run(given, library)
    except (Misused, Problem, Unfit) as problem:
        stream.message(_told(problem))
        _detailed(given, problem)
    except SystemExit as asked_for_help:
        return DONE if asked_for_help.code is None else int(asked_for_help.code)
    except Unheard:
        stream.message("Resultatet kunde inte skrivas ut: det går inte att skriva till standard ut.")
    except KeyboardInterrupt:
        stream.message("Avbrutet.")
    except Exception as error:
        stream.message(_fault(error))
        _detailed(given, error)
    return UNUSABLE


def _told(problem: Exception) -> str:
    if isinstance(problem, Unfit):
        return _complaints(problem)
    return f"{problem} {problem.offer}" if isinstance(problem, NotWritten) else str(problem)


def _detailed(given: Sequence[str], error: Exception) -> None:
    """Tell what support needs to know of *error*, where that has been asked for."""
    if given[:1] == [arguments.DETAILS]:
        for line in details.of(error).splitlines():
            stream.message(line)


def _run(given: Sequence[str], library: Library) -> int:
    asked = arguments.parse(given)
    if asked.version:
        stream.result(f"{PROGRAM} {__version__}\n")
        return DONE
    words = (asked.command, asked.subcommand) if "subcommand" in asked else (asked.command,)
    return COMMANDS[words](asked, library)


def _complaints(unfit: Unfit) -> str:
    unknown_first = sorted(unfit.complaints, key=lambda complaint: complaint.sentence != UNKNOWN_KEY)
    told = [str(complaint) for complaint in unknown_first[:_MOST]]
    more = len(unfit.complaints) - len(told)
    return " ".join([*told, f"Det finns {more} fel till."] if more else told)


def _fault(error: Exception) -> str:
    """Return where the program itself failed, without anything of what users have written."""
    place = extract_tb(error.__traceback__)[-1]
    return (
        f"Ett fel i Lokdesk gjorde att kommandot inte kunde slutföras "
        f"({type(error).__name__} i {Path(place.filename).name}, rad {place.lineno})."
    )
