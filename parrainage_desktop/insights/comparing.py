"""The comparison of two rewards, as it runs or as it ended; its verdict is given once, when it is over."""

from datetime import date, timedelta
from itertools import pairwise

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.insights import comparison_store as store
from parrainage_desktop.insights import comparison_wording
from parrainage_desktop.insights.comparison_rules import Comparison, Finding, Half, Verdict, verdict
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.programme.rules import Compared, Programme


def told(tx: Transaction) -> Compared | None:
    """The same in the reader's words."""
    found = comparison(tx)
    return comparison_wording.compared(found) if found else None


def comparison(tx: Transaction) -> Comparison | None:
    """The newest comparison that has begun, if there ever was one."""
    found = [(scheme, last) for scheme, last in _ran(tx) if scheme.effective_from <= tx.today]
    return _told(tx, *found[-1]) if found else None


def _ran(tx: Transaction) -> list[tuple[Programme, date]]:
    """Every version that compares, in time order, with the last day it is in force; those never in force left out."""
    order = sorted(programmes.versions(tx), key=lambda one: (one.effective_from, one.id))
    ends = [later.effective_from - timedelta(days=1) for _one, later in pairwise(order)] + [date.max]
    return [(one, end) for one, end in zip(order, ends, strict=True) if one.terms.variant and one.effective_from <= end]


def _told(tx: Transaction, scheme: Programme, end: date) -> Comparison:
    assert scheme.terms.variant is not None, "only versions that compare are asked about"
    until = scheme.terms.variant.until
    last = min(until, end)
    usual, other = store.halves(tx, scheme.id, programmes.other(tx, scheme.id).id, scheme.effective_from, last)
    left = max(0, (last - tx.today).days + 1)
    return Comparison(scheme, last, left, usual, other, _verdict(usual, other, left, stopped=last < until))


def _verdict(usual: Half, other: Half, days_left: int, *, stopped: bool) -> Verdict:
    """Whoever looks early and stops when it suits sees differences that are none: before the end nothing is said."""
    if stopped:
        return Verdict(Finding.STOPPED)
    return Verdict(Finding.RUNNING) if days_left else verdict(usual, other)
