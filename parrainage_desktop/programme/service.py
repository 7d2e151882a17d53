"""Reading and setting the scheme."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from parrainage_desktop.base import journal
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.programme import codec, store
from parrainage_desktop.programme.checks import Problem, problems
from parrainage_desktop.programme.rewards import Reward
from parrainage_desktop.programme.rules import Programme, Terms


def start(tx: Transaction, terms: Terms | None = None) -> Programme:
    """Put a version of the scheme in force from today; 5,00 for both sides when nothing else is said."""
    currency = preferences.shop(tx).currency
    programme = store.insert_version(tx, tx.today, currency, terms or Terms())
    details: dict[str, journal.Detail] = {
        "referrer_cents": programme.terms.referrer_cents,
        "referee_cents": programme.terms.referee_cents,
    }
    journal.append(tx, "programme.started", programme.id, details | _draw(tx, programme, None))
    return programme


def propose(tx: Transaction, terms: Terms, effective_from: date) -> Programme | tuple[Problem, ...]:
    """Put a changed scheme in force from a shop day on, or say everything that is wrong with it.

    The version it follows stays for the referrals claimed under it. A comparison is drawn now, also where it begins on
    a later day: who comes between is outside, as is who comes during it. Whoever was drawn for the same other rewards,
    and has perhaps a card that promises them, stays in their half.
    """
    if wrong := wrong_with(tx, terms, effective_from):
        return wrong
    before = store.in_force(tx, effective_from)
    programme = store.insert_version(tx, effective_from, before.currency, terms)
    drawn = _draw(tx, programme, before.on(effective_from))
    journal.append(tx, "programme.changed", programme.id, {**_told(before, programme), **drawn})
    return programme


def wrong_with(tx: Transaction, terms: Terms, effective_from: date) -> tuple[Problem, ...]:
    """Every fault of a scheme that would be in force from a shop day on."""
    return problems(terms, tx.today, effective_from, spent(tx, terms))


def spent(tx: Transaction, terms: Terms) -> int:
    """Cents that count against the budget of these terms by now; 0 without a budget."""
    return store.spent(tx, terms.budget.since) if terms.budget else 0


def note_spending(tx: Transaction, day: date, cents: int) -> None:
    """Count vouchers that referrals earned on a shop day, or take off what was cancelled; the caller journals it."""
    store.add_spending(tx, day, cents)


def versions(tx: Transaction) -> list[Programme]:
    """Every version there was, is or will be, in the order they were written."""
    return store.versions(tx)


def current(tx: Transaction) -> Programme:
    """The version in force today."""
    return in_force(tx, tx.today)


def in_force(tx: Transaction, day: date) -> Programme:
    """The version in force on a shop day; a comparison that is over by then is no part of it."""
    return store.in_force(tx, day).on(day)


def for_referrer(tx: Transaction, customer_id: int, scheme: Programme | None = None) -> Programme:
    """What the scheme promises today to one referrer and their friends: of two that are compared, the one drawn.

    The other rewards are promised as long as they are compared. `scheme` is the version in force where that is known
    already.
    """
    return for_referrers(tx, (customer_id,), scheme)[customer_id]


def for_referrers(tx: Transaction, people: Sequence[int], scheme: Programme | None = None) -> dict[int, Programme]:
    """The same for several referrers at once."""
    scheme = scheme or current(tx)
    if scheme.terms.variant is None:
        return dict.fromkeys(people, scheme)
    usual, other = scheme.alone, store.other(tx, scheme.id)
    other = replace(other, terms=replace(other.terms, ends_on=scheme.terms.variant.until))
    drawn = store.drawn_for_other(tx, scheme.id, people)
    return {one: other if one in drawn else usual for one in people}


def other(tx: Transaction, number: int) -> Programme:
    """A version that compares, with its other rewards."""
    return store.other(tx, number)


def follow(tx: Transaction, from_id: int, to_id: int, only: Collection[int] | None = None) -> list[int]:
    """Let a person's draws lead to another, who keeps their own where they have one; the caller journals it."""
    return store.follow(tx, from_id, to_id, only)


def version(tx: Transaction, number: int) -> Programme:
    """One version by number."""
    return store.version(tx, number)


def forget_draws(tx: Transaction, people: Collection[int]) -> None:
    """Let people who are taken out again leave every comparison; the caller journals it."""
    store.forget_draws(tx, people)


def _draw(tx: Transaction, programme: Programme, before: Programme | None) -> dict[str, journal.Detail]:
    if programme.terms.variant is None:
        return {}
    same = before is not None and before.terms.variant and _promise(before.terms) == _promise(programme.terms)
    return {"drawn": store.draw(tx, programme.id, before.id if before and same else None)}


def _promise(terms: Terms) -> tuple[Reward, Reward]:
    return terms.other.referrer, terms.other.referee


def _told(before: Programme, after: Programme) -> Mapping[str, journal.Detail]:
    """A change as the journal keeps it: the parameters that differ, as they were and as they become."""
    old, new = codec.plain(before.terms), codec.plain(after.terms)
    changed = [name for name in new if old[name] != new[name]]
    return {
        "from": after.effective_from.isoformat(),
        "follows": before.id,
        "before": _picked(old, changed),
        "after": _picked(new, changed),
    }


def _picked(values: Mapping[str, object], names: list[str]) -> str:
    return codec.written({name: values[name] for name in names})
