"""The words that users have added on their own."""

from pathlib import Path

import pytest

from lokdesk.session.spelling import own_words


def test_words_are_kept_from_one_start_to_the_next(tmp_path: Path):
    file = tmp_path / "Ny mapp" / "ordlista.txt"
    words = own_words(file)
    assert words.words == set()

    words.add("årshjul")
    words.add(" Zork ")
    words.add("årshjul")
    words.add("  ")

    assert words.words == {"Zork", "årshjul"}
    assert own_words(file).words == {"Zork", "årshjul"}
    assert file.read_text(encoding="utf-8") == "Zork\nårshjul\n"


def test_words_can_be_taken_away(tmp_path: Path):
    words = own_words(tmp_path / "ordlista.txt")
    words.add("ett")
    words.add("två")

    words.remove("ett")
    words.remove("finns inte")

    assert words.words == {"två"}
    assert own_words(tmp_path / "ordlista.txt").words == {"två"}


def test_what_another_window_adds_meanwhile_is_kept(tmp_path: Path):
    first, second = own_words(tmp_path / "ordlista.txt"), own_words(tmp_path / "ordlista.txt")

    first.add("ett")
    second.add("två")

    assert own_words(tmp_path / "ordlista.txt").words == {"ett", "två"}


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"\n \r\n"])
def test_a_file_that_holds_no_words_is_an_empty_list(tmp_path: Path, content: bytes):
    file = tmp_path / "ordlista.txt"
    file.write_bytes(content)

    assert own_words(file).words == set()


def test_a_file_that_cannot_be_read_is_not_written_over(tmp_path: Path):
    file = tmp_path / "ordlista.txt"
    file.write_bytes("årshjul\n".encode("latin-1"))
    words = own_words(file)

    with pytest.raises(OSError):
        words.add("Zork")

    assert words.words == {"Zork"}
    assert file.read_bytes() == "årshjul\n".encode("latin-1")


def test_a_list_written_by_hand_is_read(tmp_path: Path):
    file = tmp_path / "ordlista.txt"
    file.write_bytes("\ufeffårshjul\r\n\r\n Zork\r\n".encode())

    assert own_words(file).words == {"årshjul", "Zork"}


def test_a_word_that_cannot_be_kept_counts_all_the_same(tmp_path: Path):
    (tmp_path / "fil").touch()
    words = own_words(tmp_path / "fil" / "ordlista.txt")

    with pytest.raises(OSError):
        words.add("Zork")

    assert words.words == {"Zork"}
