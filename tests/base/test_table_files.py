"""Whatever a shop's list was written with, the same columns and rows come out."""

from datetime import date
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from parrainage_desktop.base.table_files import open_source
from parrainage_desktop.base.tables_in import BrokenFile, Choices

TEXT = "Nom;Prénom;Ville\r\nLefèvre;Zoë;Œuilly\r\n\r\nDupré;Éloïse;Aÿ\r\n"
ROWS = [(2, ["Lefèvre", "Zoë", "Œuilly"]), (4, ["Dupré", "Éloïse", "Aÿ"])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"])
def test_the_letters_are_read_as_they_were_written(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(TEXT.encode(encoding))
    source = open_source(path)
    assert source.headings == ("Nom", "Prénom", "Ville")
    assert list(source.rows()) == list(source.rows()) == ROWS


def test_an_old_dos_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("Nom;Prénom\nLefèvre;Zoé\n".encode("cp850"))
    assert list(open_source(path).rows()) == [(2, ["Lefèvre", "Zoé"])]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_found(separator: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'Nom{separator}Rue{separator}Ville\nRoux{separator}"12, rue; du | Port"{separator}Lyon\n')
    source = open_source(path)
    assert source.chosen.separator == separator
    assert list(source.rows()) == [(2, ["Roux", "12, rue; du | Port", "Lyon"])]


def test_a_line_that_names_the_separator_is_no_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=;\nNom;Ville\nRoux;Lyon\n")
    assert list(open_source(path).rows()) == [(3, ["Roux", "Lyon"])]


def test_encoding_and_separator_can_be_chosen(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("Nom,Ville;Rue\nLefèvre,Lyon;x\n".encode("cp1252"))
    assert list(open_source(path, Choices("mac_roman", ",")).rows()) == [(2, ["LefËvre", "Lyon;x"])]


def test_a_workbook_gives_texts_whatever_its_cells_are(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = Workbook(str(path))
    book.add_worksheet("Vide")
    sheet = book.add_worksheet("Clients")
    sheet.write_row(2, 0, ["Nom", "Tél", "Depuis", "Montant", "Oui", "Lien"])
    sheet.write_row(3, 0, ["Martin", 612345678])
    sheet.write_datetime(3, 2, date(2026, 1, 31), book.add_format({"num_format": "dd/mm/yy"}))
    sheet.write_number(3, 3, 0.1 + 0.2)
    sheet.write_boolean(3, 4, True)
    sheet.write_url(3, 5, "mailto:a@orange.fr")
    sheet.write_formula(5, 0, "=A4", None, "Martin")
    book.close()
    source = open_source(path)
    assert (source.sheets, source.chosen.sheet) == (("Vide", "Clients"), "Clients")
    assert list(source.rows()) == [
        (4, ["Martin", "612345678", "2026-01-31", "0.3", "1", "a@orange.fr"]), (6, ["Martin"]),
    ]  # fmt: skip


CARDS = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Martin;=C3=89lodie;;;
TEL;CELL:06 39 98 00 01
TEL;HOME:04 72 00 00 01
PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD/
 AAAA

END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Boulangerie du Port
N:;;;;
ITEM1.EMAIL;TYPE=INTERNET:Pain@Orange.fr
ADR;TYPE=WORK:;;12 rue du Port\\, bis;Lyon;;69001;France
CATEGORIES:vip,bio
NOTE:Deux\\nlignes
END:VCARD
BEGIN:VCARD
VERSION:4.0
N:Haddad;Karim;;;
FN:Karim Haddad
TEL;VALUE=uri;TYPE="voice,cell":tel:+33-6-39-98-00-02
END:VCARD
"""


def test_an_address_book_of_any_age_is_a_table(tmp_path: Path) -> None:
    path = tmp_path / "a.vcf"
    path.write_text(CARDS, encoding="utf-8")
    source = open_source(path)
    rows = [dict(zip(source.headings, cells, strict=True)) | {"row": row} for row, cells in source.rows()]
    assert [{name: cell for name, cell in row.items() if cell} for row in rows] == [
        {"row": 1, "First name": "Élodie", "Last name": "Martin", "Mobile": "06 39 98 00 01",
         "Phone": "04 72 00 00 01"},
        {"row": 2, "Full name": "Boulangerie du Port", "E-mail": "Pain@Orange.fr", "Street": "12 rue du Port, bis",
         "Postcode": "69001", "City": "Lyon", "Tags": "vip, bio", "Note": "Deux lignes"},
        {"row": 3, "First name": "Karim", "Last name": "Haddad", "Mobile": "+33-6-39-98-00-02"},
    ]  # fmt: skip


@pytest.mark.parametrize("cut", [len(CARDS) - 5, len(CARDS) - 60])
def test_an_address_book_that_was_cut_is_refused_with_the_card(cut: int, tmp_path: Path) -> None:
    path = tmp_path / "a.vcf"
    path.write_text(CARDS[:cut], encoding="utf-8")
    with pytest.raises(BrokenFile) as refused:
        list(open_source(path).rows())
    assert (refused.value.kind, refused.value.row) == ("vcard_broken", 3)
