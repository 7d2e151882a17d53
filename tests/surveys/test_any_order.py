"""Whatever is done to answers in whatever order, the figures are those of a plain recount, and nobody counts twice."""

import csv
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import text

from parrainage_desktop.base import table_files
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import NewCustomer
from parrainage_desktop.duplicates import service as duplicates
from parrainage_desktop.duplicates.rules import Merged, Unmerged
from parrainage_desktop.imports import answers as imports
from parrainage_desktop.imports.answer_rules import AnswerChoice
from parrainage_desktop.privacy import service as privacy
from parrainage_desktop.surveys import at_kiosk, callbacks, campaigns, figures
from parrainage_desktop.surveys import service as surveys
from parrainage_desktop.surveys.callback_rules import Outcome
from parrainage_desktop.surveys.campaign_rules import NewCampaign
from parrainage_desktop.surveys.rules import Given, Origin, Scale, Span, Step, scored
from tests.stores import ANA, Till, broken_rules


@dataclass
class Shop:
    """A shop where anything may be done next."""

    till: Till
    folder: Path
    dice: Random
    people: list[int] = field(default_factory=list)
    campaigns: list[int] = field(default_factory=list)
    merges: list[Merged] = field(default_factory=list)
    imports: list[int] = field(default_factory=list)

    def open(self) -> None:
        """Ten people, two campaigns, an answer."""
        with self.till.db.write(ANA) as tx:
            for number in range(10):
                new = NewCustomer(f"N{number}", "", f"06 11 22 33 0{number}", f"n{number}@example.org")
                self.people.append(customers.add(tx, new).id)
            for name, origin in (("Autumn", Origin.COUNTER), ("Winter", Origin.KIOSK)):
                new_one = NewCampaign(name, tx.today, tx.today + timedelta(days=4_000), origins=frozenset({origin}))
                self.campaigns.append(campaigns.add(tx, new_one).id)
            surveys.record(tx, None, 9)

    def answer(self, tx: Transaction) -> None:
        """Somebody, or nobody known, answers a campaign, or none."""
        dice = self.dice
        surveys.answer(tx, Given(
            dice.randrange(1, 11), dice.choice([None, *self.people]), call_back=dice.random() < 0.2,
            campaign_id=dice.choice([None, *self.campaigns]), scale=dice.choice([Scale.ZERO_TEN, *Scale]),
            on=tx.today - timedelta(days=dice.choice([0, 1, 40])),
        ), replacing=dice.random() < 0.7)  # fmt: skip

    def touch(self, tx: Transaction) -> None:
        """Somebody answers at the kiosk, and perhaps says by a phone who they are."""
        whose = self.dice.choice([None, None, *self.people])
        number = at_kiosk.touch(tx, self.dice.randrange(11), whose, self.dice.choice([None, self.campaigns[1]]))
        if self.dice.random() < 0.5:
            at_kiosk.call_me(tx, number, f"061122330{self.dice.randrange(10)}")

    def leave_out(self, tx: Transaction) -> None:
        """An answer is a mistake."""
        surveys.exclude(tx, self._some(tx), "by mistake")

    def undo(self, tx: Transaction) -> None:
        """The line of an answer is taken back."""
        surveys.take_back(tx, self._some(tx), "undone")

    def include(self, tx: Transaction) -> None:
        """It was none."""
        left_out = "SELECT id FROM answers WHERE excluded NOT IN ('', 'import_undone')"
        if found := rows(tx, left_out):
            surveys.include(tx, self.dice.choice(found)[0])

    def merge(self, tx: Transaction) -> None:
        """Two people were one."""
        if len(self.people) > 3:
            keep, other = self.dice.sample(self.people, 2)
            done = duplicates.merge(tx, keep, other)
            assert isinstance(done, Merged)
            self.merges.append(done)
            self.people.remove(other)

    def part(self, tx: Transaction) -> None:
        """They were two."""
        if self.merges:
            one = self.dice.choice(self.merges)
            if isinstance(duplicates.undo(tx, one.id), Unmerged):
                self.people.append(one.other_id)

    def complain(self, tx: Transaction) -> None:
        """Somebody is happy, or is not."""
        dice = self.dice
        score, campaign = dice.choice([2, 2, 9]), dice.choice([None, *self.campaigns])
        surveys.answer(tx, Given(score, dice.choice(self.people[:5]), campaign_id=campaign), replacing=True)

    def call(self, tx: Transaction) -> None:
        """A call is made, or somebody says on their sheet that it was."""
        if waiting := callbacks.to_do(tx):
            one = self.dice.choice(waiting)
            if one.customer_id is not None and self.dice.random() < 0.3:
                callbacks.called(tx, one.customer_id)
            else:
                callbacks.note(tx, one.id, self.dice.choice([Outcome.REACHED, Outcome.SOLVED, Outcome.NOT_REACHED]))

    def erase(self, tx: Transaction) -> None:
        """Somebody wishes to be forgotten."""
        if len(self.people) > 5:
            privacy.erase(tx, self.people.pop())

    def bring(self, tx: Transaction) -> None:
        """A file comes, perhaps once more."""
        dice, path = self.dice, self.folder / f"{self.dice.randrange(6)}.csv"
        if not path.exists():
            lines = [
                (f"2026-11-{dice.randrange(1, 15):02}", f"N{dice.randrange(14)}@example.org", dice.randrange(11))
                for _ in range(dice.randrange(1, 6))
            ]
            with open(path, "w", encoding="utf-8", newline="") as out:
                csv.writer(out).writerows([("Date", "E-mail", "Score"), *lines])
        campaign = self.dice.choice([None, *self.campaigns])
        done = imports.apply(tx, imports.survey(table_files.open_source(path)), AnswerChoice(campaign))
        assert done.import_id is not None
        self.imports.append(done.import_id)

    def take_back(self, tx: Transaction) -> None:
        """A file is taken back."""
        if self.imports:
            imports.undo(tx, self.imports.pop(self.dice.randrange(len(self.imports))))

    def _some(self, tx: Transaction) -> int:
        return int(self.dice.choice(rows(tx, "SELECT id FROM answers"))[0])


