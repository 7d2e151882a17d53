"""Nothing of a customer leaves the shop without their yes, and nothing stays out after their no."""

from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import Gone
from parrainage_desktop.testimonials import service
from parrainage_desktop.testimonials.rules import Hindrance, Kind, Refused, State, Testimonial, Words
from tests.stores import ANA, Till

SAID = Words("", why="My oven broke.", tangible="Bread every day.", advice="Just go!")
Step = Callable[[Transaction, int], Testimonial | Refused]


def noted(till: Till, kind: Kind = Kind.TESTIMONIAL, words: Words = SAID) -> Testimonial:
    person = till.customer("Odile", "Marchand")
    with till.db.write(ANA) as tx:
        return service.add(tx, person.id, kind, words)


def take(till: Till, one: Testimonial, *steps: Step) -> Testimonial | Refused:
    """Take steps one after the other; what the last one says."""
    found: Testimonial | Refused = one
    for step in steps:
        with till.db.write(ANA) as tx:
            found = step(tx, one.id)
    return found


def taken(till: Till, one: Testimonial, *steps: Step) -> Testimonial:
    found = take(till, one, *steps)
    assert isinstance(found, Testimonial)
    return found


def test_a_testimonial_goes_from_draft_to_approved_to_published(till: Till) -> None:
    one = noted(till)
    assert (one.state, one.words.signed, one.consent_on) == (State.DRAFT, "Odile M.", None)
    approved = taken(till, one, service.agree, service.approve)
    assert (approved.state, approved.published_on) == (State.APPROVED, None)
    out = taken(till, one, service.publish)
    assert (out.state, out.published_on, out.consent_on) == (State.PUBLISHED, one.noted_on, one.noted_on)
    assert till.journal().ok


@pytest.mark.parametrize(
    ("steps", "why"),
    [
        ((service.approve,), Hindrance.NO_CONSENT),
        ((service.publish,), Hindrance.NO_CONSENT),
        ((service.agree, service.publish), Hindrance.NOT_APPROVED),
        ((service.agree, service.take_down), Hindrance.NOT_PUBLISHED),
        ((service.revoke,), Hindrance.NO_CONSENT),
        ((service.agree, service.approve, service.revoke, service.publish), Hindrance.WITHDRAWN),
        ((service.agree, service.revoke, service.approve), Hindrance.WITHDRAWN),
    ],
)
def test_a_step_that_cannot_be_taken_says_why(till: Till, steps: tuple[Step, ...], why: Hindrance) -> None:
    assert take(till, noted(till), *steps) == Refused(why)


def test_nothing_said_is_nothing_to_approve(till: Till) -> None:
    assert take(till, noted(till, words=Words("Odile")), service.agree, service.approve) == Refused(Hindrance.NO_WORDS)
    assert take(till, noted(till, words=Words("Odile")), service.read) == Refused(Hindrance.NO_WORDS)


@pytest.mark.parametrize(
    "step", [service.agree, service.revoke, service.read, service.approve, service.publish, service.take_down]
)
def test_a_number_that_is_not_there_is_refused(till: Till, step: Step) -> None:
    with till.db.write(ANA) as tx:
        assert step(tx, 99) == Refused(Hindrance.NOT_THERE)
        assert service.change(tx, 99, SAID) == Refused(Hindrance.NOT_THERE)


def test_a_case_study_is_read_by_its_customer_first(till: Till) -> None:
    study = noted(till, Kind.CASE_STUDY)
    assert take(till, study, service.agree, service.approve) == Refused(Hindrance.NOT_READ)
    assert taken(till, study, service.read, service.approve, service.publish).state is State.PUBLISHED


def test_a_yes_taken_back_withdraws_at_once_and_a_new_one_begins_again(till: Till) -> None:
    one = noted(till)
    gone = taken(till, one, service.agree, service.approve, service.publish, service.revoke)
    assert (gone.state, gone.consent_on, gone.published_on) == (State.WITHDRAWN, None, None)
    assert gone.revoked_on == one.noted_on
    till.days_pass(3)
    again = taken(till, one, service.agree)
    assert (again.state, again.revoked_on) == (State.DRAFT, None)
    assert again.consent_on != one.noted_on


def test_changed_words_must_be_read_and_approved_again(till: Till) -> None:
    study = noted(till, Kind.CASE_STUDY)
    taken(till, study, service.agree, service.read, service.approve, service.publish)
    with till.db.write(ANA) as tx:
        same = service.change(tx, study.id, SAID)
        assert isinstance(same, Testimonial)
        assert same.state is State.PUBLISHED
        changed = service.change(tx, study.id, Words("", why="Another reason."))
    assert isinstance(changed, Testimonial)
    assert (changed.state, changed.read_on, changed.published_on) == (State.DRAFT, None, None)
    assert changed.words.signed == "Odile M."


def test_words_of_somebody_who_said_no_stay_withdrawn_when_changed(till: Till) -> None:
    one = noted(till)
    taken(till, one, service.agree, service.revoke)
    with till.db.write(ANA) as tx:
        changed = service.change(tx, one.id, Words("", why="Another reason."))
    assert isinstance(changed, Testimonial)
    assert changed.state is State.WITHDRAWN


def test_the_store_itself_publishes_nothing_without_consent(till: Till) -> None:
    noted(till)
    with pytest.raises(DBAPIError), till.db.write(ANA) as tx:
        tx.execute(text("UPDATE testimonials SET state = 'published'"))


def test_too_many_words_and_closed_records_are_refused(till: Till) -> None:
    with pytest.raises(InvalidInput) as refused:
        noted(till, words=Words("", during="x" * 2_001))
    assert refused.value.field == "during"
    gone = till.customer()
    with till.db.write(ANA) as tx:
        customers.mark_gone(tx, gone.id, Gone.ERASED)
        with pytest.raises(InvalidInput) as closed:
            service.add(tx, gone.id, Kind.TESTIMONIAL, SAID)
    assert closed.value.field == "customer"


def test_the_newest_come_first_all_or_one_persons_or_in_one_state(till: Till) -> None:
    first, second = noted(till), noted(till)
    taken(till, second, service.agree, service.approve)
    with till.db.read() as tx:
        assert [one.id for one in service.newest(tx)] == [second.id, first.id]
        assert [one.id for one in service.newest(tx, State.APPROVED)] == [second.id]
        assert service.newest(tx, customer_id=99) == []


def test_the_journal_tells_of_each_step_without_a_word_of_it(till: Till) -> None:
    taken(till, noted(till), service.agree, service.approve, service.publish, service.take_down, service.revoke)
    actions = till.scalar("SELECT count(*) FROM journal WHERE action LIKE 'testimonial.%'")
    assert actions == 6
    assert till.scalar("SELECT count(*) FROM journal WHERE details LIKE '%oven%'") == 0
