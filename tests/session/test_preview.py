"""The document that the open draft would make, a little at a time."""

import pytest

from lokdesk.agreement import address as at
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.steps import finished
from lokdesk.project.problem import Problem
from lokdesk.session.preview import Preview
from lokdesk.word.sheet import Sheet
from tests.session.made import LIBRARY

DRAFT = LIBRARY.example("tva-kommuner")


def edited(draft: Draft, background: str) -> Draft:
    agreement = at.replace(draft.agreement, "background", background)
    return draft.model_copy(update={"agreement": agreement})


def made(preview: Preview, draft: Draft) -> Sheet:
    return finished(preview.steps(draft))


def test_what_is_left_half_made_does_no_harm_to_the_next():
    fresh = made(Preview(LIBRARY), DRAFT)
    pauses = sum(1 for _ in Preview(LIBRARY).steps(edited(DRAFT, "Något annat")))

    for pause in (1, 2, 3, pauses // 2, pauses):
        preview = Preview(LIBRARY)
        steps = preview.steps(edited(DRAFT, "Något annat"))
        for _ in range(pause):
            next(steps)
        steps.close()

        assert made(preview, DRAFT).leaves == fresh.leaves


def test_what_has_not_changed_is_taken_from_the_sheet_before():
    preview = Preview(LIBRARY)
    before = made(preview, DRAFT)

    after = made(preview, edited(DRAFT, "Något annat"))

    kept = sum(new is old for old, new in zip(before.strips, after.strips, strict=True))
    assert kept > len(after.strips) / 2


def test_a_template_that_is_not_there_leaves_the_preview_as_it_was():
    preview = Preview(LIBRARY)
    before = made(preview, DRAFT)
    use = DRAFT.template.model_copy(update={"id": "finns-inte"})

    with pytest.raises(Problem):
        made(preview, DRAFT.model_copy(update={"template": use}))

    assert made(preview, DRAFT).leaves == before.leaves
