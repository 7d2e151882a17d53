"""A computer's date far past the newest entry: asked about once, nothing written until somebody says it is right."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.base.database import Database
from parrainage_desktop.base.doubt import FAR_AHEAD, Doubt
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import in_language
from parrainage_desktop.vouchers.rules import Redemption, Standing
from tests.stores import NOW, ZONE, Till, broken_rules

YEAR = timedelta(days=365)


@pytest.fixture
def till(store_url: str) -> Iterator[Till]:
    """A till whose clock may be wrong, as a computer's may."""
    clock = SetClock(NOW, sure=False)
    db = Database.open(store_url, clock)
    yield Till(db, clock)
    db.close()


def refused_write(till: Till) -> UserError:
    """What a write says that must not be."""
    with pytest.raises(UserError) as refused:
        till.customer("Zoé", "Martin")
    return refused.value


@pytest.mark.parametrize("pause", [timedelta(days=2), timedelta(weeks=3), FAR_AHEAD])
def test_a_weekend_and_a_holiday_are_not_asked_about(till: Till, pause: timedelta) -> None:
    till.clock.advance(pause)
    assert till.db.date_doubt() is None
    till.customer()


@pytest.mark.parametrize("leap", [FAR_AHEAD + timedelta(seconds=1), timedelta(days=31), YEAR])
def test_a_wrong_month_or_year_writes_nothing_until_it_is_confirmed(till: Till, leap: timedelta) -> None:
    before = till.journal()
    till.clock.advance(leap)
    assert refused_write(till).kind == "clock_ahead"
    assert till.journal() == before
    till.db.confirm_date()
    till.customer("Zoé", "Martin")
    assert till.count("customers") == 1
    assert till.db.date_doubt() is None


def test_the_question_names_both_days(till: Till) -> None:
    till.clock.advance(timedelta(days=373))
    assert till.db.date_doubt() == Doubt(date(2027, 11, 22), date(2026, 11, 14))
    said = "The computer says it is Monday 22 November 2027; the last entry is of 14 November 2026."
    with in_language("en"):
        assert refused_write(till).message.startswith(said)


def test_reading_goes_on_while_the_date_is_in_doubt(till: Till) -> None:
    voucher = till.usable_voucher()
    till.clock.advance(YEAR)
    assert till.voucher(voucher).balance_cents == 500
    assert till.today().entries == ()


def test_a_corrected_clock_needs_no_answer_and_nothing_has_expired(till: Till) -> None:
    voucher = till.usable_voucher()
    till.clock.advance(YEAR)
    refused_write(till)
    till.clock.advance(-YEAR)
    with till.db.read() as tx:
        assert till.voucher(voucher).standing(tx.today) is Standing.ACTIVE
    assert isinstance(till.redeem(voucher.code), Redemption)
    assert not till.db.clock_is_behind()
    assert broken_rules(till) == []


def test_one_answer_serves_the_session_and_a_further_leap_is_asked_about_again(till: Till) -> None:
    till.clock.advance(YEAR)
    till.db.confirm_date()
    till.clock.advance(FAR_AHEAD)
    till.customer()
    till.db.confirm_date()
    till.clock.advance(YEAR)
    assert refused_write(till).kind == "clock_ahead"


def test_an_answer_nobody_acted_on_is_asked_for_again_in_the_next_session(till: Till, store_url: str) -> None:
    till.clock.advance(YEAR)
    till.db.confirm_date()
    other = Till(Database.open(store_url, till.clock), till.clock)
    assert other.db.date_doubt() is not None
    till.customer()
    assert other.db.date_doubt() is None
    other.db.close()


def test_who_wants_to_ask_hears_of_the_first_write_that_had_to_be_refused(till: Till) -> None:
    heard: list[bool] = []
    till.db.when_doubtful.append(lambda: heard.append(True))
    till.customer()
    assert heard == []
    till.clock.advance(YEAR)
    refused_write(till)
    assert heard == [True]


def test_a_new_store_has_nothing_to_doubt_by(tmp_path_factory: pytest.TempPathFactory) -> None:
    db = Database.create(tmp_path_factory.mktemp("new") / "s.db", ZONE, SetClock(NOW, sure=False))
    assert db.date_doubt() is None
    db.close()
