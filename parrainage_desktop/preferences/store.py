"""The shop's one row."""

from sqlalchemy import Column, Named, String, Table, TypedColumns, insert, select

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


SHOP = Table("shop", METADATA, ShopColumns)


_FIELDS = [column for column in SHOP.columns if column.name != "id"]


def insert_shop(tx: Transaction, shop: Shop) -> None:
    """Write the shop's row."""
    values = {column.name: getattr(shop, column.name) for column in _FIELDS}
    tx.execute(insert(SHOP), {"id": 1, **values})


def read_shop(tx: Transaction) -> Shop:
    """Read the shop's row."""
    return Shop(*tx.execute(select(*_FIELDS)).one())
