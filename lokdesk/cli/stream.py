"""The standard streams, in UTF-8 and with plain line breaks whatever the system's settings are."""

import contextlib
import os
import sys
from typing import TextIO


class Unheard(Exception):
    """A result that could not be written to standard output."""


def result(text: str | bytes) -> None:
    """Write a result to standard output. Raises Unheard when nobody takes it."""
    try:
        _write(sys.stdout, text)
    except OSError as error:
        _close_output()
        raise Unheard from error


def message(text: str) -> None:
    """Write *text* to standard error as one line."""
    with contextlib.suppress(OSError):
        _write(sys.stderr, " ".join(text.split()) + "\n")


def _write(stream: TextIO | None, text: str | bytes) -> None:
    if stream is None:
        # A program that was started without a console has no streams.
        return
    content = _utf_8(text) if isinstance(text, str) else text
    buffer = getattr(stream, "buffer", None)
    if buffer is None:
        stream.write(content.decode())
    else:
        stream.flush()
        buffer.write(content)
    stream.flush()


def _utf_8(text: str) -> bytes:
    """Return *text* in UTF-8, with the names of files and commands in it as the system gave them."""
    try:
        return text.encode(errors="surrogateescape").decode(errors="replace").encode()
    except UnicodeEncodeError:
        return text.encode(errors="replace")


def _close_output() -> None:
    """Let go of standard output when nobody takes it, so that nothing is tried again at the end."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
