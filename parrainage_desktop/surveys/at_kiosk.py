"""What a customer does alone in front of the screen: every touch is kept at once."""

from parrainage_desktop.base import journal, writing
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.contacts import phone_number
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.surveys import callback_store as store
from parrainage_desktop.surveys import callbacks, campaign_store, service
from parrainage_desktop.surveys import store as answers
from parrainage_desktop.surveys.rules import Answer, Excluded, Given, Origin, Recorded


def touch(tx: Transaction, score: int, customer_id: int | None, campaign_id: int | None = None) -> int:
    """Keep a score, in the campaign whose question was asked if any; the number of the answer.

    A second answer of the same person to it takes the place of the first. Whoever was made one with somebody else, or
    erased, since the screen was handed to them is answered for by that record, or by nobody.
    """
    whose = customers.stands_for(tx, customer_id) if customer_id is not None else None
    given = Given(score, whose.id if whose else None, origin=Origin.KIOSK, campaign_id=campaign_id)
    kept = service.answer(tx, given, replacing=True)
    assert isinstance(kept, Recorded)
    return kept.answer.id


def say(tx: Transaction, answer_id: int, comment: str) -> None:
    """Put words to an answer. Raises InvalidInput."""
    store.write_comment(tx, answer_id, writing.note("comment", comment))
    journal.append(tx, "answer.commented", answer_id)


def call_me(tx: Transaction, answer_id: int, phone: str) -> None:
    """Owe a call to whoever answered; a phone the shop knows says who that is. Raises InvalidInput."""
    given = phone_number(phone, preferences.shop(tx).country)
    if not given:
        raise InvalidInput("phone", _("A phone number is needed to call you back."))
    found = service.many(tx, [answer_id])[answer_id]
    known = _whose(tx, given) if found.customer_id is None else None
    if known is not None:
        _name(tx, found, known)
    callbacks.owe(tx, answer_id, "" if known else given)
    if known is not None:
        callbacks.keep_one(tx, known)


def wish_cards(tx: Transaction, answer_id: int) -> None:
    """Note that whoever answered would like cards to hand out, for the till to know."""
    store.insert_wish(tx, answer_id)
    journal.append(tx, "card_wish.noted", answer_id)


def _whose(tx: Transaction, phone: str) -> int | None:
    """Whose a phone (E.164) is; nobody's when several people share it, for any of them may be standing there."""
    found = {one.id for one in customers.sharing(tx, phone, "")}
    return found.pop() if len(found) == 1 else None


def _name(tx: Transaction, found: Answer, customer_id: int) -> None:
    """Whoever leaves a phone the shop knows has said who they are: the answer is theirs, and their only one."""
    earlier = answers.of_campaign(tx, found.campaign_id, customer_id) if found.campaign_id is not None else None
    if earlier is not None:
        service.exclude(tx, earlier.id, Excluded.REPLACED.value)
    store.name(tx, found.id, customer_id)
    customers.touch(tx, customer_id)
    if found.campaign_id is not None:
        campaign_store.mark_answered(tx, found.campaign_id, [customer_id], found.answered_on)
    journal.append(tx, "answer.named", found.id, {"customer": customer_id})
