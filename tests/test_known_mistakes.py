"""What other programs got wrong, each once: the mistakes that public bug reports tell of, looked for here."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from parrainage_desktop.counter import deciding
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import NewCustomer
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.programme.rewards import Percent
from parrainage_desktop.programme.rules import Limits, Terms
from parrainage_desktop.referrals.rules import Claimed, ClaimRefused, Hindrance, ReferralReason
from parrainage_desktop.reports import paper_wording as report_wording
from parrainage_desktop.surveys import figures
from parrainage_desktop.vouchers import corrections, document
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Accepted, Reason, Redemption, Refused, Standing, Voucher, VoucherState
from tests import paper
from tests.imports.files import bring, counts, written
from tests.stores import ANA, LUC, Mishap, Till, broken_rules

PHONE = "06 39 98 12 34"
HEADINGS = ("Nom", "Prénom", "Portable", "Courriel", "Ville")


def why(answer: Redemption | Accepted | Refused) -> tuple[Reason, ...]:
    """Every reason of a refusal."""
    assert isinstance(answer, Refused)
    return answer.reasons


def test_double_redemption(till: Till) -> None:
    voucher = till.usable_voucher()
    other = till.at(LUC)
    assert isinstance(till.check(voucher.code), Accepted)
    assert isinstance(other.check(voucher.code), Accepted), "both tills saw it valid before either pressed"
    assert isinstance(till.redeem(voucher.code), Redemption)
    assert why(other.redeem(voucher.code)) == (Reason.ALREADY_USED,)
    assert till.count("redemptions") == 1


def test_cancel_reuse_reopen_is_used_twice(till: Till) -> None:
    voucher = till.usable_voucher(500)
    first = till.redeem(voucher.code)
    assert isinstance(first, Redemption)
    assert isinstance(till.reverse(voucher.code), Voucher)
    assert isinstance(till.redeem(voucher.code), Redemption)
    # The first sale is opened again: what was taken back once is not given back, nor used, a second time.
    reopened = till.redeem(voucher.code, first.use.attempt)
    assert isinstance(reopened, Redemption)
    assert (reopened.use, reopened.repeated, till.count("redemptions")) == (first.use, True, 2)
    assert isinstance(till.reverse(voucher.code), Voucher)
    assert isinstance(till.reverse(voucher.code), Refused), "every use was taken back"
    assert till.voucher(voucher).balance_cents == 500
    assert broken_rules(till) == []


def test_a_failed_sale_burns_the_voucher(till: Till) -> None:
    voucher = till.usable_voucher()
    with pytest.raises(Mishap), till.db.write(ANA) as tx:  # noqa: PT012 - it is the block that must fail
        assert isinstance(vouchers.redeem(tx, voucher.code, "sale 1"), Redemption)
        raise Mishap
    assert till.count("redemptions") == 0
    again = till.redeem(voucher.code, "sale 1")
    assert isinstance(again, Redemption)
    assert not again.repeated


def test_a_refund_keeps_the_reward(till: Till) -> None:
    friend = till.friend(till.customer().card)
    bought = till.buys(friend.referral.referee_id)
    with till.db.write(ANA) as tx:
        deciding.take_return(tx, bought.purchase.id, "goods returned")
    assert {till.voucher(one).state for one in bought.vouchers} == {VoucherState.CANCELLED}
    till.days_pass(1)
    assert [why(till.redeem(one.code)) for one in bought.vouchers] == [(Reason.CANCELLED,)] * 2


@pytest.mark.parametrize("cents", [1, 333, 1_999, 10_001])
def test_a_full_discount_leaves_one_cent(till: Till, cents: int) -> None:
    till.scheme(Terms(part_use=True, lock_days=0))
    voucher = till.issue(till.customer(), cents)
    answer = till.redeem(voucher.code, purchase_cents=cents)
    assert isinstance(answer, Redemption)
    assert (answer.use.cents, answer.voucher.balance_cents, answer.voucher.state) == (cents, 0, VoucherState.REDEEMED)
    share = Percent(3_333)
    till.scheme(Terms(referrer=share, referee=share, part_use=True, lock_days=0))
    bought = till.buys(till.friend(till.customer("Léa", "Petit").card).referral.referee_id, 10_000)
    assert [one.value_cents for one in bought.vouchers] == [3_333, 3_333], "half a cent is never lost or made"


@pytest.mark.parametrize(
    ("zone_hours_before_midnight", "valid"), [(timedelta(minutes=1), True), (timedelta(0), False)]
)
def test_a_voucher_dies_a_day_early(till: Till, zone_hours_before_midnight: timedelta, valid: bool) -> None:
    voucher = till.issue(till.customer())
    # Until 14 May 2027 in Paris, which is 22:00 UTC in the evening of that day.
    assert voucher.valid_until == date(2027, 5, 14)
    till.clock.set(datetime(2027, 5, 14, 22, 0, tzinfo=UTC) - zone_hours_before_midnight)
    answer = till.redeem(voucher.code)
    assert isinstance(answer, Redemption) if valid else why(answer) == (Reason.EXPIRED,)


def test_an_expiry_is_not_enforced_because_another_rule_matched_first(till: Till) -> None:
    till.scheme(Terms(voucher_minimum_cents=2_000, personal=True))
    voucher = till.issue(till.customer())
    till.days_pass(400)
    stranger = till.customer("Léa", "Petit")
    answer = till.redeem(voucher.code, purchase_cents=1_000, customer_id=stranger.id)
    assert why(answer) == (Reason.EXPIRED, Reason.NOT_HOLDER, Reason.BELOW_MINIMUM)
    rich = till.redeem(voucher.code, purchase_cents=2_000, customer_id=voucher.holder_id)
    assert why(rich) == (Reason.EXPIRED,), "what else is right about it changes nothing"


def test_a_limit_is_not_enforced_because_another_rule_matched_first(till: Till) -> None:
    till.scheme(Terms(limits=Limits(total=1), purchase_minimum_cents=1_000))
    card = till.customer().card
    friends = [till.friend(card, "Zoé", name).referral.referee_id for name in ("Un", "Deux")]
    assert till.buys(friends[0], 1_000).hindrance is None
    assert till.buys(friends[1], 999).hindrance is Hindrance.BELOW_MINIMUM
    assert till.buys(friends[1], 1_000).hindrance is Hindrance.LIMIT_REACHED
    assert till.count("vouchers") == 2


def test_part_use_loses_the_remainder(till: Till) -> None:
    till.scheme(Terms(part_use=True, lock_days=0))
    voucher = till.issue(till.customer(), 1_000)
    assert isinstance(till.redeem(voucher.code, purchase_cents=333), Redemption)
    assert isinstance(till.redeem(voucher.code, purchase_cents=333), Redemption)
    assert till.voucher(voucher).balance_cents == 334
    last = till.redeem(voucher.code)
    assert isinstance(last, Redemption)
    assert (last.use.cents, till.scalar("SELECT sum(cents) FROM redemptions")) == (334, 1_000)


def test_limits_are_keyed_on_an_e_mail_that_changes(till: Till) -> None:
    till.scheme(Terms(limits=Limits(total=1)))
    karim = till.customer(email="karim@example.org")
    till.buys(till.friend(karim.card, "Zoé", "Un").referral.referee_id)
    with till.db.write(ANA) as tx:
        customers.change(tx, karim.id, NewCustomer("Karim", "Haddad", email="new@example.org"))
        new_card = customers.replace_card(tx, karim.id).card
    second = till.buys(till.friend(new_card, "Zoé", "Deux").referral.referee_id)
    assert second.hindrance is Hindrance.LIMIT_REACHED


def test_one_imported_file_gives_two_people_the_same_code(till: Till, tmp_path: Path) -> None:
    rows = [("Martin", f"Zoé {number}", f"06399{number:05}", "", "") for number in range(500)]
    bring(till, written(tmp_path / "a.csv", HEADINGS, *rows))
    assert till.count("customers") == 500
    assert till.scalar("SELECT count(DISTINCT card) FROM customers") == 500
    assert till.scalar("SELECT count(*) FROM cards") == 500


def test_phone_only_contacts_are_dropped_on_import(till: Till, tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", HEADINGS, ("", "", "06 39 98 00 01", "", ""), ("", "", "+33639980002", "", ""))
    assert counts(bring(till, path)) == (2, 2, 0, 0, 0)
    with till.db.read() as tx:
        assert len(customers.find(tx, "06 39 98 00 01")) == 1


def test_french_semicolon_and_windows_1252_files(till: Till, tmp_path: Path) -> None:
    rows = ("Œuvrard", "Zoé", "06 39 98 00 01", "", "L’Haÿ-les-Roses"), ("Müller; fils", "Anaïs", "0639980002", "", "")
    path = written(tmp_path / "a.csv", HEADINGS, *rows, encoding="cp1252", separator=";")
    assert counts(bring(till, path)) == (2, 2, 0, 0, 0)
    with till.db.read() as tx:
        assert [one.name for one in customers.find(tx, "oeuvrard")] == ["Zoé Œuvrard"]
        assert [one.family_name for one in customers.find(tx, "anais")] == ["Müller; fils"]


def test_duplicates_are_created_by_a_second_e_mail(till: Till) -> None:
    karim, lea = till.customer("Karim", "Haddad"), till.customer("Léa", "Petit")
    till.friend(karim.card, phone=PHONE, email="zoe@example.org")
    again = till.claim(lea.card, phone="+33 6 39 98 12 34", email="zoe.martin@example.com")
    assert isinstance(again, ClaimRefused)
    assert again.why is ReferralReason.ALREADY_REFERRED
    assert till.count("customers") == 3
    assert not isinstance(till.claim(lea.card, email="ZOE@example.org"), Claimed)


def test_an_average_is_shown_instead_of_the_nps(till: Till) -> None:
    for score in (10, 10, 6, 6):
        till.answers(score)
    with till.db.read() as tx:
        found = figures.score(tx)
    assert found.nps == 0.0, "the average would be 8"
    assert report_wording.score(found.nps) == "0.0"


def test_nought_is_shown_for_no_answers(till: Till) -> None:
    with till.db.read() as tx:
        found = figures.score(tx)
    assert found.nps is None
    assert not any(sign.isdigit() for sign in report_wording.score(found.nps))


def test_a_reprint_differs(till: Till, tmp_path: Path) -> None:
    voucher = till.issue(till.customer("Lucie", "Perrin"))
    with till.db.read() as tx:
        shop = preferences.shop(tx)
    document.vouchers(tmp_path / "first.pdf", [voucher], shop, "fr")
    till.days_pass(60)
    till.scheme(Terms(valid_months=1, voucher_minimum_cents=5_000))
    kept = till.voucher(voucher)
    document.vouchers(tmp_path / "again.pdf", [kept], shop, "fr")
    document.vouchers(tmp_path / "copy.pdf", [kept], shop, "fr", copy=True)
    first, again, copy = (paper.pages(tmp_path / f"{name}.pdf") for name in ("first", "again", "copy"))
    assert first == again
    assert copy[0] != first[0]
    assert all(word in copy[0] for word in first[0].split()), "a copy says all the first said, and that it is one"
    assert paper.codes(tmp_path / "copy.pdf") == paper.codes(tmp_path / "first.pdf") == [voucher.code]
    assert kept.standing(till.clock.now().date()) is Standing.ACTIVE
    with till.db.read() as tx:
        assert corrections.history(tx, voucher.id)[0].cents == 500
