"""Letting customers into tiers and out of them, on either database: a person decides, at times with a reason."""

from datetime import timedelta

import pytest

from parrainage_desktop.ambassadors import service, spelling
from parrainage_desktop.ambassadors.rules import USUAL, Condition, NotChanged, Record, Refused, Tier
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.customers import tiers
from parrainage_desktop.customers.rules import Customer, Gone, Membership
from parrainage_desktop.duplicates import service as duplicates
from parrainage_desktop.privacy import service as privacy
from tests.stores import NOW, Till, broken_rules

DAY = NOW.date()


def admit(till: Till, person: Customer, tier: int, reason: str = "") -> Membership | Refused:
    """Let somebody enter a tier, or be refused."""
    with till.db.write(till.actor) as tx:
        return service.admit(tx, person.id, tier, reason)


def leave(till: Till, person: Customer, reason: str) -> Membership | Refused:
    """Let somebody leave, or be refused."""
    with till.db.write(till.actor) as tx:
        return service.leave(tx, person.id, reason)


def record(till: Till, person: Customer) -> Record:
    """How somebody stands."""
    with till.db.read() as tx:
        return service.record(tx, person.id)


def may_enter(till: Till) -> dict[int, int]:
    """Who meets everything for which tier."""
    with till.db.read() as tx:
        return {one.person.id: one.open_to for one in service.may_enter(tx)}


def worthy(till: Till, given: str = "Odile") -> Customer:
    """Somebody who meets everything the first tier asks."""
    person = till.customer(given, "Marchand")
    till.days_pass(365)
    till.buys(person.id)
    till.answers(9, person.id)
    till.proof(person, Condition.RESULT, "Twice as many breakfasts")
    return person


def test_whoever_meets_every_condition_is_let_in_without_a_reason(till: Till) -> None:
    odile = worthy(till)
    assert (record(till, odile).open_to, may_enter(till)) == (1, {odile.id: 1})
    assert admit(till, odile, 1) == Membership(1, DAY + timedelta(days=365), "", "Ana")
    assert may_enter(till) == {}, "nobody enters the next tier by themselves, or before they may"
    with till.db.read() as tx:
        assert [one.person.id for one in service.members(tx)] == [odile.id]


def test_nobody_enters_or_leaves_a_tier_by_themselves(till: Till) -> None:
    odile = worthy(till)
    assert record(till, odile).membership.tier == 0
    admit(till, odile, 1)
    till.answers(2, odile.id)
    till.days_pass(800)
    found = record(till, odile)
    assert (found.membership.tier, found.standings[0].complete) == (1, False)


def test_a_missing_condition_is_named_and_a_reason_lets_it_pass(till: Till) -> None:
    karim = till.customer()
    refused = admit(till, karim, 1)
    assert isinstance(refused, Refused)
    assert refused.why is NotChanged.CONDITIONS
    assert [one.condition.value for one in refused.missing] == ["months", "score", "result"]
    assert till.count("customer_tiers") == 0
    assert admit(till, karim, 3, "  Known  to the whole street ") == Membership(
        3, DAY, "Known to the whole street", "Ana"
    )


def test_going_down_and_leaving_need_a_reason(till: Till) -> None:
    karim = till.customer()
    admit(till, karim, 2, "everybody knows him")
    with pytest.raises(InvalidInput, match="reason") as lower:
        admit(till, karim, 1)
    with pytest.raises(InvalidInput) as out:
        leave(till, karim, "  ")
    assert (lower.value.field, out.value.field) == ("reason", "reason")
    admit(till, karim, 1, "less time")
    assert leave(till, karim, "moved away") == Membership(0, DAY, "moved away", "Ana")
    with till.db.read() as tx:
        assert [one.tier for one in tiers.history(tx)[karim.id]] == [2, 1, 0]


@pytest.mark.parametrize("tier", [1, 3])
def test_nobody_enters_twice_or_leaves_what_they_are_not_in(till: Till, tier: int) -> None:
    karim = till.customer()
    assert leave(till, karim, "why") == Refused(NotChanged.NOT_IN, 0)
    admit(till, karim, tier, "because")
    assert admit(till, karim, tier, "again") == Refused(NotChanged.ALREADY, tier)
    assert till.count("customer_tiers") == 1


def test_whoever_is_gone_enters_no_tier(till: Till) -> None:
    karim = till.customer()
    with till.db.write(till.actor) as tx:
        privacy.erase(tx, karim.id)
        assert service.admit(tx, karim.id, 1, "late") == Refused(NotChanged.GONE, 1)


def test_successful_referrals_are_counted_and_one_taken_back_is_not(till: Till) -> None:
    odile = worthy(till)
    admit(till, odile, 1)
    till.proof(odile, Condition.PROMOTION, "A poster in her window")
    assert may_enter(till) == {}
    friend = till.friend(odile.card)
    till.buys(friend.referral.referee_id)
    assert may_enter(till) == {odile.id: 2}
    till.undo(till.today().entries[0].id)
    assert may_enter(till) == {}