ACTS: tuple[tuple[Callable[[Shop, Transaction], None], int], ...] = (
    (Shop.answer, 10), (Shop.touch, 4), (Shop.leave_out, 3), (Shop.undo, 2), (Shop.include, 3), (Shop.merge, 2),
    (Shop.part, 2), (Shop.erase, 1), (Shop.bring, 2), (Shop.take_back, 1), (Shop.call, 2),
)  # fmt: skip
UNHAPPY: tuple[tuple[Callable[[Shop, Transaction], None], int], ...] = (
    (Shop.complain, 6), (Shop.leave_out, 3), (Shop.include, 3), (Shop.merge, 3), (Shop.part, 3),
)  # fmt: skip
"""Acts after which somebody unhappy waits for a call, as long as none is made."""



def rows(tx: Transaction, query: str) -> list[Any]:
    """Rows straight from the tables."""
    return list(tx.execute(text(query)))


def check_figures(tx: Transaction, dice: Random) -> None:
    """The figures of some spans are those of a plain recount."""
    kept = "SELECT answered_on, score, campaign_id FROM answers WHERE excluded = '' AND scale = '0-10'"
    plain = [(date.fromisoformat(str(row[0])), row[1], row[2]) for row in rows(tx, kept)]
    first = tx.today - timedelta(days=dice.randrange(50))
    for span in (Span(), Span(first, tx.today), Span(campaign_id=1), Span(last=first, campaign_id=2)):
        counted = Counter(
            score for day, score, campaign in plain
            if (span.first or day) <= day <= (span.last or day) and span.campaign_id in (None, campaign)
        )  # fmt: skip
        found = figures.figures(tx, span, dice.choice(list(Step)))
        assert found.distribution == tuple(counted[points] for points in range(11))
        assert found.score == scored(counted) == figures.score(tx, span)
        assert sum(point.score.answers for point in found.trend) == counted.total()


