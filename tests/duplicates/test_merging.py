"""What becomes of everything when two records turn out to be one person."""

import importlib
import pkgutil
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, text

import parrainage_desktop
from parrainage_desktop.ambassadors.rules import Condition
from parrainage_desktop.base.database import METADATA
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers import tiers
from parrainage_desktop.customers.rules import Channel, Customer, Gone
from parrainage_desktop.duplicates import service
from parrainage_desktop.duplicates.rules import FIELDS, MergeRefused, NoMerge, usual_choice
from parrainage_desktop.duplicates.store import DISTINCT_PEOPLE
from parrainage_desktop.imports.store import IMPORT_PEOPLE, IMPORTS
from parrainage_desktop.programme.rules import Terms
from parrainage_desktop.referrals import claiming
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals.rules import Check, Checked, ClaimRefused, ReferralReason, ReferralState, Result
from parrainage_desktop.surveys import service as surveys
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Accepted, Redemption
from tests.duplicates.hands import everything, merged, person, referral, try_merge, undone
from tests.stores import NOW, Till, broken_rules

# What stays with the record that is gone, and why.
STAYS = {
    "import_people.customer_id": "what an import did to whom is history",
    "merges.kept_id": "what was merged is history",
    "merges.other_id": "what was merged is history",
    "distinct_people.one_id": "told apart from the other is told apart from the kept one too: rows are added",
    "distinct_people.other_id": "the same",
}
FOLLOWS = {
    "ambassador_notes.customer_id",
    "answers.customer_id", "asks.customer_id", "campaign_people.customer_id", "cards.customer_id",
    "consents.customer_id", "customer_notes.customer_id", "customer_tags.customer_id", "customer_tiers.customer_id",
    "purchases.customer_id", "referrals.referrer_id", "referrals.referee_id", "touches.by_id", "vouchers.holder_id",
    "draws.customer_id", "gifts.holder_id", "shares.holder_id", "payments.holder_id",
    "review_invitations.customer_id", "testimonials.customer_id",
}  # fmt: skip


def pointing_to_people() -> set[str]:
    """Every column of every table that refers to a customer."""
    for feature in pkgutil.iter_modules(parrainage_desktop.__path__):
        folder = Path(str(parrainage_desktop.__path__[0])) / feature.name
        for name in ("store", "tiers"):
            if (folder / f"{name}.py").exists():
                importlib.import_module(f"parrainage_desktop.{feature.name}.{name}")
    return {
        f"{table.name}.{key.parent.name}"
        for table in METADATA.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "customers"
    }


def test_no_table_that_refers_to_a_person_is_forgotten() -> None:
    assert pointing_to_people() == FOLLOWS | set(STAYS)


def rich(till: Till, given: str = "Élodie", family: str = "Martin", **more: object) -> Customer:
    """A person with a row in every table."""
    referrer, one = till.customer("Karim", "Haddad"), None
    claimed = till.friend(referrer.card, given, family, **more)
    with till.db.read() as tx:
        one = customers.get(tx, claimed.referral.referee_id)
    friend = till.friend(one.card, "Léo", f"Petit{one.id}")
    till.buys(friend.referral.referee_id)
    till.buys(one.id)
    till.issue(one, 700)
    till.answers(9, one.id)
    till.tier(one, 1)
    till.tier(one, 2)
    till.proof(one, Condition.RESULT, "20 % more breakfasts")
    with till.db.write(till.actor) as tx:
        surveys.ask(tx, one.id)
        customers.set_consent(tx, one.id, Channel.EMAIL, True)
        customers.tag(tx, one.id, f"friend of {one.id}")
        customers.note(tx, one.id, "Prefers mornings")
        number = tx.execute(insert(IMPORTS).values(
            at=NOW, staff="Ana", till="1", file_name="a.csv", fingerprint="0", added=1, updated=0, skipped=0, wrong=0
        ).returning(IMPORTS.c.id)).scalar_one()
        tx.execute(insert(IMPORT_PEOPLE), {"import_id": number, "customer_id": one.id, "added": True, "before": ""})
        tx.execute(insert(DISTINCT_PEOPLE), {"one_id": referrer.id, "other_id": one.id})
    return one


