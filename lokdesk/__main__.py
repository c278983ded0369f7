"""Starts Lokdesk with ``python -m lokdesk``."""

import sys

from lokdesk.app import main

if __name__ == "__main__":
    sys.exit(main())
