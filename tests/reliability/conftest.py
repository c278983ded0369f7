"""What these tests share with those of the window."""

from tests.gui.conftest import nothing_left_behind as nothing_left_behind
from tests.gui.conftest import swedish as swedish
