"""Kinds of files by their names, the same on every system."""

import mimetypes

_OFFICE = "application/vnd.openxmlformats-officedocument."
_MORE = {
    ".docx": f"{_OFFICE}wordprocessingml.document",
    ".pptx": f"{_OFFICE}presentationml.presentation",
    ".xlsx": f"{_OFFICE}spreadsheetml.sheet",
}
# Made for itself, the table holds what Python knows and nothing of what the system at hand has been taught.
_KNOWN = mimetypes.MimeTypes()


def media_type(name: str) -> str:
    """Return the media type of a file called *name*."""
    for ending, kind in _MORE.items():
        if name.lower().endswith(ending):
            return kind
    return _KNOWN.guess_type(name)[0] or "application/octet-stream"
