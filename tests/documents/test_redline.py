"""The redline of an example's revision before the validators and LibreOffice."""

import difflib
import re
from datetime import date
from pathlib import Path

import pytest

from lokdesk.agreement import address as at
from lokdesk.agreement.draft import Draft
from lokdesk.session import redline
from tests import validators
from tests.session.made import LIBRARY
from tests.word.story import Story


def _revised(draft: Draft) -> Draft:
    """Return *draft* with changes of every sort: worded otherwise, new, gone and moved; texts and tables."""
    agreement = draft.agreement
    goals, forums = agreement.goals, agreement.organisation.forums
    assert agreement.background is not None
    changed = at.replace(agreement, "title", "Lokal överenskommelse om samverkan i Kronobergs län")
    changed = at.replace(changed, f"goals/{goals[0].id}/title", "Fler unga i arbete eller studier")
    changed = at.remove(changed, f"goals/{goals[1].id}")
    new = at.fresh(goals[0], at.ids(changed)).model_copy(update={"title": "Ett nytt mål"})
    changed = at.insert(changed, "goals", new, 0)
    # LibreOffice takes the labels that go with the last goal and come with the new one for moved.
    last = at.fresh(goals[0], at.ids(changed)).model_copy(update={"title": "Ännu ett", "indicators": ()})
    changed = at.remove(changed, f"goals/{goals[-1].id}")
    changed = at.insert(changed, "goals", last)
    text = agreement.background.text.replace("samverkan", "samarbete")
    changed = at.replace(changed, "background", f"{text}\nEtt nytt stycke sist.")
    changed = at.remove(changed, f"parties/{agreement.parties[5].id}")
    changed = at.move(changed, f"organisation/forums/{forums[-1].id}", 0)
    return draft.model_copy(update={"agreement": changed})


@pytest.fixture(scope="module")
def pair() -> tuple[Draft, Draft]:
    draft = LIBRARY.example("kronoberg")
    return draft, _revised(draft)


@pytest.fixture(scope="module")
def marked(pair: tuple[Draft, Draft], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("redline") / "redline.docx"
    path.write_bytes(redline.made(*pair, LIBRARY, "Lisa Ek", date(2026, 11, 22)))
    return path


def test_the_validators_find_nothing_wrong(marked: Path) -> None:
    assert validators.sdk_errors([marked]) == []
    assert validators.audit_errors(marked) == []


# What LibreOffice writes of its own into whatever it saves.
_OF_ITS_OWN = re.compile(r"<w:(?:lang|sz|szCs|tab|tabs|widowControl|kern)[^>]*>(?:</w:\w+>)?")
# Lists are numbered as they are met, and one more is met where an empty paragraph was left.
_LIST = re.compile(r"list #\d+")


def _told(docx: Path) -> list[str]:
    lines = [_LIST.sub("list", _OF_ITS_OWN.sub("", line)) for line in Story(docx.read_bytes()).lines()]
    # An empty paragraph is left before each table that goes, and nothing else may be.
    return [line for line in lines if line.startswith(" ") or not line.endswith("] ")]


@pytest.mark.parametrize("accepting", [True, False])
def test_libreoffice_accepts_and_rejects_all_of_it(
    accepting: bool, marked: Path, pair: tuple[Draft, Draft], tmp_path: Path
) -> None:
    side = pair[1] if accepting else pair[0]
    plain, settled = tmp_path / "plain", tmp_path / "settled"
    plain.mkdir()
    settled.mkdir()
    alone = tmp_path / "alone.docx"
    alone.write_bytes(redline.made(side, side, LIBRARY, "", date(2026, 11, 22)))
    expected = _told(validators.settled_by_libreoffice(alone, plain, accepting=accepting))
    found = _told(validators.settled_by_libreoffice(marked, settled, accepting=accepting))
    assert not list(difflib.unified_diff(expected, found, lineterm=""))
