"""The program killed in the middle of its work: what was shown as accepted stays, and a replay never lies."""

import random
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

import pytest
from sqlalchemy import text

from parrainage_desktop.programme import service as programmes
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Redemption, Side
from tests.faults import hands
from tests.stores import ANA, Till, broken_rules

KILLS = 25
LONGEST_LIFE = 0.12


@dataclass
class Told:
    """What the killed program had told before: attempts kept, and the one nobody knows about."""

    kept: dict[str, str] = field(default_factory=dict)
    in_doubt: tuple[str, str] | None = None

    def hear(self, pipe: Connection) -> None:
        """Take in the next thing that comes through; EOFError once there is nothing more."""
        assert pipe.poll(hands.PATIENCE), "the program says nothing"
        word, attempt, code = pipe.recv()
        if word == "trying":
            self.in_doubt = (attempt, code)
        elif word == "kept":
            self.kept[attempt] = code
            self.in_doubt = None

    def hear_all(self, pipe: Connection) -> None:
        """Take in everything that came through before the program died."""
        with suppress(EOFError):
            while True:
                self.hear(pipe)


def killed_at_work(till: Till, url: str, codes: list[str]) -> Told:
    """Start the program on its own, let it redeem vouchers, and kill it at an instant nobody chose."""
    here, there = hands.PROCESSES.Pipe(duplex=False)
    arguments = (url, till.clock.now(), codes, there)
    process = hands.PROCESSES.Process(target=hands.work_until_killed, args=arguments, daemon=True)
    process.start()
    there.close()
    told = Told()
    while not told.kept:
        told.hear(here)
    process.join(random.uniform(0, LONGEST_LIFE))
    assert process.is_alive(), "there were too few vouchers to keep it busy"
    process.kill()
    process.join(hands.PATIENCE)
    told.hear_all(here)
    here.close()
    with till.db.write(ANA):
        """A server may still be keeping what was sent before the kill; its lock is free once it is done."""
    return told


def unused_codes(till: Till) -> list[str]:
    """Vouchers that may still be used."""
    with till.db.read() as tx:
        return list(tx.execute(text("SELECT code FROM vouchers WHERE state = 'issued' ORDER BY id")).scalars())


def kept_attempts(till: Till) -> set[str]:
    """Every attempt in the ledger."""
    with till.db.read() as tx:
        return set(tx.execute(text("SELECT attempt FROM redemptions")).scalars())


@pytest.mark.timeout(240)
def test_a_killed_program_loses_nothing_it_had_acknowledged(till: Till, store_url: str) -> None:
    holder = till.customer()
    with till.db.write(ANA) as tx:
        scheme = programmes.current(tx)
        for _ in range(KILLS * 40):
            vouchers.issue(tx, scheme, Side.GOODWILL, holder.id, 500)
    till.days_pass(1)
    acknowledged, doubtful, doubtful_but_kept = 0, 0, 0
    for _ in range(KILLS):
        told = killed_at_work(till, store_url, unused_codes(till))
        acknowledged += len(told.kept)
        assert set(told.kept) <= kept_attempts(till)
        if told.in_doubt is not None:
            doubtful += 1
            doubtful_but_kept += replayed_rightly(till, *told.in_doubt)
        assert broken_rules(till) == []
    assert acknowledged >= KILLS, "the kills hit no live work"
    assert doubtful > 0, "no kill came between a press and its answer"
    assert till.count("redemptions") == acknowledged + doubtful


def replayed_rightly(till: Till, attempt: str, code: str) -> bool:
    """Press again under the same name: honoured once, whether the first press had got through or not."""
    got_through = attempt in kept_attempts(till)
    before = till.count("redemptions")
    for repeated in (got_through, True):
        answer = till.redeem(code, attempt)
        assert isinstance(answer, Redemption)
        assert (answer.repeated, answer.use.attempt, answer.voucher.code) == (repeated, attempt, code)
    assert till.count("redemptions") == before + (not got_through)
    return got_through
