"""From a touch on the kiosk's scale to the thanks on the screen, the answer being kept in between."""

import itertools
import os
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from parrainage_desktop.base.clock import SystemClock
from parrainage_desktop.base.database import Database
from tests.benchmarks.measure import Line, each, percentile
from tests.benchmarks.people import ACTOR
from tests.stores import ZONE, set_up

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from parrainage_desktop.surveys.kiosk_ground import ScoreTile

TOUCHES = 200


def lines() -> Iterator[Line]:
    """Two hundred answers, one after the other."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        database = Database.create(Path(folder) / "shop.db", ZONE, SystemClock())
        set_up(database)
        times = _touches(database)
        database.close()
    yield Line("kiosk: touch -> thanks, median", percentile(times, 50), None, "< 100 ms")
    yield Line("kiosk: touch -> thanks, p99", percentile(times, 99), None, "< 100 ms")


def _touch(app: "QApplication", tiles: "Sequence[ScoreTile]", score: str) -> None:
    tiles[int(score)].click()
    app.processEvents()


def _touches(database: Database) -> list[float]:
    from PySide6.QtWidgets import QApplication

    from parrainage_desktop.staff import service as staff
    from parrainage_desktop.staff.rules import Lock
    from parrainage_desktop.surveys.kiosk import Kiosk
    from parrainage_desktop.surveys.kiosk_views import QuestionView, ThanksView
    from parrainage_desktop.ui import theme

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, theme.Look.LIGHT)
    with database.write(ACTOR) as tx:
        staff.set_code(tx, Lock.KIOSK, staff.fingerprint("280491"))
    seconds = itertools.count(step=10.0)
    kiosk = Kiosk(database, ACTOR, seconds=lambda: next(seconds))
    kiosk.resize(1366, 768)
    kiosk.show()
    times = []
    for score in range(TOUCHES):
        app.processEvents()
        view = kiosk.view
        assert isinstance(view, QuestionView)
        times += each(partial(_touch, app, view.tiles), [str(score % 11)])
        thanks = kiosk.view
        assert isinstance(thanks, ThanksView)
        thanks.done.emit()
    return times
