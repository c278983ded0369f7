"""The handbook and the registers that come with the program, read once."""

from lokdesk.handbook import book, register
from tests.tools import ROOT

RESOURCES = ROOT / "resources"
FOLDER = RESOURCES / "handbook"
HANDBOOK = book.load(FOLDER)
REGISTER = register.load(RESOURCES / "register")
