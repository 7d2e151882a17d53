"""A file that is broken as a file is refused whole, with its place and reason; no file takes the program down."""

import time
import tracemalloc
from pathlib import Path

import pytest

from parrainage_desktop.base import table_files
from parrainage_desktop.base.tables_in import MOST_BYTES, BrokenFile

HEAD = b"Nom;Prenom;Ville\n"
GOOD = b"Martin;Elodie;Lyon\n"
ACCENTS = "Nom;Prénom;Ville\nLefèvre;Zoë;Orléans\n".encode()

BROKEN_CSV: dict[str, tuple[bytes, str, int]] = {
    "nothing": (b"", "file_empty", 0),
    "blanks alone": (b" \n\n  \r\n", "file_empty", 0),
    "separators alone": (b";;;\n;;;\n", "file_empty", 0),
    "a mark alone": (b"\xef\xbb\xbf", "file_empty", 0),
    "quote open at the end": (HEAD + GOOD + b'Petit;"Zoe;Lyon\n', "quote_unclosed", 3),
    "quote open on the first row": (HEAD + b'"Petit;Zoe;Lyon\n' + GOOD * 50, "quote_unclosed", 2),
    "quote open in the headings": (b'"Nom;Prenom\n' + GOOD, "quote_unclosed", 1),
    "quote that swallows a thousand rows": (HEAD + b'"Petit;Zoe;Lyon\n' + GOOD * 1_000, "quote_unclosed", 2),
    "quote that swallows ten thousand rows": (HEAD + GOOD + b'"P;Z;L\n' + GOOD * 10_000, "quote_unclosed", 3),
    "quote that meets another": (HEAD + b'"Petit;Zoe;Lyon\n"Roux";Ana;Lyon\n', "quote_stray", 2),
    "letters after a quote": (HEAD + GOOD + b'"Petit"x;Zoe;Lyon\n', "quote_stray", 3),
    "a space after a quote": (HEAD + b'"Petit" ;Zoe;Lyon\n', "quote_stray", 2),
    "two quotes that do not pair": (HEAD + b'""Petit";Zoe;Lyon\n', "quote_stray", 2),
    "cut in a row": (HEAD + GOOD + b"Petit;Zo", "file_cut", 3),
    "cut after a separator": (HEAD + GOOD * 9 + b"Petit;", "file_cut", 11),
    "cut inside a quote": (HEAD + GOOD + b'Petit;"Zo', "quote_unclosed", 3),
    "cut inside a letter": (ACCENTS + "Bénoît;Zoé".encode()[:-1], "file_cut", 3),
    "cut in UTF-16": (b"\xff\xfe" + "Nom;Ville\nMartin;Lyon".encode("utf-16-le")[:-1], "file_undecodable", 1),
    "a NUL": (HEAD + GOOD + b"Pe\0tit;Zoe;Lyon\n", "file_nul", 3),
    "a NUL in the headings": (b"Nom\0;Prenom\n" + GOOD, "file_nul", 1),
    "NULs where a disk failed": (HEAD + GOOD + b"\0" * 4_096, "file_nul", 3),
    "NUL in UTF-16": (b"\xff\xfe" + "Nom;Ville\nMar\0tin;Lyon\n".encode("utf-16-le"), "file_nul", 2),
    "UTF-16 without its mark": ("Nom;Ville\nMartin;Lyon\n".encode("utf-16-le"), "file_nul", 1),
    "UTF-8 with a wrong byte": (ACCENTS * 3 + b"Petit;Zo\xff;Lyon\n", "file_undecodable", 7),
    "UTF-8 mark and Windows letters": (b"\xef\xbb\xbf" + HEAD + b"Lef\xe8vre;Zo\xeb;Lyon\n", "file_undecodable", 1),
    "a lone surrogate": (ACCENTS + b"Petit;Zo\xed\xa0\x80;Lyon\n", "file_undecodable", 3),
    "overlong letters": (ACCENTS + b"Petit;Zo\xc0\xaf;Lyon\n", "file_undecodable", 3),
    "Chinese in its own encoding": ("姓名;城市\n张伟;北京\n".encode("gb18030"), "file_undecodable", 1),
    "Russian in its own encoding": ("Имя;Город\nИван;Москва\n".encode("koi8-r"), "file_undecodable", 1),
    "Japanese in its own encoding": ("名前;市\n太郎;東京\n".encode("shift-jis"), "file_undecodable", 1),
    "noise": (b"\xf7\x91" + bytes(range(128, 256)) * 8, "file_undecodable", 1),
    "a cell past the limit": (HEAD + GOOD + b"Petit;" + b"x" * 10_001 + b";Lyon\n", "cell_too_long", 3),
    "a cell past csv's own limit": (HEAD + b"Petit;" + b"x" * 200_000 + b";Lyon\n", "cell_too_long", 2),
    "a column too many": (HEAD + b";".join([b"x"] * 101) + b"\n", "too_many_columns", 2),
    "ten thousand columns": (b";".join([b"Nom"] * 10_000) + b"\n", "too_many_columns", 1),
    "no headings": (b"Martin;Elodie;06 39 98 71 05\nPetit;Zoe;06 39 98 71 06\n", "headings_missing", 1),
    "no headings but an address": (b"Martin,elodie@orange.fr\n", "headings_missing", 1),
    "an old spreadsheet": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "format_unknown", 0),
    "a web page": (b"<html><table><tr><td>Nom</td></tr></table></html>", "format_unknown", 0),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "format_unknown", 0),
    "a page to print": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "format_unknown", 0),
}  # fmt: skip


def refusal(path: Path) -> BrokenFile:
    """Why a file is refused; a file that is read to its end fails the test."""
    with pytest.raises(BrokenFile) as refused:
        for _row in table_files.open_source(path).rows():
            pass
    return refused.value


def test_there_are_forty_broken_files() -> None:
    assert len(BROKEN_CSV) >= 40


@pytest.mark.parametrize("name", BROKEN_CSV)
def test_a_broken_file_is_refused_with_its_place_and_reason(name: str, tmp_path: Path) -> None:
    content, kind, row = BROKEN_CSV[name]
    path = tmp_path / "clients.csv"
    path.write_bytes(content)
    tracemalloc.start()
    start = time.perf_counter()
    refused = refusal(path)
    spent, peak = time.perf_counter() - start, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (refused.kind, refused.row) == (kind, row), refused.message
    assert refused.message
    assert spent < 2
    assert peak < 60_000_000


def test_a_file_past_the_limit_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "clients.csv"
    with open(path, "wb") as file:
        file.truncate(MOST_BYTES + 1)
    assert refusal(path).kind == "file_too_large"


def test_a_row_past_a_million_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "clients.csv"
    path.write_bytes(b"Nom\n" + b"x\n" * 1_000_001)
    assert (refusal(path).kind, refusal(path).row) == ("too_many_rows", 1_000_002)


def test_a_missing_file_and_a_folder_are_said_to_be_just_that(tmp_path: Path) -> None:
    assert refusal(tmp_path / "clients.csv").kind == "file_missing"
    assert refusal(tmp_path).kind == "file_unreadable"
