"""Tables for other programs: what is written is what is read, and no cell is a formula."""

import csv
import os
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parrainage_desktop.base import tables_out
from parrainage_desktop.base.errors import InvalidInput, UserError
from parrainage_desktop.base.i18n import in_language
from parrainage_desktop.base.tables_out import Cell, Money, Table

FORMULAS = ["=1+1", "+1-1", "-1", "@SUM(A1)", "\t=1", "＝1", "=HYPERLINK(\"http://x\")", "+33 1|cmd"]
ROW: tuple[Cell, ...] = ("Zoé; \"L’Été\"", 3, Money(123_450), date(2026, 10, 31), Decimal("64.1"), None, "0612")
HEADINGS = ("Name", "Vouchers", "Amount", "Day", "NPS", "Nothing", "Phone")


def table(*rows: tuple[Cell, ...], title: str = "October", headings: tuple[str, ...] = HEADINGS) -> Table:
    """A table of these rows."""
    return Table(title, headings, rows)


def lines(path: Path, delimiter: str) -> list[list[str]]:
    """A CSV file as another program reads it."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


@pytest.mark.parametrize(
    ("language", "delimiter", "amount", "score"), [("fr", ";", "1234,50", "64,1"), ("en", ",", "1234.50", "64.1")]
)
def test_csv_is_written_as_the_reader_s_spreadsheet_expects(
    tmp_path: Path, language: str, delimiter: str, amount: str, score: str
) -> None:
    path = tmp_path / "october.csv"
    with in_language(language):
        tables_out.write(path, table(ROW))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    expected = ["Zoé; \"L’Été\"", "3", amount, "2026-10-31", score, "", "0612"]
    assert lines(path, delimiter) == [list(HEADINGS), expected]


def test_xlsx_keeps_the_type_of_every_cell(tmp_path: Path) -> None:
    path = tmp_path / "october.xlsx"
    tables_out.write(path, table(ROW))
    found = openpyxl.load_workbook(path)["October"]
    assert [cell.value for cell in found[1]] == list(HEADINGS)
    name, vouchers, amount, day, score, nothing, phone = found[2]
    assert (name.value, name.data_type) == (ROW[0], "s")
    assert (vouchers.value, vouchers.data_type) == (3, "n")
    assert (amount.value, amount.number_format) == (1234.5, "#,##0.00")
    assert (day.value, day.number_format) == (datetime(2026, 10, 31), "yyyy-mm-dd")  # noqa: DTZ001
    assert score.value == 64.1
    assert nothing.value is None
    assert (phone.value, phone.data_type, phone.number_format) == ("0612", "s", "@")


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_a_formula(tmp_path: Path, text: str) -> None:
    for suffix in tables_out.SUFFIXES:
        tables_out.write(tmp_path / f"x{suffix}", table((text,), headings=(text,)))
    for (cell,) in lines(tmp_path / "x.csv", ","):
        assert cell == f"'{text}"
        assert tables_out.bare(cell) == text
    cells = [row[0] for row in openpyxl.load_workbook(tmp_path / "x.xlsx").active]
    assert [(cell.value, cell.data_type) for cell in cells] == [(text, "s"), (text, "s")]


@given(st.text(st.sampled_from("'=+-@ a1\t"), max_size=6))
def test_every_text_comes_back_from_csv(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "text.csv"
    tables_out.write(path, table((text, "x"), headings=("one", "two")))
    assert tables_out.bare(lines(path, ",")[1][0]) == text


@pytest.mark.parametrize("phone", ["+33612345678", "+33 6 12 34 56 78"])
def test_a_phone_number_stays_as_it_is(tmp_path: Path, phone: str) -> None:
    tables_out.write(tmp_path / "x.csv", table((phone,), headings=("Phone",)))
    assert lines(tmp_path / "x.csv", ",")[1] == [phone]


def test_several_tables_are_sheets_or_stand_one_below_the_other(tmp_path: Path) -> None:
    several = [table((i,), title="What the shop owes: all of it [2026]?", headings=("n",)) for i in range(3)]
    for suffix in tables_out.SUFFIXES:
        tables_out.write(tmp_path / f"x{suffix}", *several)
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert [sheet["A2"].value for sheet in book] == [0, 1, 2]
    title = several[0].title
    one_below_the_other = [line for i in range(3) for line in ([title], ["n"], [str(i)], [])]
    assert lines(tmp_path / "x.csv", ",") == one_below_the_other[:-1]


def test_rows_are_read_as_they_are_written(tmp_path: Path) -> None:
    def rows() -> Iterator[tuple[Cell, ...]]:
        yield from ((i, Money(-i)) for i in range(1_000))

    for suffix in tables_out.SUFFIXES:
        tables_out.write(tmp_path / f"x{suffix}", Table("many", ("n", "cents"), rows()))
    assert lines(tmp_path / "x.csv", ",")[-1] == ["999", "-9.99"]
    assert [cell.value for cell in openpyxl.load_workbook(tmp_path / "x.xlsx").active[1_001]] == [999, -9.99]


def test_a_sheet_that_is_full_is_told_and_not_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables_out, "XLSX_ROWS", 2)
    with pytest.raises(UserError) as told:
        tables_out.write(tmp_path / "x.xlsx", table((1,), (2,), (3,), headings=("n",)))
    assert told.value.kind == "too_many_rows"
    assert list(tmp_path.glob("*.*")) == []


def test_another_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput):
        tables_out.write(tmp_path / "x.ods", table(ROW))
    assert list(tmp_path.glob("*.*")) == []


@pytest.mark.parametrize("suffix", tables_out.SUFFIXES)
def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    path = tmp_path / f"x{suffix}"
    path.write_bytes(b"old")

    def fail(*_arguments: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(UserError) as told:
        tables_out.write(path, table(ROW))
    assert told.value.kind == "file_unwritable"
    assert [file.read_bytes() for file in tmp_path.glob("*.*")] == [b"old"]


@pytest.mark.parametrize("suffix", tables_out.SUFFIXES)
def test_the_same_tables_give_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    for name in ("one", "two"):
        tables_out.write(tmp_path / f"{name}{suffix}", table(ROW))
    assert (tmp_path / f"one{suffix}").read_bytes() == (tmp_path / f"two{suffix}").read_bytes()
