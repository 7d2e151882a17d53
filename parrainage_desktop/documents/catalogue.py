"""Every paper the shop can make: its name, what must be said to make it, and how its facts are gathered."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from parrainage_desktop.base import writing
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.terminal import one_of
from parrainage_desktop.cards import stocks
from parrainage_desktop.documents import gathering
from parrainage_desktop.documents.gathering import Draw
from parrainage_desktop.documents.rules import Need, Order
from parrainage_desktop.vouchers.rules import Layout


@dataclass(frozen=True, slots=True)
class Paper:
    """One kind of paper; `title` and `about` are asked in the language of the moment, the first format is the usual.

    `gather` raises InvalidInput for what cannot be; drawing raises UserError, InvalidInput or Cancelled.
    """

    name: str
    title: Callable[[], str]
    about: Callable[[], str]
    gather: Callable[[Transaction, Order], Draw]
    need: Need | None = None
    formats: tuple[str, ...] = ()
    leads: bool = False
    """Whether it can carry the address of a web page."""
    long: bool = False
    """Whether it grows with the shop, too long to be drawn only for a small picture."""


PAPERS = (
    Paper(
        "cards", lambda: _("Referral cards"), lambda: _("For a customer to give to friends, a sheet of them."),
        gathering.for_cards, Need.CUSTOMERS, tuple(stock.name for stock in stocks.STOCKS),
    ),
    Paper(
        "test-page", lambda: _("Test page"), lambda: _("The outlines of a sheet of cards, to hold against it."),
        gathering.for_test_page, formats=tuple(stock.name for stock in stocks.STOCKS),
    ),
    Paper(
        "vouchers", lambda: _("Vouchers"), lambda: _("With a code for the scanner: a page, four, or a ticket."),
        gathering.for_vouchers, Need.VOUCHERS, tuple(layout.value for layout in Layout),
    ),
    Paper(
        "poster", lambda: _("Poster"), lambda: _("The scheme on the wall or in the window."),
        gathering.for_poster, formats=("a4", "a3", "a5"),
    ),
    Paper(
        "display", lambda: _("Counter display"), lambda: _("Beside the till: one face, or two to fold as a tent."),
        gathering.for_display, formats=("a5", "a4"),
    ),
    Paper(
        "terms", lambda: _("Terms of the scheme"), lambda: _("Everything the scheme promises, in plain words."),
        gathering.for_terms,
    ),
    Paper(
        "certificate", lambda: _("Certificate of thanks"), lambda: _("For a customer who brings friends, to frame."),
        gathering.for_certificate, Need.CUSTOMER,
    ),
    Paper(
        "survey-cards", lambda: _("Survey cards"), lambda: _("The question from 0 to 10, ten to a sheet."),
        gathering.for_survey, leads=True,
    ),
    Paper(
        "testimonials", lambda: _("Testimonials"), lambda: _("What customers let you publish, a page each."),
        gathering.for_testimonials, long=True,
    ),
    Paper(
        "review-card", lambda: _("Review card"), lambda: _("Leads to your page for reviews, the same for everyone."),
        gathering.for_review_card,
    ),
    Paper(
        "notice", lambda: _("Notice on personal data"), lambda: _("What customers are told, at the counter."),
        gathering.for_notice,
    ),
    Paper(
        "register", lambda: _("Register of processing"), lambda: _("What the law asks you to keep on paper."),
        gathering.for_register,
    ),
    Paper(
        "progress", lambda: _("A customer’s own page"), lambda: _("Friends who came, vouchers, what comes next."),
        gathering.for_progress, Need.CUSTOMER,
    ),
    Paper(
        "month", lambda: _("Report of a month"), lambda: _("Figures, accounts and answers."),
        gathering.for_month, Need.MONTH,
    ),
    Paper("year", lambda: _("Report of a year"), lambda: _("Twelve months, added up."), gathering.for_year, Need.YEAR),
    Paper(
        "outstanding", lambda: _("Outstanding vouchers"), lambda: _("Every voucher still owed, for the accountant."),
        gathering.for_outstanding, long=True,
    ),
)  # fmt: skip
"""In the order they are listed."""


def paper(name: str) -> Paper:
    """The paper of this name. Raises InvalidInput naming them all."""
    known = {one.name: one for one in PAPERS}
    return known[one_of("NAME", name, known)]


def drawing(tx: Transaction, kind: Paper, order: Order) -> Draw:
    """Gather what a paper needs at this moment; what comes back writes it. Raises InvalidInput."""
    if kind.formats:
        order = replace(order, format=one_of("--format", order.format or kind.formats[0], kind.formats))
    elif order.format:
        raise InvalidInput("--format", _("This paper has one format only."))
    if order.address:
        order = replace(order, address=_address(kind, order.address))
    return kind.gather(tx, order)


def _address(kind: Paper, text: str) -> str:
    """A web page's address that a telephone opens. Raises InvalidInput."""
    if not kind.leads:
        raise InvalidInput("--address", _("This paper leads to no web page."))
    address = writing.line("--address", text, 200)
    if not re.fullmatch(r"https?://[^\s/]+\.[^\s/]+(/\S*)?", address):
        raise InvalidInput("--address", _("“{text}” is not a web address such as https://example.org/form.").format(
            text=text[:40]
        ))
    return address
