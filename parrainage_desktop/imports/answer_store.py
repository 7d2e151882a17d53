"""Which answers came by which import, and by which key a row is known again."""

from collections.abc import Collection, Sequence

from sqlalchemy import Column, ForeignKey, Index, Named, String, Table, TypedColumns, delete, select

from parrainage_desktop.base import bulk
from parrainage_desktop.base.database import METADATA, Key, Transaction


class ImportedAnswerColumns(TypedColumns):
    """An answer an import added; `key` is what its row is known by when the file comes again."""

    answer_id: Named[int] = Column(Key, ForeignKey("answers.id"), primary_key=True)
    import_id: Named[int] = Column(Key, ForeignKey("imports.id"), index=True)
    key: Named[str] = Column(String(64))


IMPORTED_ANSWERS = Table(
    "imported_answers", METADATA, ImportedAnswerColumns, Index("ix_imported_answers_key", "key", unique=True)
)


def insert_all(tx: Transaction, import_id: int, answers: Sequence[tuple[int, str]]) -> None:
    """Write which answers an import added, with their keys."""
    rows = [(number, import_id, key) for number, key in answers]
    bulk.insert_rows(tx, IMPORTED_ANSWERS, ("answer_id", "import_id", "key"), rows)


def known(tx: Transaction, keys: Collection[str]) -> set[str]:
    """Which of these keys came before."""
    query = select(IMPORTED_ANSWERS.c.key).where(bulk.among(tx, IMPORTED_ANSWERS.c.key, keys))
    return set(tx.execute(query).scalars())


def of_import(tx: Transaction, import_id: int) -> list[int]:
    """The answers an import added."""
    query = select(IMPORTED_ANSWERS.c.answer_id).where(IMPORTED_ANSWERS.c.import_id == import_id)
    return list(tx.execute(query).scalars())


def forget(tx: Transaction, import_id: int) -> None:
    """Forget the rows of an import, so that the file can come again."""
    tx.execute(delete(IMPORTED_ANSWERS).where(IMPORTED_ANSWERS.c.import_id == import_id))
