"""The handbook's files: read when they are right, refused by file and address when they are not."""

import itertools
from pathlib import Path

import pytest

from lokdesk.handbook import book
from lokdesk.handbook.book import HandbookError, When
from tests.handbook.shipped import HANDBOOK

CONTENTS = """
version = "1"
title = "Handbok"
steps = ["goals"]
"""

WORDS = """
prompt = "Vad?"
label = "Något"
why = "Därför."
how = "Så här."
example = "Ett exempel"
requirement = "required"
becomes = "Text."
"""

STEP = f"""
slug = "goals"
title = "Mål"
lead = "Om mål."

[[sections]]
slug = "goals"
title = "Mål"
lead = "Om mål."

[[sections.questions]]
address = "goals"
kind = "list"
item = "mål"
add = "Lägg till ett mål"
named_by = "title"
{WORDS}

[[sections.questions]]
address = "goals/*/title"
kind = "line"
{WORDS}

[[sections.questions]]
address = "goals/*/effect"
kind = "text"
when = {{ address = "goals/*/title", is_not = ["Inget"] }}
{WORDS}
"""


def handbook(folder: Path, step: str = STEP, contents: str = CONTENTS) -> book.Handbook:
    (folder / "handbook.toml").write_text(contents, encoding="utf-8")
    (folder / "goals.toml").write_text(step, encoding="utf-8")
    return book.load(folder)


def test_a_handbook_is_read_with_all_that_its_files_say(tmp_path: Path):
    read = handbook(tmp_path)

    goals, title, effect = read.questions
    assert (read.version, read.title) == ("1", "Handbok")
    assert (goals.item, goals.add, goals.named_by) == ("mål", "Lägg till ett mål", "title")
    assert (title.prompt, title.kind, title.document) == ("Vad?", "line", "agreement")
    assert effect.when == When.model_validate({"address": "goals/*/title", "is_not": ["Inget"]})


def test_no_name_may_be_written_as_an_empty_string(tmp_path: Path):
    read = handbook(tmp_path, STEP.replace('named_by = "title"', 'named_by = ""'))

    assert read.question("goals").named_by is None


@pytest.mark.parametrize(
    ("right", "wrong", "place", "words"),
    [
        ('kind = "line"', 'kind = "text"', "goals/*/title", "”line”"),
        ('kind = "line"', 'kind = "list"', "goals/*/title", "”list”"),
        ('kind = "list"', 'kind = "line"', "goals", "”line”"),
        ('address = "goals/*/title"', 'address = "goals/*/titel"', "goals/*/titel", "inget fält"),
        ('address = "goals/*/title"', 'address = "mapping"', "mapping", "inget fält"),
        ('address = "goals/*/title"', "", "goals", "”address” saknas"),
        ('address = "goals/*/effect"\nkind = "text"', 'address = "goals/*/title"\nkind = "line"',
         "goals/*/title", "samma adress"),
        ('named_by = "title"', 'named_by = "name"', "goals", "”name”"),
        ('named_by = "title"', 'named_by = "indicators"', "goals", "”indicators”"),
        ('item = "mål"', "", "goals", "item"),
        ('item = "mål"', 'item = "mål"\ncolumns = ["name"]', "goals", "”name” i columns"),
        ('item = "mål"', 'item = "mål"\ncolumns = ["effect"]', "goals", "inget kort svar"),
        ('item = "mål"', f'item = "mål"\ncolumns = {["title"] * 6}', "goals", "högst 5"),
        ('kind = "line"', 'kind = "line"\ncolumns = ["title"]', "goals/*/title", "bara till listor"),
        ('kind = "line"', 'kind = "line"\nitem = "titel"', "goals/*/title", "bara till listor"),
        ('why = "Därför."', "", "goals", "”why” saknas"),
        ('why = "Därför."', 'why = "  "', "goals", "”why” är tom"),
        ('why = "Därför."', "why = 1", "goals", "”why” ska vara text"),
        ('why = "Därför."', 'why = "Därför."\nwherefore = "?"', "goals", "”wherefore” är okänd"),
        ('requirement = "required"', 'requirement = "nice"', "goals", "”requirement”"),
        ('is_not = ["Inget"]', 'is_not = ["Inget"], is = ["Allt"]', "goals/*/effect", "antingen"),
        (', is_not = ["Inget"]', "", "goals/*/effect", "antingen"),
        ('when = { address = "goals/*/title"', 'when = { address = "goals"', "goals/*/effect",
         "inte något svar"),
        ('when = { address = "goals/*/title"', 'when = { address = "parties/*/name"', "goals/*/effect",
         "annan lista"),
        ('title = "Mål"', 'title = ""', "", "”title” är tom"),
        ('slug = "goals"', 'slug = "mål"', "", "”mål”"),
        ("[[sections]]", "[[sections", "", "TOML"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_by_file_and_address(
    tmp_path: Path, right: str, wrong: str, place: str, words: str
):
    assert right in STEP

    with pytest.raises(HandbookError) as caught:
        handbook(tmp_path, STEP.replace(right, wrong, 1))

    assert caught.value.file == tmp_path / "goals.toml"
    assert caught.value.place == place
    assert str(caught.value).startswith("goals.toml")
    assert words in str(caught.value)


def test_two_sections_may_not_share_a_slug(tmp_path: Path):
    twice = '[[sections]]\nslug = "goals"\ntitle = "Mål"\nlead = "Om mål."\n'

    with pytest.raises(HandbookError, match="samma slug"):
        handbook(tmp_path, STEP + twice)


def test_a_step_without_its_file_is_named(tmp_path: Path):
    with pytest.raises(HandbookError) as caught:
        handbook(tmp_path, contents=CONTENTS.replace('["goals"]', '["goals", "review"]'))

    assert caught.value.file == tmp_path / "review.toml"


def test_a_mistake_in_the_table_of_contents_is_named(tmp_path: Path):
    with pytest.raises(HandbookError, match=r"handbook\.toml.*”version” saknas"):
        handbook(tmp_path, contents=CONTENTS.replace("version", "edition"))


def test_a_question_is_found_by_its_pattern_and_by_any_address_that_has_it():
    question = HANDBOOK.question("goals/*/indicators/*/name")

    assert HANDBOOK.question("goals/4f2a91c0/indicators/0a1b2c3d/name") is question
    assert HANDBOOK.place("goals/4f2a91c0/title").step.slug == "goals"


def test_an_address_that_nothing_asks_for_is_unknown():
    for address in ("goals/4f2a91c0", "mapping", "no/such/thing", ""):
        with pytest.raises(KeyError):
            HANDBOOK.question(address)


def test_steps_are_followed_forwards_and_backwards():
    slugs = [step.slug for step in HANDBOOK.steps]

    assert HANDBOOK.before(slugs[0]) is None
    assert HANDBOOK.after(slugs[-1]) is None
    for one, other in itertools.pairwise(slugs):
        assert HANDBOOK.after(one) is HANDBOOK.step(other)
        assert HANDBOOK.before(other) is HANDBOOK.step(one)
    with pytest.raises(KeyError):
        HANDBOOK.step("nowhere")
