"""The year adds up: its months side by side, their totals, and every voucher behind what is still owed."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from parrainage_desktop.base.clock import add_months
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import day, in_language, money
from parrainage_desktop.reports import document, exchange, service
from parrainage_desktop.reports.owed import Owed, OwedVoucher
from parrainage_desktop.reports.rules import MonthFigures, Movements, Tally
from parrainage_desktop.reports.years import YearFigures
from parrainage_desktop.vouchers import corrections
from tests import paper
from tests.reports.shop import NO_SHOP, Busy, figures
from tests.reports.test_exchange import sheets
from tests.stores import Till

AMOUNT = re.compile(r"[+−]?€[\d,]+\.\d\d")


@pytest.fixture
def busy(file_till: Till) -> Busy:
    """A shop of more than a year."""
    busy = Busy(file_till, 7)
    busy.live(320)
    return busy


def year(till: Till, number: int) -> YearFigures:
    """A year's figures as they are now."""
    with till.db.read(till.actor) as tx:
        return service.year_figures(tx, number)


def owed_on(till: Till, when: date) -> Owed:
    """What was owed at the end of a day."""
    with till.db.read(till.actor) as tx:
        return service.owed(tx, when)


def cents(text: str) -> int:
    """The cents of an amount as English prints it."""
    return int(re.sub(r"[+€,.]", "", text).replace("−", "-"))


@pytest.mark.parametrize("number", [2026, 2027])
def test_the_year_is_its_months_and_they_add_up(busy: Busy, number: int) -> None:
    found = year(busy.till, number)
    assert [(one.year, one.month) for one in found.months] == sorted({(o.year, o.month) for o in found.months})
    assert found.balances()
    assert found.new_customers == sum(one.new_customers for one in found.months)
    until = date(number, 12, 31)
    issued = f"SELECT sum(value_cents) FROM vouchers WHERE issued_on BETWEEN '{number}-01-01' AND '{until}'"
    assert found.movements.issued.cents == busy.till.scalar(issued)
    answers = f"SELECT count(*) FROM answers WHERE answered_on BETWEEN '{number}-01-01' AND '{until}'"
    assert found.nps.answers <= busy.till.scalar(answers)


def test_two_years_meet_to_the_cent(busy: Busy) -> None:
    assert year(busy.till, 2026).movements.closing == year(busy.till, 2027).movements.opening


def test_every_row_of_the_paper_leads_to_the_next(busy: Busy, tmp_path: Path) -> None:
    found = year(busy.till, 2027)
    document.yearly(tmp_path / "y.pdf", found, "en")
    text = paper.pages(tmp_path / "y.pdf")[1]
    accounts = text[text.index("Accounts of the year") : text.index("Each month as it was")]
    printed = [cents(amount) for amount in AMOUNT.findall(accounts)]
    (opening, *rest), moves = printed, 5
    rows = [rest[i : i + moves] for i in range(0, len(rest), moves)]
    assert len(rows) == len(found.months) + 1
    for before, (*changes, after) in pairwise([[opening], *rows[:-1]]):
        assert before[-1] + sum(changes) == after
    assert opening + sum(rows[-1][:4]) == rows[-1][4] == found.movements.closing.cents
    assert [sum(column) for column in zip(*rows[:-1], strict=True)][:4] == rows[-1][:4]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_paper_says_the_year_in_the_readers_language(busy: Busy, tmp_path: Path, language: str) -> None:
    found = year(busy.till, 2027)
    document.yearly(tmp_path / "y.pdf", found, language)
    text = " ".join(paper.pages(tmp_path / "y.pdf"))
    with in_language(language):
        for amount in (found.movements.issued.cents, found.movements.redeemed.cents, found.movements.closing.cents):
            assert paper.plain(money(amount)) in text
    assert found.last.journal_head in text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_large_amounts_stand_beside_each_other(tmp_path: Path, october: MonthFigures, language: str) -> None:
    much = Tally(400, 400_000_000)
    opening = Tally(1200, 3 * much.cents)
    issued = october.movements.issued
    movements = Movements(opening, issued, redeemed=much, expired=much, cancelled=much, closing=issued)
    found = YearFigures((replace(october, movements=movements, purchases_cents=4 * much.cents),))
    document.yearly(tmp_path / "y.pdf", found, language)
    assert paper.collisions(tmp_path / "y.pdf") == []
    with in_language(language):
        assert paper.plain(money(opening.cents)) in paper.pages(tmp_path / "y.pdf")[1]


