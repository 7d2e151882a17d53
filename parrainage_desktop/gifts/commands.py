"""Gifts and invitations from a terminal: what is owed, and handing it over."""

from argparse import Namespace

from parrainage_desktop.base.i18n import _, day, ngettext, number
from parrainage_desktop.base.terminal import Answer, Group, Session, one_of, refused, table, whole
from parrainage_desktop.gifts import service, wording
from parrainage_desktop.gifts.rules import Gift, GiftState, NotGiven


def add_to(root: Group) -> None:
    """Declare the commands about gifts."""
    group = root.group("gifts", _("gifts and invitations that referrals earned"))
    command = group.command("list", list_all, _("what is owed, newest first"))
    states = ", ".join(state.value for state in GiftState)
    command.option("--state", _("STATE"), _("{states}, all; otherwise owed").format(states=states))
    command = group.command("give", give, _("note that a gift was handed over, or an invitation lived, today"))
    command.word("ID", _("the gift’s number"))
    command.flag("--undo", _("it was not, after all"))


def list_all(session: Session, given: Namespace) -> Answer:
    """List gifts, newest first."""
    wanted = one_of("--state", given.state or "owed", [*(state.value for state in GiftState), "all"])
    with session.read() as tx:
        found, today = service.listed(tx, None if wanted == "all" else GiftState(wanted)), tx.today
    rows = table(
        (str(one.id), day(one.earned_on), one.holder, one.text, wording.state_name(one, today), wording.detail(one))
        for one in found
    )
    count = ngettext("{count} gift.", "{count} gifts.", len(found)).format(count=number(len(found)))
    return Answer({"gifts": [described(one) for one in found]}, (*rows, count))


def give(session: Session, given: Namespace) -> Answer:
    """Hand a gift over, or take that back."""
    act = service.take_back if given.undo else service.give
    with session.write() as tx:
        answer = act(tx, whole("ID", given.id, 1, 2**62))
    if isinstance(answer, NotGiven):
        return refused("not_allowed", wording.not_given(answer.gift), gift=described(answer.gift))
    return Answer(described(answer), (wording.taken_back(answer) if given.undo else wording.given(answer),))


def described(gift: Gift) -> dict[str, object]:
    """A gift for programs."""
    return {
        "id": gift.id,
        "kind": "experience" if gift.invitation else "gift",
        "text": gift.text,
        "cost_cents": gift.cost_cents,
        "side": gift.side,
        "customer": {"id": gift.holder_id, "name": gift.holder},
        "referral": gift.referral_id,
        "earned_on": gift.earned_on.isoformat(),
        "until": gift.until.isoformat(),
        "state": gift.state.value,
        "given_on": gift.given_on.isoformat() if gift.given_on else None,
        "given_by": gift.given_by or None,
    }
