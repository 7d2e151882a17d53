"""The terms of the scheme in plain words, for whoever asks: what earns what, how a voucher is used, who answers."""

from collections.abc import Iterator
from pathlib import Path

from parrainage_desktop.base.i18n import _, day_month_year, in_language, money, ngettext, number, ordinal
from parrainage_desktop.base.paper import Made
from parrainage_desktop.documents.rules import Scheme
from parrainage_desktop.privacy import document
from parrainage_desktop.privacy.paper import Hand
from parrainage_desktop.privacy.texts import Paper, Part
from parrainage_desktop.programme import wording
from parrainage_desktop.programme.rules import Approval, Friends, Terms
from parrainage_desktop.programme.sentence import sentence

Rows = tuple[tuple[str, str], ...]


def sheet(path: Path | str, scheme: Scheme, language: str) -> Made:
    """Write them. Raises UserError("file_unwritable")."""
    with in_language(language):
        return document.plain(path, scheme.shop, language, said(scheme, language), Hand(13))


def said(scheme: Scheme, language: str) -> Paper:
    """The terms before they are laid out, in the language spoken here."""
    terms, currency = scheme.programme.terms, scheme.programme.currency
    parts = (
        Part(_("In one sentence"), (sentence(terms, currency),)),
        Part(_("Who takes part"), points=tuple(_people(terms))),
        Part(_("What each receives"), rows=_rewards(terms, currency)),
        Part(_("The vouchers"), rows=_vouchers(terms, currency)),
        Part(_("Good to know"), points=tuple(_not_allowed(terms))),
        *_own(scheme, language),
        Part(_("Limits and changes"), points=tuple(_limits(terms, currency))),
        Part(_("Who runs it, and your data"), _responsible(scheme)),
    )
    foot = _("In force since {since}. Printed on {day}.").format(
        since=day_month_year(scheme.programme.effective_from), day=day_month_year(scheme.today)
    )
    opening = _("What {shop} promises to whoever brings a customer, and to whoever is brought.")
    name = terms.called(language)
    title = _("{name}: the terms").format(name=name) if name else _("Our referral scheme: the terms")
    return Paper(title, (opening.format(shop=scheme.shop.name),), parts, foot)


def _people(terms: Terms) -> Iterator[str]:
    yield _("Any customer may ask for referral cards, free of charge, and give them away.")
    if terms.referrer_tier:
        yield _("A referrer is an {ambassador}.").format(ambassador=wording.ambassador(terms.referrer_tier))
    if terms.referrer_months:
        months = ngettext("{count} month", "{count} months", terms.referrer_months)
        since = months.format(count=number(terms.referrer_months))
        yield _("A referrer has been a customer for {time} or more.").format(time=since)
    yield {
        Friends.NEW: _("The card is for somebody not yet known here."),
        Friends.NEVER_BOUGHT: _("The card is for somebody who has never bought here."),
        Friends.INACTIVE: _("The card is for somebody who has not bought here for long."),
    }[terms.friends]
    yield _("Nobody brings themselves, and a friend is brought once: the first card shown counts.")
    window = ngettext("{count} day", "{count} days", terms.claim_window_days)
    days = window.format(count=number(terms.claim_window_days))
    yield _("The friend’s purchase counts within {time} of showing the card.").format(time=days)


def _rewards(terms: Terms, currency: str) -> Rows:
    rows = _sides(terms, currency)
    if terms.variant:
        other = _("until {day}, in the half of the customers drawn by lot").format(
            day=day_month_year(terms.variant.until)
        )
        rows = [*rows, *((f"{who}, {other}", said) for who, said in _sides(terms.other, currency))]
    for step in terms.milestones:
        nth = _("With the {nth} friend").format(nth=ordinal(step.nth))
        rows.append((nth, _("a further voucher of {amount}").format(amount=money(step.cents, currency))))
    if terms.purchase_minimum_cents:
        least = _("{amount} or more").format(amount=money(terms.purchase_minimum_cents, currency))
        rows.append((_("The friend’s purchase"), least))
    return tuple(rows)


def _sides(terms: Terms, currency: str) -> list[tuple[str, str]]:
    return [
        (_("Whoever brings a friend"), wording.reward(terms.referrer, currency)),
        (_("The friend"), wording.reward(terms.referee, currency)),
    ]


def _vouchers(terms: Terms, currency: str) -> Rows:
    first = ngettext("{count} day after it is issued", "{count} days after it is issued", terms.lock_days)
    begins = first.format(count=number(terms.lock_days)) if terms.lock_days else _("at once")
    least = money(terms.voucher_minimum_cents, currency)
    purchase = _("{amount} or more").format(amount=least) if terms.voucher_minimum_cents else _("any amount")
    return (
        (_("Usable"), begins),
        (_("Valid"), wording.life(terms)),
        (_("On a purchase of"), purchase),
        (_("With others"), _("one voucher per purchase") if terms.one_per_purchase else _("alone or with others")),
        (_("By whom"), _("its holder only") if terms.personal else _("its holder, or whoever they give it to")),
    )


def _not_allowed(terms: Terms) -> Iterator[str]:
    yield _("A voucher is not exchangeable for cash and not refunded.")
    if terms.part_use:
        yield _("It may be used in one or several goes, until nothing is left.")
    else:
        yield _("It is used in one go; no change is given.")
    yield _("It cannot be used on the purchase that earned it.")
    yield _("A lost voucher is found under its holder’s name, as long as it was not used.")


def _own(scheme: Scheme, language: str) -> tuple[Part, ...]:
    own = tuple(filter(None, (scheme.programme.terms.text(language), scheme.shop.terms(language))))
    return (Part(_("Also"), own),) if own else ()


def _limits(terms: Terms, currency: str) -> Iterator[str]:
    if terms.approval is Approval.MANUAL:
        yield _("The shop looks at each referral before it is rewarded.")
    else:
        yield _("The shop may look at a referral before it is rewarded; if it refuses, it says why.")
    if terms.budget:
        amount = money(terms.budget.cents, currency)
        yield _("The scheme ends when {amount} of vouchers have been issued.").format(amount=amount)
    if terms.ends_on:
        yield _("The scheme ends on {day}.").format(day=day_month_year(terms.ends_on))
    yield _("The shop may change or end the scheme; vouchers already issued keep their value and their last day.")


def _responsible(scheme: Scheme) -> tuple[str, ...]:
    where = ", ".join(filter(None, (scheme.shop.name, scheme.shop.address, scheme.shop.phone)))
    keeps = _(
        "We keep your name, what you choose to give us, and your referrals and vouchers, to run this scheme and for "
        "nothing else without your consent. The notice at the counter says what you can ask for."
    )
    return f"{where}.", keeps
