"""What the referrals' screen reads, gathered from what is known of referrals, of purchases and of the scheme."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, timedelta

from parrainage_desktop.base import journal
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.customers import service as customers
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.programme.rules import Terms
from parrainage_desktop.purchases import service as purchases
from parrainage_desktop.purchases.rules import Noted
from parrainage_desktop.referrals import lists, service
from parrainage_desktop.referrals.board_rules import Board, Branch, Detail, Figures, Group, Item, Month, Tree
from parrainage_desktop.referrals.rules import Referral, ReferralState

IN_A_COLUMN = 12
DEEPEST, WIDEST = 6, 300
"""Generations and people of a tree that are shown."""
MOST_PEOPLE, MOST_FOUND = 200, 200


def figures(tx: Transaction) -> Figures:
    """How many referrals stand where, since the first one."""
    return Figures(lists.counts(tx), lists.first_day(tx))


def flagged(tx: Transaction) -> int:
    """How many referrals wait for a person."""
    return lists.flagged(tx)


def board(tx: Transaction, year: int, month: int) -> Board:
    """What waits, and what a month completed."""
    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    waiting = lists.page(tx, Group.WAITING.states, 0, IN_A_COLUMN)
    to_check = lists.page(tx, Group.TO_CHECK.states, 0, IN_A_COLUMN)
    done, count = lists.completed(tx, first, last, IN_A_COLUMN)
    items = _items(tx, [*waiting, *to_check, *done])
    parts = len(waiting), len(waiting) + len(to_check)
    month_done = Month(first, last, items[parts[1] :], count)
    return Board(figures(tx), items[: parts[0]], items[parts[0] : parts[1]], month_done)


def page(tx: Transaction, group: Group, offset: int, count: int) -> tuple[Item, ...]:
    """Some of a group, newest first."""
    return _items(tx, lists.page(tx, group.states, offset, count))


def found(tx: Transaction, query: str, group: Group) -> tuple[Item, ...]:
    """Those of a group in which whoever a few words mean is either side, newest first; MOST_FOUND at most."""
    people = [person.id for person in customers.find_as_typed(tx, query, MOST_PEOPLE)]
    return _items(tx, lists.of_people(tx, people, group.states, MOST_FOUND)) if people else ()


def detail(tx: Transaction, referral_id: int) -> Detail | None:
    """One referral whole, if there is one of this number."""
    referral = service.find(tx, referral_id)
    if referral is None:
        return None
    others = [one for one in lists.of_friend(tx, referral.referee_id) if one.id != referral_id]
    history = [(entry.at.astimezone(tx.zone), entry) for entry in journal.of_referral(tx, referral_id)]
    return Detail(
        _items(tx, [referral])[0],
        lists.card(tx, referral_id),
        programmes.version(tx, referral.programme_id).alone,
        service.checks(tx, referral_id),
        tuple(history),
        tuple(others),
    )


def tree(tx: Transaction, person_id: int) -> Tree:
    """Who this person brought, whom these brought, and so on; nobody's friends are told twice."""
    below, cut = _generations(tx, person_id)
    branches: list[Branch] = []
    told: set[int] = set()
    waiting = [Branch(0, person_id, customers.get(tx, person_id).name)]
    while waiting:
        one = waiting.pop()
        again = one.person_id in told
        branches.append(Branch(one.depth, one.person_id, one.name, one.referral, again))
        told.add(one.person_id)
        friends = [] if again else below[one.person_id]
        waiting += [Branch(one.depth + 1, f.referee_id, f.referee, f) for f in reversed(friends)]
    return Tree(tuple(branches), cut)


def _generations(tx: Transaction, person_id: int) -> tuple[dict[int, list[Referral]], bool]:
    """The friends of everybody within reach, by who brought them; whether somebody was left out."""
    below: dict[int, list[Referral]] = defaultdict(list)
    seen, newest, room = {person_id}, [person_id], WIDEST
    for _generation in range(DEEPEST):
        friends = lists.friends(tx, newest, room + 1)
        for one in friends[:room]:
            below[one.referrer_id].append(one)
        if len(friends) > room:
            return below, True
        room -= len(friends)
        newest = sorted({one.referee_id for one in friends} - seen)
        seen.update(newest)
        if not newest:
            return below, False
    return below, bool(lists.friends(tx, newest, 1))


def _items(tx: Transaction, referrals: Sequence[Referral]) -> tuple[Item, ...]:
    """What a line tells of each referral."""
    doubts = lists.doubts(tx, _ids(referrals, {ReferralState.FLAGGED}))
    first = purchases.noted(tx, [one.purchase_id for one in referrals if one.purchase_id is not None])
    terms = {number: programmes.version(tx, number).terms for number in {one.programme_id for one in referrals}}
    bought = purchases.latest(tx, [one.referee_id for one in referrals if one.state is ReferralState.CLAIMED])
    items = []
    for one in referrals:
        last, asked = bought.get(one.referee_id), terms[one.programme_id]
        paid = first.get(one.purchase_id or 0)
        items.append(Item(
            one,
            doubts.get(one.id, ()),
            last if last and last.on >= one.claimed_on else None,
            asked.purchase_minimum_cents,
            _until(one, asked, paid),
            paid,
        ))
    return tuple(items)


def _until(referral: Referral, asked: Terms, paid: Noted | None) -> date:
    """The last day on which a purchase can complete a referral, or on which the one that did can be returned."""
    if referral.state is ReferralState.ON_HOLD and paid:
        return paid.purchase.on + timedelta(days=asked.return_days)
    return referral.claimed_on + timedelta(days=asked.claim_window_days)


def _ids(referrals: Sequence[Referral], states: Collection[ReferralState]) -> list[int]:
    return [one.id for one in referrals if one.state in states]