@pytest.mark.parametrize(
    ("kept_tiers", "other_tiers", "tier", "since"),
    [
        ((), (1,), 1, 10),
        ((2,), (1,), 2, 0),
        ((1,), (2,), 2, 10),
        ((2,), (2,), 2, 0),
        ((2, 0), (), 0, 1),
        ((2, 0), (1,), 1, 10),
        ((1,), (3, 0), 1, 0),
    ],
)
def test_the_kept_person_is_in_the_higher_of_both_tiers_until_they_are_parted(
    till: Till, kept_tiers: tuple[int, ...], other_tiers: tuple[int, ...], tier: int, since: int
) -> None:
    kept, other = till.customer("Elodie", "Martin"), till.customer("Élodie", "Martin")
    for place, given in enumerate(kept_tiers):
        till.tier(kept, given, "kept")
        till.days_pass(1 if place + 1 < len(kept_tiers) else 0)
    till.days_pass(10 - max(0, len(kept_tiers) - 1))
    for given in other_tiers:
        till.tier(other, given, "other")
    before = everything(till)
    merge = merged(till, kept, other)
    with till.db.read() as tx:
        now = tiers.present(tx, kept.id)
    assert (now.tier, now.since) == (tier, NOW.date() + timedelta(days=since))
    undone(till, merge)
    assert everything(till) == before
    assert broken_rules(till) == []


def test_everything_follows_to_the_kept_person(till: Till) -> None:
    kept, other = till.customer("Elodie", "Martin"), rich(till)
    merged(till, kept, other)
    left = [
        column
        for column in sorted(pointing_to_people())
        if till.scalar("SELECT count(*) FROM {} WHERE {} = {}".format(*column.split("."), other.id))
    ]
    assert left == ["distinct_people.other_id", "import_people.customer_id", "merges.other_id"]
    assert person(till, other).gone == "merged"
    assert broken_rules(till) == []


def test_the_other_disappears_from_lists_and_search(till: Till) -> None:
    kept, other = till.customer("Elodie", "Martin", phone="06 39 98 71 05"), till.customer("Élodie", "Martin")
    merged(till, kept, other)
    with till.db.read() as tx:
        assert [one.id for one in customers.find(tx, "elodie")] == [kept.id]
        assert customers.count(tx) == 1


def test_an_old_card_leads_to_the_kept_person(till: Till) -> None:
    kept, other = till.customer("Elodie", "Martin"), till.customer("Élodie", "Martin")
    merged(till, kept, other)
    with till.db.read() as tx:
        for letters in (kept.card, other.card):
            found = claiming.referrer_behind(tx, letters)
            assert isinstance(found, Customer)
            assert found.id == kept.id
        assert [one.id for one in customers.find(tx, other.card)] == [kept.id]
    assert till.friend(other.card).referral.referrer_id == kept.id


def test_vouchers_are_worth_the_same_in_the_kept_hands(till: Till) -> None:
    kept, other = till.customer("Elodie", "Martin"), till.customer("Élodie", "Martin")
    voucher = till.issue(other, 500)
    till.days_pass(1)
    merged(till, kept, other)
    assert till.voucher(voucher).holder_id == kept.id
    assert isinstance(till.check(voucher.code), Accepted)
    assert isinstance(till.redeem(voucher.code), Redemption)
    assert broken_rules(till) == []


def test_each_field_is_chosen_from_either_side(till: Till) -> None:
    kept = till.customer("Elodie", "Martin", phone="06 39 98 71 05", city="Nantes")
    other = till.customer("Élodie", "Martin", phone="06 39 98 71 06", email="e.martin@example.org", city="Rezé")
    merged(till, kept, other, {"given_name", "email"})
    now = person(till, kept)
    assert (now.given_name, now.phone, now.email, now.city) == ("Élodie", kept.phone, other.email, "Nantes")
    with till.db.read() as tx:
        assert [one.id for one in customers.find(tx, "e.martin@example.org")] == [kept.id]


def test_without_a_choice_what_the_kept_record_lacks_is_taken() -> None:
    kept = dict.fromkeys(FIELDS, "") | {"given_name": "Elodie", "city": "Nantes"}
    other = dict.fromkeys(FIELDS, "x") | {"city": "nantes"}
    assert usual_choice(kept, other) == {"family_name", "phone", "email", "street", "postcode", "language"}


