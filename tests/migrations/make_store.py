"""Makes the small store that is kept from a release, so that every later program can prove it still opens it.

Run once per revision, before its release: ``python -m tests.migrations.make_store``. Never made again.
"""

from datetime import timedelta
from pathlib import Path

from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.base.database import Database
from parrainage_desktop.base.migrations import HEAD
from tests.stores import NOW, ZONE, Till, set_up

STORES = Path(__file__).parent / "stores"


def fill(till: Till) -> None:
    """A few days of a small shop: every table gets rows."""
    karim = till.customer("Karim", "Haddad", phone="06 39 98 71 05", email="karim@example.org", city="Lyon")
    friend = till.friend(karim.card, "Zoé", "Martin", phone="06 39 98 12 34")
    rewards = till.buys(friend.referral.referee_id, 3_000).vouchers
    spare = till.issue(karim, 1_000)
    till.issue(karim, 700)
    till.days_pass(1)
    till.redeem(rewards[0].code, "kept")
    till.redeem(rewards[1].code, "taken back")
    till.reverse(rewards[1].code, "goods returned")
    till.cancel(spare, "printed twice")
    till.claim("PNXVVNTBCTFF")
    for score in (10, 9, 7, 3):
        till.answers(score, karim.id if score == 10 else None, "très bien" if score == 10 else "")
    till.clock.advance(timedelta(hours=1))


def main() -> Path:
    """Write the store of the newest revision; refuses to write over one that is kept already."""
    path = STORES / f"{HEAD}.db"
    clock = SetClock(NOW)
    db = Database.create(path, ZONE, clock)
    set_up(db)
    fill(Till(db, clock))
    with db.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    return path


if __name__ == "__main__":
    main()
