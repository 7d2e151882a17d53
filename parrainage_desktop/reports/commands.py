"""The month as a PDF, from a terminal: also what a scheduled export runs."""

import dataclasses
from argparse import Namespace
from datetime import date, datetime
from enum import Enum

from parrainage_desktop.base.i18n import _, language, month
from parrainage_desktop.base.terminal import Answer, Group, Session
from parrainage_desktop.reports import exchange, service
from parrainage_desktop.reports.rules import MonthFigures
from parrainage_desktop.surveys import commands as surveys
from parrainage_desktop.surveys.rules import Score


def add_to(root: Group) -> None:
    """Declare the report."""
    command = root.command("report", report, _("write a month’s report, in the language of --lang"))
    command.word("MONTH", _("the month, such as 2026-10, or last-month"))
    command.word("FILE", _("the PDF to write, or its tables: a name that ends in .csv or .xlsx"))


def report(session: Session, given: Namespace) -> Answer:
    """Count a month at one moment, then write it: what the file’s name ends in says how."""
    from parrainage_desktop.reports import document

    with session.read() as tx:
        year, number = service.named_month(tx, given.month)
        figures = service.figures(tx, year, number)
    if exchange.is_table(given.file):
        made = {"tables": exchange.write(given.file, figures, language())}
    else:
        made = {"pages": document.monthly(given.file, figures, language(), session.progress).pages}
    written = _("The report of {month} is in {file}.").format(month=month(year, number), file=given.file)
    return Answer({**made, "figures": described(figures)}, (written,))


def described(figures: MonthFigures) -> dict[str, object]:
    """The figures for programs: everything the paper is drawn from, and what follows from it."""
    return {
        **{part.name: _plain(getattr(figures, part.name)) for part in dataclasses.fields(figures)},
        "cost_per_customer_cents": figures.cost_per_customer_cents,
        "trend": figures.trend.value,
        "balances": figures.balances(),
    }


def _plain(value: object) -> object:
    """A value as JSON knows it: days and instants in ISO 8601, dataclasses as objects, without their pictures."""
    if isinstance(value, Score):
        return surveys.described(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if dataclasses.is_dataclass(value):
        parts = {part.name: getattr(value, part.name) for part in dataclasses.fields(value)}
        return {name: _plain(part) for name, part in parts.items() if not isinstance(part, bytes)}
    return value
