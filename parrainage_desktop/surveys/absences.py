"""When an answer did not count that counts again, or is out anew: the months that ended meanwhile stay without it."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Index, Named, Select, Table, TypedColumns, insert, select

from parrainage_desktop.base.database import METADATA, Instant, Key, Transaction


class AbsenceColumns(TypedColumns):
    """An answer was left out at an instant, and counted again from another one on."""

    id: Named[int] = Column(Key, primary_key=True)
    answer_id: Named[int] = Column(Key, ForeignKey("answers.id"))
    out_at: Named[datetime] = Column(Instant)
    back_at: Named[datetime] = Column(Instant)


ABSENCES = Table(
    "answer_absences",
    METADATA,
    AbsenceColumns,
    Index("ix_answer_absences_answer_id", "answer_id"),
    Index("ix_answer_absences_back_at", "back_at"),
)


def ended(tx: Transaction, answer_id: int, out_at: datetime) -> None:
    """Write that an answer left out at an instant counts again."""
    tx.execute(insert(ABSENCES), {"answer_id": answer_id, "out_at": out_at, "back_at": tx.now})


def over(moment: datetime) -> Select[int]:
    """The answers that did not count just before an instant, and were counted again at it or later."""
    return select(ABSENCES.c.answer_id).where(ABSENCES.c.out_at < moment, ABSENCES.c.back_at >= moment)
