"""A button pressed twice, a store that falls silent: what the till did, it did once, and it can say so."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from parrainage_desktop.base.database import Actor, Database, Transaction
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.journal import ATTEMPTS_KEPT
from parrainage_desktop.counter.acts import Acts
from parrainage_desktop.counter.rules import Welcomed
from parrainage_desktop.counter.till import Till as CounterTill
from parrainage_desktop.customers.rules import NewCustomer
from parrainage_desktop.vouchers import service as vouchers
from tests.stores import ANA, Till, broken_rules

Lose = Callable[[Actor], AbstractContextManager[Transaction]]


@pytest.fixture
def counter(till: Till) -> CounterTill:
    """The counter's own till."""
    return CounterTill(till.db, ANA)


def waiting_friend(till: Till) -> int:
    """A friend whose first purchase completes a referral."""
    return till.friend(till.customer("Karim").card).referral.referee_id


def losing(db: Database, kept: bool) -> Lose:
    """Writes of which the first loses the store: after the outcome was kept, or before anything was."""
    write, tries = db.write, list[Actor]()

    @contextmanager
    def begin(actor: Actor) -> Iterator[Transaction]:
        tries.append(actor)
        first = len(tries) == 1
        if first and not kept:
            raise UserError("server_unreachable", "lost")
        with write(actor) as tx:
            yield tx
        if first:
            raise UserError("server_unreachable", "lost")

    return begin


def test_a_purchase_sent_twice_is_there_once_and_answered_the_same(till: Till, counter: CounterTill) -> None:
    friend, attempt = waiting_friend(till), vouchers.new_attempt()
    first, again = (counter.buy(friend, 3_000, attempt) for _press in range(2))
    assert len(first.vouchers) == 2
    assert (again.purchase, again.rewarded) == (first.purchase, first.rewarded)
    assert {voucher.id for voucher in again.vouchers} == {voucher.id for voucher in first.vouchers}
    assert (till.count("purchases"), till.count("vouchers")) == (1, 2)
    assert broken_rules(till) == []


def test_an_ordinary_purchase_sent_twice_is_there_once(till: Till, counter: CounterTill) -> None:
    buyer, attempt = till.customer().id, vouchers.new_attempt()
    first, again = (counter.buy(buyer, None, attempt) for _press in range(2))
    assert again == first
    assert till.count("purchases") == 1


def test_a_second_purchase_of_the_same_person_is_another_attempt(till: Till, counter: CounterTill) -> None:
    buyer = till.customer().id
    for _purchase in range(2):
        counter.buy(buyer, 500, vouchers.new_attempt())
    assert till.count("purchases") == 2


def test_an_attempt_is_known_for_a_day(till: Till, counter: CounterTill) -> None:
    buyer, attempt = till.customer().id, vouchers.new_attempt()
    counter.buy(buyer, 500, attempt)
    till.clock.advance(ATTEMPTS_KEPT)
    counter.buy(buyer, 500, attempt)
    assert till.count("purchases") == 1


def test_a_purchase_kept_although_the_store_fell_silent_is_not_made_again(
    till: Till, counter: CounterTill, monkeypatch: pytest.MonkeyPatch
) -> None:
    friend = waiting_friend(till)
    monkeypatch.setattr(till.db, "write", losing(till.db, kept=True))
    assert len(counter.buy(friend, 3_000, vouchers.new_attempt()).vouchers) == 2
    assert (till.count("purchases"), till.count("vouchers")) == (1, 2)


def test_a_purchase_that_was_not_kept_is_said_not_to_be(
    till: Till, counter: CounterTill, monkeypatch: pytest.MonkeyPatch
) -> None:
    friend = waiting_friend(till)
    monkeypatch.setattr(till.db, "write", losing(till.db, kept=False))
    with pytest.raises(UserError) as lost:
        counter.buy(friend, 3_000, vouchers.new_attempt())
    assert lost.value.kind == "server_unreachable"
    assert till.count("purchases") == 0


def test_a_store_that_stays_silent_leaves_the_purchase_uncertain(
    till: Till, counter: CounterTill, monkeypatch: pytest.MonkeyPatch
) -> None:
    friend = waiting_friend(till)
    monkeypatch.setattr(till.db, "write", losing(till.db, kept=True))
    monkeypatch.setattr(till.db, "read_settled", losing(till.db, kept=False))
    with pytest.raises(UserError) as uncertain:
        counter.buy(friend, 3_000, vouchers.new_attempt())
    assert uncertain.value.kind == "uncertain_purchase"


def arrives(till: Till, counter: CounterTill, attempt: str, name: str = "Zoé") -> Welcomed:
    """A friend without a phone or an e-mail comes with a card and buys; nothing but the attempt tells them apart."""
    card = till.scalar("SELECT code FROM cards LIMIT 1") if till.count("customers") else till.customer().card
    answer = counter.welcome(card, NewCustomer(name), 3_000, buys_now=True, attempt=attempt)
    assert isinstance(answer, Welcomed)
    return answer


def test_a_friend_sent_twice_is_welcomed_once_and_answered_the_same(till: Till, counter: CounterTill) -> None:
    attempt = vouchers.new_attempt()
    first, again = (arrives(till, counter, attempt) for _press in range(2))
    assert again.claimed.referral.id == first.claimed.referral.id
    assert again.claimed.referee_card == first.claimed.referee_card
    assert first.bought
    assert again.bought
    assert {voucher.id for voucher in again.bought.vouchers} == {voucher.id for voucher in first.bought.vouchers}
    assert (till.count("customers"), till.count("purchases"), till.count("vouchers")) == (2, 1, 2)
    assert broken_rules(till) == []


def test_another_friend_of_the_same_name_is_another_attempt(till: Till, counter: CounterTill) -> None:
    for _friend in range(2):
        arrives(till, counter, vouchers.new_attempt())
    assert till.count("customers") == 3


def test_a_friend_welcomed_although_the_store_fell_silent_is_not_welcomed_again(
    till: Till, counter: CounterTill, monkeypatch: pytest.MonkeyPatch
) -> None:
    till.customer()
    monkeypatch.setattr(till.db, "write", losing(till.db, kept=True))
    bought = arrives(till, counter, vouchers.new_attempt()).bought
    assert bought
    assert len(bought.vouchers) == 2
    assert (till.count("customers"), till.count("vouchers")) == (2, 2)


def test_a_store_that_stays_silent_leaves_the_welcome_uncertain_and_the_next_press_settles_it(
    till: Till, counter: CounterTill, monkeypatch: pytest.MonkeyPatch
) -> None:
    till.customer()
    attempt = vouchers.new_attempt()
    with monkeypatch.context() as lost:
        lost.setattr(till.db, "write", losing(till.db, kept=True))
        lost.setattr(till.db, "read_settled", losing(till.db, kept=False))
        with pytest.raises(UserError) as uncertain:
            arrives(till, counter, attempt)
    assert uncertain.value.kind == "uncertain_welcome"
    arrives(till, counter, attempt, "Zoé corrected")
    assert till.count("customers") == 2


def test_two_presses_for_one_person_shown_record_one_purchase(till: Till, counter: CounterTill) -> None:
    acts, buyer = Acts(counter), till.customer()
    for purchases in (1, 2):
        acts.seen = buyer
        for _press in range(2):
            acts.buy(buyer.id, buyer.name, 500)
        assert till.count("purchases") == purchases
