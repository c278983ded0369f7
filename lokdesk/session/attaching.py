"""Which files can be attached: none that is too large, or that tells what only its group should know."""

from pathlib import Path

from lokdesk.agreement.draft import Draft
from lokdesk.agreement.phrase import joined
from lokdesk.project import disk, naming, project
from lokdesk.project.problem import Problem
from lokdesk.session import sharing

LARGEST = 100 << 20
"""How many bytes an attached file has at the most."""
LARGEST_IN_ALL = 500 << 20
"""How many bytes all that is attached and kept takes at the most, so that the file can be read back."""


def content(path: Path, draft: Draft) -> bytes:
    """Return what is in the file at *path*, which is to be attached in *draft*.

    Raises Problem when it cannot be read or is too large, and for a project file with more in it than a copy
    to share has: what is attached goes wherever the document goes.
    """
    read = disk.read(path)
    held = sum(len(one.content) for one in (*draft.attachments, *draft.versions))
    if len(read) > LARGEST:
        raise Problem(
            f"”{path.name}” är större än {LARGEST >> 20} MB och går inte att bifoga. Lägg den där ni har "
            "gemensamma filer och hänvisa till den i bilagans text."
        )
    if held + len(read) > LARGEST_IN_ALL:
        raise Problem(
            f"”{path.name}” får inte rum: det som är bifogat och behållet skulle bli större än "
            f"{LARGEST_IN_ALL >> 20} MB. Ta bort någon fil först."
        )
    if naming.is_project(path.name):
        stays = sharing.luggage(project.open(path)).stays
        if stays:
            raise Problem(
                f"”{path.name}” är en projektfil med sådant som bara arbetsgruppen ska se: {joined(stays)}. "
                "Öppna den, välj Spara en kopia att dela och bifoga kopian."
            )
    return read
