"""Today's list: what happened, newest first, with names; what was undone is marked and left out of the totals."""

from datetime import timedelta

from parrainage_desktop.counter import service as counter
from parrainage_desktop.counter.rules import Kind, Totals
from parrainage_desktop.customers.rules import NewCustomer
from parrainage_desktop.programme.rewards import fixed
from parrainage_desktop.programme.rules import Terms
from parrainage_desktop.purchases import service as purchases
from parrainage_desktop.referrals import service as referrals
from tests.stores import LUC, NOW, Till


def lines(till: Till) -> list[tuple[Kind, str, str, int | None, bool]]:
    """Today's list in short: kind, whom it names, the amount, whether it was undone."""
    return [(e.kind, e.who, e.other, e.amount_cents, e.undone is not None) for e in till.today().entries]


def test_a_new_day_begins_empty(till: Till) -> None:
    assert (till.today().entries, till.today().totals) == ((), Totals(0, 0, 0, 0, 0, 0))


def test_a_day_is_told_newest_first_and_added_up(till: Till) -> None:
    till.scheme(Terms(lock_days=0, referrer=fixed(500), referee=fixed(700)))
    karim = till.customer("Karim", "Haddad")
    first = till.friend(karim.card, "Zoé", "Martin").referral
    till.friend(karim.card, "Léa", "Petit")
    vouchers = till.buys(first.referee_id).vouchers
    till.redeem(vouchers[0].code)
    till.answers(9, karim.id)
    till.answers(3)
    assert lines(till) == [
        (Kind.ANSWERED, "", "", None, False),
        (Kind.ANSWERED, "Karim Haddad", "", None, False),
        (Kind.REDEEMED, "Karim Haddad", "", 500, False),
        (Kind.REWARDED, "Zoé M.", "Karim H.", 1_200, False),
        (Kind.CLAIMED, "Léa P.", "Karim H.", None, False),
    ]
    assert [e.score for e in till.today().entries[:3]] == [3, 9, None]
    assert till.today().totals == Totals(
        redeemed=1, redeemed_cents=500, rewarded=1, issued=2, issued_cents=1_200, answers=2
    )


def test_what_was_undone_stays_in_the_list_with_who_and_when_and_leaves_the_totals(till: Till) -> None:
    till.scheme(Terms(lock_days=0))
    karim = till.customer("Karim", "Haddad")
    vouchers = till.buys(till.friend(karim.card).referral.referee_id).vouchers
    till.redeem(vouchers[0].code)
    till.answers(9)
    till.clock.advance(timedelta(minutes=1))
    for entry in till.today().entries:
        till.at(LUC).undo(entry.id)
    today = till.today()
    assert [e.kind for e in today.entries] == [Kind.ANSWERED, Kind.REDEEMED, Kind.REWARDED, Kind.CLAIMED]
    assert today.entries[3].undone is None, "the friend did arrive, and waits again"
    for entry in today.entries[:3]:
        assert entry.undone is not None
        assert (entry.undone.staff, entry.undone.at) == ("Luc", till.clock.now())
    assert today.totals == Totals(0, 0, 0, 0, 0, 0)


def test_a_voucher_used_undone_and_used_again_counts_once(till: Till) -> None:
    voucher = till.usable_voucher()
    till.redeem(voucher.code)
    till.undo(till.today().entries[0].id)
    till.redeem(voucher.code)
    assert [undone for *_, undone in lines(till)] == [False, True]
    assert (till.today().totals.redeemed, till.today().totals.redeemed_cents) == (1, 500)


def test_a_claim_undone_is_marked(till: Till) -> None:
    till.friend(till.customer("Karim", "Haddad").card)
    till.undo(till.today().entries[0].id)
    assert lines(till) == [(Kind.CLAIMED, "Zoé M.", "Karim H.", None, True)]


def test_refusals_are_not_in_the_list(till: Till) -> None:
    voucher = till.issue(till.customer())
    till.redeem(voucher.code)
    till.claim("nothing")
    assert lines(till) == []
    assert till.today().totals.issued == 1


def test_the_list_is_of_the_shop_s_day(till: Till) -> None:
    till.clock.set(NOW.replace(hour=22, minute=59))  # 23:59 in Paris
    till.answers(9)
    assert len(till.today().entries) == 1
    till.clock.advance(timedelta(minutes=1))
    assert till.today().entries == ()
    till.answers(3)
    assert [e.score for e in till.today().entries] == [3]


