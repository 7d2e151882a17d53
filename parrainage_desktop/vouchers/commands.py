"""Vouchers from a terminal: would it be accepted, honour it once, take that back, list and print."""

from argparse import Namespace
from collections.abc import Callable

from parrainage_desktop.base import writing
from parrainage_desktop.base.codes import grouped, masked
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.days import day as day_of
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _, clock_time, day, language, long_day, money, ngettext
from parrainage_desktop.base.paper import replaced
from parrainage_desktop.base.terminal import Answer, Command, Group, Session, one_of, refused, table
from parrainage_desktop.customers import commands as people
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.vouchers import answers, corrections, service, wording
from parrainage_desktop.vouchers.rules import Accepted, Layout, Reason, Refused, Standing, Voucher, VoucherState

_LAYOUTS = [layout.value for layout in Layout]


def add_to(root: Group) -> None:
    """Declare the commands about vouchers."""
    group = root.group("vouchers", _("check, honour, take back, list and print vouchers"))
    command = group.command("check", check, _("would a voucher be accepted now; changes nothing"))
    _code_and_purchase(command)
    command = group.command("redeem", redeem, _("honour a voucher, once"))
    _code_and_purchase(command)
    command.option("--attempt", "ID", _("a name for this try; the same one again gives the first answer"))
    command = group.command("reverse", reverse, _("take a voucher’s last use back"))
    command.word("CODE", _("the letters on the voucher"))
    _reason(command)
    command = group.command("issue", give, _("give a customer a voucher, as a goodwill gesture"))
    people.reference(command)
    command.option("--amount", _("AMOUNT"), _("what it is worth"), required=True)
    _reason(command)
    command = group.command("cancel", cancel, _("take a voucher, or what is left of it, out of the world"))
    _code_and_reason(command)
    command = group.command("extend", extend, _("move a voucher’s last day on, also after it has passed"))
    _code_and_reason(command)
    command.option("--until", _("DATE"), _("the new last day, like 2027-01-31"), required=True)
    command = group.command("reissue", reissue, _("replace a lost voucher: the old letters die, new ones live"))
    _code_and_reason(command)
    command = group.command("history", history, _("everything that happened to a voucher"))
    command.word("CODE", _("the letters on the voucher"))
    command = group.command("list", list_all, _("the vouchers, newest first"))
    command.option("--state", _("STATE"), ", ".join(standing.value for standing in Standing))
    command = group.command("print", print_some, _("write vouchers to a PDF"))
    command.word("FILE", _("the PDF to write"))
    command.word("CODE", _("the letters on the voucher"), many="+")
    command.option("--format", "|".join(_LAYOUTS), _("one to an A6 page, four to an A4 page, or a ticket"))
    command.flag("--copy", _("mark them as copies"))


def _code_and_purchase(command: Command) -> None:
    command.word("CODE", _("the letters on the voucher"))
    command.option("--purchase", _("AMOUNT"), _("the purchase it would reduce, to check the minimum"))


def _code_and_reason(command: Command) -> None:
    command.word("CODE", _("the letters on the voucher"))
    _reason(command)


def _reason(command: Command) -> None:
    command.option("--reason", _("TEXT"), _("why, for the journal"), required=True)


def check(session: Session, given: Namespace) -> Answer:
    """Say whether a voucher would be accepted now; only an unknown code is noted, against guessing."""
    purchase = _purchase(given)
    with session.read() as tx:
        verdict = service.check(tx, given.code, purchase)
        today = tx.today
    if isinstance(verdict, Accepted):
        return answers.accepted(verdict.voucher, today)
    if verdict.why is Reason.UNKNOWN:
        with session.write() as tx:
            service.note_refusal(tx, verdict)
    return answers.refusal(session, verdict, today)


def redeem(session: Session, given: Namespace) -> Answer:
    """Honour a voucher; the caller may name the attempt, so that asking twice spends once."""
    purchase, attempt = _purchase(given), _attempt(given.attempt)
    with session.write() as tx:
        answer = service.redeem(tx, given.code, attempt, purchase)
        today = tx.today
    if isinstance(answer, Refused):
        return answers.refusal(session, answer, today)
    return answers.redeemed(session, answer)


def reverse(session: Session, given: Namespace) -> Answer:
    """Take a voucher's last use back, with a reason."""
    with session.write() as tx:
        code = answers.meant(tx, given.code)
        if isinstance(code, Answer):
            return code
        answer = service.reverse(tx, code, given.reason)
        _note_unknown(tx, answer)
        today = tx.today
    if isinstance(answer, Voucher) and answer.state is VoucherState.CANCELLED:
        return Answer(answers.described(answer, today), (wording.dead_anyway(),))
    if isinstance(answer, Voucher):
        taken = _("Taken back: {code} is worth {amount} again, until {day}.").format(
            code=grouped(answer.code), amount=money(answer.balance_cents, answer.currency),
            day=long_day(answer.valid_until),
        )
        return Answer(answers.described(answer, today), (taken,))
    if answer.why is Reason.NOT_ALLOWED and answer.voucher:
        message = wording.not_used(answer.voucher)
        return refused(answer.why.value, message, code=grouped(answer.voucher.code))
    return answers.refusal(session, answer, today)


def give(session: Session, given: Namespace) -> Answer:
    """Give a customer a voucher by hand."""
    cents = writing.amount("--amount", given.amount)
    with session.write() as tx:
        holder = people.meant(tx, given.ref)
        if isinstance(holder, Answer):
            return holder
        voucher, today = corrections.give(tx, holder.id, cents, given.reason), tx.today
    said = _("Issued: {code}, {amount} for {holder}, valid from {first} to {last}.").format(
        code=grouped(voucher.code), amount=money(voucher.value_cents, voucher.currency), holder=voucher.holder,
        first=day(voucher.valid_from), last=day(voucher.valid_until),
    )
    return Answer(answers.described(voucher, today), (said,))


