"""Words lead to the newest who have them, however few customers a server looks at one by one first."""

from random import Random

import pytest

from parrainage_desktop.base import writing
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers import words
from parrainage_desktop.customers.rules import NewCustomer
from parrainage_desktop.privacy import service as privacy
from parrainage_desktop.shell.demo_people import CITIES, FAMILY, GIVEN
from tests.stores import Till


def plain(tx: Transaction, needles: list[str]) -> list[int]:
    """The numbers of everybody who has the words, newest first, found by reading every key."""
    keys = tx.connection.exec_driver_sql("SELECT id, search_key FROM customers WHERE gone = '' ORDER BY id DESC")
    return [
        number for number, key in keys
        if all(any(word.startswith(needle) for word in key.split()) for needle in needles)
    ]  # fmt: skip


@pytest.mark.parametrize("newest", [0, 7, 5_000])
def test_the_newest_who_have_the_words_are_found(till: Till, newest: int, monkeypatch: pytest.MonkeyPatch) -> None:
    dice = Random(newest)
    monkeypatch.setattr(words, "NEWEST", newest)
    with till.db.write(till.actor) as tx:
        for _ in range(60):
            customers.add(tx, NewCustomer(dice.choice(GIVEN), dice.choice(FAMILY[:9]), city=dice.choice(CITIES)))
        for number in range(3, 60, 9):
            privacy.erase(tx, number)
    with till.db.read() as tx:
        keys = [writing.fold(customers.get(tx, number).name) for number in range(1, 61)]
        scraps = {key[:length] for key in keys for length in (1, 3) if key[:length].isalnum()}
        for scrap in sorted(scraps):
            for needles in ([scrap], [scrap, "l"]):
                expected = plain(tx, needles)
                for limit in (2, 50):
                    assert words.starting_with(tx, needles, limit) == expected[:limit], (needles, limit)
