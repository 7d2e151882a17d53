"""Merges, with what it takes to undo them, and pairs a person has told apart."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from parrainage_desktop.base.database import Instant, Table

Key = BigInteger().with_variant(Integer, "sqlite")


class MergeRow(Table):
    """Two records of one person made one; `before` and `moved` (JSON) are what an undo puts back."""

    __tablename__ = "merges"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    kept_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), index=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), index=True)
    at: Mapped[datetime] = mapped_column(Instant)
    staff: Mapped[str] = mapped_column(String(80))
    till: Mapped[str] = mapped_column(String(80))
    before: Mapped[str] = mapped_column(Text)
    moved: Mapped[str] = mapped_column(Text)
    undone_at: Mapped[datetime | None] = mapped_column(Instant)


class DistinctRow(Table):
    """Two customers who look alike and are not the same; `one_id` is the smaller number."""

    __tablename__ = "distinct_people"

    one_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), primary_key=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), primary_key=True, index=True)