def cancel(session: Session, given: Namespace) -> Answer:
    """Take a voucher out of the world, with a reason."""
    return _corrected(
        session, given, lambda tx, code: corrections.cancel(tx, code, given.reason), _("Cancelled: {code}, {amount}.")
    )


def extend(session: Session, given: Namespace) -> Answer:
    """Move a voucher's last day on, with a reason."""
    until = day_of("--until", given.until)
    return _corrected(
        session, given, lambda tx, code: corrections.extend(tx, code, until, given.reason),
        _("Prolonged: {code}, {amount}, until {day}."),
    )


def reissue(session: Session, given: Namespace) -> Answer:
    """Replace a voucher by one with new letters."""
    return _corrected(
        session, given, lambda tx, code: corrections.reissue(tx, code, given.reason),
        _("Replaced by {code}, {amount}, until {day}."),
    )


def history(session: Session, given: Namespace) -> Answer:
    """Tell everything that happened to a voucher."""
    with session.write() as tx:
        code = answers.meant(tx, given.code)
        if isinstance(code, Answer):
            return code
        found, today = _by_code(tx, code), tx.today
        moments = corrections.history(tx, found.id) if isinstance(found, Voucher) else []
    if isinstance(found, Refused):
        return answers.refusal(session, found, today)
    told = [
        {
            "act": moment.act.value, "at": session.instant(moment.at), "staff": moment.staff, "till": moment.till,
            "cents": moment.cents, "reason": moment.reason,
            "until": moment.until.isoformat() if moment.until else None,
        }
        for moment in moments
    ]
    rows = [
        (
            day(session.local(moment.at).date()), clock_time(session.local(moment.at)),
            wording.act(moment, found.currency), moment.staff, moment.till, moment.reason,
        )
        for moment in moments
    ]
    return Answer({**answers.described(found, today), "history": told}, tuple(table(rows)))


def list_all(session: Session, given: Namespace) -> Answer:
    """List vouchers of one standing today, or all; newest first."""
    states = [standing.value for standing in Standing]
    wanted = Standing(one_of("--state", given.state, states)) if given.state else None
    with session.read() as tx:
        found, today = service.listed(tx, wanted), tx.today
    rows = [
        (
            masked(voucher.code), money(voucher.balance_cents, voucher.currency), voucher.holder,
            day(voucher.valid_from), day(voucher.valid_until), wording.standing(voucher, today),
        )
        for voucher in found
    ]
    count = ngettext("{count} voucher.", "{count} vouchers.", len(found)).format(count=len(found))
    return Answer({"vouchers": [answers.described(voucher, today) for voucher in found]}, (*table(rows), count))


def print_some(session: Session, given: Namespace) -> Answer:
    """Write vouchers to a PDF, in the language asked for or the shop's."""
    from parrainage_desktop.vouchers import document

    layout = Layout(one_of("--format", given.format or Layout.A6.value, _LAYOUTS))
    with session.write() as tx:
        found = [printable(tx, code) for code in given.code]
        shop, today = preferences.shop(tx), tx.today
        chosen = [service.worded(tx, one) for one in found if isinstance(one, Voucher)]
    for one in found:
        if isinstance(one, Refused):
            return answers.refusal(session, one, today)
    printed = document.vouchers(given.file, chosen, shop, language(), layout, given.copy, session.progress)
    written = ngettext("{count} voucher written to {file}.", "{count} vouchers written to {file}.", len(chosen))
    data = {"vouchers": len(chosen), "pages": printed.pages, "unprintable": printed.unprintable}
    return Answer(data, (written.format(count=len(chosen), file=given.file), *replaced(printed.unprintable)))


def printable(tx: Transaction, code: str) -> Voucher | Refused:
    """The voucher of this code, as long as something of it is left: paper must not promise what is gone."""
    found = _by_code(tx, code)
    return found if isinstance(found, Refused) else corrections.correctable(tx, code)


def _corrected(
    session: Session, given: Namespace, act: Callable[[Transaction, str], Voucher | Refused], said: str
) -> Answer:
    with session.write() as tx:
        code = answers.meant(tx, given.code)
        if isinstance(code, Answer):
            return code
        answer, today = act(tx, code), tx.today
        _note_unknown(tx, answer)
    if isinstance(answer, Refused):
        return answers.refusal(session, answer, today)
    facts = {
        "code": grouped(answer.code), "amount": money(answer.balance_cents, answer.currency),
        "day": long_day(answer.valid_until),
    }
    return Answer(answers.described(answer, today), (said.format(**facts),))


def _by_code(tx: Transaction, code: str) -> Voucher | Refused:
    """The voucher of this code, whatever it is worth; looking for unknown ones counts as guessing."""
    verdict = service.check(tx, code)
    if verdict.voucher is not None:
        return verdict.voucher
    assert isinstance(verdict, Refused)
    _note_unknown(tx, verdict)
    return verdict


def _note_unknown(tx: Transaction, answer: object) -> None:
    if isinstance(answer, Refused) and answer.why is Reason.UNKNOWN:
        service.note_refusal(tx, answer)


def _purchase(given: Namespace) -> int | None:
    return writing.amount("--purchase", given.purchase) if given.purchase is not None else None


def _attempt(named: str | None) -> str:
    if named is None:
        return service.new_attempt()
    attempt = writing.line("--attempt", named, 64)
    if not attempt:
        raise InvalidInput("--attempt", _("An attempt needs a name; leave --attempt out to have one made."))
    return attempt
