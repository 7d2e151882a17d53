"""One person, whole, for a terminal: what the screen tells, and the same for programs."""

from datetime import date, datetime

from parrainage_desktop.base.codes import grouped, masked
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.i18n import _, capital, clock_time, day, money
from parrainage_desktop.base.terminal import Answer, table
from parrainage_desktop.counter import story
from parrainage_desktop.counter.story_changes import TOLD_ELSEWHERE
from parrainage_desktop.customers import commands as customers
from parrainage_desktop.customers import service as people
from parrainage_desktop.customers import wording as customer_wording
from parrainage_desktop.customers.rules import Channel, Consent, Customer
from parrainage_desktop.customers.story_rules import Event, Story
from parrainage_desktop.purchases import service as purchases
from parrainage_desktop.referrals import commands as referral_commands
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.surveys import service as surveys
from parrainage_desktop.vouchers import answers as voucher_answers
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers import wording as voucher_wording
from parrainage_desktop.vouchers.rules import Voucher

Happening = dict[str, object]


def whole(tx: Transaction, person: Customer) -> Answer:
    """Everything about one person, newest first."""
    told, earned = story.story(tx, person), vouchers.of_holder(tx, person.id)
    data = {
        **customers.described(person),
        "language": person.language, "since": person.since.isoformat(),
        "street": person.street, "postcode": person.postcode, "known_before": person.known_before,
        "call_since": person.call_since.isoformat() if person.call_since else None,
        "consents": {channel.value: _consent(told.consents.get(channel)) for channel in Channel},
        "tags": list(told.tags), "notes": _notes(tx, person),
        "timeline": _timeline(tx, person),
        "vouchers": [voucher_answers.described(voucher, tx.today) for voucher in earned],
        "referrals": [referral_commands.described(referral) for referral in referrals.of_person(tx, person.id)],
    }  # fmt: skip
    return Answer(data, (*_record(told), *_voucher_lines(earned, tx.today), *_history(told)))


def _consent(said: Consent | None) -> dict[str, object] | None:
    return {"granted": said.granted, "on": said.on.isoformat(), "origin": said.origin} if said else None


def _notes(tx: Transaction, person: Customer) -> list[dict[str, object]]:
    return [
        {"on": _day(tx, note.at), "staff": note.staff, "text": note.text} for note in people.notes(tx, person.id)
    ]


def _timeline(tx: Transaction, person: Customer) -> list[Happening]:
    """What happened with a person, newest first; days in the shop's calendar."""
    found: list[Happening] = [{"on": person.since.isoformat(), "what": "added"}]
    found += [
        {"on": bought.on.isoformat(), "what": "purchase", "id": bought.id, "cents": bought.amount_cents}
        for bought in purchases.of_customer(tx, person.id, story.LONGEST)
    ]
    found += [
        {"on": _day(tx, given.at), "what": "answer", "id": given.id, "score": given.score}
        for given in surveys.of_customer(tx, person.id)
    ]
    for referral in referrals.of_person(tx, person.id):
        found.append({"on": referral.claimed_on.isoformat(), "what": "referral_claimed", "id": referral.id})
        if referral.rewarded_on:
            found.append({"on": referral.rewarded_on.isoformat(), "what": "referral_rewarded", "id": referral.id})
    found += _vouchers(tx, person)
    found += [{"on": _day(tx, note.at), "what": "note", "id": note.id} for note in people.notes(tx, person.id)]
    for entry in people.changes(tx, person.id, story.LONGEST):
        if entry.action not in TOLD_ELSEWHERE:
            found.append({**entry.details, "on": _day(tx, entry.at), "what": "change", "action": entry.action})
    return sorted(found, key=lambda happening: str(happening["on"]), reverse=True)


def _vouchers(tx: Transaction, person: Customer) -> list[Happening]:
    """Each voucher as it was issued, and every time it was honoured."""
    codes = {voucher.id: grouped(voucher.code) for voucher in vouchers.of_holder(tx, person.id)}
    found: list[Happening] = [
        {"on": one.issued_on.isoformat(), "what": "voucher_issued", "code": codes[one.id], "cents": one.value_cents}
        for one in vouchers.of_holder(tx, person.id)
    ]
    for use in vouchers.uses_of(tx, person.id):
        code = codes[use.voucher_id]
        found.append({"on": _day(tx, use.at), "what": "voucher_redeemed", "code": code, "cents": use.cents})
    return found


def _record(told: Story) -> tuple[str, ...]:
    """Who they are, what they agreed to, the words they are filed under, the four figures."""
    person = told.person
    known = (person.name, told.phone, person.email, customer_wording.address(person))
    number = _("Number {id}, card {card}, since {day}.").format(
        id=person.id, card=grouped(person.card), day=day(person.since)
    )
    said = [
        (capital(customer_wording.channel_name(channel)), customer_wording.consent(told.consents.get(channel)))
        for channel in Channel
    ]
    tags = (_("Tags: {tags}").format(tags=", ".join(told.tags)),) if told.tags else ()
    figures = " · ".join(f"{figure.value} {figure.label}" for figure in told.figures)
    remarks = tuple(remark.text for remark in told.remarks)
    sums = (figures, *filter(None, (told.adding_up,)))
    return "  ".join(filter(None, known)), number, *remarks, *table(said), *tags, *sums


def _voucher_lines(earned: list[Voucher], today: date) -> tuple[str, ...]:
    return table(
        (
            masked(voucher.code), money(voucher.balance_cents, voucher.currency),
            voucher_wording.standing(voucher, today), day(voucher.valid_from), day(voucher.valid_until),
        )
        for voucher in earned
    )  # fmt: skip


def _history(told: Story) -> tuple[str, ...]:
    return table(
        (
            day(event.on), clock_time(event.at) if event.at else "", event.title, event.detail, _remark(event),
            event.amount,
        )
        for event in told.events
    )  # fmt: skip


def _remark(event: Event) -> str:
    return event.remark.text if event.remark else ""


def _day(tx: Transaction, at: datetime) -> str:
    return at.astimezone(tx.zone).date().isoformat()
