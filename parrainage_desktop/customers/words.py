"""The index of words people are found by: SQLite keeps one of its own, PostgreSQL indexes the column itself."""

import unicodedata
from collections.abc import Collection, Sequence

from sqlalchemy import bindparam, text

from parrainage_desktop.base.database import Transaction

EVERYBODY = 2**62
NEWEST = 5_000
"""How many customers a server looks at one by one before it asks its index: a few milliseconds."""
_MATCHES = "to_tsvector('simple', search_key) @@ to_tsquery('simple', :needle)"


def starting_with(tx: Transaction, words: Sequence[str], limit: int | None) -> list[int]:
    """Numbers of the people who have, for each of `words` (folded), a word that begins with it; newest first.

    Nobody when SQLite's index may know a word differently.
    """
    most = EVERYBODY if limit is None else limit
    if not tx.on_sqlite:
        return _on_a_server(tx, words, most)
    if not all(_indexed(word) for word in words):
        return []
    ids = text(
        "SELECT rowid FROM customer_words WHERE customer_words MATCH :needle"
        # While a file is being brought in, its people have their words and are not there yet.
        " AND (NOT EXISTS (SELECT 1 FROM customers WHERE gone = 'arriving' AND gone <> '')"
        " OR EXISTS (SELECT 1 FROM customers c WHERE c.id = customer_words.rowid AND c.gone = ''))"
        " ORDER BY rowid DESC LIMIT :limit"
    )
    needle = " ".join(f'"{word}"*' for word in words)
    return list(tx.execute(ids.bindparams(needle=needle, limit=most)).scalars())


def _on_a_server(tx: Transaction, words: Sequence[str], limit: int) -> list[int]:
    """The same on PostgreSQL: what very many have is had by some of the newest, who are looked at first.

    Its index would gather everybody who has it before the newest could be told.
    """
    needle = " & ".join(f"'{word}':*" for word in words)
    if limit <= NEWEST and all(word.isalnum() for word in words):
        parts = {f"part{place}": f"%{word}%" for place, word in enumerate(words)}
        holds = " AND ".join(f"search_key LIKE :{name}" for name in parts)
        newest = text(
            "SELECT id FROM (SELECT id, search_key FROM customers WHERE gone = '' ORDER BY id DESC LIMIT :newest) n"
            f" WHERE {holds} AND {_MATCHES} ORDER BY id DESC LIMIT :limit"
        )
        found = list(tx.execute(newest.bindparams(**parts, needle=needle, newest=NEWEST, limit=limit)).scalars())
        if len(found) == limit:
            return found
    # Gathered first: the server would rather look through everybody, the newest first, than sort those who have it.
    everybody = text(
        f"WITH found AS MATERIALIZED (SELECT id FROM customers WHERE {_MATCHES} AND gone = '')"
        " SELECT id FROM found ORDER BY id DESC LIMIT :limit"
    )
    return list(tx.execute(everybody.bindparams(needle=needle, limit=limit)).scalars())


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