def test_what_was_noted_can_be_taken_back_and_stays_written(till: Till) -> None:
    karim = till.customer()
    till.proof(karim, Condition.INFLUENCE, "Speaks at the market")
    till.proof(karim, Condition.INFLUENCE, "and at the school")
    assert [one.words for one in record(till, karim).proofs] == ["and at the school"]
    with till.db.write(till.actor) as tx:
        assert service.take_back(tx, karim.id, Condition.INFLUENCE)
        assert not service.take_back(tx, karim.id, Condition.INFLUENCE)
        assert not service.take_back(tx, karim.id, Condition.RESULT)
    assert record(till, karim).proofs == ()
    assert till.count("ambassador_notes") == 3
    assert "street" not in str(till.scalar("SELECT max(details) FROM journal WHERE action = 'customer.proof'"))


@pytest.mark.parametrize("words", ["", "   ", "x" * 241])
def test_something_noted_has_words_and_not_too_many(till: Till, words: str) -> None:
    with pytest.raises(InvalidInput) as refused, till.db.write(till.actor) as tx:
        service.note(tx, 1, Condition.RESULT, words)
    assert refused.value.field == "words"


def test_every_number_of_a_tier_can_be_changed(till: Till) -> None:
    with till.db.write(till.actor) as tx:
        assert service.tiers(tx) == USUAL
        words = {
            "months": "3", "score": "none", "active_months": "", "referrals": "2", "within_months": "6",
            "result": "no", "influence": "yes",
        }  # fmt: skip
        changed, errors = spelling.typed(USUAL[0], words)
        assert (changed, errors) == (Tier(3, None, 0, 2, 6, frozenset({Condition.INFLUENCE})), {})
        service.set_tier(tx, 1, changed)
        assert service.tiers(tx) == (changed, *USUAL[1:])
        assert spelling.typed(Tier(), spelling.spelled(changed)) == (changed, {})
    assert "months" in str(till.scalar("SELECT details FROM journal WHERE action = 'tier.changed'"))


def test_what_cannot_be_read_is_said_beside_each_number() -> None:
    words = {"months": "many", "score": "11", "within_months": "-1", "referrals": "4", "result": "perhaps", "x": "1"}
    tier, errors = spelling.typed(USUAL[2], words)
    assert set(errors) == {"months", "score", "within_months", "result", "x"}
    assert tier.referrals == 4


def test_nothing_is_written_when_nothing_changes(till: Till) -> None:
    with till.db.write(till.actor) as tx:
        service.set_tier(tx, 2, USUAL[1])
    assert till.count("ambassador_tiers") == 0
    assert till.scalar("SELECT count(*) FROM journal WHERE action = 'tier.changed'") == 0


@pytest.mark.parametrize(
    ("tier", "who"),
    [
        (Tier(score=9), {"Odile"}),
        (Tier(referrals=1), {"Karim"}),
        (Tier(months=12), {"Odile"}),
        (Tier(proofs=frozenset({Condition.RESULT})), {"Odile"}),
        (Tier(), {"Odile", "Karim", "Zoé"}),
    ],
)
def test_whoever_may_enter_is_looked_for_where_they_are(till: Till, tier: Tier, who: set[str]) -> None:
    odile = worthy(till)
    karim = till.customer()
    till.answers(8, karim.id)
    till.buys(till.friend(karim.card).referral.referee_id)
    with till.db.write(till.actor) as tx:
        service.set_tier(tx, 1, tier)
        assert {one.person.given_name for one in service.may_enter(tx)} == who
        duplicates.merge(tx, karim.id, odile.id)
        assert odile.id not in {one.person.id for one in service.may_enter(tx)}


def test_a_merged_person_is_noted_as_the_other_was_and_parted_again(till: Till) -> None:
    odile, karim = worthy(till), till.customer()
    admit(till, odile, 1)
    with till.db.write(till.actor) as tx:
        done = duplicates.merge(tx, karim.id, odile.id)
    assert (record(till, karim).membership.tier, len(record(till, karim).proofs)) == (1, 1)
    with till.db.write(till.actor) as tx:
        duplicates.undo(tx, done.id)  # type: ignore[union-attr]
    assert (record(till, karim).membership.tier, record(till, karim).proofs) == (0, ())
    assert (record(till, odile).membership.tier, len(record(till, odile).proofs)) == (1, 1)
    assert broken_rules(till) == []


def test_erasing_leaves_no_trace_of_a_tier(till: Till) -> None:
    odile = worthy(till)
    admit(till, odile, 1, "words about Odile")
    with till.db.write(till.actor) as tx:
        privacy.erase(tx, odile.id)
    assert (till.count("customer_tiers"), till.count("ambassador_notes")) == (0, 0)
    assert record(till, odile).person.gone == Gone.ERASED.value
