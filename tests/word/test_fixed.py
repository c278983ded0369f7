"""The fixed text that stands by each answer in a template."""

from pathlib import Path

import pytest

from lokdesk.session.library import Library
from lokdesk.word.fixed import fixed_texts
from lokdesk.word.template import Template

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def template() -> Template:
    library = Library(ROOT / "resources", ROOT / "templates")
    return library.template(library.template_use())


def test_an_answer_has_the_fixed_text_below_its_heading(template: Template):
    (text,) = fixed_texts(template)["goals/*/title"]

    assert text.startswith("Målen beskriver den effekt som parterna vill nå tillsammans.")


def test_what_is_said_below_the_heading_above_counts_where_nothing_is_nearer(template: Template):
    found = fixed_texts(template)

    assert found["goals/*/indicators/*/name"] == found["goals/*/title"]
    assert found["job_tracks/*/scope"] != found["processes/*/name"]


def test_the_cover_has_none(template: Template):
    assert not {"title", "version", "status"} & fixed_texts(template).keys()


def test_every_pattern_is_one_that_is_at_home_in_the_template(template: Template):
    found = fixed_texts(template)

    assert found.keys() <= template.homes.keys()
    assert all(text.strip() for texts in found.values() for text in texts)
