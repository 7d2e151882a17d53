"""A new shop with its scheme, and the scheme shown and changed, from a terminal."""

from argparse import Namespace

from parrainage_desktop.base.database import Database
from parrainage_desktop.base.i18n import LANGUAGES, _, in_language, labelled, language, long_day
from parrainage_desktop.base.terminal import (
    Answer,
    Group,
    Session,
    day,
    one_of,
    pair,
    refused,
    table,
    without_password,
)
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.programme import codec, service, spelling, wording
from parrainage_desktop.programme.checks import Problem
from parrainage_desktop.programme.rules import Programme
from parrainage_desktop.programme.sentence import sentence
from parrainage_desktop.programme.templates import TEMPLATES, template, title

FROM = "from"


def add_to(root: Group) -> None:
    """Declare the command that makes a shop, and those about its scheme."""
    command = root.command("init", init, _("make a new shop with the usual scheme, 5.00 for each side"), store=False)
    command.option("--shop", _("NAME"), _("the shop’s name"), required=True)
    command.option("--language", "fr|en", _("the shop’s language; otherwise --lang, otherwise fr"))
    command.option("--currency", _("CODE"), _("otherwise EUR"))
    command.option("--timezone", _("ZONE"), _("otherwise Europe/Paris"))
    group = root.group("programme", _("the referral scheme"))
    group.command("show", show, _("the scheme in plain words, and its parameters"))
    command = group.command("template", use_template, _("put a ready scheme in force"))
    command.word("NAME", _("{names}; without a name, all of them in words").format(names=", ".join(TEMPLATES)), "?")
    command = group.command("set", change, _("change the scheme"))
    command.word("KEY=VALUE", _("as “programme show” lists them; from=DATE for a later day"), "+")


def show(session: Session, _given: Namespace) -> Answer:
    """Say the scheme in force, and what will follow it."""
    with session.read() as tx:
        programme, today, written = service.current(tx), tx.today, service.versions(tx)
    later = [one for one in written if one.effective_from > today]
    rows = table(spelling.spelled(programme.terms).items())
    since = _("In force since {day}.").format(day=long_day(programme.effective_from))
    begins = _("From {day}: {sentence}")
    coming = [begins.format(day=long_day(one.effective_from), sentence=_said(one)) for one in later]
    data = {**described(programme), "stopped": programme.stopped(today), "coming": [described(one) for one in later]}
    name = programme.terms.called(language())
    return Answer(data, (*([name] if name else []), _said(programme), since, *rows, *coming))


def use_template(session: Session, given: Namespace) -> Answer:
    """Put a template in force from today, or list them all."""
    if given.name is None:
        return _templates(session)
    terms = template(one_of("NAME", given.name, TEMPLATES))
    with session.write() as tx:
        before = service.current(tx)
        terms = spelling.changed(
            terms, {name: spelling.spelled(before.terms)[name] for name in ("usual_cost", "margin")}, tx.today
        )
        answer = service.propose(tx, terms, tx.today)
    return _answered(answer, before)


def change(session: Session, given: Namespace) -> Answer:
    """Change some parameters, today or from a later day on."""
    words = dict(pair(word) for word in getattr(given, "key=value"))
    with session.write() as tx:
        effective_from = day(FROM, words.pop(FROM)) if FROM in words else tx.today
        before = service.in_force(tx, max(effective_from, tx.today))
        answer = service.propose(tx, spelling.changed(before.terms, words, effective_from), effective_from)
    return _answered(answer, before)


def described(programme: Programme) -> dict[str, object]:
    """A version of the scheme for programs."""
    return {
        "version": programme.id,
        "effective_from": programme.effective_from.isoformat(),
        "currency": programme.currency,
        "sentence": _said(programme),
        "parameters": codec.plain(programme.terms),
    }


def init(session: Session, given: Namespace) -> Answer:
    """Make a new store for a shop; an existing file is never touched."""
    speaks = one_of("--language", given.language or session.language or "fr", LANGUAGES)
    with in_language(session.language or speaks if given.language else language()):
        return _made(session, given, speaks)


def _made(session: Session, given: Namespace, speaks: str) -> Answer:
    shop = preferences.described(
        given.shop, speaks, given.currency or "EUR", given.timezone or "Europe/Paris"
    )
    db = Database.create(session.where, shop.zone_name, session.clock)
    try:
        with db.write(session.actor) as tx:
            preferences.set_up(tx, shop)
            service.start(tx)
    finally:
        db.close()
    place = without_password(session.where)
    made = _("The shop “{shop}” is ready in {store}.").format(shop=shop.name, store=place)
    return Answer({"shop": shop.name, "store": place}, (made,))


def _templates(session: Session) -> Answer:
    with session.read() as tx:
        currency = service.current(tx).currency
    found = [(name, template(name)) for name in TEMPLATES]
    lines = [f"{labelled(name, title(name))}. {sentence(terms, currency)}" for name, terms in found]
    data = [{"name": name, "title": title(name), "sentence": sentence(terms, currency)} for name, terms in found]
    return Answer({"templates": data}, tuple(lines))


def _answered(answer: Programme | tuple[Problem, ...], before: Programme) -> Answer:
    if isinstance(answer, Programme):
        said = [_said(answer), _("In force from {day}.").format(day=long_day(answer.effective_from))]
        if before.terms.variant:
            said.append(_("The comparison that was running ends then."))
        return Answer(described(answer), tuple(said))
    currency = before.currency
    lines = [labelled(spelling.key(one.field), wording.fault(one, currency)) for one in answer]
    found = [
        {"key": spelling.key(one.field), "reason": one.fault.value, "message": wording.fault(one, currency)}
        for one in answer
    ]
    return refused(answer[0].fault.value, *lines, problems=found)


def _said(programme: Programme) -> str:
    return sentence(programme.terms, programme.currency)
