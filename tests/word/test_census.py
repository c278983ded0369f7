"""Every word of a document is counted, wherever it stands, and nothing that a word processor fills in."""

from lokdesk.word import census
from tests.word import made
from tests.word.made import field, p, run


def counted(*body: str) -> dict[str, int]:
    return dict(census.words(made.docx(*body)))


def test_words_are_counted_across_runs_and_within_controls():
    assert counted(p(run("Sam"), run("verkan och")), field("title", p("och mål 12"))) == {
        "samverkan": 1,
        "och": 2,
        "mål": 1,
        "12": 1,
    }


def test_changes_count_as_accepted():
    inserted = f'<w:ins w:id="1" w:author="Eva">{run("kommer")}</w:ins>'
    removed = '<w:del w:id="2" w:author="Eva"><w:r><w:delText>går</w:delText></w:r></w:del>'
    moved = f'<w:moveFrom w:id="3" w:author="Eva">{run("flyttat")}</w:moveFrom>'
    assert counted(p(inserted, removed, moved)) == {"kommer": 1}


def test_a_paragraph_whose_end_is_removed_goes_on_in_the_next():
    first = f'<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="Eva"/></w:rPr></w:pPr>{run("sam")}</w:p>'
    assert counted(first, p("verkan")) == {"samverkan": 1}


def test_what_a_word_processor_fills_in_counts_for_nothing():
    number = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>17</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{p('Mål')}</w:sdtContent></w:sdt>"
    )
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    contents += prompt.format(p("Skriv målet här"))
    link = number.replace("PAGE", 'HYPERLINK "https://x.se"').replace("17", "länk")
    assert counted(p(run("sida "), number), contents, p(link)) == {"sida": 1, "länk": 1}


def test_an_answer_in_a_document_part_counts():
    part = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Quick Parts"/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{p('Mål')}</w:sdtContent></w:sdt>"
    )
    assert counted(part) == {"mål": 1}
