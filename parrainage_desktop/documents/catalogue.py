"""Every paper the shop can make: its name, what must be said to make it, and how its facts are gathered.

Gathering reads the store at one moment; what it gives back draws without the store, so that nobody waits for a drawing.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from parrainage_desktop.base import writing
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.base.terminal import one_of
from parrainage_desktop.cards import stocks
from parrainage_desktop.cards.rules import CardFace
from parrainage_desktop.customers import service as customers
from parrainage_desktop.documents import facts
from parrainage_desktop.documents.rules import Made, Need, Order, Scheme, Thanks
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals.rules import ReferralState
from parrainage_desktop.reports import service as reports
from parrainage_desktop.reports.owed import Owed
from parrainage_desktop.reports.rules import MonthFigures
from parrainage_desktop.reports.years import YearFigures
from parrainage_desktop.testimonials import reviews
from parrainage_desktop.testimonials import service as testimonials
from parrainage_desktop.testimonials.rules import State
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Layout

if TYPE_CHECKING:
    from parrainage_desktop.privacy.paper import Printed

Draw = Callable[[Path, Progress], Made]


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


def _scheme(tx: Transaction) -> Scheme:
    return Scheme(preferences.shop(tx), programmes.current(tx), tx.today)


def _poster(tx: Transaction, order: Order) -> Draw:
    from parrainage_desktop.documents import poster

    scheme = _scheme(tx)
    return lambda path, _progress: poster.poster(path, scheme, order.format, order.language)


def _display(tx: Transaction, order: Order) -> Draw:
    from parrainage_desktop.documents import poster

    scheme = _scheme(tx)
    return lambda path, _progress: poster.display(path, scheme, order.format, order.language)


def _terms(tx: Transaction, order: Order) -> Draw:
    from parrainage_desktop.documents import terms

    scheme = _scheme(tx)
    return lambda path, _progress: terms.sheet(path, scheme, order.language)


def _survey(tx: Transaction, order: Order) -> Draw:
    from parrainage_desktop.documents import question

    scheme = _scheme(tx)
    return lambda path, _progress: question.cards(path, scheme, order.address, order.language)


def _certificate(tx: Transaction, order: Order) -> Draw:
    from parrainage_desktop.documents import certificate

    person = customers.get(tx, order.people[0])
    rewarded = [
        found.rewarded_on or found.claimed_on for found in referrals.of_person(tx, person.id)
        if found.referrer_id == person.id and found.state is ReferralState.REWARDED
    ]
    thanks = Thanks(_scheme(tx), person.name, len(rewarded), min(rewarded, default=person.since))
    return lambda path, _progress: certificate.certificate(path, thanks, order.language)


def _progress(tx: Transaction, order: Order) -> Draw:
    from parrainage_desktop.documents import progress

    person, scheme = customers.get(tx, order.people[0]), _scheme(tx)
    found = facts.progress(tx, person, scheme)
    return lambda path, _progress: progress.page(path, found, order.language)


def _cards(tx: Transaction, order: Order) -> Draw:
    from parrainage_desktop.cards import document

    people = [customers.get(tx, one) for one in order.people]
    stock, scheme = stocks.named(order.format), _scheme(tx)
    assert isinstance(stock, stocks.Stock)
    placing = order.placing if order.placing.start <= stock.per_page else replace(order.placing, start=1)
    free = stock.per_page - placing.start + 1
    faces = [CardFace(one.given_name, one.card) for one in people] * (free if len(people) == 1 else 1)

    def draw(path: Path, progress: Progress) -> Made:
        made = document.sheet(path, faces, scheme.shop, scheme.programme, order.language, progress, stock, placing)
        return Made(made.pages, made.unprintable, stock.two_sided)

    return draw


def _test_page(tx: Transaction, order: Order) -> Draw:
    from parrainage_desktop.cards import document

    stock, shop = stocks.named(order.format), preferences.shop(tx)
    assert isinstance(stock, stocks.Stock)

    def draw(path: Path, _progress: Progress) -> Made:
        document.proof(path, stock, shop, order.language, order.placing)
        return Made(1)

    return draw


def _vouchers(tx: Transaction, order: Order) -> Draw:
    from parrainage_desktop.vouchers import document

    known = [voucher for code in order.codes if (voucher := vouchers.by_code(tx, code))]
    found = [vouchers.worded(tx, voucher) for voucher in known]
    shop, layout = preferences.shop(tx), Layout(order.format)

    def draw(path: Path, progress: Progress) -> Made:
        made = document.vouchers(path, found, shop, order.language, layout, order.copy, progress)
        return Made(made.pages, made.unprintable)

    return draw


def _month(tx: Transaction, order: Order) -> Draw:
    return _report(reports.figures(tx, *reports.named_month(tx, order.month)), order.language)


def _year(tx: Transaction, order: Order) -> Draw:
    if not re.fullmatch(r"(19|20|21)\d\d", order.month, re.ASCII):
        raise InvalidInput("--year", _("“{text}” is not a year such as 2026.").format(text=order.month[:40]))
    return _report(reports.year_figures(tx, int(order.month)), order.language)


def _outstanding(tx: Transaction, order: Order) -> Draw:
    return _report(reports.owed(tx, tx.today), order.language)


def _report(figures: MonthFigures | YearFigures | Owed, language: str) -> Draw:
    from parrainage_desktop.reports import document

    def draw(path: Path, progress: Progress) -> Made:
        made = document.write(path, figures, language, progress)
        return Made(made.pages, made.unprintable)

    return draw


def _testimonials(tx: Transaction, order: Order) -> Draw:
    """All that is published, or one person's, what is still to be read included."""
    from parrainage_desktop.testimonials import document

    if order.people:
        theirs = testimonials.newest(tx, customer_id=order.people[0])
        found = [one for one in theirs if one.state is not State.WITHDRAWN]
    else:
        found = testimonials.newest(tx, State.PUBLISHED)
    if not found:
        raise InvalidInput("NAME", _("Nothing is published yet."))
    shop = preferences.shop(tx)

    def draw(path: Path, progress: Progress) -> Made:
        made = document.page(path, found, shop, progress)
        return Made(made.pages, made.unprintable)

    return draw


