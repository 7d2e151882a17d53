"""What a store's tables say about themselves; read by the doctor, and by nothing that works with them."""

from sqlalchemy import text

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.engine import sqlite_settings

_SPENT = """
    SELECT r.voucher_id AS voucher_id, SUM(r.cents) AS cents FROM redemptions r
    WHERE NOT EXISTS (SELECT 1 FROM reversals b WHERE b.redemption_id = r.id) GROUP BY r.voucher_id
"""
_OFF_LEDGER = f"""
    SELECT COUNT(*) FROM vouchers v LEFT JOIN ({_SPENT}) s ON s.voucher_id = v.id
    WHERE v.value_cents - COALESCE(s.cents, 0) <> v.balance_cents
"""
_ODD_STATE = """
    SELECT COUNT(*) FROM vouchers WHERE (state = 'redeemed') <> (balance_cents = 0)
"""
_UNSEARCHABLE = """
    SELECT (SELECT COUNT(*) FROM customers c WHERE gone = '' AND c.id NOT IN (SELECT id FROM customer_words_docsize))
         + (SELECT COUNT(*) FROM customer_words_docsize d WHERE d.id NOT IN
            (SELECT id FROM customers WHERE gone IN ('', 'arriving')))
"""


def wrong_settings(tx: Transaction) -> list[str]:
    """The settings of this connection that do not read back as they must, as ``name=found``."""
    if not tx.on_sqlite:
        return []
    read = {name: str(_one(tx, f"PRAGMA {name}")) for name in sqlite_settings()}
    return [f"{name}={read[name]}" for name, wanted in sqlite_settings().items() if read[name] != wanted]


def damage(tx: Transaction) -> list[str]:
    """What SQLite finds broken in its pages and links, a few lines at most; a server looks after itself."""
    if not tx.on_sqlite:
        return []
    pages = [str(row[0]) for row in tx.execute(text("PRAGMA integrity_check(5)"))]
    links = [f"{row[0]} {row[1]}" for row in tx.execute(text("PRAGMA foreign_key_check"))]
    return [line for line in pages if line != "ok"] + links[:5]


def off_ledger(tx: Transaction) -> int:
    """Vouchers whose balance is not their value less what the ledger says was used and not taken back."""
    return _count(tx, _OFF_LEDGER)


def odd_states(tx: Transaction) -> int:
    """Vouchers said to be used up with something left, or the other way round."""
    return _count(tx, _ODD_STATE)


def unsearchable(tx: Transaction) -> int:
    """Customers missing from the search index, and words in it of nobody."""
    return _count(tx, _UNSEARCHABLE) if tx.on_sqlite else 0


def _one(tx: Transaction, statement: str) -> object:
    return tx.execute(text(statement)).scalar_one()


def _count(tx: Transaction, statement: str) -> int:
    return int(str(_one(tx, statement)))
