"""Calls owed to people who answered: due in 48 hours, one a person, over with their outcome."""

from datetime import timedelta

import pytest

from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.customers import service as customers
from parrainage_desktop.duplicates import service as duplicates
from parrainage_desktop.duplicates.rules import Merged, Unmerged
from parrainage_desktop.surveys import at_kiosk, callback_wording, callbacks, many
from parrainage_desktop.surveys import service as surveys
from parrainage_desktop.surveys.callback_rules import CallBack, Outcome
from parrainage_desktop.surveys.rules import Given
from tests.stores import Till


def owed(till: Till) -> list[CallBack]:
    """The calls to make."""
    with till.db.read() as tx:
        return callbacks.to_do(tx)


def noted(till: Till, outcome: Outcome, words: str = "") -> CallBack | None:
    """Note how the first call to make went."""
    with till.db.write(till.actor) as tx:
        return callbacks.note(tx, callbacks.to_do(tx)[0].id, outcome, words)


def waits(till: Till, customer_id: int) -> bool:
    """Whether a person's own sheet says that they wait for a call."""
    with till.db.read() as tx:
        return customers.get(tx, customer_id).call_since is not None


@pytest.mark.parametrize(("score", "calls"), [(0, 1), (6, 1), (7, 0), (10, 0)])
def test_an_unhappy_answer_owes_a_call_within_48_hours(till: Till, score: int, calls: int) -> None:
    till.answers(score, till.customer().id)
    assert [call.due_at for call in owed(till)] == [till.clock.now() + timedelta(hours=48)] * calls


def test_a_call_is_late_after_48_hours_not_at_them(till: Till) -> None:
    till.answers(3, till.customer().id)
    (call,) = owed(till)
    assert not call.is_late(till.clock.now() + timedelta(hours=48))
    assert call.is_late(till.clock.now() + timedelta(hours=48, seconds=1))


def test_nobody_is_called_twice_over_two_unhappy_answers(till: Till) -> None:
    person = till.customer()
    till.answers(3, person.id)
    till.answers(4, person.id)
    assert len(owed(till)) == 1


def test_an_anonymous_answer_owes_nobody_a_call(till: Till) -> None:
    till.answers(0)
    assert owed(till) == []


def test_somebody_not_reached_stays_to_be_called(till: Till) -> None:
    person = till.customer()
    till.answers(3, person.id)
    noted(till, Outcome.NOT_REACHED, "voice mail")
    (call,) = owed(till)
    assert (call.outcome, call.note, call.tries) == (Outcome.NOT_REACHED, "voice mail", 1)
    assert waits(till, person.id)


@pytest.mark.parametrize("outcome", [Outcome.REACHED, Outcome.SOLVED])
def test_a_call_that_was_made_is_over_on_the_persons_sheet_too(till: Till, outcome: Outcome) -> None:
    person = till.customer()
    till.answers(3, person.id)
    done = noted(till, outcome, "sends a new lamp")
    assert done is not None
    assert (done.outcome, done.closed_at, owed(till)) == (outcome, till.clock.now(), [])
    assert not waits(till, person.id)
    with till.db.write(till.actor) as tx:
        assert callbacks.note(tx, done.id, Outcome.NOT_REACHED) is None


def test_called_on_the_persons_sheet_ends_the_call(till: Till) -> None:
    person = till.customer()
    till.answers(3, person.id)
    with till.db.write(till.actor) as tx:
        callbacks.called(tx, person.id)
    assert (owed(till), waits(till, person.id)) == ([], False)


def test_an_answer_left_out_spares_its_call_but_not_anothers(till: Till) -> None:
    person = till.customer()
    first, second = till.answers(3, person.id).answer, till.answers(2, person.id).answer
    with till.db.write(till.actor) as tx:
        surveys.exclude(tx, first.id, "mistake")
    assert [call.answer_id for call in owed(till)] == [second.id]
    with till.db.write(till.actor) as tx:
        surveys.exclude(tx, second.id, "mistake")
    assert (owed(till), waits(till, person.id)) == ([], False)


