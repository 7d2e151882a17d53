"""Opening a shop's store, and founding one; imported once the window can be seen, for it brings the database."""

import os
from dataclasses import dataclass
from pathlib import Path

from parrainage_desktop.base.clock import Clock, SystemClock
from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.base.store_files import sqlite_path
from parrainage_desktop.counter import rewarding
from parrainage_desktop.imports import interrupted
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.privacy import watch
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.programme.rules import Terms
from parrainage_desktop.shell.rules import NewShop


@dataclass(frozen=True, slots=True)
class Opened:
    """A store that is open, and whose it is."""

    db: Database
    shop: Shop


def open_shop(where: str, clock: Clock | None = None, actor: Actor | None = None) -> Opened:
    """Open a store, giving what a return window held back until now. Raises UserError saying what is wrong with it."""
    db = Database.open(where, clock)
    try:
        watch.attend(db)
        rewarding.attend(db, actor or Actor("", ""))
        interrupted.attend(db, actor or Actor("", ""))
        with db.read() as tx:
            return Opened(db, preferences.shop(tx))
    except BaseException:
        db.close()
        raise


def found(where: str, new: NewShop, actor: Actor, clock: Clock | None = None) -> None:
    """Make a store with its shop and scheme in it, all or nothing.

    Raises UserError where one already is or nothing can be written, InvalidInput for what cannot be kept.
    """
    shop = preferences.described(new.name, new.language, new.currency, new.zone_name, new.address, new.phone)
    path = sqlite_path(where)
    if path is None:
        return _fill(where, shop, new.terms, actor, clock)
    if path.exists():
        raise UserError("store_exists", _("There is already a file at {path}. Choose another name.").format(path=path))
    partial = path.with_name(path.name + ".partial")
    partial.unlink(missing_ok=True)
    try:
        _fill(str(partial), shop, new.terms, actor, clock)
        os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)
    return None


def build_demo(path: Path, count: int | None, progress: Progress) -> Path:
    """Build the demonstration shop at `path` in place of an older one. Raises UserError, Cancelled."""
    from parrainage_desktop.shell import demo

    demo.build(path, demo.CUSTOMERS if count is None else count, progress)
    return path


def is_from_today(path: Path) -> bool:
    """Whether a demonstration shop's year still ends today, so that its vouchers can be tried."""
    if not path.exists():
        return False
    clock = SystemClock()
    now = clock.now().astimezone()
    return now.fromtimestamp(path.stat().st_mtime, now.tzinfo).date() == now.date()


def _fill(where: str, shop: Shop, terms: Terms, actor: Actor, clock: Clock | None) -> None:
    db = Database.create(where, shop.zone_name, clock)
    try:
        with db.write(actor) as tx:
            preferences.set_up(tx, shop)
            programmes.start(tx, terms)
    finally:
        db.close()
