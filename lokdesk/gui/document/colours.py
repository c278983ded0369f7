"""The colours of the view of the document. Paper is light whatever the window is, as it will be in Word."""

from lokdesk.agreement.finding import Severity

PAPER = "#ffffff"
EDGE = "#c3c9cf"
"""The edge of the paper."""
INK, QUIET = "#1a1a1a", "#595959"
FIXED, FIXED_RULE = "#eef1f4", "#5b6b7a"
"""The ground of fixed text, and the bar beside it."""
FOCUS, FOCUS_RULE = "#fff3bf", "#8a5a00"
"""The ground of the answer to the question that has the focus, and the bar beside it."""
HOVER = "#e8f0fb"
CHOSEN = "#bcd7f7"
"""The ground of text that the user has selected."""
CURSOR = "#0b57a4"
"""The frame around what the keyboard has come to."""
MARKS: dict[Severity, str] = {"must": "#a3201a", "should": "#8a5a00", "tip": "#0b57a4"}