def test_a_street_of_another_town_is_not_taken_by_itself() -> None:
    kept = dict.fromkeys(FIELDS, "x") | {"street": "", "postcode": "", "city": "Nantes"}
    other = dict.fromkeys(FIELDS, "y") | {"city": "Rezé"}
    assert usual_choice(kept, other) == frozenset()


def test_the_person_is_a_customer_since_the_earlier_day_and_active_at_the_later_moment(till: Till) -> None:
    other = till.customer("Élodie", "Martin", known_before=True)
    till.answers(3, other.id)
    till.days_pass(5)
    kept = till.customer("Elodie", "Martin")
    merged(till, kept, other)
    now = person(till, kept)
    assert now.since == other.since
    assert now.known_before
    assert now.call_since == other.since
    active = "SELECT active_at FROM customers WHERE id = {}"
    assert till.scalar(active.format(kept.id)) > till.scalar(active.format(other.id))


def test_of_consents_the_newest_word_counts(till: Till) -> None:
    kept, other = till.customer("Elodie", "Martin"), till.customer("Élodie", "Martin")
    for who, said in ((kept, True), (other, False)):
        till.days_pass(1)
        with till.db.write(till.actor) as tx:
            customers.set_consent(tx, who.id, Channel.EMAIL, True)
            customers.set_consent(tx, who.id, Channel.EMAIL, said)
    merged(till, kept, other)
    with till.db.read() as tx:
        assert not customers.consents(tx, kept.id)[Channel.EMAIL].granted


def test_a_tag_and_a_day_of_asking_that_both_have_are_kept_once(till: Till) -> None:
    kept, other = till.customer("Elodie", "Martin"), till.customer("Élodie", "Martin")
    for who in (kept, other):
        with till.db.write(till.actor) as tx:
            customers.tag(tx, who.id, "choir")
            surveys.ask(tx, who.id)
    merged(till, kept, other)
    with till.db.read() as tx:
        assert customers.tags(tx, kept.id) == ("choir",)
        assert surveys.asked(tx) == 2


def test_nobody_is_merged_with_themselves(till: Till) -> None:
    one = till.customer()
    before = everything(till)
    assert try_merge(till, one, one) == MergeRefused(NoMerge.SAME)
    assert everything(till) == before


def test_nobody_is_merged_twice(till: Till) -> None:
    kept, other, third = till.customer(), till.customer(), till.customer()
    merged(till, kept, other)
    assert try_merge(till, kept, other) == MergeRefused(NoMerge.GONE)
    assert try_merge(till, other, third) == MergeRefused(NoMerge.GONE)


def test_who_is_told_apart_from_one_is_told_apart_from_both(till: Till) -> None:
    kept, other, twin = till.customer(), till.customer(), till.customer()
    with till.db.write(till.actor) as tx:
        assert service.tell_apart(tx, twin.id, other.id)
        assert not service.tell_apart(tx, other.id, twin.id)
    merged(till, kept, other)
    with till.db.write(till.actor) as tx:
        assert not service.tell_apart(tx, kept.id, twin.id)


# Referrals that cannot stand once two records are one.


def test_nobody_brought_themselves(till: Till) -> None:
    referrer = till.customer("Élodie", "Martin")
    claimed = till.friend(referrer.card, "Elodie", "Marten")
    with till.db.read() as tx:
        friend = customers.get(tx, claimed.referral.referee_id)
    done = merged(till, referrer, friend)
    now = referral(till, claimed.referral.id)
    assert (now.state, now.reason) == (ReferralState.REJECTED, "self")
    assert [one.id for one in done.moved.referrals.settled] == [claimed.referral.id]
    assert (now.referrer_id, now.referee_id) == (referrer.id, referrer.id)


