"""Setting up the shop and asking about it."""

from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from parrainage_desktop.base import journal
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import LANGUAGES, _, has_cents
from parrainage_desktop.base.writing import line
from parrainage_desktop.preferences import store
from parrainage_desktop.preferences.rules import Shop


def described(
    name: str, language: str, currency: str, zone_name: str, address: str = "", phone: str = ""
) -> Shop:
    """A shop from what was typed. Raises InvalidInput."""
    if language not in LANGUAGES:
        raise InvalidInput("language", _("The language is fr or en."))
    return Shop(
        line("shop", name, 120, required=True),
        language,
        _currency(currency),
        _zone(zone_name),
        country_of(zone_name),
        line("address", address, 240),
        line("phone", phone, 40),
    )


def set_up(tx: Transaction, shop: Shop) -> Shop:
    """Give a new store its shop."""
    store.insert_shop(tx, shop)
    journal.append(tx, "shop.set_up", 1, {"currency": shop.currency, "zone": shop.zone_name})
    return shop


def shop(tx: Transaction) -> Shop:
    """The shop of this store."""
    return store.read_shop(tx)


def country_of(zone_name: str) -> str:
    """The country (ISO 3166) a time zone lies in, from the zone database's own table; FR when it lies in none."""
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    for row in table.splitlines():
        columns = row.split("\t")
        if len(columns) > 2 and columns[2] == zone_name:
            return columns[0]
    return "FR"


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InvalidInput("timezone", _("There is no time zone “{name}”.").format(name=name)) from None


def _currency(code: str) -> str:
    if not has_cents(code):
        raise InvalidInput("currency", _("“{code}” is not a currency with cents, such as EUR.").format(code=code))
    return code
