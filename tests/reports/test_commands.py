"""The month as a PDF, from a terminal."""

from datetime import timedelta
from pathlib import Path

import pytest

from parrainage_desktop.base.clock import SetClock
from tests.console import Console, opened, rewarded


@pytest.fixture
def shop(tmp_path: Path, clock: SetClock) -> Console:
    """A shop in November with one referral rewarded."""
    console = opened(tmp_path, clock)
    rewarded(console)
    return console


def test_the_figures_are_those_of_the_paper(shop: Console, tmp_path: Path) -> None:
    paper = tmp_path / "report.pdf"
    made = shop.ask("report", "2026-11", str(paper), "--lang", "fr")
    assert made["pages"] >= 2
    assert paper.read_bytes().startswith(b"%PDF")
    figures = made["figures"]
    assert (figures["year"], figures["month"], figures["new_customers"]) == (2026, 11, 1)
    assert figures["movements"]["closing"] == {"vouchers": 2, "cents": 1_000}
    assert figures["purchases_cents"] == 3_240
    assert figures["cost_per_customer_cents"] == 1_000
    assert figures["nps"]["nps"] is None
    assert figures["balances"] is True
    assert "November 2026" in shop.say("report", "2026-11", str(paper)).out


def test_last_month_is_the_one_that_is_over(shop: Console, tmp_path: Path) -> None:
    shop.clock.advance(timedelta(days=30))
    figures = shop.ask("report", "last-month", str(tmp_path / "report.pdf"))["figures"]
    assert (figures["year"], figures["month"], figures["new_customers"]) == (2026, 11, 1)


def test_the_end_of_the_name_says_whether_paper_or_tables_are_wanted(shop: Console, tmp_path: Path) -> None:
    for name in ("report.csv", "report.XLSX"):
        made = shop.ask("report", "2026-11", str(tmp_path / name), "--lang", "fr")
        assert (made["tables"], "pages" in made) == (10, False)
    assert (tmp_path / "report.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (tmp_path / "report.XLSX").read_bytes().startswith(b"PK")


NO_MONTHS = [
    "2026-13", "2026-00", "november", "20266", "", "2026-12", "2026-11-01", "0001-01", "9999-12",
]


@pytest.mark.parametrize("month", NO_MONTHS)
def test_a_month_that_is_none_or_to_come_is_wrong_usage(shop: Console, tmp_path: Path, month: str) -> None:
    paper = tmp_path / "report.pdf"
    assert shop.refused(2, "report", month, str(paper))["error"] == "usage"
    assert not paper.exists()


def test_a_folder_that_takes_no_file_leaves_none_half_written(shop: Console, tmp_path: Path) -> None:
    (tmp_path / "folder.pdf").mkdir()
    before = sorted(tmp_path.iterdir())
    for place in (tmp_path / "missing" / "report.pdf", tmp_path / "folder.pdf"):
        assert shop.refused(4, "report", "2026-11", str(place))["error"] == "file_unwritable"
    assert sorted(tmp_path.iterdir()) == before


def test_a_month_before_the_shop_was_there_is_an_empty_month(shop: Console, tmp_path: Path) -> None:
    made = shop.ask("report", "2020-01", str(tmp_path / "r.pdf"))
    assert made["pages"] >= 1


def test_a_year_alone_is_the_report_of_the_year(shop: Console, tmp_path: Path) -> None:
    made = shop.ask("report", "2026", str(tmp_path / "year.pdf"), "--lang", "fr")
    assert [one["month"] for one in made["months"]] == [11]
    assert "2026" in shop.say("report", "2026", str(tmp_path / "year.xlsx")).out


def test_what_is_owed_is_listed_of_any_day(shop: Console, tmp_path: Path) -> None:
    made = shop.ask("report", "outstanding", str(tmp_path / "owed.pdf"))
    assert (made["pages"], made["vouchers"], made["cents"]) == (1, 2, 1_000)
    made = shop.ask("report", "outstanding", str(tmp_path / "owed.csv"), "--on", "2026-11-01")
    assert (made["tables"], made["day"], made["vouchers"]) == (1, "2026-11-01", 0)


@pytest.mark.parametrize("given", [
    ("2026-11", "report.txt"), ("2026", "report"), ("outstanding", "owed.pdff"),
    ("outstanding", "owed.pdf", "--on", "x"), ("outstanding", "owed.pdf", "--on", "2027-01-01"), ("2027", "y.pdf"),
    ("2026-11", "report.pdf", "--on", "2026-11-01"),
])
def test_a_name_or_a_day_that_means_nothing_is_wrong_usage(
    shop: Console, tmp_path: Path, given: tuple[str, ...]
) -> None:
    what, name, *rest = given
    assert shop.refused(2, "report", what, str(tmp_path / name), *rest)["error"] == "usage"
    assert not (tmp_path / name).exists()