def test_a_reward_for_bringing_oneself_is_taken_back_but_its_vouchers_are_a_persons_to_judge(till: Till) -> None:
    referrer = till.customer("Élodie", "Martin")
    claimed = till.friend(referrer.card, "Lodie", "Petit")
    friend = claimed.referral.referee_id
    codes = [voucher.code for voucher in till.buys(friend).vouchers]
    with till.db.read() as tx:
        other = customers.get(tx, friend)
    done = merged(till, referrer, other)
    assert referral(till, claimed.referral.id).state is ReferralState.VOIDED
    till.days_pass(1)
    assert all(isinstance(till.check(code), Accepted) for code in codes)
    with till.db.read() as tx:
        assert service.untouched(tx, done.moved.referrals.settled[0]) == codes
        assert {voucher.holder_id for voucher in vouchers.of_holder(tx, referrer.id)} == {referrer.id}
    assert broken_rules(till) == []


def twice_brought(till: Till, wait: int = 0) -> tuple[Customer, Customer, int, int]:
    """One friend written down twice, brought by two: both records and both referrals."""
    first = till.friend(till.customer("Karim", "Haddad").card, "Zoé", "Martin").referral
    till.days_pass(wait)
    second = till.friend(till.customer("Léa", "Petit").card, "Zoe", "Martin").referral
    with till.db.read() as tx:
        return customers.get(tx, first.referee_id), customers.get(tx, second.referee_id), first.id, second.id


@pytest.mark.parametrize("keep_second", [False, True])
def test_of_two_referrers_the_first_stands(till: Till, keep_second: bool) -> None:
    one, other, first, second = twice_brought(till)
    merged(till, *((other, one) if keep_second else (one, other)))
    assert referral(till, first).state is ReferralState.CLAIMED
    assert (referral(till, second).state, referral(till, second).reason) == (
        ReferralState.REJECTED, "already_referred",
    )  # fmt: skip
    assert broken_rules(till) == []


def test_a_first_referral_that_had_lapsed_gives_way_to_the_second(till: Till) -> None:
    one, other, first, second = twice_brought(till, wait=91)
    merged(till, one, other)
    assert referral(till, first).state is ReferralState.LAPSED
    assert referral(till, second).state is ReferralState.CLAIMED


def test_a_second_reward_is_taken_back_and_its_vouchers_stay(till: Till) -> None:
    one, other, first, second = twice_brought(till)
    till.buys(one.id)
    till.buys(other.id)
    before = till.scalar("SELECT sum(balance_cents) FROM vouchers WHERE state = 'issued'")
    merged(till, one, other)
    assert referral(till, first).state is ReferralState.REWARDED
    assert referral(till, second).state is ReferralState.VOIDED
    assert till.scalar("SELECT sum(balance_cents) FROM vouchers WHERE state = 'issued'") == before
    assert broken_rules(till) == []


def test_a_customer_of_before_is_nobodys_new_friend(till: Till) -> None:
    old = till.customer("Zoé", "Martin")
    till.buys(old.id)
    claimed = till.friend(till.customer("Karim", "Haddad").card, "Zoe", "Martin")
    with till.db.read() as tx:
        new = customers.get(tx, claimed.referral.referee_id)
    merged(till, old, new)
    now = referral(till, claimed.referral.id)
    assert (now.state, now.reason) == (ReferralState.REJECTED, "already_customer")


def test_a_reward_given_before_it_was_known_stands(till: Till) -> None:
    old = till.customer("Zoé", "Martin")
    till.buys(old.id)
    claimed = till.friend(till.customer("Karim", "Haddad").card, "Zoe", "Martin")
    till.buys(claimed.referral.referee_id)
    with till.db.read() as tx:
        new = customers.get(tx, claimed.referral.referee_id)
    assert merged(till, old, new).moved.referrals.settled == ()
    assert referral(till, claimed.referral.id).state is ReferralState.REWARDED


def test_a_circle_that_shows_is_for_a_person_to_look_at(till: Till) -> None:
    anna = till.customer("Anna", "Roy")
    brought = till.friend(anna.card, "Bruno", "Petit")
    with till.db.read() as tx:
        bruno = customers.get(tx, brought.referral.referee_id)
    back = till.friend(bruno.card, "Ana", "Roi")
    with till.db.read() as tx:
        ana = customers.get(tx, back.referral.referee_id)
    merged(till, anna, ana)
    states = {referral(till, one).state for one in (brought.referral.id, back.referral.id)}
    assert ReferralState.FLAGGED in states
    with till.db.read() as tx:
        assert Checked(Check.NO_CIRCLE, Result.FLAG) in referrals.checks(tx, back.referral.id)


