"""What led friends here, and the credit for it, from a terminal."""

from argparse import Namespace

from parrainage_desktop.base import days, writing
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _, ngettext, number
from parrainage_desktop.base.terminal import Answer, Group, Session, one_of, refused, table, whole
from parrainage_desktop.customers import commands as customers
from parrainage_desktop.insights import credits, service
from parrainage_desktop.insights.rules import Model
from parrainage_desktop.referrals import touch_wording, touching
from parrainage_desktop.referrals.touch_rules import NewTouch, TouchKind

KINDS = tuple(kind.value for kind in TouchKind)
MOST = 2**62


def add_to(root: Group) -> None:
    """Declare the commands."""
    group = root.group("referrals", _("friends who arrive with a card"))
    command = group.command("touch", touch, _("write down what led a friend here"))
    command.word("ID", _("the referral’s number"))
    command.word("KIND", ", ".join(KINDS))
    command.option("--on", _("DAY"), _("the day, such as 2026-11-14; otherwise today"))
    command.option("--by", "REF", _("whose it was; otherwise the shop’s own"))
    command.option("--note", _("TEXT"), _("a note"))
    command = group.command("untouch", untouch, _("take out what was written down by mistake"))
    command.word("NUMBER", _("the number that “referrals credit” tells"))
    command = group.command("credit", credit, _("what led a friend here, and the credit shared in every way"))
    command.word("ID", _("the referral’s number"))
    command.option("--value", _("AMOUNT"), _("what to share; otherwise the first purchase’s amount"))
    command = group.command("weigh", weigh, _("what each kind weighs when credit is shared by kind"))
    command.word("KIND=WEIGHT", _("such as card=3"), many="*")


def touch(session: Session, given: Namespace) -> Answer:
    """Write a touch down."""
    referral_id, kind = whole("ID", given.id, 1, MOST), TouchKind(one_of("KIND", given.kind, KINDS))
    with session.write() as tx:
        by = customers.meant(tx, given.by) if given.by else None
        if isinstance(by, Answer):
            return by
        on = days.day("--on", given.on) if given.on else tx.today
        made = touching.record(tx, referral_id, NewTouch(kind, on, by.id if by else None, given.note or ""))
    said = _("{what} noted for referral {number}.").format(what=touch_wording.kind(kind), number=referral_id)
    data = {"number": made, "referral": referral_id, "kind": kind.value, "on": on.isoformat()}
    return Answer(data, (said,))


def untouch(session: Session, given: Namespace) -> Answer:
    """Take a touch out."""
    touch_id = whole("NUMBER", given.number, 1, MOST)
    with session.write() as tx:
        done = touching.take_out(tx, touch_id)
    if not done:
        return refused("touch_unknown", _("Nothing was written down under this number."))
    return Answer({"number": touch_id}, (_("Taken out."),))


def credit(session: Session, given: Namespace) -> Answer:
    """Share the credit in every way."""
    referral_id = whole("ID", given.id, 1, MOST)
    value = writing.amount("--value", given.value) if given.value is not None else None
    with session.read() as tx:
        shared = service.share(tx, referral_id, value)
        told = credits.credits(tx, referral_id, given.value or "")
    key = "basis_points" if shared.value_cents is None else "cents"
    touches = [
        {
            "number": one.id, "kind": one.kind.value, "on": one.on.isoformat(), "by": one.by or None, "note": one.note,
            key: {model.value: shared.shares[model][place] for model in Model},
        }
        for place, one in enumerate(shared.journey.touches)
    ]  # fmt: skip
    bought = shared.journey.converted_on
    data = {
        "referral": referral_id, "value_cents": shared.value_cents, "touches": touches,
        "purchased_on": bought.isoformat() if bought else None,
    }  # fmt: skip
    head = ("", "", "", *told.models)
    rows = [(str(line.id or ""), line.what, line.detail, *line.shares) for line in told.lines]
    return Answer(data, (told.rewarded, *table([head, *rows]), *told.explained))


def weigh(session: Session, given: Namespace) -> Answer:
    """Choose the shop’s own weights, or say them."""
    typed: dict[TouchKind, str] = {}
    for one in getattr(given, "kind=weight"):
        kind, sign, weight = one.partition("=")
        if not sign:
            raise InvalidInput("KIND=WEIGHT", _("Write it like card=3."))
        typed[TouchKind(one_of("KIND", kind, KINDS))] = weight
    with session.write() as tx:
        credits.weigh(tx, typed)
        weights = service.weights(tx)
    said = [(touch_wording.kind(kind), number(weight)) for kind, weight in weights.items()]
    count = ngettext("{count} kind.", "{count} kinds.", len(said)).format(count=number(len(said)))
    return Answer({kind.value: weight for kind, weight in weights.items()}, (*table(said), count))
