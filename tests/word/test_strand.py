"""A paragraph taken apart into strands, and put together again."""

from hypothesis import given
from hypothesis import strategies as st

from lokdesk.word import strand
from lokdesk.word.block import LINK, MARK_END
from lokdesk.word.strand import Strand

BOLD = "<w:rPr><w:b/></w:rPr>"


def run(text: str, look: str = "") -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def texts(xml: str) -> list[str]:
    return [one.text or one.xml for one in strand.line(xml).strands]


def together(xml: str) -> str:
    return "".join(f"{link}{runs}" for link, runs in strand.runs(strand.line(xml).strands))


def test_words_signs_and_spaces_are_strands_with_their_look():
    found = strand.line(f"<w:p>{run('Ett mål,')}{run(' nytt', BOLD)}</w:p>").strands
    assert [one.text for one in found] == ["Ett", " ", "mål", ",", " ", "nytt"]
    assert [one.look for one in found] == ["", "", "", "", BOLD, BOLD]
    assert [one.weighs for one in found] == [True, False, True, False, False, True]


def test_a_version_a_day_and_a_number_of_a_section_are_one_word_each():
    assert texts(f"<w:p>{run('Version 1.0, 2026-11-22')}</w:p>") == [
        "Version",
        " ",
        "1.0",
        ",",
        " ",
        "2026-11-22",
    ]
    assert texts(f"<w:p>{run('7.2')}{run('1 mål')}</w:p>") == ["7.21", " ", "mål"]
    assert texts(f"<w:p>{run('16–24.')}</w:p>") == ["16", "–", "24", "."]


def test_a_word_that_word_has_parted_is_one_word_still():
    assert texts(f"<w:p>{run('Mö')}{run('tet')}{run(' i dag')}</w:p>") == ["Mötet", " ", "i", " ", "dag"]
    assert texts(f"<w:p>{run('Mö')}{run('tet', BOLD)}</w:p>") == ["Mö", "tet"]


def test_the_start_and_the_properties_of_a_paragraph_are_kept_apart():
    found = strand.line('<w:p w:rsidR="1"><w:pPr><w:pStyle w:val="Text"/></w:pPr></w:p>')
    assert found == ('<w:p w:rsidR="1">', '<w:pStyle w:val="Text"/>', ())
    assert strand.line("<w:p/>") == ("<w:p>", "", ())


def test_an_entity_is_one_sign():
    assert texts(f"<w:p>{run('A &amp; B')}</w:p>") == ["A", " ", "&amp;", " ", "B"]
    assert texts(f"<w:p>{run('A&#13;B&#x2013;')}</w:p>") == ["A", "&#13;", "B", "&#x2013;"]


def test_a_field_is_what_it_says_and_bookmarks_are_nothing():
    field = (
        '<w:bookmarkStart w:id="1" w:name="a"/><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run("12")}<w:r><w:fldChar w:fldCharType="end"/></w:r><w:bookmarkEnd w:id="1"/>'
    )
    xml = f"<w:p>{run('Sida ')}{field}</w:p>"
    assert texts(xml) == ["Sida", " ", "12"]
    with_fields = strand.line(xml, with_fields=True).strands
    assert len(with_fields) == 3 and " PAGE " in with_fields[2].xml and not with_fields[2].is_run


def test_a_link_outside_stays_and_one_within_the_document_falls_away():
    outside = f'<w:hyperlink r:id="{LINK}https://a.se/?x<y{MARK_END}">{run("här")}</w:hyperlink>'
    inside = f'<w:hyperlink w:anchor="_Ref1">{run("där")}</w:hyperlink>'
    found = strand.line(f"<w:p>{outside}{inside}</w:p>").strands
    assert [bool(one.link) for one in found] == [True, False]
    # What a mark holds may look like XML, and is kept as it is.
    assert f"{LINK}https://a.se/?x<y{MARK_END}" in found[0].link


def test_what_is_no_text_is_a_strand_that_weighs():
    found = strand.line("<w:p><w:r><w:tab/></w:r><w:r><w:br/></w:r></w:p>").strands
    assert found == (Strand("", "<w:tab/>"), Strand("", "<w:br/>"))
    assert all(one.weighs for one in found)


def test_deleted_text_stands_as_such():
    found = strand.line(f"<w:p>{run('Ett mål')}</w:p>").strands
    assert list(strand.runs(found, deleted=True)) == [
        ("", '<w:r><w:delText xml:space="preserve">Ett mål</w:delText></w:r>')
    ]


LOOKS = st.sampled_from(["", BOLD, "<w:rPr><w:i/></w:rPr>"])
WORDS = st.text(st.characters(exclude_characters="<>&\x01\x02", exclude_categories=("Cs", "Cc")), min_size=1)


@given(st.lists(st.tuples(WORDS, LOOKS), max_size=6))
def test_put_together_it_says_the_same_in_the_same_looks(runs: list[tuple[str, str]]):
    xml = f"<w:p>{''.join(run(*one) for one in runs)}</w:p>"
    assert strand.line(f"<w:p>{together(xml)}</w:p>").strands == strand.line(xml).strands
    assert "".join(one.text for one in strand.line(xml).strands) == "".join(text for text, _ in runs)
