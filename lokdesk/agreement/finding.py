"""What a rule has to say about an agreement."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["must", "should", "tip"]


@dataclass(frozen=True)
class Finding:
    """A remark on one place in the agreement: which rule, how grave, where, what, and what to do."""

    rule: str
    severity: Severity
    address: str
    message: str
    action: str
