"""How a terminal answers about a voucher: in words, and in fields for programs."""

from datetime import date

from parrainage_desktop.base.codes import grouped, masked, unmasked
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.i18n import _, clock_time, day, long_day, money, ngettext, number
from parrainage_desktop.base.terminal import Answer, Session, headline, refused, table
from parrainage_desktop.vouchers import service, wording
from parrainage_desktop.vouchers.rules import Reason, Redemption, Refused, Voucher


def refusal(session: Session, found: Refused, today: date) -> Answer:
    """A refusal with everything a program may want to tell the customer."""
    said = wording.refusal(found, today, session.db.zone)
    more = [said.to_say]
    if found.use:
        more.append(_("Till: {till}").format(till=found.use.till))
    if found.retry_at:
        more.append(_("Again from {time}.").format(time=clock_time(session.local(found.retry_at))))
    facts = {**_facts(session, found), "reasons": [reason.value for reason in found.reasons], "to_say": said.to_say}
    return refused(found.why.value, headline(said.title, said.detail), *more, **facts)


def meant(tx: Transaction, text: str) -> str | Answer:
    """What was typed; or the code that lists show as B…TFRG, when one voucher alone ends so, or the refusal to guess.

    Never for checking or honouring one: those want the whole code from the paper.
    """
    letters = unmasked(text)
    if letters is None:
        return text
    found = service.ending(tx, letters)
    if len(found) == 1:
        return found[0].code
    if not found:
        return refused(Reason.UNKNOWN.value, _("No voucher’s code ends in {letters}.").format(letters=letters))
    said = ngettext(
        "{count} voucher ends so: type its whole code.", "{count} vouchers end so: type the whole code.", len(found)
    ).format(count=number(len(found)))
    lines = [(one.holder, day(one.issued_on), day(one.valid_until), wording.standing(one, tx.today)) for one in found]
    candidates = [{**described(one, tx.today), "code": masked(one.code)} for one in found]
    return refused("ambiguous", said, *table(lines), candidates=candidates)


def described(voucher: Voucher, today: date) -> dict[str, object]:
    """A voucher for programs."""
    return {
        "code": grouped(voucher.code), "state": voucher.standing(today).value, "side": voucher.side.value,
        "value_cents": voucher.value_cents, "balance_cents": voucher.balance_cents,
        "minimum_cents": voucher.minimum_cents, "currency": voucher.currency,
        "holder": voucher.holder, "holder_id": voucher.holder_id, "issued_on": voucher.issued_on.isoformat(),
        "valid_from": voucher.valid_from.isoformat(), "valid_until": voucher.valid_until.isoformat(),
    }


def _facts(session: Session, found: Refused) -> dict[str, object]:
    facts: dict[str, object] = {}
    if voucher := found.voucher:
        facts |= {
            "code": grouped(voucher.code), "holder": voucher.holder, "value_cents": voucher.value_cents,
            "balance_cents": voucher.balance_cents, "minimum_cents": voucher.minimum_cents,
            "valid_from": voucher.valid_from.isoformat(), "valid_until": voucher.valid_until.isoformat(),
        }
    if found.use:
        facts |= {"at": session.instant(found.use.at), "till": found.use.till, "staff": found.use.staff}
    if found.cancelled_at:
        facts |= {
            "cancelled_at": session.instant(found.cancelled_at), "cancelled_by": found.cancelled_by,
            "cancelled_because": found.cancelled_because,
        }
    if Reason.BELOW_MINIMUM in found.reasons:
        facts["missing_cents"] = found.missing_cents
    if found.why is Reason.OTHER_KIND:
        facts |= {"card_holder": found.card_holder or None, "card_holder_id": found.card_holder_id}
    if found.other:
        facts["other"] = {"code": grouped(found.other.code), "valid_until": found.other.valid_until.isoformat()}
    if found.retry_at:
        facts["retry_at"] = session.instant(found.retry_at)
    return facts


def accepted(voucher: Voucher, today: date) -> Answer:
    """What it is worth, for whom and until when."""
    valid = _("Valid: {amount} for {holder}, until {day}.").format(
        amount=money(voucher.balance_cents, voucher.currency), holder=voucher.holder,
        day=long_day(voucher.valid_until),
    )
    return Answer(described(voucher, today), (valid,))


def redeemed(session: Session, done: Redemption) -> Answer:
    """What was taken off it, and what is left."""
    use, voucher = done.use, done.voucher
    data = {
        "code": grouped(voucher.code), "accepted_cents": use.cents, "balance_cents": voucher.balance_cents,
        "at": session.instant(use.at), "till": use.till, "staff": use.staff, "attempt": use.attempt,
        "holder": voucher.holder,
    }
    said = _("Accepted: {amount} for {holder}.").format(
        amount=money(use.cents, voucher.currency), holder=voucher.holder
    )
    if voucher.balance_cents:
        left = _("Left: {amount}, until {day}.").format(
            amount=money(voucher.balance_cents, voucher.currency), day=long_day(voucher.valid_until)
        )
        said = f"{said} {left}"
    return Answer(data, (said, _("Attempt: {attempt}").format(attempt=use.attempt)))
