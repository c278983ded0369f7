"""The description of the file format says what is so."""

import json
import re

from lokdesk.agreement import schema
from lokdesk.agreement.discussion import Alternatives, Choice, Lift, Note, OpenQuestion, Position, Proposal
from lokdesk.agreement.draft import Attachment, Draft, Earlier, RuleSettings, SetAside
from lokdesk.agreement.evaluation import Evaluation, GoalEvaluation, IndicatorOutcome
from lokdesk.agreement.intake import Intake, IntakePassage, IntakeProposal, IntakeRemark, IntakeSpan
from lokdesk.agreement.rich_text import RichText
from lokdesk.agreement.schema import GroupOf
from lokdesk.agreement.version import KeptVersion
from lokdesk.project import container, project
from lokdesk.project.project import Project
from lokdesk.project.version import CURRENT
from tests.project.made import FULL
from tests.tools import ROOT
from tools import file_format

PAGE = (ROOT / "docs" / "file-format.md").read_text(encoding="utf-8")


def test_the_table_names_every_answer():
    assert file_format.with_table(PAGE) == PAGE
    answers = [pattern for pattern, field in schema.patterns().items() if not isinstance(field, GroupOf)]
    assert [pattern for pattern in answers if f"| `{pattern}` |" not in PAGE] == []


def test_it_is_about_the_current_version():
    assert f"Den gäller filformat **{CURRENT}**" in PAGE
    assert re.search(rf"^\| {CURRENT} \|", PAGE, re.MULTILINE)


def test_its_examples_are_json_of_the_kind_they_show():
    manifest, text = (json.loads(one) for one in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL))
    packed = container.pack(container.unpack(project.dumps(Project(Draft()))))

    assert list(manifest) == ["format", "program", "template", "handbook", "parts"]
    assert list(container.unpack(packed).parts) == [part["name"] for part in manifest["parts"]]
    assert json.loads(RichText.model_validate(text).model_dump_json()) == text


def test_every_key_around_the_agreement_is_described():
    raw = container.loads(container.unpack(project.dumps(Project(FULL))).parts["draft.json"])
    around = (Note, OpenQuestion, Alternatives, Proposal, Lift, Choice, Position)
    around = (*around, Evaluation, GoalEvaluation, IndicatorOutcome)
    around = (*around, Intake, IntakePassage, IntakeProposal, IntakeRemark, IntakeSpan)
    models = (*around, SetAside, RuleSettings, Attachment, KeptVersion, Earlier)
    keys = {*raw, *raw["discussion"], *raw["predecessors"][0], "part", "agreement_part"}
    keys |= {name for model in models for name in model.model_fields} - {"content", "agreement", "manifest"}

    assert {key for key in keys if f"`{key}`" not in PAGE} == set()


def test_its_limits_are_those_of_the_program():
    assert f"{container.LIMITS.total >> 30} GiB" in PAGE
    assert "10 000 delar" in PAGE
    assert container.LIMITS.entries == 10_000
