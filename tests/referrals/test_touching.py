"""What led a friend here: every card shown for them, and what was written down besides."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.counter import deciding
from parrainage_desktop.duplicates import service as duplicates
from parrainage_desktop.duplicates.rules import Merged
from parrainage_desktop.referrals import touching
from parrainage_desktop.referrals.rules import ClaimRefused
from parrainage_desktop.referrals.touch_rules import Journey, NewTouch, TouchKind
from tests.stores import ANA, Till

TODAY = date(2026, 11, 14)


def noted(till: Till, referral_id: int, kind: TouchKind, days_ago: int, by: str = "", note: str = "") -> int:
    """Write a touch down as the screen does."""
    with till.db.write(ANA) as tx:
        by_id = touching.whose(tx, referral_id, by)
        return touching.record(tx, referral_id, NewTouch(kind, tx.today - timedelta(days=days_ago), by_id, note))


def journey(till: Till, referral_id: int) -> Journey:
    with till.db.read() as tx:
        return touching.journey(tx, referral_id)


def test_a_friend_s_way_is_the_cards_shown_and_what_was_written_down_in_time_order(till: Till) -> None:
    karim, lea = till.customer("Karim", "Haddad"), till.customer("Léa", "Petit")
    friend = till.friend(karim.card, phone="06 39 98 12 34").referral
    noted(till, friend.id, TouchKind.EVENT, 20, note="open evening")
    noted(till, friend.id, TouchKind.MENTION, 40, "léa petit")
    till.days_pass(2)
    assert isinstance(till.claim(lea.card, phone="06 39 98 12 34"), ClaimRefused)
    till.buys(friend.referee_id, 3_050)
    found = journey(till, friend.id)
    assert [(one.kind, one.on, one.by, one.note) for one in found.touches] == [
        (TouchKind.MENTION, date(2026, 10, 5), "Léa Petit", ""),
        (TouchKind.EVENT, date(2026, 10, 25), "", "open evening"),
        (TouchKind.CARD, TODAY, "Karim Haddad", ""),
        (TouchKind.CARD, date(2026, 11, 16), "Léa Petit", ""),
    ]
    assert (found.converted_on, found.value_cents) == (date(2026, 11, 16), 3_050)


def test_nothing_is_shared_of_a_purchase_that_was_returned(till: Till) -> None:
    friend = till.friend(till.customer().card).referral
    bought = till.buys(friend.referee_id, 3_000)
    with till.db.write(ANA) as tx:
        deciding.take_return(tx, bought.purchase.id, "goods returned")
    found = journey(till, friend.id)
    assert (found.converted_on, found.value_cents) == (None, None)
    assert len(found.touches) == 1


def test_a_touch_written_down_by_mistake_is_taken_out_with_a_trace(till: Till) -> None:
    friend = till.friend(till.customer().card).referral
    number = noted(till, friend.id, TouchKind.MESSAGE, 1, note="newsletter")
    with till.db.write(ANA) as tx:
        assert touching.take_out(tx, number)
        assert not touching.take_out(tx, number)
    assert len(journey(till, friend.id).touches) == 1
    with till.db.read() as tx:
        acts = tx.execute(text("SELECT action, subject FROM journal WHERE action LIKE 'touch.%' ORDER BY id")).all()
    assert [tuple(act) for act in acts] == [("touch.noted", number), ("touch.taken_out", number)]
    assert till.journal().ok


@pytest.mark.parametrize(
    ("by", "days_ago", "note", "field"),
    [("", -1, "", "day"), ("Nobody At All", 0, "", "by"), ("Marie", 0, "", "by"), ("", 0, "x" * 241, "note")],
)
def test_what_cannot_be_is_refused_beside_its_field(till: Till, by: str, days_ago: int, note: str, field: str) -> None:
    till.customer("Marie", "Un")
    till.customer("Marie", "Deux")
    friend = till.friend(till.customer().card).referral
    with pytest.raises(InvalidInput) as error:
        noted(till, friend.id, TouchKind.MENTION, days_ago, by, note)
    assert error.value.field == field
    assert till.count("touches") == 0


def test_two_records_made_one_keep_their_touches_and_get_them_back(till: Till) -> None:
    friend = till.friend(till.customer().card).referral
    lea, lea_too = till.customer("Léa", "Petit"), till.customer("Léa", "Petite")
    noted(till, friend.id, TouchKind.MENTION, 3, "Léa Petite")
    with till.db.write(ANA) as tx:
        merged = duplicates.merge(tx, lea.id, lea_too.id)
        assert isinstance(merged, Merged)
    assert [one.by for one in journey(till, friend.id).touches] == ["Léa Petit", "Karim Haddad"]
    with till.db.write(ANA) as tx:
        duplicates.undo(tx, merged.id)
    assert [one.by for one in journey(till, friend.id).touches] == ["Léa Petite", "Karim Haddad"]
