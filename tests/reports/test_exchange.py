"""The month's tables are the paper's figures, cell by cell, and nothing in them is a formula."""

import csv
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from parrainage_desktop.base.tables_out import SUFFIXES
from parrainage_desktop.reports import exchange
from parrainage_desktop.reports.rules import Corrections, Counted, MonthFigures, Movements
from parrainage_desktop.surveys.rules import Score


def sheets(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """What a spreadsheet finds in a file, sheet by sheet."""
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in openpyxl.load_workbook(path)}


def test_the_tables_say_what_the_paper_says(tmp_path: Path, october: MonthFigures) -> None:
    exchange.write(tmp_path / "october.xlsx", october, "en")
    found = sheets(tmp_path / "october.xlsx")
    figures = {row[0]: row[1:] for row in found["October 2026"]}
    assert figures["New customers"] == (18, 18)
    assert figures["Referred purchases (reference)"] == (1_912.4, 42)
    assert figures["Cost per new customer"] == (10.56, 18)
    assert figures["NPS score"] == (64.1, 340)
    assert [row[1:] for row in found["Outstanding"][1:]] == [
        (47, 235), (37, 190), (-24, -120), (0, 0), (0, 0), (-5, -25), (-1, -5), (54, 275),
    ]  # fmt: skip
    rewarded = found["Completed referrals"]
    assert rewarded[1] == (datetime(2026, 10, 2), "Karim H.", "Louise A.", 24.9, 10)  # noqa: DTZ001
    assert sum(row[4] for row in rewarded[1:]) == 190
    assert found["By month"][-1] == ("2026-10", 18, 190, 120)


def test_the_account_adds_up_in_the_spreadsheet_too(tmp_path: Path, october: MonthFigures) -> None:
    exchange.write(tmp_path / "october.xlsx", october, "fr")
    account = list(sheets(tmp_path / "october.xlsx").values())[1]
    *moved, closing = [row[2] for row in account[1:]]
    assert sum(moved) == closing


def test_what_is_not_known_is_an_empty_cell(tmp_path: Path, october: MonthFigures) -> None:
    nothing = replace(
        october, new_customers=0, purchases_cents=None, purchases=0, nps=Score(0, 0, 0), movements=Movements()
    )
    exchange.write(tmp_path / "empty.xlsx", nothing, "en")
    figures = {row[0]: row[1:] for row in sheets(tmp_path / "empty.xlsx")["October 2026"]}
    for name in ("Cost per new customer", "Referred purchases (reference)", "NPS score"):
        assert figures[name] == (None, 0)


def test_corrections_are_numbers_with_their_sign(tmp_path: Path, october: MonthFigures) -> None:
    corrected = replace(october, corrections=Corrections(late=Counted(2, 1_240), undone=Counted(1, 1_000)))
    exchange.write(tmp_path / "m.xlsx", corrected, "en")
    assert [row[1:] for row in sheets(tmp_path / "m.xlsx")["Corrections"][1:]] == [(2, 12.4), (-1, -10)]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_no_name_or_comment_is_run(tmp_path: Path, october: MonthFigures, suffix: str) -> None:
    trap = '=HYPERLINK("http://evil")'
    rows = tuple(replace(row, referrer=trap, referee=trap) for row in october.rewarded)
    comments = tuple(replace(comment, text=trap) for comment in october.comments)
    path = tmp_path / f"m{suffix}"
    exchange.write(path, replace(october, rewarded=rows, comments=comments), "en")
    if suffix == ".csv":
        with open(path, encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row if "HYPERLINK" in cell]
        assert set(cells) == {f"'{trap}"}
        return
    every = [cell for sheet in openpyxl.load_workbook(path) for row in sheet for cell in row]
    assert {cell.data_type for cell in every if cell.value == trap} == {"s"}
