"""The last month as the screen of the scheme counts with it."""

from parrainage_desktop.programme.cost import Completed
from parrainage_desktop.reports.practice import last_month
from tests.stores import Till


def test_each_completed_referral_with_its_amount_and_its_place(till: Till) -> None:
    karim, lea = till.customer(), till.customer("Léa", "Petit")
    till.buys(till.friend(karim.card, "Zoé", "Un").referral.referee_id, 1_000)
    till.days_pass(20)
    for name, referrer, cents in (("Inès", karim, 2_000), ("Marc", lea, None), ("Paul", karim, 3_000)):
        till.buys(till.friend(referrer.card, name, "Deux").referral.referee_id, cents)
    till.days_pass(30)
    till.buys(till.friend(karim.card, "Rose", "Trois").referral.referee_id, 4_000)
    with till.db.read() as tx:
        practice = last_month(tx)
    assert (practice.year, practice.month) == (2026, 12)
    assert practice.completed == (Completed(2_000, 2), Completed(None, 1), Completed(3_000, 3))
    assert practice.outstanding_cents == 10 * 500


def test_what_expired_or_was_cancelled_cannot_come_back(till: Till) -> None:
    rewards = till.buys(till.friend(till.customer().card).referral.referee_id).vouchers
    till.cancel(rewards[0], "printed twice")
    with till.db.read() as tx:
        assert last_month(tx).outstanding_cents == 500
    till.days_pass(400)
    with till.db.read() as tx:
        assert last_month(tx).outstanding_cents == 0
