"""The month, the year and the list of what is owed as files, from a terminal: also what a scheduled export runs."""

import dataclasses
import re
from argparse import Namespace
from datetime import date, datetime
from enum import Enum
from pathlib import Path

from parrainage_desktop.base import days
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _, language, month
from parrainage_desktop.base.paper import replaced
from parrainage_desktop.base.terminal import Answer, Group, Session
from parrainage_desktop.reports import exchange, key_ratios, key_wording, pictures, service, wording
from parrainage_desktop.reports.key_ratios import Ratio, Unit
from parrainage_desktop.reports.owed import Owed
from parrainage_desktop.reports.rules import MonthFigures
from parrainage_desktop.reports.years import YearFigures
from parrainage_desktop.surveys import commands as surveys
from parrainage_desktop.surveys.rules import Score

OUTSTANDING = "outstanding"
_YEAR = re.compile(r"(?:19|20|21)\d\d", re.ASCII)


def add_to(root: Group) -> None:
    """Declare the report."""
    command = root.command("report", report, _("write a month’s or a year’s report, in the language of --lang"))
    command.word("WHAT", _("2026-10, last-month, 2026 for the whole year, or outstanding for every voucher still owed"))
    command.word("FILE", _("the PDF to write; in .csv or .xlsx the tables, in .svg or .png the charts"))
    command.option("--on", "DATE", _("the day at whose end vouchers were outstanding; otherwise now"))


def report(session: Session, given: Namespace) -> Answer:
    """Count at one moment, then write it: what the file’s name ends in says how."""
    what = given.what.strip()
    _check_suffix(given.file, charts=what != OUTSTANDING)
    if given.on and what != OUTSTANDING:
        raise InvalidInput("--on", _("Only the list of outstanding vouchers is of a day."))
    if what == OUTSTANDING:
        return _outstanding(session, given)
    return _year(session, int(what), given.file) if _YEAR.fullmatch(what) else _month(session, what, given.file)


def _month(session: Session, text: str, file: str) -> Answer:
    with session.read() as tx:
        year, number = service.named_month(tx, text)
        figures = service.figures(tx, year, number)
    made, signs = _written(session, file, figures)
    written = _("The report of {month} is in {file}.").format(month=month(year, number), file=file)
    return Answer({**made, "figures": described(figures)}, (written, *replaced(signs)))


def _year(session: Session, year: int, file: str) -> Answer:
    """Each month in a transaction of its own: a long year keeps nobody waiting, and closed months do not change."""
    with session.read() as tx:
        wanted = service.months_of(tx, year)
    counted = []
    for one in wanted:
        with session.read() as tx:
            counted.append(service.figures(tx, *one))
    figures = YearFigures(tuple(counted))
    made, signs = _written(session, file, figures)
    written = _("The report of {year} is in {file}.").format(year=year, file=file)
    return Answer({**made, "months": [described(one) for one in figures.months]}, (written, *replaced(signs)))


def _outstanding(session: Session, given: Namespace) -> Answer:
    with session.read() as tx:
        found = service.owed(tx, days.day("--on", given.on) if given.on else tx.today)
    made, signs = _written(session, given.file, found)
    said = _("{what} is in {file}.").format(what=wording.outstanding_on(found.day), file=given.file)
    total = {"day": found.day.isoformat(), "vouchers": found.total.vouchers, "cents": found.total.cents}
    return Answer({**made, **total}, (said, *replaced(signs)))


def _check_suffix(file: str, charts: bool) -> None:
    known = Path(file).suffix.lower() == ".pdf" or exchange.is_table(file) or (charts and pictures.is_picture(file))
    if not known:
        raise InvalidInput("FILE", _("The file’s name ends in .pdf, .csv or .xlsx, or for the charts in .svg or .png."))


def _written(
    session: Session, file: str, figures: MonthFigures | YearFigures | Owed
) -> tuple[dict[str, object], tuple[str, ...]]:
    """What was made, and the signs no font has; nothing of the store is open while it is drawn."""
    if exchange.is_table(file):
        return {"tables": exchange.write(file, figures, language())}, ()
    if pictures.is_picture(file) and not isinstance(figures, Owed):
        pictures.write(file, figures, language())
        return {"pictures": 1}, ()
    from parrainage_desktop.reports import document

    printed = document.write(file, figures, language(), session.progress)
    return {"pages": printed.pages}, printed.unprintable


def described(figures: MonthFigures) -> dict[str, object]:
    """The figures for programs: everything the paper is drawn from, and what follows from it."""
    return {
        **{part.name: _plain(getattr(figures, part.name)) for part in dataclasses.fields(figures)},
        "cost_per_customer_cents": figures.cost_per_customer_cents,
        "ratios": {one.name.value: _described(one) for one in key_ratios.every(figures)},
        "trend": figures.trend.value,
        "balances": figures.balances(),
    }


def _described(one: Ratio) -> dict[str, object]:
    """A key figure: cents as whole cents, anything else with four decimals; null when it is not known."""
    if one.value is None:
        return {"unit": one.unit.value, "value": None}
    shown = key_wording.whole(one.value) if one.unit is Unit.CENTS else round(float(one.value), 4)
    return {"unit": one.unit.value, "value": shown}


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
