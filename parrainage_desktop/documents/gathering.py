"""What each paper needs, gathered from the store at one moment; what comes back draws without the store.

So nobody waits for a drawing. A paper's own module is imported when it is first gathered: it brings the PDF library.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.paper import Made
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.cards import stocks
from parrainage_desktop.cards.rules import CardFace
from parrainage_desktop.customers import service as customers
from parrainage_desktop.documents import facts
from parrainage_desktop.documents.rules import Order, Scheme, Thanks
from parrainage_desktop.preferences import service as preferences
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

Draw = Callable[[Path, Progress], Made]


def _scheme(tx: Transaction) -> Scheme:
    return Scheme(preferences.shop(tx), programmes.current(tx), tx.today)


def for_poster(tx: Transaction, order: Order) -> Draw:
    """The scheme on a wall or in the window."""
    from parrainage_desktop.documents import poster

    scheme = _scheme(tx)
    return lambda path, _progress: poster.poster(path, scheme, order.format, order.language)


def for_display(tx: Transaction, order: Order) -> Draw:
    """The scheme beside the till, on one face or two."""
    from parrainage_desktop.documents import poster

    scheme = _scheme(tx)
    return lambda path, _progress: poster.display(path, scheme, order.format, order.language)


def for_terms(tx: Transaction, order: Order) -> Draw:
    """All the scheme promises."""
    from parrainage_desktop.documents import terms

    scheme = _scheme(tx)
    return lambda path, _progress: terms.sheet(path, scheme, order.language)


def for_survey(tx: Transaction, order: Order) -> Draw:
    """The question from 0 to 10, ten to a sheet."""
    from parrainage_desktop.documents import question

    scheme = _scheme(tx)
    return lambda path, _progress: question.cards(path, scheme, order.address, order.language)


def for_certificate(tx: Transaction, order: Order) -> Draw:
    """Thanks to a customer, with how many friends they brought and since when."""
    from parrainage_desktop.documents import certificate

    person = customers.get(tx, order.people[0])
    rewarded = [
        found.rewarded_on or found.claimed_on for found in referrals.of_person(tx, person.id)
        if found.referrer_id == person.id and found.state is ReferralState.REWARDED
    ]
    thanks = Thanks(_scheme(tx), person.name, len(rewarded), min(rewarded, default=person.since))
    return lambda path, _progress: certificate.certificate(path, thanks, order.language)


def for_progress(tx: Transaction, order: Order) -> Draw:
    """What came of a customer’s friends, and what comes next."""
    from parrainage_desktop.documents import progress

    person, scheme = customers.get(tx, order.people[0]), _scheme(tx)
    found = facts.progress(tx, person, scheme)
    return lambda path, _progress: progress.page(path, found, order.language)


def for_cards(tx: Transaction, order: Order) -> Draw:
    """Referral cards: one for each customer, or a sheet of one customer’s."""
    from parrainage_desktop.cards import document

    people = [customers.get(tx, one) for one in order.people]
    stock, scheme = stocks.named(order.format), _scheme(tx)
    assert isinstance(stock, stocks.Stock)
    placing = order.placing if order.placing.start <= stock.per_page else replace(order.placing, start=1)
    free = stock.per_page - placing.start + 1
    promised = programmes.for_referrers(tx, order.people, scheme.programme)
    faces = [CardFace(one.given_name, one.card, promised[one.id]) for one in people] * (free if len(people) == 1 else 1)
    return lambda path, progress: document.sheet(
        path, faces, scheme.shop, scheme.programme, order.language, progress, stock, placing
    )


def for_test_page(tx: Transaction, order: Order) -> Draw:
    """The outlines of a sheet of cards."""
    from parrainage_desktop.cards import document

    stock, shop = stocks.named(order.format), preferences.shop(tx)
    assert isinstance(stock, stocks.Stock)
    return lambda path, _progress: document.proof(path, stock, shop, order.language, order.placing)


def for_vouchers(tx: Transaction, order: Order) -> Draw:
    """The vouchers of these codes; a code nobody knows is left out."""
    from parrainage_desktop.vouchers import document

    known = [voucher for code in order.codes if (voucher := vouchers.by_code(tx, code))]
    found = [vouchers.worded(tx, voucher) for voucher in known]
    shop, layout = preferences.shop(tx), Layout(order.format)
    return lambda path, progress: document.vouchers(path, found, shop, order.language, layout, order.copy, progress)


def for_month(tx: Transaction, order: Order) -> Draw:
    """The report of a month."""
    return _report(reports.figures(tx, *reports.named_month(tx, order.month)), order.language)


def for_year(tx: Transaction, order: Order) -> Draw:
    """The report of a year. Raises InvalidInput for what is no year."""
    if not re.fullmatch(r"(19|20|21)\d\d", order.month, re.ASCII):
        raise InvalidInput("--year", _("“{text}” is not a year such as 2026.").format(text=order.month[:40]))
    return _report(reports.year_figures(tx, int(order.month)), order.language)


def for_outstanding(tx: Transaction, order: Order) -> Draw:
    """Every voucher still owed today."""
    return _report(reports.owed(tx, tx.today), order.language)


def _report(figures: MonthFigures | YearFigures | Owed, language: str) -> Draw:
    from parrainage_desktop.reports import document

    return lambda path, progress: document.write(path, figures, language, progress)


def for_testimonials(tx: Transaction, order: Order) -> Draw:
    """All that is published, or one person’s, what is still to be read included. Raises InvalidInput for nothing."""
    from parrainage_desktop.testimonials import document

    if order.people:
        theirs = testimonials.newest(tx, customer_id=order.people[0])
        found = [one for one in theirs if one.state is not State.WITHDRAWN]
    else:
        found = testimonials.newest(tx, State.PUBLISHED)
    if not found:
        raise InvalidInput("NAME", _("Nothing is published yet."))
    shop = preferences.shop(tx)
    return lambda path, progress: document.page(path, found, shop, progress)


def for_review_card(tx: Transaction, order: Order) -> Draw:
    """A card that leads to the page for reviews. Raises InvalidInput without such a page."""
    from parrainage_desktop.testimonials import review_document

    page = reviews.get_channel(tx, order.channel) if order.channel else reviews.first_open(tx)
    if page is None or page.closed:
        raise InvalidInput("--channel", _("No page for reviews is in use: add one under Testimonials."))
    shop = preferences.shop(tx)
    return lambda path, _progress: review_document.card(path, page, shop, order.language)


def for_notice(tx: Transaction, order: Order) -> Draw:
    """What customers are told of their data."""
    from parrainage_desktop.privacy import document

    shop = preferences.shop(tx)
    return lambda path, _progress: document.notice(path, shop, order.language)


def for_register(tx: Transaction, order: Order) -> Draw:
    """What is processed, as the law wants it kept."""
    from parrainage_desktop.privacy import document

    shop = preferences.shop(tx)
    return lambda path, _progress: document.register(path, shop, order.language)
