"""From the command to a painted window and to the first answer, against a bare window of the same toolkit."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from parrainage_desktop.customers import service as customers
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Side
from tests.benchmarks.measure import Line
from tests.benchmarks.people import ACTOR, store_of

REPEATS = 5
BARE = """
import os, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        QTimer.singleShot(0, self.tell)
    def tell(self):
        print("painted", time.time() - float(os.environ["BENCH_START"]), flush=True)
        QApplication.quit()
app = QApplication([])
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
"""
OURS = """
import os, sys, time
from parrainage_desktop.ui import toolkit
toolkit.load()
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from parrainage_desktop.shell import program, start
def tell(what):
    print(what, time.time() - float(os.environ["BENCH_START"]), flush=True)
def scan():
    if running[0].desk is None:
        QTimer.singleShot(1, scan)
        return
    try:
        answer()
    except Exception as error:
        print(repr(error), file=sys.stderr, flush=True)
        os._exit(1)
def answer():
    page = running[0].desk.page("counter")
    page.scan(sys.argv[2])
    page.grab()
    assert page.stage.at() is page.accepted
    tell("answered")
    with open("/proc/self/status") as status:
        print("memory", next(line.split()[1] for line in status if line.startswith("VmRSS")), flush=True)
    QApplication.quit()
running = []
begin = program.Program.begin
def begun(self, store):
    running.append(self)
    self.window.painted.connect(lambda: (tell("painted"), QTimer.singleShot(1, scan)))
    return begin(self, store)
program.Program.begin = begun
start.run_window(sys.argv[1], False, "fr")
"""


def lines() -> Iterator[Line]:
    """The quickest of a few starts of each, with 15 000 customers in the store."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shop.db"
        code = _prepared(path)
        bare = [_run(BARE, folder) for _start in range(REPEATS)]
        ours = [_run(OURS, folder, str(path), code) for _start in range(REPEATS)]
    floor = min(found["painted"] for found in bare) * 1000
    yield Line("window painted", min(found["painted"] for found in ours) * 1000, floor, "<= 1.5 x bare window")
    yield Line("first scan answered", min(found["answered"] for found in ours) * 1000, floor, "<= 3 x bare window")
    memory = max(found["memory"] for found in ours) / 1024
    yield Line("resident memory at the counter (MB)", memory, None, "< 120 MB")


def _prepared(path: Path) -> str:
    """A store with a voucher usable today."""
    database = store_of(path, 15_000)
    with database.write(ACTOR) as tx:
        person = customers.recent(tx, 0, 1)[0]
        voucher = vouchers.issue(tx, programmes.current(tx), Side.GOODWILL, person.id, 500)
        tx.connection.exec_driver_sql("UPDATE vouchers SET valid_from = issued_on")
    database.close()
    return voucher.code


def _run(script: str, folder: str, *arguments: str) -> dict[str, float]:
    environment = {
        **os.environ,
        "BENCH_START": str(time.time()),
        "HOME": folder,
        "XDG_CONFIG_HOME": folder,
        "XDG_DATA_HOME": folder,
        "QT_LOGGING_RULES": "*=false",
    }
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    ran = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return {name: float(value) for name, value in (line.split() for line in ran.stdout.splitlines())}
