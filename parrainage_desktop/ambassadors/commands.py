"""Ambassadors from a terminal: who they are, who may enter a tier, letting them in and out, and what each tier asks."""

from argparse import Namespace
from collections.abc import Sequence

from parrainage_desktop.ambassadors import service, spelling, wording
from parrainage_desktop.ambassadors.rules import PROOFS, RANGES, Condition, Held, Record, Refused, Standing, Tier
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _, labelled
from parrainage_desktop.base.terminal import Answer, Group, Session, one_of, pair, refused, table, whole
from parrainage_desktop.customers import commands as customers
from parrainage_desktop.customers.rules import HIGHEST_TIER, Membership


def add_to(root: Group) -> None:
    """Declare the commands about ambassadors."""
    group = root.group("ambassadors", _("customers who speak for the shop, in three tiers"))
    command = group.command("list", list_all, _("who is an ambassador, the highest tier first"))
    command.flag("--open", _("who meets everything for a higher tier instead; nobody enters by themselves"))
    customers.reference(group.command("show", show, _("how a customer stands by each tier")))
    command = group.command("admit", admit, _("let a customer enter a tier from today on"))
    customers.reference(command)
    command.word("TIER", _("1, 2 or 3"))
    command.option("--reason", _("TEXT"), _("why; needed when a condition is missing or the tier is lower"))
    command = group.command("leave", leave, _("let a customer be in no tier from today on"))
    customers.reference(command)
    command.option("--reason", _("TEXT"), _("why"), required=True)
    command = group.command("note", note, _("note what only a person can see"))
    customers.reference(command)
    command.word("WHAT", ", ".join(kind.value for kind in PROOFS))
    command.option("--words", _("TEXT"), _("what was seen"))
    command.flag("--undo", _("it does not hold any more"))
    group.command("tiers", tiers, _("what each tier asks"))
    command = group.command("set", change, _("let a tier ask something else"))
    command.word("TIER", _("1, 2 or 3"))
    command.word("KEY=VALUE", _("as “ambassadors tiers” lists them"), "+")


def list_all(session: Session, given: Namespace) -> Answer:
    """List ambassadors, or whoever may enter a tier."""
    with session.read() as tx:
        found = service.may_enter(tx) if given.open else service.members(tx)
    rows = table((str(one.person.id), one.person.name, wording.present(one.membership), _coming(one)) for one in found)
    count = wording.counted(len(found), may_enter=given.open)
    return Answer({"ambassadors": [described(one) for one in found]}, (*rows, count))


def show(session: Session, given: Namespace) -> Answer:
    """Say how somebody stands by each tier."""
    with session.read() as tx:
        person = customers.meant(tx, given.ref)
        if isinstance(person, Answer):
            return person
        found = service.record(tx, person.id)
    lines = [f"{found.person.name}: {wording.present(found.membership)}"]
    for one in found.standings:
        lines.append(labelled(wording.tier_title(one.tier), wording.summary(one, found.today)))
        lines += _lines(one, found)
    return Answer(described(found), tuple(lines))


def admit(session: Session, given: Namespace) -> Answer:
    """Let somebody enter a tier."""
    tier = _tier_number(given.tier)
    with session.write() as tx:
        person = customers.meant(tx, given.ref)
        if isinstance(person, Answer):
            return person
        answer, today = service.admit(tx, person.id, tier, given.reason or ""), tx.today
        found = service.record(tx, person.id)
    if isinstance(answer, Refused):
        lacking = [_held(one) for one in answer.missing]
        return refused(answer.why.value, wording.refused(answer, today), missing=lacking)
    return _changed(answer, found)


def leave(session: Session, given: Namespace) -> Answer:
    """Let somebody be in no tier."""
    with session.write() as tx:
        person = customers.meant(tx, given.ref)
        if isinstance(person, Answer):
            return person
        answer, today = service.leave(tx, person.id, given.reason), tx.today
        found = service.record(tx, person.id)
    if isinstance(answer, Refused):
        return refused(answer.why.value, wording.refused(answer, today))
    return _changed(answer, found)


def note(session: Session, given: Namespace) -> Answer:
    """Note what only a person can see, or that it does not hold any more."""
    kind = Condition(one_of("WHAT", given.what, [one.value for one in PROOFS]))
    with session.write() as tx:
        person = customers.meant(tx, given.ref)
        if isinstance(person, Answer):
            return person
        if not given.undo:
            service.note(tx, person.id, kind, given.words or "")
        elif not service.take_back(tx, person.id, kind):
            return refused("not_noted", _("It was not noted."))
        found = service.record(tx, person.id)
    return Answer(described(found), (_("It does not hold any more.") if given.undo else _("Noted."), _coming(found)))


def tiers(session: Session, _given: Namespace) -> Answer:
    """Say what each tier asks."""
    with session.read() as tx:
        found = service.tiers(tx)
    return _asked(found)


def change(session: Session, given: Namespace) -> Answer:
    """Let a tier ask something else."""
    number_, words = _tier_number(given.tier), dict(pair(word) for word in getattr(given, "key=value"))
    with session.write() as tx:
        tier, errors = spelling.typed(service.tiers(tx)[number_ - 1], words)
        if errors:
            raise InvalidInput(*next(iter(errors.items())))
        service.set_tier(tx, number_, tier)
        found = service.tiers(tx)
    return _asked(found)


def described(found: Record) -> dict[str, object]:
    """An ambassador, or somebody who may become one, for programs."""
    now = found.membership
    return {
        "customer": {"id": found.person.id, "name": found.person.name},
        "tier": now.tier,
        "since": now.since.isoformat() if now.tier else None,
        "open_to": found.open_to or None,
        "tiers": [
            {
                "tier": one.tier, "met": one.met, "of": len(one.conditions), "complete": one.complete,
                "conditions": [_held(held) for held in one.conditions],
            }
            for one in found.standings
        ],
    }  # fmt: skip


def _held(held: Held) -> dict[str, object]:
    return {
        "condition": held.condition.value,
        "met": held.met,
        "wanted": held.wanted or None,
        "found": held.found,
        "on": (held.proof.on if held.proof else held.on or None) and str(held.proof.on if held.proof else held.on),
    }


def _lines(standing: Standing, found: Record) -> list[str]:
    lines = []
    for held in standing.conditions:
        said = wording.stands(held, found.today)
        asked = wording.asked(held)
        lines.append(f"  {'✓' if held.met else '–'} " + (labelled(asked, said) if said else asked))
    return lines


def _changed(now: Membership, found: Record) -> Answer:
    return Answer(described(found), (wording.changed(now, found.person.name),))


def _coming(found: Record) -> str:
    return wording.coming(found)


def _asked(found: Sequence[Tier]) -> Answer:
    words = [spelling.spelled(tier) for tier in found]
    names = tuple(words[0])
    heads = tuple(str(number_) for number_ in range(1, len(found) + 1))
    rows = table((("", *heads), *((name, *(one[name] for one in words)) for name in names)))
    return Answer({"tiers": [_numbers(place, one) for place, one in enumerate(found, start=1)]}, rows)


def _numbers(place: int, tier: Tier) -> dict[str, object]:
    numbers: dict[str, object] = {name: getattr(tier, name) for name in RANGES}
    return {"tier": place, **numbers, **{kind.value: kind in tier.proofs for kind in PROOFS}}


def _tier_number(text: str) -> int:
    return whole("TIER", text, 1, HIGHEST_TIER)
