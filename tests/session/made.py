"""A library of the program's own files, for the tests of this room."""

from lokdesk.session.library import Library
from tests.tools import ROOT

LIBRARY = Library(ROOT / "resources", ROOT / "templates")