def check_rules(tx: Transaction) -> None:
    """Nobody counts twice in a campaign, who answered was asked and is asked no more, calls are owed over answers."""
    theirs = "FROM answers a WHERE a.excluded = '' AND a.campaign_id IS NOT NULL AND a.customer_id IS NOT NULL"
    assert rows(tx, f"SELECT 1 {theirs} GROUP BY campaign_id, customer_id HAVING count(*) > 1") == []
    asked = "SELECT 1 FROM campaign_people p WHERE p.campaign_id = a.campaign_id AND p.customer_id = a.customer_id"
    assert rows(tx, f"SELECT 1 {theirs} AND NOT EXISTS ({asked} AND p.asked_on IS NOT NULL)") == []
    calls = "FROM call_backs c JOIN answers a ON a.id = c.answer_id WHERE c.closed_at IS NULL"
    waiting = rows(tx, f"SELECT DISTINCT a.customer_id {calls} AND a.customer_id IS NOT NULL")
    marked = rows(tx, "SELECT id FROM customers WHERE call_since IS NOT NULL AND gone = ''")
    assert sorted(row[0] for row in waiting) == sorted(row[0] for row in marked)
    assert rows(tx, f"SELECT 1 {calls} AND a.excluded NOT IN ('', 'answered_twice')") == []
    assert rows(tx, f"SELECT 1 {calls} AND a.customer_id IS NOT NULL GROUP BY a.customer_id HAVING count(*) > 1") == []


def left_alone(tx: Transaction) -> list[Any]:
    """Who is unhappy and waits for no call, though none of theirs was made since."""
    own = "FROM call_backs c JOIN answers b ON b.id = c.answer_id WHERE b.customer_id = a.customer_id"
    made = f"SELECT 1 {own} AND c.outcome IN ('reached', 'solved') AND c.closed_at >= a.at"
    unhappy = "SELECT a.id FROM answers a JOIN customers p ON p.id = a.customer_id WHERE a.excluded = ''"
    waiting = f"SELECT 1 {own} AND c.closed_at IS NULL"
    return rows(tx, f"{unhappy} AND a.score <= 6 AND p.gone = '' AND NOT EXISTS ({waiting}) AND NOT EXISTS ({made})")


@pytest.mark.parametrize("seed", range(2))
def test_in_whatever_order_answers_come_and_go_the_figures_are_those_of_a_plain_recount(
    till: Till, tmp_path: Path, seed: int
) -> None:
    dice = Random(seed)
    shop = Shop(till, tmp_path, dice)
    shop.open()
    acts, weights = zip(*ACTS, strict=True)
    for _ in range(60):
        till.days_pass(dice.choice([0, 0, 0, 1, 0, 50]))
        (act,) = dice.choices(acts, weights)
        with till.db.write(ANA) as tx:
            act(shop, tx)
        with till.db.read() as tx:
            check_figures(tx, dice)
            check_rules(tx)
    assert broken_rules(till) == []
    assert till.count("answers") > 20


@pytest.mark.parametrize("made", [False, True])
@pytest.mark.parametrize("seed", range(6))
def test_whoever_is_unhappy_waits_for_one_call_however_records_are_made_one_and_parted(
    file_till: Till, tmp_path: Path, seed: int, made: bool
) -> None:
    dice = Random(seed)
    shop = Shop(file_till, tmp_path, dice)
    shop.open()
    acts, weights = zip(*UNHAPPY, *([(Shop.call, 3)] if made else []), strict=True)
    for _ in range(80):
        file_till.clock.advance(timedelta(minutes=dice.choice([1, 90])))
        (act,) = dice.choices(acts, weights)
        with file_till.db.write(ANA) as tx:
            act(shop, tx)
        with file_till.db.read() as tx:
            check_rules(tx)
            # Once a call was made to two as one, either of them may be the one who was reached.
            assert made or left_alone(tx) == []
