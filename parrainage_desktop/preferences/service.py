"""Setting up the shop and asking about it."""

from dataclasses import replace
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from parrainage_desktop.base import journal
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import LANGUAGES, _, has_cents
from parrainage_desktop.base.writing import line
from parrainage_desktop.preferences import store
from parrainage_desktop.preferences.rules import COLOURS, Shop

TERMS_LENGTH = 240
CHANGEABLE = ("name", "language", "address", "phone", "colour", "terms_fr", "terms_en", "logo")


def described(
    name: str, language: str, currency: str, zone_name: str, address: str = "", phone: str = ""
) -> Shop:
    """A shop from what was typed. Raises InvalidInput."""
    found = Shop(name, language, _currency(currency), _zone(zone_name), country_of(zone_name), address, phone)
    return _checked(found)


def set_up(tx: Transaction, shop: Shop) -> Shop:
    """Give a new store its shop."""
    store.insert_shop(tx, shop)
    journal.append(tx, "shop.set_up", 1, {"currency": shop.currency, "zone": shop.zone_name})
    return shop


def change(tx: Transaction, wanted: Shop) -> Shop:
    """Keep the shop as `wanted`, but for what can never change. Raises InvalidInput.

    The journal says which fields changed, never what to.
    """
    before = store.read_shop(tx)
    after = _checked(replace(before, **{field: getattr(wanted, field) for field in CHANGEABLE}))
    fields = [field for field in CHANGEABLE if getattr(after, field) != getattr(before, field)]
    if fields:
        store.write_shop(tx, after)
        journal.append(tx, "shop.changed", 1, {"fields": ",".join(fields)})
    return after


def shop(tx: Transaction) -> Shop:
    """The shop of this store."""
    return store.read_shop(tx)


def country(tx: Transaction) -> str:
    """The country (ISO 3166) of this store's shop, which says how its phone numbers are meant."""
    return store.read_country(tx)


def country_of(zone_name: str) -> str:
    """The country (ISO 3166) a time zone lies in, from the zone database's own table; FR when it lies in none."""
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    for row in table.splitlines():
        columns = row.split("\t")
        if len(columns) > 2 and columns[2] == zone_name:
            return columns[0]
    return "FR"


def _checked(shop: Shop) -> Shop:
    if shop.language not in LANGUAGES:
        raise InvalidInput("language", _("The language is fr or en."))
    if shop.colour not in COLOURS:
        said = _("“{text}” is not one of {choices}.").format(text=shop.colour[:40], choices=", ".join(COLOURS))
        raise InvalidInput("colour", said)
    return replace(
        shop,
        name=line("shop", shop.name, 120, required=True),
        address=line("address", shop.address, 240),
        phone=line("phone", shop.phone, 40),
        terms_fr=line("terms_fr", shop.terms_fr, TERMS_LENGTH),
        terms_en=line("terms_en", shop.terms_en, TERMS_LENGTH),
    )


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InvalidInput("timezone", _("There is no time zone “{name}”.").format(name=name)) from None


def _currency(code: str) -> str:
    if not has_cents(code):
        raise InvalidInput("currency", _("“{code}” is not a currency with cents, such as EUR.").format(code=code))
    return code
