"""A finished paper is read back: whatever a scanner could not read is named."""

from pathlib import Path

import pytest

from parrainage_desktop.base import pdf, qr
from parrainage_desktop.base.codes import CodeKind, grouped, new_code
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.progress import Cancelled, Progress
from parrainage_desktop.base.proofreading import read_back

CARD, OTHER, VOUCHER = "PNXVVNTBCTFE", new_code(CodeKind.CARD), "BGHDJGVDCTNKBTFRG"


def page(path: Path, printed: str, square: str = "", bars: str = "", stain: float = 0.0) -> Path:
    """A page with a code in letters, a square code, a bar code, and a stain over the middle of the square."""
    with pdf.document(path, pdf.A6, "codes", "shop", "en") as sheet:
        pdf.text(sheet, 20, 15, grouped(printed))
        if square:
            qr.draw(sheet, square, 20, 20, 90)
        if bars:
            qr.draw_bars(sheet, bars, 30, 250, 20)
        if stain:
            pdf.box(sheet, 65 - stain / 2, 65 - stain / 2, stain, stain, "#FFFFFF")
    return path


def unread(path: Path) -> tuple[str, ...]:
    """What could not be read."""
    return read_back(path, Progress()).unread


def test_what_is_printed_and_can_be_scanned_is_right(tmp_path: Path) -> None:
    assert unread(page(tmp_path / "a.pdf", CARD, CARD)) == ()
    assert unread(page(tmp_path / "b.pdf", VOUCHER, VOUCHER, VOUCHER)) == ()
    assert unread(page(tmp_path / "b.pdf", VOUCHER, VOUCHER)) == ()


def test_a_code_that_is_wounded_wrong_or_not_there_is_named(tmp_path: Path) -> None:
    assert unread(page(tmp_path / "a.pdf", CARD, CARD, stain=36)) == (grouped(CARD),)
    assert unread(page(tmp_path / "b.pdf", CARD)) == (grouped(CARD),)
    assert unread(page(tmp_path / "c.pdf", CARD, OTHER)) == tuple(sorted((grouped(CARD), grouped(OTHER))))
    other = new_code(CodeKind.VOUCHER)
    assert unread(page(tmp_path / "d.pdf", VOUCHER, VOUCHER, other)) == (grouped(VOUCHER),)


def test_a_paper_without_codes_has_none(tmp_path: Path) -> None:
    with pdf.document(tmp_path / "a.pdf", pdf.A6, "t", "a", "en") as sheet:
        pdf.text(sheet, 20, 20, "P-AAA-AAA")
    found = read_back(tmp_path / "a.pdf", Progress())
    assert (found.pages, found.printed, found.read) == (1, 0, 0)


def test_what_is_no_pdf_is_said_and_a_long_reading_can_be_stopped(tmp_path: Path) -> None:
    (tmp_path / "no.pdf").write_bytes(b"hello")
    for name in ("no.pdf", "nowhere.pdf"):
        with pytest.raises(UserError) as refused:
            read_back(tmp_path / name, Progress())
        assert (refused.value.kind, name in refused.value.message) == ("file_unreadable", True)
    with pytest.raises(UserError, match=r"There is no file “nowhere\.pdf”"):
        read_back(tmp_path / "nowhere.pdf", Progress())
    with pytest.raises(Cancelled):
        read_back(page(tmp_path / "a.pdf", CARD, CARD), Progress(stop=lambda: True))