@pytest.mark.parametrize("month", range(1, 13))
def test_every_day_and_amount_of_the_list_is_printed_whole(tmp_path: Path, month: int) -> None:
    last = date(2027, month, 28)
    one = OwedVoucher("B…WWWW", "Odile Marchand", last, last, 100_000_000, 100_000_000)
    found = Owed(NO_SHOP, last, (one,), Tally(1, one.left_cents), datetime(2027, 1, 1, tzinfo=UTC), "Ana", "abc", 1)
    document.outstanding(tmp_path / "o.pdf", found, "fr")
    assert paper.collisions(tmp_path / "o.pdf") == []
    (text,) = paper.pages(tmp_path / "o.pdf")
    with in_language("fr"):
        amount = paper.plain(money(one.left_cents))
        assert f"{day(last)} {one.code} {one.holder} {day(last)} {amount} {amount} Total 1 bon {amount}" in text


def test_the_tables_of_the_year_add_up_in_a_spreadsheet(busy: Busy, tmp_path: Path) -> None:
    found = year(busy.till, 2027)
    exchange.write(tmp_path / "y.xlsx", found, "en")
    _headings, *rows, total = sheets(tmp_path / "y.xlsx")["2027"]
    for row in [*rows, total]:
        assert round(sum(row[3:10]), 2) == row[10]
    assert [round(sum(row[i] for row in rows), 2) for i in (1, 2, 4, 5, 6, 7, 8, 9)] == [
        total[i] for i in (1, 2, 4, 5, 6, 7, 8, 9)
    ]


def test_the_list_of_what_is_owed_is_the_account_on_every_day(busy: Busy) -> None:
    for number, month in busy.printed:
        closing = figures(busy.till, number, month).movements.closing
        found = owed_on(busy.till, add_months(date(number, month, 1), 1) - timedelta(days=1))
        assert found.total == found.account == closing
    now = owed_on(busy.till, busy.today())
    assert now.total.cents == busy.till.scalar(
        "SELECT coalesce(sum(balance_cents), 0) FROM vouchers"
        f" WHERE state = 'issued' AND valid_until >= '{busy.today()}'"
    )


def test_the_paper_lists_every_voucher_and_its_total(busy: Busy, tmp_path: Path) -> None:
    number, month = max(busy.printed, key=lambda key: figures(busy.till, *key).movements.closing.vouchers)
    found = owed_on(busy.till, add_months(date(number, month, 1), 1) - timedelta(days=1))
    assert document.outstanding(tmp_path / "o.pdf", found, "en").unprintable == ()
    text = " ".join(paper.pages(tmp_path / "o.pdf"))
    for one in found.vouchers:
        assert one.code in text
    amounts = [cents(amount) for amount in AMOUNT.findall(text)]
    assert amounts[-1] == found.account.cents
    assert sum(amounts[1:-1:2]) == found.account.cents
    exchange.write(tmp_path / "o.xlsx", found, "en")
    (_title, rows), = sheets(tmp_path / "o.xlsx").items()
    assert len(rows) == found.account.vouchers + 2
    assert round(rows[-1][5] * 100) == found.account.cents == round(sum(row[5] for row in rows[1:-1]) * 100)


def test_a_last_day_is_told_as_it_was_known_then(file_till: Till) -> None:
    code = file_till.issue(file_till.customer("Odile", "Marchand"), 500).code
    file_till.days_pass(3)
    then = owed_on(file_till, date(2026, 11, 14)).vouchers[0].valid_until
    with file_till.db.write(file_till.actor) as tx:
        corrections.extend(tx, code, then + timedelta(days=20), "was ill")
    assert owed_on(file_till, date(2026, 11, 14)).vouchers[0].valid_until == then
    now = owed_on(file_till, date(2026, 11, 17)).vouchers[0].valid_until
    with in_language("en"):
        assert day(now) == day(then + timedelta(days=20))


@pytest.mark.parametrize("number", [2025, 2027])
def test_a_year_to_come_or_before_the_scheme_is_refused(file_till: Till, number: int) -> None:
    with pytest.raises(InvalidInput):
        year(file_till, number)


def test_a_day_to_come_is_refused(file_till: Till) -> None:
    with pytest.raises(InvalidInput):
        owed_on(file_till, date(2026, 11, 15))


def test_a_long_list_turns_the_page_and_keeps_its_total(file_till: Till, tmp_path: Path) -> None:
    odile = file_till.customer("Odile", "Marchand")
    for _voucher in range(90):
        file_till.issue(odile, 700)
    found = owed_on(file_till, date(2026, 11, 14))
    assert document.outstanding(tmp_path / "o.pdf", found, "en").pages == 3
    assert "Total 90 vouchers €630.00" in paper.pages(tmp_path / "o.pdf")[2]
