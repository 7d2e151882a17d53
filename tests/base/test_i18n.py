"""Words, dates and money as the reader writes them."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from threading import Thread
from typing import Any

import pytest
from babel.numbers import format_currency

from parrainage_desktop.base import i18n
from parrainage_desktop.base.i18n import in_language

DAY = date(2026, 11, 14)
NBSP, THIN = "\u00a0", "\u202f"


def in_both(write: object) -> tuple[str, str]:
    """What a function says in French and in English."""
    assert callable(write)
    with in_language("fr"):
        french = write()
    with in_language("en"):
        return french, write()


MONEY: list[tuple[tuple[int, dict[str, Any]], str, str]] = [
    ((1_250, {}), f"12,50{NBSP}€", "€12.50"),
    ((123_450, {}), f"1{THIN}234,50{NBSP}€", "€1,234.50"),
    ((0, {}), f"0,00{NBSP}€", "€0.00"),
    ((500, {"short": True}), f"5{NBSP}€", "€5"),
    ((550, {"short": True}), f"5,50{NBSP}€", "€5.50"),
    ((-500, {}), f"−5,00{NBSP}€", "−€5.00"),
    ((500, {"sign": True}), f"+5,00{NBSP}€", "+€5.00"),
    ((0, {"sign": True}), f"0,00{NBSP}€", "€0.00"),
    ((100_000_000, {}), f"1{THIN}000{THIN}000,00{NBSP}€", "€1,000,000.00"),
]


@pytest.mark.parametrize(("amount", "french", "english"), MONEY)
def test_money_is_written_the_reader_s_way(amount: tuple[int, dict[str, Any]], french: str, english: str) -> None:
    cents, shape = amount
    assert in_both(lambda: i18n.money(cents, **shape)) == (french, english)


def test_another_currency_keeps_its_own_sign() -> None:
    assert in_both(lambda: i18n.money(1_250, "CHF")) == (f"12,50{NBSP}CHF", "CHF12.50")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("currency", ["EUR", "CHF", "GBP", "USD", "MAD", "XOF", "DKK", "XXX"])
def test_every_amount_is_what_babel_writes_at_length(language: str, currency: str) -> None:
    locale, shape = {"fr": ("fr_FR", "#,##0.00 ¤"), "en": ("en_GB", "¤#,##0.00")}[language]
    for cents in (*range(0, 12_000, 7), *(10**places + 10 for places in range(4, 15))):
        long = format_currency(Decimal(cents) / 100, currency, shape, locale=locale, currency_digits=False)
        with in_language(language):
            assert i18n.money(cents, currency) == long.replace(" ", NBSP)
            assert i18n.money(-cents, currency) == ("−" if cents else "") + long.replace(" ", NBSP)


DATES = [
    (i18n.day, "14 nov. 2026", "14 Nov 2026"),
    (i18n.long_day, "samedi 14 novembre 2026", "Saturday 14 November 2026"),
    (i18n.weekday_day, "samedi 14 novembre", "Saturday 14 November"),
    (i18n.day_month, "14 nov.", "14 Nov"),
    (i18n.day_month_long, "14 novembre", "14 November"),
    (i18n.day_month_year, "14 novembre 2026", "14 November 2026"),
]


@pytest.mark.parametrize(("write", "french", "english"), DATES)
def test_a_day_is_written_the_reader_s_way(write: object, french: str, english: str) -> None:
    assert callable(write)
    assert in_both(lambda: write(DAY)) == (french, english)


def test_the_first_of_a_month_is_an_ordinal_in_french_only() -> None:
    first = date(2026, 10, 1)
    assert in_both(lambda: i18n.day_month_year(first)) == ("1er octobre 2026", "1 October 2026")
    assert in_both(lambda: i18n.long_day(first)) == ("jeudi 1er octobre 2026", "Thursday 1 October 2026")
    assert in_both(lambda: i18n.day(first + timedelta(days=10)))[0] == "11 oct. 2026"


def test_months_have_a_long_and_a_short_name() -> None:
    assert in_both(lambda: i18n.month(2026, 10)) == ("octobre 2026", "October 2026")
    assert in_both(lambda: i18n.month_name(8)) == ("août", "August")
    assert in_both(lambda: i18n.month_short(10)) == ("oct.", "Oct")


def test_numbers_have_the_reader_s_separators_and_a_real_minus() -> None:
    assert in_both(lambda: i18n.number(15_000)) == (f"15{THIN}000", "15,000")
    assert in_both(lambda: i18n.decimal(62.5, 1)) == ("62,5", "62.5")
    assert in_both(lambda: i18n.decimal(-12.34, 1, sign=True)) == ("−12,3", "−12.3")
    assert in_both(lambda: i18n.decimal(12.34, 1, sign=True)) == ("+12,3", "+12.3")


@pytest.mark.parametrize(
    ("value", "shown"), [(0.05, "0.1"), (0.25, "0.3"), (-0.25, "−0.3"), (0.04, "0.0"), (-0.04, "0.0")]
)
def test_half_is_rounded_away_from_zero_and_zero_has_no_sign(value: float, shown: str) -> None:
    assert i18n.decimal(value, 1) == shown
    assert i18n.decimal(Decimal(str(value)), 1, sign=False) == shown


def test_a_percentage_of_nothing_is_not_a_number() -> None:
    assert in_both(lambda: i18n.percent(800, 15_000)) == (f"5,3{NBSP}%", "5.3%")
    assert in_both(lambda: i18n.percent(550, 800, 2)) == (f"68,75{NBSP}%", "68.75%")
    assert in_both(lambda: i18n.percent(0, 0)) == in_both(lambda: i18n._("n/a"))


def test_a_share_has_the_decimals_it_needs() -> None:
    assert in_both(lambda: i18n.share(1_250)) == (f"12,5{NBSP}%", "12.5%")
    assert [i18n.share(points) for points in (1_000, 333, 10_000)] == ["10%", "3.33%", "100%"]


def test_a_rank_is_short() -> None:
    ranks = (1, 2, 3, 4, 11, 12, 13, 21, 22, 112)
    english = ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "112th"]
    assert [i18n.ordinal(rank) for rank in ranks] == english
    assert in_both(lambda: f"{i18n.ordinal(1)} {i18n.ordinal(5)}")[0] == "1er 5e"


def test_the_time_is_the_shop_s_wall_clock() -> None:
    assert i18n.clock_time(datetime(2026, 11, 14, 9, 5)) == "09:05"  # noqa: DTZ001


def test_a_count_chooses_between_one_and_many() -> None:
    assert i18n.ngettext("{n} card", "{n} cards", 0).format(n=0) == "0 cards"
    assert i18n.ngettext("{n} card", "{n} cards", 1).format(n=1) == "1 card"


def test_a_language_lasts_as_long_as_its_block_even_when_it_fails() -> None:
    with in_language("fr"):
        assert i18n.language() == "fr"
    assert i18n.language() == "en"
    with pytest.raises(ValueError, match="xx"), in_language("fr"):
        i18n.set_language("xx")
    assert i18n.language() == "en"


def test_only_known_languages_are_spoken() -> None:
    with pytest.raises(ValueError, match="de"):
        i18n.set_language("de")
    assert i18n.language() == "en"


def test_one_thread_s_language_is_not_another_s() -> None:
    heard = []
    with in_language("fr"):
        other = Thread(target=lambda: heard.append(i18n.language()))
        other.start()
        other.join()
    assert heard == ["en"]
