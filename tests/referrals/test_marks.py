"""What the lists read beside a person, who brings friends and who was brought, is what the referrals say."""

from datetime import timedelta
from pathlib import Path

from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.base.database import Database
from parrainage_desktop.shell import demo
from tests.stores import Till

PHONE = "06 39 98 71 05"


def drift(till: Till) -> int:
    """How many people’s marks are not what the referrals say."""
    live = "WHERE state IN ('claimed', 'flagged', 'rewarded')"
    return sum(
        int(till.scalar(f"SELECT count(*) FROM customers WHERE {mark} <> (id IN (SELECT {who} FROM referrals {live}))"))
        for mark, who in (("is_referrer", "referrer_id"), ("is_referee", "referee_id"))
    )


def test_the_marks_follow_the_referrals(till: Till) -> None:
    karim, odile = till.customer("Karim"), till.customer("Odile", phone=PHONE)
    friend = till.friend(karim.card)
    assert drift(till) == 0
    assert till.scalar("SELECT count(*) FROM customers WHERE is_referrer OR is_referee") == 2
    till.clock.advance(timedelta(minutes=1))
    bought = till.buys(friend.referral.referee_id)
    till.claim(odile.card, "Odile", phone=PHONE)
    till.friend(odile.card, "Yanis", "Belkacem")
    assert drift(till) == 0
    assert bought.rewarded is not None
    for entry in till.today().entries:
        till.undo(entry.id)
        assert drift(till) == 0
    # Taking the purchase back lets the friend of an earlier act wait again.
    assert till.scalar("SELECT count(*) FROM customers WHERE is_referrer OR is_referee") == 2


def test_a_lapsed_referral_marks_nobody(till: Till) -> None:
    friend = till.friend(till.customer("Karim").card)
    till.days_pass(200)
    till.buys(friend.referral.referee_id)
    assert drift(till) == 0
    assert till.scalar("SELECT count(*) FROM customers WHERE is_referrer OR is_referee") == 0


def test_the_marks_of_the_demonstration_shop_have_not_drifted(tmp_path: Path, clock: SetClock) -> None:
    demo.build(tmp_path / "demo.db", 200, clock=clock)
    till = Till(Database.open(tmp_path / "demo.db", clock), clock)
    assert till.scalar("SELECT count(*) FROM customers WHERE is_referrer") > 0
    assert till.scalar("SELECT count(*) FROM customers WHERE call_since IS NOT NULL") > 0
    assert drift(till) == 0
    till.db.close()
