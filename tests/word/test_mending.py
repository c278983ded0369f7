"""What LibreOffice 7 writes of a tracked change in a field can be read, though no program opens it."""

from lokdesk.word import mending
from lokdesk.word.ooxml import find_all, local, words
from tests.word.made import NAMESPACES

_BY = 'w:author="Anna" w:date="2026-05-04T09:30:00Z"'
_BEGUN = '<w:sdt><w:sdtPr><w:id w:val="{}"/><w:alias w:val="Källa"/></w:sdtPr><w:sdtContent>'
_ENDED = "</w:sdtContent></w:sdt>"


def part(*content: str) -> bytes:
    return f"<w:document {NAMESPACES}><w:p>{''.join(content)}</w:p></w:document>".encode()


def field(number: int, *texts: str) -> str:
    said = "".join(f"<w:t>{one}</w:t>" for one in texts)
    return f"{_BEGUN.format(number)}<w:r>{said}</w:r>{_ENDED}"


def tracked(kind: str, number: int, *texts: str) -> str:
    text = {"ins": "t", "del": "delText"}[kind]
    said = "".join(f"<w:{text}>{one}</w:{text}>" for one in texts)
    return (
        f'<w:{kind} w:id="{number}" {_BY}>{_BEGUN.format(number)}</w:{kind}>'
        f'<w:{kind} w:id="{number + 1}" {_BY}><w:r>{said}</w:r></w:{kind}>{_ENDED}'
    )


def test_a_field_with_changes_is_one_again_and_says_each_word_once():
    whole = "Vi ska inte alltid ses."
    content = part(
        field(1, whole),
        tracked("del", 2, "ska inte ", whole),
        tracked("ins", 4, "alltid ", whole),
        field(6, "ses.", whole),
    )

    root = mending.parsed(content)

    assert [local(one) for one in find_all(root, "w:sdt")] == ["sdt"]
    assert words(root) == "Vi alltid ses."
    said = [(local(one), one.text) for one in find_all(root, "w:t", "w:delText")]
    assert said == [("t", "Vi "), ("delText", "ska inte "), ("t", "alltid "), ("t", "ses.")]


def test_a_field_that_begins_with_a_change_has_no_piece_before_it():
    content = part(tracked("ins", 1, "Nu ", "Nu ses vi."), field(3, "ses vi.", "Nu ses vi."))

    assert words(mending.parsed(content)) == "Nu ses vi."


def test_a_piece_that_says_all_of_the_field_instead_of_itself_is_not_said_twice():
    content = part(field(1, "Vi ses."), tracked("ins", 2, "Vi ses."))

    assert words(mending.parsed(content)) == "Vi ses."


def test_fields_beside_each_other_that_say_the_same_stay_two():
    content = part(field(1, "Ja"), field(2, "Ja"))

    root = mending.parsed(content)

    assert len(list(find_all(root, "w:sdt"))) == 2
    assert words(root) == "JaJa"


def test_texts_that_make_no_whole_stay_as_they_are():
    content = part(field(1, "Vi ", "ses"), field(2, "i dag", "ses"))

    assert words(mending.parsed(content)) == "Vi sesi dagses"


def test_a_damaged_field_whose_words_stand_beside_its_content_stays_as_it_is():
    root = mending.parsed(part("<w:sdt><w:r><w:t>Vi ses.</w:t><w:t>Vi ses.</w:t></w:r></w:sdt>"))

    assert [one.text for one in find_all(root, "w:t")] == ["Vi ses.", "Vi ses."]
