"""Days are the shop's own, months are counted from the first day, and no night of the year shifts them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parrainage_desktop.base.clock import (
    SetClock,
    SystemClock,
    add_months,
    day_start,
    local_day,
    month_bounds,
    previous_month,
)
from parrainage_desktop.programme.rules import Terms, life
from parrainage_desktop.vouchers.rules import Side, Standing, Voucher, VoucherState

ZONES = [
    "Europe/Paris", "America/Montreal", "Europe/Zurich", "Africa/Casablanca", "Indian/Reunion", "Pacific/Noumea",
    "America/Guadeloupe", "Asia/Bangkok", "Australia/Lord_Howe",
]  # fmt: skip
DAYS = st.dates(date(2024, 1, 1), date(2040, 12, 31))


def lasting(first: date, last: date) -> Voucher:
    """A voucher good from one day to another."""
    return Voucher(
        1, "B", Side.REFEREE, 1, "Zoé", None, None, 1, 500, 500, "EUR", 0, first, first, last,
        VoucherState.ISSUED, 0,
    )  # fmt: skip


@pytest.mark.parametrize("zone_name", ZONES)
def test_every_day_from_2024_to_2040_begins_at_its_own_midnight(zone_name: str) -> None:
    zone, day = ZoneInfo(zone_name), date(2024, 1, 1)
    while day < date(2041, 1, 1):
        start = day_start(day, zone)
        assert local_day(start, zone) == day
        assert local_day(start - timedelta(microseconds=1), zone) == day - timedelta(days=1)
        day += timedelta(days=1)


@pytest.mark.parametrize("zone_name", ZONES)
def test_a_voucher_is_good_to_the_last_second_of_its_last_day_whatever_the_clocks_do(zone_name: str) -> None:
    zone = ZoneInfo(zone_name)
    for offset in range(0, 17 * 365, 3):
        last = date(2024, 1, 1) + timedelta(days=offset)
        voucher, end = lasting(last - timedelta(days=30), last), day_start(last + timedelta(days=1), zone)
        assert voucher.standing(local_day(end - timedelta(seconds=1), zone)) is Standing.ACTIVE
        assert voucher.standing(local_day(end, zone)) is Standing.EXPIRED


def test_the_published_expiry_of_a_shop_seven_hours_ahead() -> None:
    shop = ZoneInfo("Asia/Bangkok")
    voucher = lasting(date(2026, 1, 1), date(2026, 2, 22))
    asked = [datetime(2026, 2, 21, 18, 0), datetime(2026, 2, 22, 23, 59), datetime(2026, 2, 23, 0, 0)]  # noqa: DTZ001
    standings = [voucher.standing(local_day(moment.replace(tzinfo=shop).astimezone(UTC), shop)) for moment in asked]
    assert standings == [Standing.ACTIVE, Standing.ACTIVE, Standing.EXPIRED]


@pytest.mark.parametrize(
    ("night", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 11, 14), 24)]
)
def test_the_day_the_clocks_change_is_one_day(night: date, hours: int) -> None:
    paris = ZoneInfo("Europe/Paris")
    start, end = day_start(night, paris), day_start(night + timedelta(days=1), paris)
    assert end - start == timedelta(hours=hours)
    assert {local_day(start + timedelta(minutes=m), paris) for m in range(hours * 60)} == {night}


def test_half_past_midnight_on_the_first_is_the_new_month_in_the_shop() -> None:
    paris = ZoneInfo("Europe/Paris")
    days = [local_day(datetime(2026, m, 1, 0, 30, tzinfo=paris).astimezone(UTC), paris) for m in range(1, 13)]
    assert days == [date(2026, m, 1) for m in range(1, 13)]


MONTHS = [
    (date(2026, 1, 31), 1, date(2026, 2, 28)),
    (date(2026, 1, 31), 2, date(2026, 3, 31)),
    (date(2028, 1, 31), 1, date(2028, 2, 29)),
    (date(2028, 2, 29), 12, date(2029, 2, 28)),
    (date(2028, 2, 29), 48, date(2032, 2, 29)),
    (date(2026, 8, 31), 6, date(2027, 2, 28)),
    (date(2026, 11, 14), 6, date(2027, 5, 14)),
    (date(2026, 12, 31), 1, date(2027, 1, 31)),
    (date(2026, 3, 31), -1, date(2026, 2, 28)),
    (date(2026, 1, 1), -1, date(2025, 12, 1)),
]


@pytest.mark.parametrize(("day", "months", "expected"), MONTHS)
def test_months_are_counted_from_the_original_day_and_stop_at_the_month_s_end(
    day: date, months: int, expected: date
) -> None:
    assert add_months(day, months) == expected


@given(DAYS, st.integers(0, 240))
def test_adding_months_lands_in_that_month_and_never_later_in_it(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@given(DAYS)
def test_a_voucher_of_six_months_is_usable_from_the_next_day_to_the_same_day_six_months_on(day: date) -> None:
    assert life(Terms(), day) == (day + timedelta(days=1), add_months(day, 6))


def test_a_month_is_bounded_by_its_first_and_last_day() -> None:
    assert month_bounds(2028, 2) == (date(2028, 2, 1), date(2028, 2, 29))
    assert month_bounds(2026, 12) == (date(2026, 12, 1), date(2026, 12, 31))
    assert previous_month(2026, 1) == (2025, 12)
    assert previous_month(2026, 11) == (2026, 10)


def test_a_set_clock_stands_still_until_it_is_moved() -> None:
    clock = SetClock(datetime(2026, 11, 14, 11, 42, tzinfo=ZoneInfo("Europe/Paris")))
    assert clock.now() == clock.now() == datetime(2026, 11, 14, 10, 42, tzinfo=UTC)
    clock.advance(timedelta(minutes=1))
    assert clock.now() == datetime(2026, 11, 14, 10, 43, tzinfo=UTC)
    assert clock.now().tzinfo is UTC


def test_the_system_clock_speaks_utc() -> None:
    assert SystemClock().now().tzinfo is UTC
