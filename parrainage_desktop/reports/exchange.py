"""The tables of a month, a year or a list for a spreadsheet: the figures of the paper, cell by cell."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from parrainage_desktop.base import tables_out
from parrainage_desktop.base.i18n import _, in_language
from parrainage_desktop.base.tables_out import SUFFIXES, Cell, Money, Table
from parrainage_desktop.reports import key_ratios, key_wording, notes, wording
from parrainage_desktop.reports.key_ratios import Ratio, Unit
from parrainage_desktop.reports.owed import Owed
from parrainage_desktop.reports.rules import MonthFigures, Tally
from parrainage_desktop.reports.years import YearFigures


def is_table(path: Path | str) -> bool:
    """Whether a file's name asks for tables rather than for the PDF."""
    return Path(path).suffix.lower() in SUFFIXES


def write(path: Path | str, figures: MonthFigures | YearFigures | Owed, language: str) -> int:
    """Write the tables of a month, a year or a list and return how many. Raises UserError("file_unwritable")."""
    with in_language(language):
        made = _tables(figures)
        tables_out.write(path, *made)
    return len(made)


def _tables(figures: MonthFigures | YearFigures | Owed) -> list[Table]:
    match figures:
        case MonthFigures():
            return tables(figures)
        case YearFigures():
            return year_tables(figures)
        case Owed():
            return [owed_table(figures)]


def year_tables(figures: YearFigures) -> list[Table]:
    """The year's months one below the other, with their totals, and how they were counted."""
    headings = (
        _("Month"), _("New customers"), _("Undone"), _("Outstanding before"), _("Vouchers issued"),
        _("Vouchers redeemed"), _("Redemptions taken back"), _("Expired vouchers prolonged"), _("Vouchers expired"),
        _("Vouchers cancelled"), _("Outstanding"), _("Referred purchases (reference)"), _("Rewards"),
        _("Cost per new customer"), _("Arrivals"), _("Completed"), _("Answers"), _("NPS score"),
    )  # fmt: skip
    claims = sum(month.outcomes.claims for month in figures.months)
    completed = sum(month.outcomes.rewarded for month in figures.months)
    rows = [
        _year_row(
            f"{one.year}-{one.month:02}", one, one.corrections.undone.count, one.outcomes.claims, one.outcomes.rewarded
        )
        for one in figures.months
    ]
    rows.append(_year_row(_("Total"), figures, figures.undone, claims, completed))
    return [Table(str(figures.year), headings, rows), _definitions()]


def _year_row(
    label: str, figures: MonthFigures | YearFigures, undone: int, claims: int, completed: int
) -> tuple[Cell, ...]:
    moved = figures.movements
    return (
        label, figures.new_customers, -undone, Money(moved.opening.cents), Money(moved.issued.cents),
        Money(-moved.redeemed.cents), Money(moved.reversed.cents), Money(moved.revived.cents),
        Money(-moved.expired.cents), Money(-moved.cancelled.cents), Money(moved.closing.cents),
        _money(figures.purchases_cents), Money(figures.rewards_cents), _money(figures.cost_per_customer_cents),
        claims, completed, figures.nps.answers, _decimal(figures.nps.nps),
    )  # fmt: skip


def owed_table(found: Owed) -> Table:
    """Every voucher something was owed on, and the total."""
    headings = _("Last day"), _("Voucher"), _("Customer"), _("Issued"), _("Value"), _("Left")
    rows: list[tuple[Cell, ...]] = [
        (one.valid_until, one.code, one.holder, one.issued_on, Money(one.value_cents), Money(one.left_cents))
        for one in found.vouchers
    ]
    rows.append((_("Total"), None, None, None, None, Money(found.total.cents)))
    return Table(wording.outstanding_on(found.day), headings, rows)


def tables(figures: MonthFigures) -> list[Table]:
    """Everything the paper shows, in the reader's language."""
    return [
        Table(wording.title(figures), (_("Figure"), _("Value"), _("Number")), _figures(figures)),
        Table(_("Outstanding"), (_("Movement"), _("Vouchers"), _("Amount")), _account(figures)),
        Table(_("Completed referrals"), _rewarded_headings(), _rewarded(figures)),
        Table(_("By month"), _series_headings(), _series(figures)),
        Table(_("Key figures"), (_("Figure"), _("Value"), _("Unit"), _("From")), _key_figures(figures)),
        Table(_("Referred and others"), ("", _("Referred customers"), _("Other customers")), _groups(figures)),
        Table(_("Corrections"), (_("Correction"), _("Number"), _("Amount")), _corrections(figures)),
        Table(_("Same person"), (_("Date"), _("By"), _("Voucher"), _("Amount"), _("By hand")), _same(figures)),
        Table(_("Comments"), (_("Date"), _("Score"), _("Comment")), _comments(figures)),
        _definitions(),
    ]


def _definitions() -> Table:
    rows = [(text,) for text in [*notes.definitions(), *key_wording.definitions()]]
    return Table(_("Definitions"), (_("How these figures are counted"),), rows)


def _rewarded_headings() -> Sequence[str]:
    return _("Date"), _("Referrer"), _("Referred customer"), _("First purchase"), _("Vouchers issued")


def _series_headings() -> Sequence[str]:
    return _("Month"), _("Completed referrals"), _("Vouchers issued"), _("Vouchers redeemed")


