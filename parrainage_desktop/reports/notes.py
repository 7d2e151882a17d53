"""The report's remarks in words: corrections, the budget, what to look at, how each figure is counted."""

from dataclasses import dataclass

from parrainage_desktop.base.i18n import _, day_month_year, money, ngettext, number, percent
from parrainage_desktop.reports.rules import Counted, MonthFigures, SameHands

LISTED = 12


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A kind of correction: how many and, where amounts are known, how much, both signed."""

    label: str
    count: int
    cents: int | None


def amount(cents: int, figures: MonthFigures) -> str:
    """An amount in the report's currency."""
    return money(cents, figures.currency)


def correction_lines(figures: MonthFigures) -> list[CorrectionLine]:
    """What was recorded in the month about earlier ones, its numbers signed; only what there was."""
    found = figures.corrections
    lines = [
        (_("Referred purchases recorded late, included above"), found.late, 1, True),
        (_("Referred purchases withdrawn, taken off above"), found.withdrawn, -1, True),
        (_("Referrals undone, and their rewards cancelled"), found.undone, -1, True),
        (_("Answers recorded late, in no score"), Counted(found.answers_late), 1, False),
        (_("Answers excluded from an earlier score"), Counted(found.answers_excluded), -1, False),
        (_("Answers of earlier months counted again"), Counted(found.answers_included), 1, False),
    ]
    return [
        CorrectionLine(label, sign * counted.count, sign * counted.cents if has_amount else None)
        for label, counted, sign, has_amount in lines
        if counted != Counted()
    ]


def corrections(figures: MonthFigures) -> list[tuple[str, str, str]]:
    """The same as it is printed."""
    return [
        (
            line.label,
            number(line.count, sign=True),
            "" if line.cents is None else money(line.cents, figures.currency, sign=True),
        )
        for line in correction_lines(figures)
    ]


def corrected(figures: MonthFigures) -> str:
    """The same in a sentence, or nothing."""
    lines = ["  ".join(filter(None, line)) for line in corrections(figures)]
    said = _("Corrections from earlier months: {list}.")
    return said.format(list=" · ".join(lines)) if lines else ""


def cancelled_again(figures: MonthFigures, vouchers: str) -> str:
    """How many vouchers were issued, and how many of them were cancelled in the same month."""
    count = figures.cancelled_again.vouchers
    if not count:
        return vouchers
    said = ngettext("{vouchers}, {count} cancelled again", "{vouchers}, {count} cancelled again", count)
    return said.format(vouchers=vouchers, count=number(count))


def taken_back(figures: MonthFigures, vouchers: str) -> str:
    """How many vouchers were redeemed, and how many redemptions were taken back in the same month."""
    count = figures.movements.reversed.vouchers
    if not count:
        return vouchers
    said = ngettext("{vouchers}, {count} taken back", "{vouchers}, {count} taken back", count)
    return said.format(vouchers=vouchers, count=number(count))


def budget(figures: MonthFigures) -> str:
    """What the scheme's standing rewards come to, of what it may spend; nothing when it may spend without end."""
    found = figures.budget
    if found is None:
        return ""
    said = _("Budget: {spent} of {total} issued in rewards since {day} ({share}).")
    return said.format(
        spent=amount(found.spent_cents, figures),
        total=amount(found.cents, figures),
        day=day_month_year(found.since),
        share=percent(found.spent_cents, found.cents),
    )


def to_decide(figures: MonthFigures) -> str:
    """How many of the month's arrivals wait for a person's decision, or nothing."""
    count = figures.outcomes.to_check
    if not count:
        return ""
    said = ngettext(
        "{count} arrival of the month was put aside and waits for a person’s decision.",
        "{count} arrivals of the month were put aside and wait for a person’s decision.",
        count,
    )
    return said.format(count=number(count))


def cards_refused(figures: MonthFigures) -> str:
    """How many cards the scheme refused as they were shown, or nothing."""
    count = figures.cards_refused
    said = ngettext(
        "{count} card was refused at the counter: its friend is not among the arrivals.",
        "{count} cards were refused at the counter: their friends are not among the arrivals.",
        count,
    )
    return said.format(count=number(count)) if count else ""


def same_hands(figures: MonthFigures) -> tuple[list[SameHands], str]:
    """The vouchers issued by hand to list, and all others in a sentence."""
    by_hand = [one for one in figures.same_hands if one.by_hand][:LISTED]
    rest = [one for one in figures.same_hands if one not in by_hand]
    if not rest:
        return by_hand, ""
    cents = sum(one.cents for one in rest)
    said = ngettext(
        "{count} other voucher was issued and redeemed by the same person, {amount}.",
        "{count} other vouchers were issued and redeemed by the same person, {amount}.",
        len(rest),
    ) if by_hand else ngettext(
        "{count} reward was issued and redeemed by the same person, {amount}.",
        "{count} rewards were issued and redeemed by the same person, {amount}.",
        len(rest),
    )
    return by_hand, said.format(count=number(len(rest)), amount=amount(cents, figures))


def definitions() -> list[str]:
    """How each figure of the report is counted."""
    return [
        _("A month is a calendar month of the shop’s own days. It is counted as it was known when it ended: made "
          "again later, its report shows the same figures."),
        _("What is recorded after its month has ended counts in the month in which it was recorded, as a correction."),
        _("New customers: referrals completed in the month whose reward still stood when it ended. One undone later "
          "is a correction then."),
        _("Cost per new customer: rewards earned in the month and not cancelled when it ended, as if all of them "
          "will be used, for each new customer: vouchers, gifts, invitations and shares of purchases. Goodwill "
          "vouchers are not part of it."),
        _("Vouchers issued: all of the month. Those cancelled are taken off on their own line, so that the account "
          "adds up to the cent."),
        _("Referred purchases: reference amounts noted for customers who came through a referrer, corrections "
          "included. They are not an account of payments."),
        _("Outstanding: what vouchers not used, expired or cancelled at the end of the day are still worth."),
        _("NPS score: promoters less detractors for each hundred answers. The true score lies between the two ends "
          "19 times out of 20."),
        _("“n/a” means that nothing is known, which is not zero."),
        _("The fingerprint below was the journal’s when this paper was made. Keep the paper: it shows whether "
          "the past was rewritten."),
    ]
