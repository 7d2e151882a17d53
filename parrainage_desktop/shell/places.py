"""The screens there are, in the side bar's order; each is imported when it is first shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parrainage_desktop.base.i18n import _

if TYPE_CHECKING:
    from datetime import date

    from parrainage_desktop.base.database import Actor, Database, Transaction
    from parrainage_desktop.referrals.touch_desk import Analyst
    from parrainage_desktop.ui.page import Page

COUNTER, CUSTOMERS, REFERRALS, VOUCHERS = "counter", "customers", "referrals", "vouchers"
SATISFACTION, TESTIMONIALS, PROGRAMME = "satisfaction", "testimonials", "programme"
REPORTS, DOCUMENTS = "reports", "documents"


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the side bar; `title` and `build` are asked in the language of the moment.

    `waiting` counts what waits there for a person.
    """

    key: str
    icon: str
    title: Callable[[], str]
    build: "Callable[[Database, Actor], Page]"
    waiting: "Callable[[Transaction], int] | None" = None


def _counter(db: "Database", actor: "Actor") -> "Page":
    from parrainage_desktop.counter.page import CounterPage

    return CounterPage(db, actor)


def _customers(db: "Database", actor: "Actor") -> "Page":
    from parrainage_desktop.counter import story
    from parrainage_desktop.customers.page import CustomersPage

    return CustomersPage(db, actor, story)


def _referrals(db: "Database", actor: "Actor") -> "Page":
    from parrainage_desktop.counter import decisions
    from parrainage_desktop.referrals.page import ReferralsPage

    return ReferralsPage(db, actor, decisions, _analyst, _earned)


def _earned(tx: "Transaction", first: "date", last: "date") -> str:
    from parrainage_desktop.reports import earned

    return earned.between(tx, first, last)


def _analyst() -> "Analyst":
    from parrainage_desktop.insights import credits

    return credits


def _flagged(tx: "Transaction") -> int:
    from parrainage_desktop.referrals import board

    return board.flagged(tx)


def _vouchers(db: "Database", actor: "Actor") -> "Page":
    from parrainage_desktop.vouchers.page import VouchersPage

    return VouchersPage(db, actor)


def _satisfaction(db: "Database", actor: "Actor") -> "Page":
    from parrainage_desktop.surveys.page import SatisfactionPage

    return SatisfactionPage(db, actor)


def _owed(tx: "Transaction") -> int:
    from parrainage_desktop.surveys import callbacks

    return callbacks.waiting(tx)


def _testimonials(db: "Database", actor: "Actor") -> "Page":
    from parrainage_desktop.testimonials.page import TestimonialsPage

    return TestimonialsPage(db, actor)


def _programme(db: "Database", actor: "Actor") -> "Page":
    from parrainage_desktop.insights import comparing
    from parrainage_desktop.programme.page import ProgrammePage
    from parrainage_desktop.reports import practice

    return ProgrammePage(db, actor, practice.last_month, comparing.told)


def _reports(db: "Database", actor: "Actor") -> "Page":
    from parrainage_desktop.reports.page import ReportsPage

    return ReportsPage(db, actor)


def _documents(db: "Database", actor: "Actor") -> "Page":
    from parrainage_desktop.documents.page import DocumentsPage

    return DocumentsPage(db, actor)


PLACES = (
    Place(COUNTER, "storefront", lambda: _("Counter"), _counter),
    Place(CUSTOMERS, "users", lambda: _("Customers"), _customers),
    Place(REFERRALS, "handshake", lambda: _("Referrals"), _referrals, _flagged),
    Place(VOUCHERS, "ticket", lambda: _("Vouchers"), _vouchers),
    Place(SATISFACTION, "chat-centered-text", lambda: _("Satisfaction"), _satisfaction, _owed),
    Place(TESTIMONIALS, "quotes", lambda: _("Testimonials"), _testimonials),
    Place(PROGRAMME, "sliders", lambda: _("Programme"), _programme),
    Place(REPORTS, "chart-bar", lambda: _("Reports"), _reports),
    Place(DOCUMENTS, "printer", lambda: _("Documents"), _documents),
)
