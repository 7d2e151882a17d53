"""Statements from a terminal: what is due to whom for a month, and noting it as paid."""

import re
from argparse import Namespace
from datetime import date

from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _, money
from parrainage_desktop.base.terminal import Answer, Command, Group, Session, refused, table
from parrainage_desktop.base.terminal import day as read_day
from parrainage_desktop.customers import commands as customers
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.statements import exchange, service, wording
from parrainage_desktop.statements.rules import Line, NoPayment, Statement


def add_to(root: Group) -> None:
    """Declare the commands about statements beside those about the scheme."""
    group = root.group("programme", _("the referral scheme"))
    command = group.command("statements", list_all, _("shares of friends’ purchases: a statement per person and month"))
    _month(command)
    command.option("--customer", _("REF"), _("only this customer’s, with each purchase"))
    command.option("--file", _("FILE"), _("write them to a .csv or .xlsx file too"))
    command = group.command("paid", pay, _("note that a statement was paid"))
    customers.reference(command)
    _month(command, required=True)
    command.option("--on", _("DAY"), _("the day, such as 2026-11-14; otherwise today"))
    command.flag("--undo", _("it was not, after all"))


def list_all(session: Session, given: Namespace) -> Answer:
    """List statements, and write them to a file."""
    wanted = _read_month(given.month) if given.month else None
    with session.read() as tx:
        holder = customers.meant(tx, given.customer) if given.customer else None
        if isinstance(holder, Answer):
            return holder
        found = [
            (one, service.lines(tx, one)) for one in service.statements(tx, wanted, holder.id if holder else None)
        ]
        currency = preferences.shop(tx).currency
    if given.file:
        exchange.write(given.file, found, currency)
    rows = table((_row(one, currency)) for one, _lines in found) if found else ()
    lines = table(wording.line(line, currency) for _one, lines in found for line in lines) if holder and found else ()
    total = wording.total([one for one, _lines in found], currency)
    return Answer({"statements": [described(one, lines) for one, lines in found]}, (*rows, *lines, total))


def pay(session: Session, given: Namespace) -> Answer:
    """Note that a statement was paid, or that it was not after all."""
    wanted, on = _read_month(given.month), read_day("--on", given.on) if given.on else None
    with session.write() as tx:
        person = customers.meant(tx, given.ref)
        if isinstance(person, Answer):
            return person
        undone = service.take_back(tx, person.id, wanted) if given.undo else service.pay(tx, person.id, wanted, on)
        currency = preferences.shop(tx).currency
    if isinstance(undone, NoPayment):
        return refused(undone.value, wording.not_paid(undone))
    said = wording.taken_back if given.undo else wording.paid
    return Answer(described(undone), (said(undone, currency),))


def described(statement: Statement, lines: list[Line] | None = None) -> dict[str, object]:
    """A statement for programs."""
    found: dict[str, object] = {
        "customer": {"id": statement.holder_id, "name": statement.holder},
        "month": f"{statement.month:%Y-%m}",
        "base_cents": statement.base_cents,
        "due_cents": statement.due_cents,
        "paid_on": statement.paid_on.isoformat() if statement.paid_on else None,
    }
    if lines is None:
        return found
    purchases = [
        {
            "purchase": one.purchase_id, "referral": one.referral_id, "friend": one.friend, "on": one.on.isoformat(),
            "base_cents": one.base_cents, "due_cents": one.due_cents,
        }
        for one in lines
    ]  # fmt: skip
    return found | {"purchases": purchases}


def _row(one: Statement, currency: str) -> tuple[str, ...]:
    due = money(one.due_cents, currency)
    return wording.period(one), one.holder, wording.base(one, currency), due, wording.standing(one)


def _month(command: Command, required: bool = False) -> None:
    command.option("--month", _("MONTH"), _("the month, such as 2026-10"), required=required)


def _read_month(text: str) -> date:
    if re.fullmatch(r"(19|20|21)\d\d-(0[1-9]|1[0-2])", text, re.ASCII):
        return date.fromisoformat(f"{text}-01")
    raise InvalidInput("--month", _("“{text}” is not a month such as 2026-10.").format(text=text[:40]))
