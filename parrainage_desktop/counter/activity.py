"""Today's list, read from the journal and told with people's names."""

from collections import defaultdict
from collections.abc import Iterable

from parrainage_desktop.base import journal
from parrainage_desktop.base.clock import day_start
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.counter.rules import Entry, Kind, Today, Totals, Undone
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.purchases import service as purchases
from parrainage_desktop.purchases.rules import Noted
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals.rules import Referral
from parrainage_desktop.surveys import callbacks
from parrainage_desktop.surveys import service as surveys
from parrainage_desktop.surveys.rules import Answer
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Voucher

_UNDOING = {
    "voucher.reversed": Kind.REDEEMED,
    "answer.excluded": Kind.ANSWERED,
    "purchase.withdrawn": Kind.BOUGHT,
    "referral.voided": Kind.REWARDED,
    "referral.reopened": Kind.REWARDED,
}
_RETURNED = "answer.included"
_KINDS = frozenset(kind.value for kind in Kind)
_ACTIONS = (*_KINDS, *_UNDOING, _RETURNED, "voucher.issued", "voucher.cancelled")


def today(tx: Transaction) -> Today:
    """The day so far, newest first, with what was undone marked and left out of the totals."""
    happened = list(journal.entries(tx, day_start(tx.today, tx.zone), _ACTIONS))
    if not happened:  # the first customer of the day waits for no look-ups
        return Today((), _totals((), happened))
    undone = _undone(happened)
    lines = _Lines(tx, happened, undone)
    folded = lines.folded(happened)
    entries = tuple(lines.entry(e) for e in reversed(happened) if e.action in _KINDS and e.id not in folded)
    return Today(entries, _totals(entries, happened), tuple(callbacks.card_wishes(tx)))


def _key(entry: journal.Entry) -> tuple[Kind, int]:
    """What an act or its undoing is about: a redemption by its own number, the rest by their subject."""
    kind = Kind.ANSWERED if entry.action == _RETURNED else _UNDOING.get(entry.action) or Kind(entry.action)
    if kind is Kind.CLAIMED:
        kind = Kind.REWARDED
    subject = entry.details["redemption"] if kind is Kind.REDEEMED else entry.subject
    assert isinstance(subject, int)
    return kind, subject


def _undone(happened: Iterable[journal.Entry]) -> dict[int, Undone]:
    """Which acts were taken back, by entry: each undoing takes back the last act of its kind and subject.

    An answer that counts again was not.
    """
    found: dict[int, Undone] = {}
    standing: dict[tuple[Kind, int], list[int]] = defaultdict(list)
    gone: dict[tuple[Kind, int], int] = {}
    for entry in happened:
        if entry.action in _KINDS:
            standing[_key(entry)].append(entry.id)
        elif entry.action in _UNDOING and standing[_key(entry)]:
            gone[_key(entry)] = standing[_key(entry)].pop()
            found[gone[_key(entry)]] = Undone(entry.at, entry.staff)
        elif entry.action == _RETURNED and _key(entry) in gone:
            standing[_key(entry)].append(gone[_key(entry)])
            found.pop(gone.pop(_key(entry)))
    return found


def _told_by_reward(happened: Iterable[journal.Entry]) -> set[int]:
    """Referrals whose arrival a line about their reward tells too: not where it was undone and they wait again."""
    found: set[int] = set()
    for entry in happened:
        if entry.action == Kind.REWARDED.value:
            found.add(entry.subject)
        elif entry.action == "referral.reopened":
            found.discard(entry.subject)
    return found