def test_an_act_of_yesterday_reversed_today_is_not_of_today(till: Till) -> None:
    voucher = till.usable_voucher()
    till.redeem(voucher.code)
    till.days_pass(1)
    till.reverse(voucher.code)
    assert (till.today().entries, till.today().totals.redeemed) == ((), 0)


def test_a_reward_of_a_claim_of_yesterday_is_today_s(till: Till) -> None:
    referral = till.friend(till.customer("Karim", "Haddad").card).referral
    till.days_pass(1)
    till.buys(referral.referee_id)
    assert lines(till) == [(Kind.REWARDED, "Zoé M.", "Karim H.", 1_000, False)]
    assert till.today().totals.issued_cents == 1_000


def test_a_plain_purchase_is_a_line_with_its_reference_amount(till: Till) -> None:
    karim, lea = till.customer("Karim", "Haddad"), till.customer("Léa", "Petit")
    till.buys(karim.id, 1_250)
    till.buys(lea.id, None, on=NOW.date() - timedelta(days=9))
    assert lines(till) == [
        (Kind.BOUGHT, "Léa Petit", "", None, False),
        (Kind.BOUGHT, "Karim Haddad", "", 1_250, False),
    ]
    assert till.today().totals == Totals(0, 0, 0, 0, 0, 0)
    till.undo(till.today().entries[1].id)
    assert [line[-1] for line in lines(till)] == [False, True]


def test_a_purchase_that_completed_a_referral_is_told_by_the_referral_alone(till: Till) -> None:
    friend = till.friend(till.customer("Karim", "Haddad").card).referral.referee_id
    till.clock.advance(timedelta(minutes=1))
    till.buys(friend)
    assert [line[0] for line in lines(till)] == [Kind.REWARDED]
    till.clock.advance(timedelta(minutes=1))
    till.buys(friend)
    assert [line[0] for line in lines(till)] == [Kind.BOUGHT, Kind.REWARDED]
    for entry in till.today().entries:
        till.undo(entry.id)
    assert [(line[0], line[-1]) for line in lines(till)] == [
        (Kind.BOUGHT, True), (Kind.REWARDED, True), (Kind.CLAIMED, False),
    ]  # fmt: skip


def test_a_purchase_too_small_is_told_by_the_arrival_it_came_with_and_later_by_itself(till: Till) -> None:
    till.scheme(Terms(purchase_minimum_cents=2_000))
    card = till.customer("Karim", "Haddad").card
    with till.db.write(till.actor) as tx:
        counter.welcome(tx, card, NewCustomer("Zoé", "Martin"), 250, buys_now=True, attempt="press")
    assert [line[0] for line in lines(till)] == [Kind.CLAIMED]
    with till.db.read() as tx:
        friend = referrals.listed(tx)[0].referee_id
    till.clock.advance(timedelta(minutes=1))
    till.buys(friend, 300)
    assert [line[0] for line in lines(till)] == [Kind.BOUGHT, Kind.CLAIMED]


def test_what_a_file_tells_is_not_in_the_list(till: Till) -> None:
    buyer = till.customer()
    with till.db.write(till.actor) as tx:
        purchases.add_imported(tx, [(buyer.id, tx.today, 900)])
    assert lines(till) == []


def test_an_arrival_is_a_line_again_once_the_reward_that_told_of_it_is_undone(till: Till) -> None:
    till.scheme(Terms(lock_days=0))
    friend = till.friend(till.customer("Karim", "Haddad").card).referral
    till.clock.advance(timedelta(minutes=1))
    till.buys(friend.referee_id)
    assert [kind for kind, *_ in lines(till)] == [Kind.REWARDED]
    till.undo(till.today().entries[0].id)
    assert [(kind, undone) for kind, *_, undone in lines(till)] == [(Kind.REWARDED, True), (Kind.CLAIMED, False)]
    till.undo(till.today().entries[1].id)
    assert [(kind, undone) for kind, *_, undone in lines(till)] == [(Kind.REWARDED, True), (Kind.CLAIMED, True)]


def test_an_arrival_is_told_by_the_reward_that_stands_after_another_was_undone(till: Till) -> None:
    friend = till.friend(till.customer("Karim", "Haddad").card).referral
    till.clock.advance(timedelta(minutes=1))
    till.buys(friend.referee_id)
    till.undo(till.today().entries[0].id)
    till.buys(friend.referee_id)
    assert [(kind, undone) for kind, *_, undone in lines(till)] == [(Kind.REWARDED, False), (Kind.REWARDED, True)]