def test_who_leaves_a_phone_at_the_kiosk_is_called_and_the_phone_forgotten(till: Till) -> None:
    with till.db.write(till.actor) as tx:
        answer = at_kiosk.touch(tx, 8, None)
        at_kiosk.call_me(tx, answer, "06 39 98 71 05")
    (call,) = owed(till)
    assert (call.customer_id, call.phone) == (None, "+33639987105")
    noted(till, Outcome.REACHED)
    assert till.scalar("SELECT count(*) FROM call_backs WHERE phone <> ''") == 0


def test_a_phone_the_shop_knows_says_whose_answer_it_is(till: Till) -> None:
    person = till.customer(phone="06 39 98 71 05")
    with till.db.write(till.actor) as tx:
        answer = at_kiosk.touch(tx, 4, None)
        at_kiosk.call_me(tx, answer, "+33 6 39 98 71 05")
        assert [one.id for one in surveys.of_customer(tx, person.id)] == [answer]
    (call,) = owed(till)
    assert (call.customer_id, call.phone) == (person.id, "")
    assert waits(till, person.id)


def test_a_phone_two_people_share_says_of_neither_that_the_answer_is_theirs(till: Till) -> None:
    both = [till.customer(name, phone="03 29 98 71 05") for name in ("Zoé", "Luc")]
    with till.db.write(till.actor) as tx:
        at_kiosk.call_me(tx, at_kiosk.touch(tx, 4, None), "03 29 98 71 05")
        assert [surveys.of_customer(tx, one.id) for one in both] == [[], []]
    (call,) = owed(till)
    assert (call.customer_id, call.phone) == (None, "+33329987105")


def test_an_answer_left_out_moves_its_call_to_one_that_was_given_before_it_was_noted(till: Till) -> None:
    person, day = till.customer(), till.clock.now().date()
    with till.db.write(till.actor) as tx:
        first, second = many.add(tx, [Given(3, person.id, on=day - timedelta(days=past)) for past in (9, 8)])
        surveys.exclude(tx, first, "mistake")
    assert [call.answer_id for call in owed(till)] == [second]
    assert waits(till, person.id)


def test_an_old_answer_that_counts_again_owes_no_call_nobody_owed_before(till: Till) -> None:
    person, day = till.customer(), till.clock.now().date()
    with till.db.write(till.actor) as tx:
        (old,) = many.add(tx, [Given(3, person.id, on=day - timedelta(days=400))])
        surveys.exclude(tx, old, "mistake")
        surveys.include(tx, old)
    assert (owed(till), waits(till, person.id)) == ([], False)
    recent = till.answers(3, person.id).answer
    till.days_pass(60)
    with till.db.write(till.actor) as tx:
        surveys.exclude(tx, recent.id, "mistake")
        surveys.include(tx, recent.id)
    assert [call.answer_id for call in owed(till)] == [recent.id]


def test_two_people_who_parted_wait_for_no_call_that_was_made(till: Till) -> None:
    kept, other = till.customer(), till.customer("Zoé")
    till.answers(3, other.id)
    with till.db.write(till.actor) as tx:
        merged = duplicates.merge(tx, kept.id, other.id)
        assert isinstance(merged, Merged)
    noted(till, Outcome.SOLVED)
    with till.db.write(till.actor) as tx:
        assert isinstance(duplicates.undo(tx, merged.id), Unmerged)
    assert [waits(till, one.id) for one in (kept, other)] == [False, False]


def merged(till: Till, kept_id: int, other_id: int) -> int:
    """Make one of two people; the merge's number."""
    with till.db.write(till.actor) as tx:
        done = duplicates.merge(tx, kept_id, other_id)
    assert isinstance(done, Merged)
    return done.id


def parted(till: Till, merge_id: int) -> None:
    """Part them again."""
    with till.db.write(till.actor) as tx:
        assert isinstance(duplicates.undo(tx, merge_id), Unmerged)


@pytest.mark.parametrize("kept_first", [True, False])
def test_two_who_wait_and_become_one_wait_for_the_call_due_first_and_parting_brings_the_other_back(
    till: Till, kept_first: bool
) -> None:
    kept, other = till.customer(), till.customer("Zoé")
    first, second = (kept, other) if kept_first else (other, kept)
    for one in (first, second):
        till.answers(3, one.id)
        till.clock.advance(timedelta(hours=5))
    before = owed(till)
    number = merged(till, kept.id, other.id)
    assert [(call.id, call.customer_id, call.due_at) for call in owed(till)] == [
        (before[0].id, kept.id, before[0].due_at)
    ]
    parted(till, number)
    assert owed(till) == before
    assert [waits(till, one.id) for one in (kept, other)] == [True, True]


