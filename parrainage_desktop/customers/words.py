"""The index of words people are found by: SQLite keeps one of its own, PostgreSQL indexes the column itself."""

import unicodedata
from collections.abc import Collection, Sequence

from sqlalchemy import bindparam, text

from parrainage_desktop.base.database import Transaction

EVERYBODY = 2**62


def starting_with(tx: Transaction, words: Sequence[str], limit: int | None) -> list[int]:
    """Numbers of the people who have, for each of `words` (folded), a word that begins with it; newest first.

    Nobody when SQLite's index may know a word differently.
    """
    if tx.on_sqlite and not all(_indexed(word) for word in words):
        return []
    if tx.on_sqlite:
        needle = " ".join(f'"{word}"*' for word in words)
        ids = text(
            "SELECT rowid FROM customer_words WHERE customer_words MATCH :needle ORDER BY rowid DESC LIMIT :limit"
        )
    else:
        needle = " & ".join(f"'{word}':*" for word in words)
        ids = text(
            "SELECT id FROM customers WHERE to_tsvector('simple', search_key) @@ to_tsquery('simple', :needle)"
            " AND gone = '' ORDER BY id DESC LIMIT :limit"
        )
    return [row[0] for row in tx.execute(ids.bindparams(needle=needle, limit=EVERYBODY if limit is None else limit))]


def add(tx: Transaction, customer_id: int, search_key: str) -> None:
    """Let a person be found; it cannot be a trigger, which an untrusted schema may not run."""
    if tx.on_sqlite:
        words = text("INSERT INTO customer_words(rowid, search_key) VALUES (:id, :key)")
        tx.execute(words, {"id": customer_id, "key": search_key})


def remove(tx: Transaction, customer_id: int) -> None:
    """Let a person be found no more, while their row still has the words: SQLite must be told them."""
    if tx.on_sqlite:
        words = (
            "INSERT INTO customer_words(customer_words, rowid, search_key)"
            " SELECT 'delete', id, search_key FROM customers WHERE id = :id"
        )
        tx.execute(text(words), {"id": customer_id})


def add_range(tx: Transaction, first: int, last: int) -> None:
    """Let people be found who have numbers from `first` to `last`, by the words in their rows."""
    if tx.on_sqlite:
        words = (
            "INSERT INTO customer_words(rowid, search_key)"
            " SELECT id, search_key FROM customers WHERE id BETWEEN :first AND :last"
        )
        tx.execute(text(words), {"first": first, "last": last})


def add_many(tx: Transaction, ids: Collection[int]) -> None:
    """Let people be found by the words in their rows."""
    if tx.on_sqlite:
        words = "INSERT INTO customer_words(rowid, search_key) SELECT id, search_key FROM customers WHERE id IN :ids"
        tx.execute(text(words).bindparams(bindparam("ids", list(ids), expanding=True)))


def remove_many(tx: Transaction, ids: Collection[int]) -> None:
    """Let people be found no more, while their rows still have the words."""
    if tx.on_sqlite:
        words = (
            "INSERT INTO customer_words(customer_words, rowid, search_key)"
            " SELECT 'delete', id, search_key FROM customers WHERE id IN :ids"
        )
        tx.execute(text(words).bindparams(bindparam("ids", list(ids), expanding=True)))


def _indexed(word: str) -> bool:
    """Whether SQLite's index surely keeps a word in one piece: its tables are older than Python's."""
    return all(unicodedata.ucd_3_2_0.category(sign)[0] in "LN" for sign in word)
