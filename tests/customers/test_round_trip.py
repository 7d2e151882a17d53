"""A shop's list goes out and comes into a fresh shop: the second export is the first, byte for byte."""

from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.base.database import Database
from parrainage_desktop.base.i18n import in_language
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import Channel, NewCustomer
from tests.console import Console, opened
from tests.stores import ANA

NAMES = [
    ("Zoé", "Lefèvre"), ("Ελένη", "Παπαδοπούλου"), ("Ольга", "Иванова"), ("山田", "太郎"), ("=cmd|'/C calc'!A0", "+1"),
    ("'=1", "''"), ("@SUM(A1)", "-2"), ("O’Neil; \"Zed\"", "<b>Anne</b>"), ("Łucja", ""), ("José Maria", "de la Peña"),
]  # fmt: skip


def filled(shop: Console, clock: SetClock, count: int) -> None:
    """Put people of every kind into a shop."""



    db, chance = Database.open(shop.store, clock), Random(7)
    for number in range(count):
        if number % 50 == 0:
            clock.advance(timedelta(days=1))
        given, family = NAMES[number % len(NAMES)]
        consents = frozenset(channel for channel in Channel if chance.random() < 0.5)
        phone = chance.choice(["", f"+3363998{number:04d}", f"+3247012{number:04d}", f"+1514555{number:04d}"])
        email = chance.choice(["", f"p{number}@example.org"]) if phone else f"p{number}@example.org"
        new = NewCustomer(
            given, family, phone, email, chance.choice(["", "Nantes"]), chance.choice(["fr", "en"]), consents,
            chance.choice(["", "3, rue d’Ys"]), chance.choice(["", "04000"]), chance.random() < 0.5,
        )  # fmt: skip
        with db.write(ANA) as tx:
            person = customers.add(tx, new)
            if number % 3 == 0:
                customers.tag(tx, person.id, "thé vert")
                customers.tag(tx, person.id, "=formule")
            if number % 5 == 0:
                for channel in consents:
                    customers.set_consent(tx, person.id, channel, False)
    db.close()


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_list_comes_back_the_same(tmp_path: Path, clock: SetClock, suffix: str, language: str) -> None:
    with in_language(language):
        old = opened(tmp_path / "old", clock, language)
        filled(old, clock, 200)
        first, second = tmp_path / f"first.{suffix}", tmp_path / f"second.{suffix}"
        assert old.ask("--lang", language, "customers", "export", str(first))["customers"] == 200
        new = opened(tmp_path / "new", clock, language)
        report = new.ask("customers", "import", str(first))
        assert (report["added"], report["errors"]) == (200, []), report
        new.ask("--lang", language, "customers", "export", str(second))
        if suffix == "csv":
            assert first.read_text("utf-8-sig").splitlines() == second.read_text("utf-8-sig").splitlines()
        assert first.read_bytes() == second.read_bytes()


