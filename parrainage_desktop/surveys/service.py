"""Recording answers, leaving mistaken ones out, and finding them again."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from parrainage_desktop.base import journal, writing
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import Group, Which
from parrainage_desktop.surveys import callbacks, campaign_store, store
from parrainage_desktop.surveys.callback_rules import CALL_DAYS
from parrainage_desktop.surveys.campaign_rules import Campaign
from parrainage_desktop.surveys.rules import (
    AlreadyAnswered,
    Answer,
    Excluded,
    Given,
    Origin,
    Proposal,
    Recorded,
    Scale,
    category,
    proposals,
)


def record(
    tx: Transaction, customer_id: int | None, score: int, comment: str = "", origin: Origin = Origin.COUNTER
) -> Recorded:
    """Keep an answer from 0 to 10 to no campaign, with or without a name. Raises InvalidInput."""
    kept = answer(tx, Given(score, customer_id, comment, origin))
    assert isinstance(kept, Recorded), "only a campaign is answered once"
    return kept


def answer(tx: Transaction, given: Given, replacing: bool = False) -> Recorded | AlreadyAnswered:
    """Keep an answer; whoever answered the campaign before is told so, unless the new one is `replacing` it.

    The earlier answer is excluded then, with that for its reason. Raises InvalidInput.
    """
    new = _checked(tx, given)
    earlier = _earlier(tx, new)
    if earlier is not None:
        if not replacing:
            return AlreadyAnswered(earlier)
        exclude(tx, earlier.id, Excluded.REPLACED.value)
    kept = store.insert_answer(tx, new)
    said: dict[str, journal.Detail] = {"customer": new.customer_id, "score": new.score}
    if new.campaign_id is not None:
        said["campaign"] = new.campaign_id
    journal.append(tx, "answer.recorded", kept.id, said)
    return Recorded(kept, category(kept.score), _followed(tx, kept), earlier.id if earlier else None)


def running_campaign(tx: Transaction, origin: Origin | None = None) -> Campaign | None:
    """The newest campaign that is asked today, by a channel if one is named."""
    return next((one for one in campaign_store.running(tx) if origin is None or origin in one.origins), None)


def _checked(tx: Transaction, given: Given) -> Given:
    least = 1 if given.scale is Scale.ONE_TEN else 0
    if not least <= given.score <= 10:
        raise InvalidInput("score", _("The answer is a whole number from {least} to 10.").format(least=least))
    if given.on is not None and given.on > tx.today:
        raise InvalidInput("on", _("This day has not come yet."))
    if given.campaign_id is not None and campaign_store.get(tx, given.campaign_id) is None:
        raise InvalidInput("campaign", _("There is no campaign of this number."))
    if given.customer_id is not None and customers.get(tx, given.customer_id).gone:
        raise InvalidInput("customer", _("This person is no customer any more."))
    return replace(given, comment=writing.note("comment", given.comment))


def _earlier(tx: Transaction, given: Given) -> Answer | None:
    if given.campaign_id is None or given.customer_id is None:
        return None
    return store.of_campaign(tx, given.campaign_id, given.customer_id)


def _followed(tx: Transaction, kept: Answer) -> tuple[Proposal, ...]:
    """What an answer leads to: its customer was active, is called if unhappy or if they wish, was asked; proposals."""
    customer_id = kept.customer_id
    if customer_id is None:
        return proposals(kept.score, True, is_referrer=False)
    customers.touch(tx, customer_id)
    if kept.asks_for_call:
        callbacks.owe(tx, kept.id)
    if kept.campaign_id is not None:
        campaign_store.mark_answered(tx, kept.campaign_id, [customer_id], kept.answered_on)
    is_referrer = bool(customers.among(tx, Which(Group.REFERRERS), [customer_id]))
    return proposals(kept.score, False, is_referrer)


def ask(tx: Transaction, customer_id: int) -> None:
    """Note that a person was asked today."""
    store.insert_ask(tx, customer_id)


def asked(tx: Transaction) -> int:
    """How many times anybody was asked."""
    return store.asked(tx)


def exclude(tx: Transaction, answer_id: int, reason: str) -> bool:
    """Leave a mistaken answer out of every score; False when it already was. Raises InvalidInput without a reason."""
    words = writing.line("reason", reason, 240)
    if not words:
        raise InvalidInput("reason", _("A reason is needed."))
    if not store.exclude(tx, answer_id, words):
        return False
    journal.append(tx, "answer.excluded", answer_id)
    callbacks.spare(tx, answer_id, store.many(tx, [answer_id])[answer_id].customer_id)
    return True


def take_back(tx: Transaction, answer_id: int, reason: str) -> bool:
    """Undo the recording of an answer: the one it took the place of counts again; False when it did not count."""
    if not exclude(tx, answer_id, reason):
        return False
    before = store.stood_before(tx, answer_id)
    if before is not None:
        include(tx, before)
    return True


def include(tx: Transaction, answer_id: int) -> bool | AlreadyAnswered:
    """Let an answer count again; False when it did, and their other answer when they have one to the same campaign.

    Raises InvalidInput for one whose import was undone: its file may bring it again, and it would count twice.
    """
    left_out = store.many(tx, [answer_id])[answer_id]
    if not left_out.excluded:
        return False
    if left_out.excluded == Excluded.IMPORT_UNDONE.value:
        raise InvalidInput("answer", _("The import that brought it was undone: import the file again."))
    if left_out.campaign_id is not None and left_out.customer_id is not None:
        other = store.of_campaign(tx, left_out.campaign_id, left_out.customer_id)
        if other is not None:
            return AlreadyAnswered(other)
    store.include(tx, answer_id)
    journal.append(tx, "answer.included", answer_id)
    if _is_called_about(tx, left_out):
        callbacks.owe(tx, answer_id)
    return True


def _is_called_about(tx: Transaction, found: Answer) -> bool:
    """Whether an answer that counts again asks for a call: somebody who is still there, and not over long ago."""
    if not found.asks_for_call or found.customer_id is None or customers.get(tx, found.customer_id).gone:
        return False
    return found.answered_on >= tx.today - timedelta(days=CALL_DAYS) or callbacks.was_owed(tx, found.id)


def many(tx: Transaction, ids: list[int]) -> dict[int, Answer]:
    """Answers by number."""
    return store.many(tx, ids)


def of_customer(tx: Transaction, customer_id: int, limit: int = 100) -> list[Answer]:
    """A person's answers that count, newest first."""
    return store.of_customer(tx, customer_id, limit)


