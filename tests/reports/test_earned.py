"""The vouchers of a month: every screen that tells of them says the same, to the cent."""

from datetime import date

from parrainage_desktop.counter import deciding
from parrainage_desktop.counter import service as counter
from parrainage_desktop.counter.rules import Welcomed
from parrainage_desktop.customers.rules import NewCustomer
from parrainage_desktop.programme.rewards import Credit, Fixed, Nothing
from parrainage_desktop.programme.rules import Terms, Trigger
from parrainage_desktop.reports import earned
from parrainage_desktop.reports.rules import Tally
from tests.reports.shop import figures
from tests.stores import Till

NOVEMBER, DECEMBER = (2026, 11), (2026, 12)


def said(till: Till, year: int, month: int) -> str:
    """What the referrals' screen says of a month."""
    with till.db.read() as tx:
        return earned.between(tx, date(year, month, 1), date(year, month, 30))


def test_goodwill_is_earned_by_no_referral_and_what_was_taken_back_by_none(till: Till) -> None:
    bought = till.buys(till.friend(till.customer().card).referral.referee_id)
    till.issue(till.customer("Nadia"), 700)
    assert said(till, *NOVEMBER) == "2 vouchers issued, €10.00"
    assert bought.rewarded
    with till.db.write(till.actor) as tx:
        deciding.void(tx, bought.rewarded.id, "goods returned")
    assert said(till, *NOVEMBER) == "0 vouchers issued, €0.00"


def test_a_later_purchase_earns_in_the_month_of_its_voucher(till: Till) -> None:
    till.scheme(Terms(Fixed(700), Fixed(300), trigger=Trigger.EACH_PURCHASE, trigger_purchases=3))
    friend = till.friend(till.customer().card).referral.referee_id
    till.buys(friend)
    till.days_pass(20)
    till.buys(friend)
    till.buys(friend)
    assert said(till, *NOVEMBER) == "2 vouchers issued, €10.00"
    assert said(till, *DECEMBER) == "4 vouchers issued, €20.00"
    assert [figures(till, *month).rewards_cents for month in (NOVEMBER, DECEMBER)] == [1_000, 2_000]
    assert figures(till, *DECEMBER).movements.issued == Tally(4, 2_000)


def test_an_advance_is_of_its_own_month_although_the_friend_buys_later_or_never(till: Till) -> None:
    till.scheme(Terms(Credit("repairs", 0, 5_000, 2_500, 0, 0, 8_000), Nothing()))
    karim = till.customer()
    with till.db.write(till.actor) as tx:
        done = counter.welcome(tx, karim.card, NewCustomer("Zoé", "Martin"), None, buys_now=False)
    assert isinstance(done, Welcomed)
    till.days_pass(20)
    till.buys(done.claimed.referral.referee_id)
    assert [said(till, *month) for month in (NOVEMBER, DECEMBER)] == ["1 voucher issued, €20.00"] * 2
    assert [figures(till, *month).rewards_cents for month in (NOVEMBER, DECEMBER)] == [2_000, 2_000]
