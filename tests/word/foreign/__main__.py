"""Prints how well agreements and templates from elsewhere are recognised: ``python -m tests.word.foreign``."""

import sys

from tests.word.foreign import report

if __name__ == "__main__":
    sys.exit(report.main(sys.argv[1:]))