def latest_of_customers(tx: Transaction, ids: list[int]) -> dict[int, int]:
    """The newest score of each of these people who ever gave one."""
    return store.latest_of_customers(tx, ids)


def follow(tx: Transaction, from_id: int, to_id: int, only: Collection[int] | None = None) -> list[int]:
    """Let one person's answers be another's, all or `only` some; which ones moved. The caller journals it.

    Of two answers to one campaign the earlier is left out, and counts again when the two people part.
    """
    for one in store.doubled(tx, from_id, to_id, only):
        store.exclude(tx, one, Excluded.ANSWERED_TWICE.value)
        journal.append(tx, "answer.excluded", one)
    moved = store.follow(tx, from_id, to_id, only)
    for one in store.no_longer_doubled(tx, (from_id, to_id)):
        store.include(tx, one)
        journal.append(tx, "answer.included", one)
    return moved


def settle(tx: Transaction, ids: Collection[int], since: date | None) -> None:
    """Let two people who parted each wait for the call owed to them, and be on the lists of what they answered.

    As one they had waited for a call `since` a shop day, if they did.
    """
    for one in ids:
        callbacks.settle(tx, one, since)
    for campaign_id, customer_id, on in campaign_store.unlisted(tx, ids):
        campaign_store.mark_answered(tx, campaign_id, [customer_id], on)


def follow_campaigns(tx: Transaction, from_id: int, to_id: int, only: Collection[int] | None = None) -> list[int]:
    """Let one person's places in campaigns be another's; a campaign both were chosen for stays with each."""
    theirs = set(campaign_store.campaigns_of(tx, to_id))
    wanted = campaign_store.campaigns_of(tx, from_id) if only is None else only
    return campaign_store.follow(tx, from_id, to_id, [one for one in wanted if one not in theirs])


def follow_asks(tx: Transaction, from_id: int, to_id: int, only: Collection[date] | None = None) -> list[date]:
    """Let the days on which one person was asked count for another; a day on which both were stays with each."""
    theirs = set(store.asked_days(tx, to_id))
    wanted = store.asked_days(tx, from_id) if only is None else only
    return store.follow_asks(tx, from_id, to_id, [day for day in wanted if day not in theirs])
