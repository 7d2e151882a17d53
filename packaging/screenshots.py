"""Makes the pictures of the README: the counter of the demonstration shop, in both languages.

Run it after the counter changed: `.venv/bin/python packaging/screenshots.py`. It needs no screen.
"""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.i18n import LANGUAGES, set_language
from parrainage_desktop.shell import demo
from parrainage_desktop.shell.desk import Desk
from parrainage_desktop.shell.frame import Frame
from parrainage_desktop.ui import theme
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Standing

TARGET = Path(__file__).resolve().parent.parent / "docs" / "pictures"
MOMENT = datetime(2026, 11, 14, 16, 42, tzinfo=UTC)
CUSTOMERS = 3_000
NORA = Actor("Nora B.", "Comptoir")


def main() -> None:
    """Write a picture of the counter ready, and of a valid voucher, in each language."""
    app = QApplication([])
    TARGET.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "shop.db"
        demo.build(path, CUSTOMERS, clock=SetClock(MOMENT))
        database = Database.open(path, SetClock(MOMENT + timedelta(minutes=1)))
        for language in LANGUAGES:
            _picture(app, database, language)
        database.close()


def _picture(app: QApplication, database: Database, language: str) -> None:
    set_language(language)
    theme.apply(app, theme.Look.LIGHT)
    frame = Frame("Maison Lumet", NORA.staff)
    frame.resize(1366, 768)
    desk = Desk(frame, database, NORA)
    counter = desk.show_page("counter")
    frame.show()
    QTest.qWait(300)
    frame.grab().save(str(TARGET / f"counter-{language}.png"))
    with database.read(NORA) as tx:
        voucher = vouchers.listed(tx, Standing.ACTIVE, 1)[0]
    counter.scan(voucher.code)  # type: ignore[attr-defined]
    QTest.qWait(100)
    frame.grab().save(str(TARGET / f"voucher-{language}.png"))
    desk.close()
    frame.deleteLater()


if __name__ == "__main__":
    main()