def _figures(figures: MonthFigures) -> list[tuple[Cell, Cell, Cell]]:
    """The headline figures, each with the number it rests on; nothing known leaves the cell empty."""
    moved, score, found = figures.movements, figures.nps, figures.outcomes
    low, high = score.interval or (None, None)
    return [
        (_("New customers"), figures.new_customers, figures.new_customers),
        (_("Referred purchases (reference)"), _money(figures.purchases_cents), figures.purchases),
        (_("First purchases"), _money(figures.first_purchases_cents), len(figures.rewarded)),
        (_("Cost per new customer"), _money(figures.cost_per_customer_cents), figures.new_customers),
        (_("Vouchers issued"), Money(moved.issued.cents), moved.issued.vouchers),
        (_("Vouchers redeemed"), Money(moved.redeemed.cents), moved.redeemed.vouchers),
        (_("Outstanding"), Money(moved.closing.cents), moved.closing.vouchers),
        (_("NPS score"), _decimal(score.nps), score.answers),
        (_("NPS score, lower end"), _decimal(low), score.answers),
        (_("NPS score, upper end"), _decimal(high), score.answers),
        (_("Promoters (9 or 10)"), score.promoters, score.answers),
        (_("Passives (7 or 8)"), score.passives, score.answers),
        (_("Detractors (0 to 6)"), score.detractors, score.answers),
        (_("Completed: vouchers issued"), found.rewarded, found.claims),
        (_("Still waiting for a purchase"), found.waiting, found.claims),
        (_("To check: a person decides"), found.to_check, found.claims),
        (_("No purchase in time"), found.lapsed, found.claims),
        (_("Refused"), found.refused, found.claims),
    ]


def _key_figures(figures: MonthFigures) -> list[tuple[Cell, ...]]:
    """Each key figure as a number with its unit, and what it rests on."""
    units = {
        Unit.SHARE: "%", Unit.CHANGE: "%", Unit.CENTS: figures.currency, Unit.DAYS: _("days"), Unit.MONTHS: _("months"),
        Unit.NUMBER: "",
    }  # fmt: skip
    return [
        (key_wording.label(one.name), _value(one), units[one.unit], key_wording.counts(one, figures.currency))
        for one in key_ratios.every(figures)
    ]


def _value(one: Ratio) -> Money | Decimal | None:
    if one.value is None:
        return None
    if one.unit is Unit.CENTS:
        return Money(key_wording.whole(one.value))
    hundred = 100 if one.unit in (Unit.SHARE, Unit.CHANGE) else 1
    return key_wording.exact(one.value * hundred).quantize(Decimal("0.001"), ROUND_HALF_UP)


def _groups(figures: MonthFigures) -> list[tuple[Cell, ...]]:
    groups = figures.key.referred, figures.key.others
    return [
        (_("Purchases"), *(group.purchases for group in groups)),
        (_("Purchases with an amount"), *(group.known for group in groups)),
        (_("Amount"), *(Money(group.cents) for group in groups)),
        (_("Customers who bought"), *(group.people for group in groups)),
        (_("Bought the month before"), *(group.before for group in groups)),
        (_("Of these, bought again"), *(group.again for group in groups)),
    ]


def _account(figures: MonthFigures) -> list[tuple[Cell, Cell, Cell]]:
    moved, eve = figures.movements, date(figures.year, figures.month, 1) - timedelta(days=1)
    lines: list[tuple[str, Tally, int]] = [
        (wording.outstanding_on(eve), moved.opening, 1),
        (_("Vouchers issued"), moved.issued, 1),
        (_("Vouchers redeemed"), moved.redeemed, -1),
        (_("Redemptions taken back"), moved.reversed, 1),
        (_("Expired vouchers prolonged"), moved.revived, 1),
        (_("Vouchers expired"), moved.expired, -1),
        (_("Vouchers cancelled"), moved.cancelled, -1),
        (wording.outstanding_on(figures.last_day), moved.closing, 1),
    ]
    return [(label, sign * tally.vouchers, Money(sign * tally.cents)) for label, tally, sign in lines]


def _rewarded(figures: MonthFigures) -> list[tuple[Cell, ...]]:
    return [
        (row.day, row.referrer, row.referee, _money(row.purchase_cents), Money(row.issued_cents))
        for row in figures.rewarded
    ]


def _series(figures: MonthFigures) -> list[tuple[Cell, ...]]:
    return [
        (f"{p.year}-{p.month:02}", p.referrals, Money(p.issued_cents), Money(p.redeemed_cents)) for p in figures.series
    ]


def _corrections(figures: MonthFigures) -> list[tuple[Cell, ...]]:
    return [
        (line.label, line.count, None if line.cents is None else Money(line.cents))
        for line in notes.correction_lines(figures)
    ]


def _same(figures: MonthFigures) -> list[tuple[Cell, ...]]:
    return [
        (one.day, one.staff, one.code, Money(one.cents), _("yes") if one.by_hand else _("no"))
        for one in figures.same_hands
    ]


def _comments(figures: MonthFigures) -> list[tuple[Cell, ...]]:
    return [(one.day, one.score, one.text) for one in figures.comments]


def _money(cents: int | None) -> Money | None:
    return None if cents is None else Money(cents)


def _decimal(value: float | None) -> Decimal | None:
    """A score with one decimal, as the paper shows it."""
    return None if value is None else Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)
