"""Counting what friends buy for whoever brought them, and noting what was paid."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from parrainage_desktop.base import journal
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _
from parrainage_desktop.programme.rules import RevenueShare
from parrainage_desktop.purchases.rules import Purchase
from parrainage_desktop.referrals.rules import Referral
from parrainage_desktop.statements import store
from parrainage_desktop.statements.rules import Line, NoPayment, Statement, split


def count(tx: Transaction, referral: Referral, purchase: Purchase, share: RevenueShare) -> bool:
    """Count a friend's purchase for whoever brought them; False when it counts for nothing.

    It does not without an amount, twice, nor once so many of the friend's purchases stand as the scheme counts.
    """
    if not purchase.amount_cents or store.standing(tx, referral.id, purchase.id):
        return False
    if share.purchases and len(store.standing(tx, referral.id)) >= share.purchases:
        return False
    _note(tx, referral.referrer_id, referral.id, purchase.id, purchase.amount_cents, share.basis_points)
    return True


def take_out(tx: Transaction, purchase_id: int) -> None:
    """A purchase that was counted was returned: it lowers the base of the month in which that is noted."""
    referral_id = store.referral_of(tx, purchase_id)
    if referral_id is not None:
        for purchase, holder, cents, points in store.standing(tx, referral_id, purchase_id):
            _note(tx, holder, referral_id, purchase, -cents, points)


def take_out_all(tx: Transaction, referral_id: int) -> None:
    """A referral counts no more: nor does anything the friend bought."""
    for purchase, holder, cents, points in store.standing(tx, referral_id):
        _note(tx, holder, referral_id, purchase, -cents, points)


def statements(tx: Transaction, month: date | None = None, holder_id: int | None = None) -> list[Statement]:
    """Statements, newest month first; of a month named by its first day, of a person, or all."""
    return store.statements(tx, month, holder_id)


def lines(tx: Transaction, statement: Statement) -> list[Line]:
    """What a statement adds up, each purchase with its part of what is due."""
    found = store.lines(tx, statement)
    parts = split([one.base_cents * one.basis_points for one in found])
    return [replace(one, due_cents=cents) for one, cents in zip(found, parts, strict=True)]


def any_at_all(tx: Transaction) -> bool:
    """Whether a statement was ever begun."""
    return store.any_at_all(tx)


def pay(tx: Transaction, holder_id: int, month: date, on: date | None = None) -> Statement | NoPayment:
    """Note that a person's statement of a month that is over was paid. Raises InvalidInput for a day to come."""
    paid_on = on or tx.today
    if paid_on > tx.today:
        raise InvalidInput("on", _("This day is still to come."))
    found = store.statements(tx, month, holder_id)
    waiting = next((one for one in found if one.payment_id is None), None)
    if waiting is None:
        return NoPayment.PAID if found else NoPayment.NOTHING
    if month >= tx.today.replace(day=1):
        return NoPayment.NOT_OVER
    number = store.pay(tx, waiting, paid_on)
    journal.append(tx, "statement.paid", number, {"holder": holder_id, "cents": waiting.due_cents})
    return store.statements(tx, payment_id=number)[0]


def take_back(tx: Transaction, holder_id: int, month: date) -> Statement | NoPayment:
    """Note that a statement was not paid after all; of several payments of a month, the newest."""
    paid = [one for one in store.statements(tx, month, holder_id) if one.payment_id is not None]
    if not paid:
        return NoPayment.NOT_PAID
    newest = max(paid, key=lambda one: one.payment_id or 0)
    assert newest.payment_id is not None
    store.unpay(tx, newest.payment_id)
    journal.append(tx, "statement.unpaid", newest.payment_id, {"holder": holder_id, "cents": newest.due_cents})
    return next(one for one in store.statements(tx, month, holder_id) if one.payment_id is None)


def follow(
    tx: Transaction, from_id: int, to_id: int, only: tuple[Collection[int], Collection[int]] | None = None
) -> tuple[list[int], list[int]]:
    """Let one person's shares and payments be another's, all or `only` some; which ones. The caller journals it."""
    shares, payments = only or (None, None)
    return store.follow(tx, from_id, to_id, shares), store.follow_payments(tx, from_id, to_id, payments)


def _note(tx: Transaction, holder_id: int, referral_id: int, purchase_id: int, cents: int, points: int) -> None:
    number = store.insert_share(tx, holder_id, referral_id, purchase_id, cents, points)
    details = {"cents": cents, "holder": holder_id, "referral": referral_id, "purchase": purchase_id}
    journal.append(tx, "share.noted", number, details)