def _review_card(tx: Transaction, order: Order) -> Draw:
    from parrainage_desktop.testimonials import review_document

    page = reviews.get_channel(tx, order.channel) if order.channel else reviews.first_open(tx)
    if page is None or page.closed:
        raise InvalidInput("--channel", _("No page for reviews is in use: add one under Testimonials."))
    shop = preferences.shop(tx)

    def draw(path: Path, _progress: Progress) -> Made:
        made = review_document.card(path, page, shop, order.language)
        return Made(made.pages, made.unprintable)

    return draw


def _notice(tx: Transaction, order: Order) -> Draw:
    from parrainage_desktop.privacy import document

    return _about_data(document.notice, preferences.shop(tx), order.language)


def _register(tx: Transaction, order: Order) -> Draw:
    from parrainage_desktop.privacy import document

    return _about_data(document.register, preferences.shop(tx), order.language)


def _about_data(write: "Callable[[Path, Shop, str], Printed]", shop: Shop, language: str) -> Draw:
    def draw(path: Path, _progress: Progress) -> Made:
        made = write(path, shop, language)
        return Made(made.pages, made.unprintable)

    return draw


PAPERS = (
    Paper(
        "cards", lambda: _("Referral cards"), lambda: _("For a customer to give to friends, a sheet of them."),
        _cards, Need.CUSTOMERS, tuple(stock.name for stock in stocks.STOCKS),
    ),
    Paper(
        "test-page", lambda: _("Test page"), lambda: _("The outlines of a sheet of cards, to hold against it."),
        _test_page, formats=tuple(stock.name for stock in stocks.STOCKS),
    ),
    Paper(
        "vouchers", lambda: _("Vouchers"), lambda: _("With a code for the scanner: a page, four, or a ticket."),
        _vouchers, Need.VOUCHERS, tuple(layout.value for layout in Layout),
    ),
    Paper(
        "poster", lambda: _("Poster"), lambda: _("The scheme on the wall or in the window."),
        _poster, formats=("a4", "a3", "a5"),
    ),
    Paper(
        "display", lambda: _("Counter display"), lambda: _("Beside the till: one face, or two to fold as a tent."),
        _display, formats=("a5", "a4"),
    ),
    Paper(
        "terms", lambda: _("Terms of the scheme"), lambda: _("Everything the scheme promises, in plain words."), _terms,
    ),
    Paper(
        "certificate", lambda: _("Certificate of thanks"), lambda: _("For a customer who brings friends, to frame."),
        _certificate, Need.CUSTOMER,
    ),
    Paper(
        "survey-cards", lambda: _("Survey cards"), lambda: _("The question from 0 to 10, ten to a sheet."),
        _survey, leads=True,
    ),
    Paper(
        "testimonials", lambda: _("Testimonials"), lambda: _("What customers let you publish, a page each."),
        _testimonials, long=True,
    ),
    Paper(
        "review-card", lambda: _("Review card"), lambda: _("Leads to your page for reviews, the same for everyone."),
        _review_card,
    ),
    Paper(
        "notice", lambda: _("Notice on personal data"), lambda: _("What customers are told, at the counter."), _notice,
    ),
    Paper(
        "register", lambda: _("Register of processing"), lambda: _("What the law asks you to keep on paper."),
        _register,
    ),
    Paper(
        "progress", lambda: _("A customer’s own page"), lambda: _("Friends who came, vouchers, what comes next."),
        _progress, Need.CUSTOMER,
    ),
    Paper("month", lambda: _("Report of a month"), lambda: _("Figures, accounts and answers."), _month, Need.MONTH),
    Paper("year", lambda: _("Report of a year"), lambda: _("Twelve months, added up."), _year, Need.YEAR),
    Paper(
        "outstanding", lambda: _("Outstanding vouchers"), lambda: _("Every voucher still owed, for the accountant."),
        _outstanding, long=True,
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
