"""How many pages every document of the examples has in LibreOffice: ``python -m tests.documents.pages``."""

import sys
from io import BytesIO

from pypdf import PdfReader

from lokdesk.session import companion, document, printing
from lokdesk.session.companion import Chosen
from tests.session.made import LIBRARY
from tests.tools import ROOT

_EXAMPLES = sorted(path.stem for path in (ROOT / "resources" / "examples").glob("*.json"))


def main() -> int:
    """Print a line for each document: how many pages it has, from the shortest of its kind to the longest."""
    office = printing.office()
    if office is None:
        print("There is neither Word nor LibreOffice here.", file=sys.stderr)
        return 2
    for example in _EXAMPLES:
        draft = LIBRARY.example(example)
        for wanted in companion.documents(LIBRARY):
            about = companion.subjects(draft, wanted) if wanted.about else (None,)
            made = (document.render(draft, LIBRARY, Chosen(wanted, one)) for one in about)
            pages = sorted(len(PdfReader(BytesIO(office.pdf(docx))).pages) for docx in made)
            span = (
                f"{pages[0]}–{pages[-1]}" if pages and pages[0] != pages[-1] else "".join(map(str, pages[:1]))
            )
            print(f"{example}  {wanted.id}  {len(pages)} documents, {span or 'no'} pages", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
