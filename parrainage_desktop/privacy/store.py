"""Who was erased: fingerprints only, so that a restored copy can be cleaned again."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from parrainage_desktop.base.database import Instant, Table


class ErasureRow(Table):
    """One erased person; the fingerprint is made of the first card's letters, which nobody else ever had."""

    __tablename__ = "erasures"

    fingerprint: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
