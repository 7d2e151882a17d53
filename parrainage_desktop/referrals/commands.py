"""Referrals from a terminal: a friend arrives with a card, and who brought whom."""

from argparse import Namespace

from parrainage_desktop.base.codes import grouped
from parrainage_desktop.base.i18n import _, day, ngettext
from parrainage_desktop.base.terminal import Answer, Group, Session, headline, one_of, refused, table
from parrainage_desktop.referrals import service, wording
from parrainage_desktop.referrals.rules import Checked, Claimed, ClaimRefused, Referral, ReferralState


def add_to(root: Group) -> None:
    """Declare the commands that only read referrals."""
    group = root.group("referrals", _("friends who arrive with a card"))
    command = group.command("list", list_all, _("who brought whom, newest first"))
    command.option("--state", _("STATE"), ", ".join(state.value for state in ReferralState))


def list_all(session: Session, given: Namespace) -> Answer:
    """List referrals, newest first."""
    states = [state.value for state in ReferralState]
    state = ReferralState(one_of("--state", given.state, states)) if given.state else None
    with session.read() as tx:
        found = service.listed(tx, state)
    count = ngettext("{count} referral.", "{count} referrals.", len(found)).format(count=len(found))
    rows = [
        (str(one.id), day(one.claimed_on), one.referrer, "→", one.referee, wording.state_name(one.state))
        for one in found
    ]
    return Answer({"referrals": [described(one) for one in found]}, (*table(rows), count))


def described(referral: Referral) -> dict[str, object]:
    """A referral for programs."""
    return {
        "id": referral.id,
        "state": referral.state.value,
        "referrer": {"id": referral.referrer_id, "name": referral.referrer},
        "referee": {"id": referral.referee_id, "name": referral.referee},
        "claimed_on": referral.claimed_on.isoformat(),
        "rewarded_on": referral.rewarded_on.isoformat() if referral.rewarded_on else None,
    }


def claimed(answer: Claimed) -> Answer:
    """A friend welcome with a card."""
    referral = answer.referral
    card = grouped(answer.referee_card)
    noted = _("{referrer} → {referee}: {state}. Card {card}.").format(
        referrer=referral.referrer, referee=referral.referee, state=wording.state_name(referral.state), card=card
    )
    say = (wording.flagged_to_say(),) if referral.state is ReferralState.FLAGGED else ()
    data = {
        "id": referral.id, "state": referral.state.value, "referee": {"id": referral.referee_id, "card": card},
        "checks": _checks(answer.checks),
    }
    return Answer(data, (noted, *(f"  {wording.check(one)}" for one in answer.checks), *say))


def claim_refused(answer: ClaimRefused) -> Answer:
    """A card that does not count for a friend."""
    said = wording.refusal(answer)
    known = {"id": answer.known_id, "name": answer.known_name} if answer.known_id else None
    return refused(
        answer.why.value, headline(said.title, said.detail), said.to_say, to_say=said.to_say, customer=known,
        referrer=answer.referrer_name or None, checks=_checks(answer.checks),
    )


def _checks(checks: tuple[Checked, ...]) -> list[dict[str, str]]:
    return [
        {"check": one.check.value, "result": one.result.value, "reason": wording.check(one)} for one in checks
    ]