def test_marks_for_the_lists_are_those_of_both(till: Till) -> None:
    kept, other = till.customer("Elodie", "Martin"), rich(till)
    merged(till, kept, other)
    row = "SELECT is_referrer AND is_referee FROM customers WHERE id = {}"
    assert till.scalar(row.format(kept.id))
    assert not till.scalar(f"SELECT is_referrer OR is_referee FROM customers WHERE id = {other.id}")


def test_the_journal_holds_numbers_only(till: Till) -> None:
    kept, other = till.customer("Elodie", "Martin"), rich(till, phone="06 39 98 71 05")
    merged(till, kept, other, {"given_name", "phone"})
    with till.db.read() as tx:
        said = "".join(tx.execute(text("SELECT details FROM journal")).scalars())
    assert not any(word in said for word in ("lodie", "Martin", "39987105", "mornings"))
    assert till.journal().ok


def test_a_merge_is_whole_or_not_at_all(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, other = till.customer("Elodie", "Martin"), rich(till)
    before = everything(till)

    def fail(*_given: object) -> None:
        raise InvalidInput("x", "y")

    monkeypatch.setattr(customers, "mark_gone", fail)
    with pytest.raises(InvalidInput):
        try_merge(till, kept, other)
    assert everything(till) == before
    assert till.count("merges") == 0


def test_a_purchase_after_the_merge_completes_the_referral_that_followed(till: Till) -> None:
    till.scheme(Terms(lock_days=0))
    kept = till.customer("Zoé", "Martin")
    claimed = till.friend(till.customer("Karim", "Haddad").card, "Zoe", "Martin")
    with till.db.read() as tx:
        other = customers.get(tx, claimed.referral.referee_id)
    merged(till, kept, other)
    assert len(till.buys(kept.id).vouchers) == 2
    assert broken_rules(till) == []


@pytest.mark.parametrize("again", [False, True])
def test_whoever_asks_by_the_other_records_contacts_is_the_kept_person(till: Till, again: bool) -> None:
    kept = till.customer("Elodie", "Martin", phone="06 39 98 71 05")
    other = till.customer("Élodie", "Martin", phone="06 39 98 71 06", email="elodie@example.org")
    karim = till.customer("Karim", "Haddad", phone="06 39 98 71 07")
    till.buys(other.id)
    merged(till, kept, other)
    if again:
        first, kept = kept, till.customer("Elo", "Martin")
        merged(till, kept, first)
    for contact in ({"phone": "06 39 98 71 06"}, {"email": "elodie@example.org"}):
        answer = till.claim(karim.card, "Lucie", "Brun", **contact)
        assert isinstance(answer, ClaimRefused)
        assert (answer.why, answer.known_id) == (ReferralReason.ALREADY_CUSTOMER, kept.id)
    own = till.claim(kept.card, "Lucie", "Brun", phone="06 39 98 71 06")
    assert isinstance(own, ClaimRefused)
    assert own.why is ReferralReason.SELF
    with till.db.read() as tx:
        assert customers.resolve(tx, "06 39 98 71 06") is None


def test_contacts_lead_back_to_the_other_once_a_merge_is_undone(till: Till) -> None:
    kept, other = till.customer("Elodie", "Martin"), till.customer("Élise", "Martin", phone="06 39 98 71 06")
    done = merged(till, kept, other)
    with till.db.read() as tx:
        assert getattr(customers.known(tx, other.phone, ""), "id", 0) == kept.id
    undone(till, done)
    with till.db.read() as tx:
        assert getattr(customers.known(tx, other.phone, ""), "id", 0) == other.id


def test_contacts_of_a_merged_record_lead_to_nobody_who_is_gone(till: Till) -> None:
    kept, other = till.customer("Elodie", "Martin"), till.customer("Élise", "Martin", phone="06 39 98 71 06")
    merged(till, kept, other)
    with till.db.write(till.actor) as tx:
        customers.mark_gone(tx, kept.id, Gone.ERASED)
        assert customers.known(tx, other.phone, "") is None
