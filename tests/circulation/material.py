"""The agreements that are sent out in the measurements, and the versions kept of them."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from lokdesk.agreement import vocabulary
from lokdesk.agreement.draft import Draft
from lokdesk.session import companion, document, keeping
from lokdesk.session.companion import Chosen
from tests.session.made import LIBRARY

EXAMPLES = ("kronoberg", "tva-kommuner")
TEMPLATES = ("grundmall", "grundmall-2026")
DAY = date(2026, 4, 1)
CAME = date(2026, 5, 20)


@dataclass(frozen=True)
class Sent:
    """An agreement that has been sent out: the draft with the version kept in it, and the document."""

    draft: Draft
    content: bytes


@cache
def sent(example: str, template: str) -> Sent:
    """Return that example, made with that template, once it has been sent out in its circulation."""
    draft = LIBRARY.example(example)
    draft = draft.model_copy(update={"template": LIBRARY.template_use(template)})
    content = document.render(draft, LIBRARY)
    round_ = draft.agreement.circulations[0]
    after = keeping.send_out(draft, round_, f"{example}.docx", content, DAY)
    assert after.versions[0].why == vocabulary.SENT
    return Sent(after, content)


@cache
def response_table(example: str) -> bytes:
    """Return the table of responses that goes along with that example."""
    draft = sent(example, TEMPLATES[0]).draft
    wanted = companion.document(LIBRARY, "svarstabell")
    subject = companion.subject(draft, wanted, draft.agreement.circulations[0].id)
    return document.render(draft, LIBRARY, Chosen(wanted, subject))
