"""The shop's one row."""

from sqlalchemy import String, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from parrainage_desktop.base.database import Table, Transaction
from parrainage_desktop.preferences.rules import Shop


class ShopRow(Table):
    """The shop; one row."""

    __tablename__ = "shop"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    language: Mapped[str] = mapped_column(String(2))
    currency: Mapped[str] = mapped_column(String(3))
    zone_name: Mapped[str] = mapped_column(String(64))
    country: Mapped[str] = mapped_column(String(2))
    address: Mapped[str] = mapped_column(String(240))
    phone: Mapped[str] = mapped_column(String(40))
    colour: Mapped[str] = mapped_column(String(20))


_FIELDS = [column for column in ShopRow.__table__.columns if column.name != "id"]


def insert_shop(tx: Transaction, shop: Shop) -> None:
    """Write the shop's row."""
    values = {column.name: getattr(shop, column.name) for column in _FIELDS}
    tx.execute(insert(ShopRow), {"id": 1, **values})


def read_shop(tx: Transaction) -> Shop:
    """Read the shop's row."""
    return Shop(*tx.execute(select(*_FIELDS)).one())
