"""The shop as its papers show it, from a terminal."""

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.terminal import Answer, Group, Session, one_of, table
from parrainage_desktop.preferences import logo, service
from parrainage_desktop.preferences.rules import Shop


def add_to(root: Group) -> None:
    """Declare the commands about the shop itself."""
    group = root.group("shop", _("the shop’s name, place, logo, colour and terms, as its papers show them"))
    group.command("show", show, _("what is set"))
    command = group.command("set", change, _("change some of it"))
    command.word("KEY=VALUE", _("as “shop show” lists them; logo=FILE for a picture, logo= for none"), "+")


def show(session: Session, _given: Namespace) -> Answer:
    """Say what is set."""
    with session.read() as tx:
        return _described(service.shop(tx))


def change(session: Session, given: Namespace) -> Answer:
    """Change some of it."""
    with session.write() as tx:
        wanted = service.shop(tx)
        for word in getattr(given, "key=value"):
            wanted = _with(wanted, word)
        return _described(service.change(tx, wanted))


def _with(shop: Shop, word: str) -> Shop:
    name, equals, value = word.partition("=")
    if not equals:
        raise InvalidInput("KEY=VALUE", _("“{text}” is not of the form key=value.").format(text=word[:40]))
    key = one_of("KEY", name.strip(), service.CHANGEABLE)
    if key == "logo":
        return replace(shop, logo=_picture(value))
    return replace(shop, **{key: value})  # type: ignore[arg-type]


def _picture(place: str) -> bytes:
    return logo.read(Path(place)) if place.strip() else b""


def _described(shop: Shop) -> Answer:
    data = {name: getattr(shop, name) for name in service.CHANGEABLE} | {"logo": len(shop.logo)}
    words = {**data, "logo": _("set") if shop.logo else _("none")}
    return Answer(data, table((name, str(value)) for name, value in words.items()))