class _Lines:
    """Turns journal entries into lines, having fetched everything they name in five queries."""

    def __init__(self, tx: Transaction, happened: list[journal.Entry], undone: dict[int, Undone]) -> None:
        self._undone = undone
        self._vouchers = vouchers.many(tx, _subjects(happened, Kind.REDEEMED))
        self._referrals = referrals.many(tx, _subjects(happened, Kind.REWARDED) + _subjects(happened, Kind.CLAIMED))
        self._answers = surveys.many(tx, _subjects(happened, Kind.ANSWERED))
        self._bought = purchases.noted(tx, _subjects(happened, Kind.BOUGHT))
        people = {b.purchase.customer_id for b in self._bought.values()}
        people |= {a.customer_id for a in self._answers.values() if a.customer_id is not None}
        people |= {i for r in self._referrals.values() for i in (r.referrer_id, r.referee_id)}
        self._people = customers.many(tx, sorted(people))
        self._issued: dict[int, int] = {}
        for entry in happened:
            if entry.action == "voucher.issued" and isinstance(referral := entry.details["referral"], int):
                self._issued[referral] = self._issued.get(referral, 0) + _cents(entry)

    def folded(self, happened: list[journal.Entry]) -> set[int]:
        """Entries another line tells of: the arrival of a friend rewarded since, the purchase made in an act."""
        rewards = [e for e in happened if e.action == Kind.REWARDED.value]
        rewarded, completing = _told_by_reward(happened), {e.details["purchase"] for e in rewards}
        claims = [e for e in happened if e.action == Kind.CLAIMED.value]
        acts = {_act(e, self._referrals[e.subject].referee_id) for e in claims if e.subject not in rewarded}
        acts |= {_act(e, self._vouchers[e.subject].holder_id) for e in happened if e.action == Kind.REDEEMED.value}
        return {e.id for e in claims if e.subject in rewarded} | {
            e.id
            for e in happened
            if e.action == Kind.BOUGHT.value
            and (e.subject in completing or _act(e, self._bought[e.subject].purchase.customer_id) in acts)
        }

    def entry(self, entry: journal.Entry) -> Entry:
        """What an entry of the journal says in today's list: who, what for, how much, and whether it was undone."""
        kind = Kind(entry.action)
        undone = self._undone.get(entry.id)
        if kind is Kind.REDEEMED:
            voucher: Voucher = self._vouchers[entry.subject]
            return Entry(
                entry.id, kind, entry.at, entry.staff, voucher.holder, "", _cents(entry), None, undone, entry.till,
                _left(entry),
            )  # fmt: skip
        if kind is Kind.ANSWERED:
            answer: Answer = self._answers[entry.subject]
            who = self._people[answer.customer_id].name if answer.customer_id is not None else ""
            return Entry(entry.id, kind, entry.at, entry.staff, who, "", None, answer.score, undone, entry.till)
        if kind is Kind.BOUGHT:
            noted: Noted = self._bought[entry.subject]
            who, cents = self._people[noted.purchase.customer_id].name, noted.purchase.amount_cents
            return Entry(entry.id, kind, entry.at, entry.staff, who, "", cents, None, undone, entry.till)
        referral: Referral = self._referrals[entry.subject]
        referee, referrer = self._short(referral.referee_id), self._short(referral.referrer_id)
        amount = self._issued.get(referral.id) if kind is Kind.REWARDED else None
        return Entry(entry.id, kind, entry.at, entry.staff, referee, referrer, amount, None, undone, entry.till)

    def _short(self, customer_id: int) -> str:
        person: Customer = self._people[customer_id]
        return person.short_name


def _left(entry: journal.Entry) -> int:
    """Cents that stayed on a voucher used in part."""
    left = entry.details.get("left", 0)
    assert isinstance(left, int)
    return left


def _act(entry: journal.Entry, customer_id: int) -> tuple[object, ...]:
    """What entries about one person written in one go have in common."""
    return entry.at, entry.staff, entry.till, entry.details.get("attempt"), customer_id


def _subjects(happened: list[journal.Entry], kind: Kind) -> list[int]:
    return [entry.subject for entry in happened if entry.action == kind.value]


def _cents(entry: journal.Entry) -> int:
    cents = entry.details["cents"]
    assert isinstance(cents, int)
    return cents


def _totals(entries: tuple[Entry, ...], happened: list[journal.Entry]) -> Totals:
    standing = [entry for entry in entries if entry.undone is None]
    redeemed = [entry.amount_cents or 0 for entry in standing if entry.kind is Kind.REDEEMED]
    cancelled = {e.subject for e in happened if e.action == "voucher.cancelled"}
    issued = [_cents(e) for e in happened if e.action == "voucher.issued" and e.subject not in cancelled]
    return Totals(
        len(redeemed),
        sum(redeemed),
        sum(entry.kind is Kind.REWARDED for entry in standing),
        len(issued),
        sum(issued),
        sum(entry.kind is Kind.ANSWERED for entry in standing),
    )
