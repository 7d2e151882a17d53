"""The shop's one row."""

from dataclasses import replace

from sqlalchemy import Column, LargeBinary, Named, String, Table, TypedColumns, insert, select, text, update

from parrainage_desktop.base.database import METADATA, Transaction
from parrainage_desktop.preferences.rules import Shop


class ShopColumns(TypedColumns):
    """The shop; one row."""

    id: Named[int] = Column(primary_key=True)
    name: Named[str] = Column(String(120))
    language: Named[str] = Column(String(2))
    currency: Named[str] = Column(String(3))
    zone_name: Named[str] = Column(String(64))
    country: Named[str] = Column(String(2))
    address: Named[str] = Column(String(240))
    phone: Named[str] = Column(String(40))
    colour: Named[str] = Column(String(20))
    terms_fr: Named[str] = Column(String(240), server_default=text("''"))
    terms_en: Named[str] = Column(String(240), server_default=text("''"))
    logo: Named[bytes | None] = Column(LargeBinary)


SHOP = Table("shop", METADATA, ShopColumns)


_FIELDS = [column for column in SHOP.columns if column.name != "id"]
_COUNTRY = select(SHOP.c.country)


def insert_shop(tx: Transaction, shop: Shop) -> None:
    """Write the shop's row."""
    tx.execute(insert(SHOP), {"id": 1, **_values(shop)})


def write_shop(tx: Transaction, shop: Shop) -> None:
    """Write the shop's row anew."""
    tx.execute(update(SHOP).values(**_values(shop)))


def read_shop(tx: Transaction) -> Shop:
    """Read the shop's row."""
    found = Shop(*tx.execute(select(*_FIELDS)).one())
    return found if found.logo else replace(found, logo=b"")


def read_country(tx: Transaction) -> str:
    """Read the shop's country, and not its logo."""
    return str(tx.execute(_COUNTRY).scalar_one())


def _values(shop: Shop) -> dict[str, object]:
    return {column.name: getattr(shop, column.name) for column in _FIELDS} | {"logo": shop.logo or None}
