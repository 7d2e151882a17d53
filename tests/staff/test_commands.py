"""The kiosk's code from a terminal."""

from pathlib import Path

from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.staff import service
from parrainage_desktop.staff.rules import Lock, Opened
from tests import console


def test_a_forgotten_code_is_taken_away_once_and_any_then_leads_back(tmp_path: Path, clock: SetClock) -> None:
    shop = console.opened(tmp_path, clock)
    assert shop.ask("kiosk", "forget") == {"forgotten": False}
    db, ana = Database.open(shop.store, clock), Actor("Ana", "till 1")
    with db.write(ana) as tx:
        service.set_code(tx, Lock.KIOSK, "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$AAAAAAAAAAAAAAAAAAAAAA")
    assert shop.ask("kiosk", "forget") == {"forgotten": True}
    with db.read(ana) as tx:
        assert not service.has_code(tx, Lock.KIOSK)
    assert service.open_with(db, ana, Lock.KIOSK, "7205") == Opened()
    db.close()
