"""A new shop with its scheme, from a terminal."""

from argparse import Namespace

from parrainage_desktop.base.database import Database
from parrainage_desktop.base.i18n import LANGUAGES, _, in_language, language
from parrainage_desktop.base.terminal import Answer, Group, Session, one_of, without_password
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.programme import service


def add_to(root: Group) -> None:
    """Declare the command that makes a shop."""
    command = root.command("init", init, _("make a new shop with the usual scheme, 5.00 for each side"), store=False)
    command.option("--shop", _("NAME"), _("the shop’s name"), required=True)
    command.option("--language", "fr|en", _("the shop’s language; otherwise --lang, otherwise fr"))
    command.option("--currency", _("CODE"), _("otherwise EUR"))
    command.option("--timezone", _("ZONE"), _("otherwise Europe/Paris"))


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
