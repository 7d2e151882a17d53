"""What needs the whole counter, from a terminal: a purchase that may earn vouchers, and all about one person."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from datetime import date

from parrainage_desktop.base import writing
from parrainage_desktop.base.codes import grouped
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.days import day as read_day
from parrainage_desktop.base.i18n import _, day, money
from parrainage_desktop.base.terminal import Answer, Command, Group, Session, refused, table, whole
from parrainage_desktop.counter import deciding, service, telling, wording
from parrainage_desktop.counter.rules import Bought, Decided, NotDecided
from parrainage_desktop.customers import commands as customers
from parrainage_desktop.customers.rules import Customer, NewCustomer, split_name
from parrainage_desktop.gifts import commands as gift_commands
from parrainage_desktop.gifts import wording as gift_wording
from parrainage_desktop.gifts.rules import Gift
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.purchases import service as purchases
from parrainage_desktop.purchases.rules import Noted
from parrainage_desktop.referrals import commands as referral_commands
from parrainage_desktop.referrals import wording as referral_wording
from parrainage_desktop.referrals.rules import ClaimRefused
from parrainage_desktop.vouchers import answers as voucher_answers
from parrainage_desktop.vouchers import wording as voucher_wording
from parrainage_desktop.vouchers.rules import Voucher

Happening = dict[str, object]


def add_to(root: Group) -> None:
    """Declare the commands about purchases, and the one about everything of a person."""
    group = root.group("purchases", _("purchases, as reference figures and never as payments"))
    command = group.command("add", add, _("note a purchase; a friend’s first one earns both sides a voucher"))
    customers.reference(command)
    command.option("--amount", _("AMOUNT"), _("the reference amount, such as 12.50"))
    command.option("--on", _("DAY"), _("the day, such as 2026-11-14; otherwise today"))
    command = group.command("list", list_purchases, _("what one person bought, newest first"))
    customers.reference(command)
    meaning = _("goods came back, or it was a mistake: the purchase no longer counts")
    command = group.command("return", take_return, meaning)
    command.word("ID", _("the purchase’s number"))
    _reason(command)
    _add_decisions(root)
    group = root.group("customers", _("add people and find them again"))
    command = group.command("show", show, _("one person: what happened, vouchers, referrals, consents, tags and notes"))
    customers.reference(command)


def _add_decisions(root: Group) -> None:
    group = root.group("referrals", _("friends who arrive with a card"))
    command = group.command("claim", claim, _("a friend arrives with a card"))
    command.word("CARD", _("the letters on the card"))
    customers.person_options(command)
    command = group.command("approve", approve, _("let a referral that was put aside count"))
    command.word("ID", _("the referral’s number"))
    command = group.command("reject", reject, _("refuse a referral that was put aside or still waits"))
    command.word("ID", _("the referral’s number"))
    _reason(command)
    command = group.command("void", void, _("take a referral’s reward back; unused vouchers of both sides die"))
    command.word("ID", _("the referral’s number"))
    _reason(command)


def _reason(command: Command) -> None:
    command.option("--reason", _("TEXT"), _("why, for the journal"), required=True)


def claim(session: Session, given: Namespace) -> Answer:
    """Welcome a friend who shows a card, and say what registering earned."""
    given_name, family_name = split_name(given.name)
    with session.write() as tx:
        speaks = preferences.shop(tx).language
        new = NewCustomer(given_name, family_name, given.phone or "", given.email or "", language=speaks)
        welcomed = service.welcome(tx, given.card, new, None, buys_now=False)
    if isinstance(welcomed, ClaimRefused):
        return referral_commands.claim_refused(welcomed)
    answer, granted = referral_commands.claimed(welcomed.claimed), welcomed.granted
    earned = {
        "rewarded": [_reward(voucher) for voucher in granted.vouchers],
        "gifts": [gift_commands.described(gift) for gift in granted.gifts],
    }
    return Answer({**answer.data, **earned}, (*answer.lines, *_earned(granted.vouchers, granted.gifts)))


def approve(session: Session, given: Namespace) -> Answer:
    """Let a referral count that was put aside."""
    return _decide(session, lambda tx: deciding.approve(tx, _number(given)))


def reject(session: Session, given: Namespace) -> Answer:
    """Refuse a referral, with a reason."""
    return _decide(session, lambda tx: deciding.reject(tx, _number(given), given.reason))


def void(session: Session, given: Namespace) -> Answer:
    """Take a referral's reward back, with a reason."""
    return _decide(session, lambda tx: deciding.void(tx, _number(given), given.reason))


def take_return(session: Session, given: Namespace) -> Answer:
    """Note that a purchase was brought back."""
    with session.write() as tx:
        returned = deciding.take_return(tx, _number(given), given.reason)
        currency, today = preferences.shop(tx).currency, tx.today
    taken = (_("Purchase {number} no longer counts.").format(number=returned.purchase.id),)
    data: dict[str, object] = {"id": returned.purchase.id, "referral": None}
    if returned.decided is None:
        return Answer(data, taken)
    told, lines = _told(returned.decided, today, currency)
    return Answer(data | {"referral": told}, (*taken, *lines))


