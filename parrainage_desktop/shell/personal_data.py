"""The dialogs about personal data, and the files they ask for."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.customers import service as customers
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.privacy import dossier
from parrainage_desktop.privacy.dialogs import PersonDialog, ShopDialog
from parrainage_desktop.shell import printing
from parrainage_desktop.shell.desk import Desk

Make = Callable[[str, str, Callable[[Progress], Path]], None]


class PersonalData(QObject):
    """Opens the dialogs over a desk; `make` does what takes long and tells where the file is."""

    def __init__(self, desk: Desk, make: Make) -> None:
        super().__init__(desk)
        self._desk, self._make = desk, make

    def open_person(self, customer_id: int) -> PersonDialog:
        """Ask what is to be done with a person's data."""
        dialog = PersonDialog(self._desk.frame.window(), self._desk.db, self._desk.actor, customer_id)
        dialog.dossier.connect(self._write_dossier)
        dialog.open()
        return dialog

    def open_shop(self) -> ShopDialog:
        """Ask what is to be done with everybody's."""
        dialog = ShopDialog(self._desk.frame.window(), self._desk.db, self._desk.actor)
        dialog.register.connect(lambda: self._write_paper(_("Register of processing:"), "register"))
        dialog.notice.connect(lambda: self._write_paper(_("Notice for customers:"), "notice"))
        dialog.export.connect(self._export)
        dialog.open()
        return dialog

    def _write_dossier(self, customer_id: int, suffix: str) -> None:
        db, actor = self._desk.db, self._desk.actor
        busy, said = _("Writing the dossier…"), _("Dossier:")
        self._make(busy, said, lambda _progress: write_dossier(db, actor, customer_id, suffix))

    def _write_paper(self, said: str, kind: str) -> None:
        db, actor = self._desk.db, self._desk.actor
        self._make(_("Writing…"), said, lambda _progress: write_paper(db, actor, kind))

    def _export(self, suffix: str) -> None:
        db, actor = self._desk.db, self._desk.actor
        busy, said = _("Writing the list…"), _("List of customers:")
        self._make(busy, said, lambda progress: export(db, actor, suffix, progress))


def write_dossier(db: Database, actor: Actor, customer_id: int, suffix: str) -> Path:
    """Write what is held about a person, in the language they read. Raises UserError."""
    with db.read(actor) as tx:
        found, language = dossier.gather(tx, customer_id), customers.get(tx, customer_id).language
    path = printing.place("dossier", found.made_at, suffix)
    with printing.told_here(path.name):
        dossier.write(path, found, language)
    return path


def write_paper(db: Database, actor: Actor, kind: str) -> Path:
    """Write the shop's register or notice, in its language. Raises UserError."""
    from parrainage_desktop.privacy import document

    with db.read(actor) as tx:
        shop, now = preferences.shop(tx), tx.now.astimezone(tx.zone)
    path = printing.place(kind, now)
    with printing.told_here(path.name):
        (document.register if kind == "register" else document.notice)(path, shop, shop.language)
    return path


def export(db: Database, actor: Actor, suffix: str, progress: Progress) -> Path:
    """Write the customers for other programs. Raises UserError, Cancelled."""
    with db.read(actor) as tx:
        now = tx.now.astimezone(tx.zone)
    path = printing.place("customers", now, suffix)
    customers.export(path, db, actor, progress)
    return path
