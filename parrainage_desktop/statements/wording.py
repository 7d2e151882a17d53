"""Statements in words: what is due, what was paid, and why one cannot be."""

from parrainage_desktop.base.i18n import _, day, money, month, ngettext, number, share
from parrainage_desktop.statements.rules import Line, NoPayment, Statement


def base(statement: Statement, currency: str) -> str:
    """What a statement adds up: “3 purchases, €120.00”."""
    said = ngettext("{count} purchase, {amount}", "{count} purchases, {amount}", statement.lines)
    return said.format(count=number(statement.lines), amount=money(statement.base_cents, currency))


def standing(statement: Statement) -> str:
    """Whether it was paid, when and who noted it."""
    if statement.paid_on is None:
        return _("to pay")
    said = _("paid on {day}, noted by {staff}") if statement.paid_by else _("paid on {day}")
    return said.format(day=day(statement.paid_on), staff=statement.paid_by)


def period(statement: Statement) -> str:
    """The month a statement is for."""
    return month(statement.month.year, statement.month.month)


def whole(statement: Statement, currency: str) -> str:
    """A statement as one line: the month, what is due, whether it was paid."""
    return " · ".join((period(statement), money(statement.due_cents, currency), standing(statement)))


def line(one: Line, currency: str) -> tuple[str, str, str, str, str]:
    """A purchase of a statement: the day, the friend, the amount, the share, what is due of it."""
    amount, due = money(one.base_cents, currency), money(one.due_cents, currency)
    return day(one.on), one.friend, amount, share(one.basis_points), due


def paid(statement: Statement, currency: str) -> str:
    """That a statement was noted as paid."""
    return _("Noted as paid to {name}: {amount} for {month}.").format(
        name=statement.holder, amount=money(statement.due_cents, currency), month=period(statement)
    )


def taken_back(statement: Statement, currency: str) -> str:
    """That a payment was a mistake."""
    return _("To pay again to {name}: {amount} for {month}.").format(
        name=statement.holder, amount=money(statement.due_cents, currency), month=period(statement)
    )


def not_paid(why: NoPayment) -> str:
    """Why a statement cannot be noted as paid, or as not paid."""
    return {
        NoPayment.NOTHING: _("This person has no statement for that month."),
        NoPayment.PAID: _("This statement was paid already."),
        NoPayment.NOT_OVER: _("The month is not over yet: what friends still buy in it counts too."),
        NoPayment.NOT_PAID: _("This statement was not paid yet."),
    }[why]


def total(found: list[Statement], currency: str) -> str:
    """How many statements, and what is to be paid of them."""
    open_cents = sum(one.due_cents for one in found if one.paid_on is None)
    said = ngettext("{count} statement, {amount} to pay.", "{count} statements, {amount} to pay.", len(found))
    return said.format(count=number(len(found)), amount=money(open_cents, currency))
