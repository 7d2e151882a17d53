"""Imports, and whom each of them added or changed."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from parrainage_desktop.base.database import Instant, Table

Key = BigInteger().with_variant(Integer, "sqlite")


class ImportRow(Table):
    """One file brought in; `fingerprint` is its SHA-256, the counts are of its rows."""

    __tablename__ = "imports"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    staff: Mapped[str] = mapped_column(String(80))
    till: Mapped[str] = mapped_column(String(80))
    file_name: Mapped[str] = mapped_column(String(240))
    fingerprint: Mapped[str] = mapped_column(String(64))
    added: Mapped[int]
    updated: Mapped[int]
    skipped: Mapped[int]
    wrong: Mapped[int]
    undone_at: Mapped[datetime | None] = mapped_column(Instant)


class ImportPersonRow(Table):
    """A person an import added or changed; `before` (JSON) is what they were, empty for somebody new."""

    __tablename__ = "import_people"

    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id"), primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), primary_key=True, index=True)
    added: Mapped[bool]
    before: Mapped[str] = mapped_column(Text)