def _decide(session: Session, act: Callable[[Transaction], Decided | NotDecided]) -> Answer:
    with session.write() as tx:
        answer = act(tx)
        currency, today = preferences.shop(tx).currency, tx.today
    if isinstance(answer, NotDecided):
        described = referral_commands.described(answer.referral)
        return refused("not_allowed", wording.not_decided(answer), referral=described)
    return Answer(*_told(answer, today, currency))


def _told(answer: Decided, today: date, currency: str) -> tuple[dict[str, object], tuple[str, ...]]:
    data = {
        **referral_commands.described(answer.referral),
        "rewarded": [_reward(voucher) for voucher in answer.issued],
        "cancelled": [voucher_answers.described(voucher, today) for voucher in answer.cancelled],
        "used": [voucher_answers.described(voucher, today) for voucher in answer.used],
        "gifts": [
            gift_commands.described(gift) for gift in (*answer.promised, *answer.called_off, *answer.given)
        ],
        "waiting_for": answer.hindrance.value if answer.hindrance else None,
    }
    return data, wording.decided(answer, currency)


def _number(given: Namespace) -> int:
    return whole("ID", given.id, 1, 2**62)


def add(session: Session, given: Namespace) -> Answer:
    """Note a purchase and issue what it earns."""
    amount = writing.amount("--amount", given.amount) if given.amount is not None else None
    on = read_day("--on", given.on) if given.on else None
    with session.write() as tx:
        person = customers.meant(tx, given.ref)
        if isinstance(person, Answer):
            return person
        bought = service.record_purchase(tx, person.id, amount, on)
        currency = preferences.shop(tx).currency
    return _bought(bought, person, currency)


def list_purchases(session: Session, given: Namespace) -> Answer:
    """A person's purchases with their numbers, newest first."""
    with session.read() as tx:
        person = customers.meant(tx, given.ref)
        if isinstance(person, Answer):
            return person
        found = purchases.noted_for(tx, person.id, purchases.MOST)
        currency = preferences.shop(tx).currency
    lines = table(_purchase_line(one, currency) for one in found)
    return Answer({"purchases": [_purchase(one) for one in found]}, lines)


def _purchase(noted: Noted) -> dict[str, object]:
    bought = noted.purchase
    return {"id": bought.id, "on": bought.on.isoformat(), "amount_cents": bought.amount_cents, "staff": noted.staff}


def _purchase_line(noted: Noted, currency: str) -> tuple[str, ...]:
    cents = noted.purchase.amount_cents
    amount = "" if cents is None else money(cents, currency)
    return str(noted.purchase.id), day(noted.purchase.on), amount, noted.staff


def show(session: Session, given: Namespace) -> Answer:
    """Everything about one person, newest first."""
    with session.read() as tx:
        person = customers.meant(tx, given.ref)
        if isinstance(person, Answer):
            return person
        return telling.whole(tx, person)


def _bought(bought: Bought, person: Customer, currency: str) -> Answer:
    missing = bought.missing_cents if bought.hindrance else 0
    data = {
        "id": bought.purchase.id,
        "rewarded": [_reward(voucher) for voucher in bought.vouchers],
        "gifts": [gift_commands.described(gift) for gift in bought.gifts],
        "waiting_for": bought.hindrance.value if bought.hindrance else None,
        "missing_cents": missing,
    }
    lines = [_("Purchase {number} noted for {name}.").format(number=bought.purchase.id, name=person.name)]
    lines += _earned(bought.vouchers, bought.gifts)
    if bought.hindrance:
        lines.append(referral_wording.hindrance(bought.hindrance, missing, currency))
    return Answer(data, tuple(lines))


def _earned(vouchers: Sequence[Voucher], gifts: Sequence[Gift]) -> list[str]:
    """What was just earned, a line each."""
    issued = [
        _("Voucher of {amount} for {name} ({side}): {code}, from {first} to {last}.").format(
            amount=money(voucher.value_cents, voucher.currency),
            name=voucher.holder,
            side=voucher_wording.side_name(voucher.side),
            code=grouped(voucher.code),
            first=day(voucher.valid_from),
            last=day(voucher.valid_until),
        )
        for voucher in vouchers
    ]
    return [*issued, *(gift_wording.promised(gift) for gift in gifts)]


def _reward(voucher: Voucher) -> dict[str, object]:
    return {
        "side": voucher.side.value,
        "customer": voucher.holder,
        "customer_id": voucher.holder_id,
        "code": grouped(voucher.code),
        "value_cents": voucher.value_cents,
        "valid_from": voucher.valid_from.isoformat(),
        "valid_until": voucher.valid_until.isoformat(),
    }
