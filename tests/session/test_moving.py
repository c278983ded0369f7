"""What a move to newer versions does, said so that one, two and several answers are told of rightly."""

from datetime import date

import pytest

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft, HandbookUse
from lokdesk.agreement.processes import InformationFlow
from lokdesk.agreement.rich_text import plain
from lokdesk.session import moving
from tests.session.made import LIBRARY

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("grounds", "said"),
    [
        (("Samtycke.",), "har redan svar."),
        ((None,), "saknar svar."),
        (("Samtycke.", "Samtycke."), "alla har redan svar."),
        (("Samtycke.", None), "1 av 2 saknar svar."),
        ((None, None), "2 av 2 saknar svar."),
    ],
)
def test_a_question_that_becomes_required_says_whether_it_has_answers(
    grounds: tuple[str | None, ...], said: str
):
    flows = tuple(
        InformationFlow(id=f"flow000{n}", name=f"Flöde {n}", secrecy_ground=plain(one) if one else None)
        for n, one in enumerate(grounds)
    )
    use = LIBRARY.template_use("grundmall")
    handbook = HandbookUse(version="2026.1")
    draft = Draft(agreement=Agreement(information_flows=flows), template=use, handbook=handbook)

    groups = {one.title: one.lines for one in moving.told(moving.rehearse(LIBRARY, draft, DAY))}

    line = next(one for one in groups[moving.TITLES["required"]] if "Sekretessgrund" in one)
    assert line.partition(": ")[2] == said
