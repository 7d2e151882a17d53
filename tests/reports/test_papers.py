"""The month, the year and the list of what is owed bear any name, many comments and any trouble with a disk."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from parrainage_desktop.base.errors import UserError
from parrainage_desktop.reports import document, exchange, service
from parrainage_desktop.reports.owed import Owed, OwedVoucher
from parrainage_desktop.reports.rules import MonthFigures, Tally
from parrainage_desktop.reports.years import YearFigures
from parrainage_desktop.surveys import service as surveys
from parrainage_desktop.surveys.rules import Given
from tests import paper, papers
from tests.cards.test_papers_on_disk import FAULTS, OLD, Fault
from tests.reports.shop import figures
from tests.stores import Till

Figures = MonthFigures | YearFigures | Owed
MANY = 10_000


def owed(figures: MonthFigures, names: tuple[str, ...] = ("Anne",) * 40) -> Owed:
    """A voucher of 5.00 of each of these people."""
    day = figures.last_day
    vouchers = tuple(OwedVoucher("B…TFRG", name, day, date(2027, 4, 30), 500, 500) for name in names)
    total = Tally(len(vouchers), 500 * len(vouchers))
    made = figures.cut_off, figures.made_by, figures.journal_head, figures.journal_entries
    listed = Owed(figures.shop, day, vouchers, total, *made)
    assert listed.balances()
    return listed


def year(figures: MonthFigures) -> YearFigures:
    """A year of one month."""
    return YearFigures((figures,))


WANTED: list[Callable[[MonthFigures], Figures]] = [lambda figures: figures, year, owed]


def test_every_hostile_name_is_on_the_month_as_it_is(tmp_path: Path, october: MonthFigures) -> None:
    names, row = papers.NAMES, october.rewarded[0]
    found = replace(
        october, rewarded=tuple(replace(row, referrer=name, referee="Zoé") for name in names),
        outside_rows_cents=0,
    )  # fmt: skip
    printed = document.monthly(tmp_path / "m.pdf", found, "en")
    text = " ".join(paper.pages(tmp_path / "m.pdf"))
    assert papers.missing([text] * len(names), names, printed.unprintable) == []
    assert set(printed.unprintable) <= papers.BEYOND
    assert papers.obeyed(tmp_path / "m.pdf") == []


def test_every_hostile_name_is_on_the_list_of_what_is_owed(tmp_path: Path, october: MonthFigures) -> None:
    printed = document.outstanding(tmp_path / "o.pdf", owed(october, papers.NAMES), "en")
    text = " ".join(paper.pages(tmp_path / "o.pdf"))
    assert papers.missing([text] * len(papers.NAMES), papers.NAMES, printed.unprintable) == []
    assert papers.obeyed(tmp_path / "o.pdf") == []


@pytest.mark.parametrize("make", WANTED)
def test_a_shop_and_a_maker_of_any_name_stop_no_paper(
    tmp_path: Path, october: MonthFigures, make: Callable[[MonthFigures], Figures]
) -> None:
    path = tmp_path / "p.pdf"
    for name in papers.NAMES[::12]:
        shop = replace(october.shop, name=name, address=name)
        printed = document.write(path, make(replace(october, shop=shop, made_by=name)), "fr")
        assert papers.missing([paper.pages(path)[0]], [name], printed.unprintable) == []
        assert papers.obeyed(path) == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_ten_thousand_comments_are_all_printed(tmp_path: Path, october: MonthFigures, language: str) -> None:
    comment = october.comments[0]
    many = replace(october, comments=tuple(replace(comment, text=f"Avis {i:05}.") for i in range(MANY)))
    document.monthly(tmp_path / "m.pdf", many, language)
    text = " ".join(paper.pages(tmp_path / "m.pdf"))
    assert all(text.count(f"Avis {i:05}.") == 1 for i in range(MANY))


def test_of_ten_thousand_comments_in_a_month_the_newest_few_are_quoted(file_till: Till) -> None:
    with file_till.db.write(file_till.actor) as tx:
        for i in range(MANY):
            surveys.answer(tx, Given(i % 11, comment=f"Avis {i}.", quotable=True))
    found = figures(file_till, 2026, 11)
    assert (found.nps.answers, len(found.comments)) == (MANY, service.COMMENTS)
    assert found.comments[0].text == f"Avis {MANY - 1}."


@pytest.mark.parametrize("make", WANTED)
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("suffix", [".pdf", ".csv"])
def test_whatever_goes_wrong_the_old_report_stays(
    tmp_path: Path, october: MonthFigures, make: Callable[[MonthFigures], Figures], fault: Fault, suffix: str
) -> None:
    path = tmp_path / "folder" / f"paper{suffix}"
    path.parent.mkdir()
    path.write_bytes(OLD)
    write = document.write if suffix == ".pdf" else exchange.write
    with fault(path), pytest.raises(UserError) as told:
        write(path, make(october), "en")
    assert (told.value.kind, path.name in told.value.message) == ("file_unwritable", True)
    assert path.read_bytes() == OLD
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    write(path, make(october), "en")
    assert path.read_bytes() != OLD


@pytest.mark.parametrize("make", WANTED)
def test_a_folder_that_vanished_is_told(
    tmp_path: Path, october: MonthFigures, make: Callable[[MonthFigures], Figures]
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    shutil.rmtree(folder)
    with pytest.raises(UserError) as told:
        document.write(folder / "paper.pdf", make(october), "en")
    assert (told.value.kind, folder.exists()) == ("file_unwritable", False)