def test_who_was_not_called_themselves_waits_again_after_parting(till: Till) -> None:
    kept, other = till.customer(), till.customer("Zoé")
    till.answers(3, kept.id)
    till.clock.advance(timedelta(hours=5))
    till.answers(4, other.id)
    number = merged(till, kept.id, other.id)
    noted(till, Outcome.REACHED)
    assert (owed(till), waits(till, kept.id)) == ([], False)
    parted(till, number)
    assert [call.customer_id for call in owed(till)] == [other.id]
    assert (waits(till, kept.id), waits(till, other.id)) == (False, True)


def test_an_answer_given_while_another_record_s_call_was_owed_is_called_about_after_parting(till: Till) -> None:
    kept, other = till.customer(), till.customer("Zoé")
    till.answers(3, other.id)
    number = merged(till, kept.id, other.id)
    till.clock.advance(timedelta(hours=5))
    till.answers(4, kept.id)
    assert len(owed(till)) == 1
    parted(till, number)
    assert sorted(call.customer_id or 0 for call in owed(till)) == [kept.id, other.id]


def test_the_answer_of_a_joined_call_is_called_about_when_the_other_is_left_out(till: Till) -> None:
    kept, other = till.customer(), till.customer("Zoé")
    first = till.answers(3, kept.id).answer
    till.clock.advance(timedelta(hours=5))
    second = till.answers(4, other.id).answer
    merged(till, kept.id, other.id)
    with till.db.write(till.actor) as tx:
        surveys.exclude(tx, first.id, "mistake")
    assert [call.answer_id for call in owed(till)] == [second.id]
    assert waits(till, kept.id)


@pytest.mark.parametrize("phone", ["", "12", "call me"])
def test_no_phone_no_call(till: Till, phone: str) -> None:
    with till.db.write(till.actor) as tx:
        answer = at_kiosk.touch(tx, 4, None)
        with pytest.raises(InvalidInput):
            at_kiosk.call_me(tx, answer, phone)
    assert owed(till) == []


def test_a_wish_for_cards_is_told_to_the_till_for_a_day(till: Till) -> None:
    with till.db.write(till.actor) as tx:
        answer = at_kiosk.touch(tx, 10, None)
        at_kiosk.wish_cards(tx, answer)
        at_kiosk.wish_cards(tx, answer)
        assert [wish.answer_id for wish in callbacks.card_wishes(tx)] == [answer]
    till.days_pass(1)
    with till.db.read() as tx:
        assert len(callbacks.card_wishes(tx)) == 1
    till.clock.advance(timedelta(seconds=1))
    with till.db.read() as tx:
        assert callbacks.card_wishes(tx) == []


def test_a_wish_is_taken_up_once(till: Till) -> None:
    with till.db.write(till.actor) as tx:
        answer = at_kiosk.touch(tx, 10, None)
        at_kiosk.wish_cards(tx, answer)
        assert callbacks.serve_wish(tx, answer)
        assert not callbacks.serve_wish(tx, answer)
        assert callbacks.card_wishes(tx) == []


def test_words_are_put_to_an_answer_as_they_come(till: Till) -> None:
    with till.db.write(till.actor) as tx:
        answer = at_kiosk.touch(tx, 9, None)
        at_kiosk.say(tx, answer, "Bon con")
        at_kiosk.say(tx, answer, "Bon conseil ")
        assert surveys.many(tx, [answer])[answer].comment == "Bon conseil"


@pytest.mark.parametrize(
    ("late", "said"), [(47, "Late by 47 hours"), (48, "Late by 2 days"), (6_146, "Late by 256 days")]
)
def test_a_call_long_late_is_late_by_days(till: Till, late: int, said: str) -> None:
    till.answers(3, till.customer("Gilles").id)
    (call,) = owed(till)
    assert callback_wording.due(call, call.due_at + timedelta(hours=late, seconds=1)) == said
