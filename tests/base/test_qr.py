"""Codes on paper: what is printed is what a reader reads."""

from pathlib import Path

import pytest

from parrainage_desktop.base import pdf, qr
from parrainage_desktop.base.codes import CodeKind, new_code
from tests import paper

CARD, VOUCHER = "PNXVVNTBCTFE", "BGHDJGVDCTNKBTFRG"


def written(path: Path, letters: str, size: float) -> Path:
    """A page with one QR and one Code 128."""
    with pdf.document(path, pdf.A6, "codes", "shop", "en") as sheet:
        qr.draw(sheet, letters, 20, 20, size)
        qr.draw_bars(sheet, letters, 30, 250, 20)
    return path


@pytest.mark.parametrize("letters", [CARD, VOUCHER])
def test_both_lengths_make_the_same_full_qr(letters: str) -> None:
    rows = qr.matrix(letters)
    assert [len(row) for row in rows] == [25] * 25
    finder = [row[:7] for row in rows[:7]]
    assert all(finder[0])
    assert all(finder[6])


def test_a_version_holds_what_it_must() -> None:
    assert [len(qr.matrix("B" * length)) for length in (10, 11, 20, 21)] == [21, 25, 25, 29]


@pytest.mark.parametrize("letters", ["", "pnxvvntbctfe", "P-NXV", "Karim", "https://x", "B" * 51])
def test_nothing_but_letters_of_a_code_is_drawn(letters: str) -> None:
    with pytest.raises(ValueError, match="not the letters"):
        qr.matrix(letters)


@pytest.mark.parametrize("letters", [CARD, VOUCHER, *(new_code(kind) for kind in CodeKind)])
def test_readers_read_the_printed_letters_at_the_smallest_size(tmp_path: Path, letters: str) -> None:
    path = written(tmp_path / "codes.pdf", letters, 33 * 0.5 * pdf.MM)
    assert paper.codes(path) == [letters]
    assert paper.codes(path, "Code 128") == [letters]


def test_a_module_under_half_a_millimetre_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="modules under"):
        written(tmp_path / "codes.pdf", CARD, 33 * 0.49 * pdf.MM)
    assert not list(tmp_path.glob("*.p*"))


@pytest.mark.parametrize("address", ["https://avis.example.org/maison-lumet", "https://example.org/" + "é" * 60])
def test_a_telephone_reads_a_printed_address(tmp_path: Path, address: str) -> None:
    with pdf.document(tmp_path / "link.pdf", pdf.A6, "link", "shop", "en") as sheet:
        qr.draw_link(sheet, address, 20, 20, 40 * pdf.MM)
    assert paper.codes(tmp_path / "link.pdf") == [address]


@pytest.mark.parametrize("signs", [400, 9_000])
def test_an_address_too_long_for_its_place_is_refused(tmp_path: Path, signs: int) -> None:
    with (
        pytest.raises(ValueError, match=r"modules under|Invalid version"),
        pdf.document(tmp_path / "link.pdf", pdf.A6, "link", "shop", "en") as sheet,
    ):
        qr.draw_link(sheet, "https://example.org/" + "a" * signs, 20, 20, 30 * pdf.MM)


def test_the_size_counts_the_quiet_zone() -> None:
    assert qr.size_for(25, CARD) == pytest.approx(33 * pdf.MM)


def test_a_bar_code_of_a_voucher_is_222_bars_wide(tmp_path: Path) -> None:
    with pdf.document(tmp_path / "bars.pdf", pdf.A6, "bars", "shop", "en") as sheet:
        assert qr.draw_bars(sheet, VOUCHER, 0, 0, 20) == pytest.approx(222 * 0.36 * pdf.MM)
