"""A screen opened for the first time, from the counter: its code loaded, its parts built, its first picture painted."""

import os
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.measure import Line

REPEATS = 5
SCRIPT = """
import gc, sys, time
from parrainage_desktop.ui import toolkit
toolkit.load()
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication
from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.i18n import set_language
from parrainage_desktop.shell.desk import Desk
from parrainage_desktop.shell.frame import Frame
from parrainage_desktop.ui import theme
app = QApplication([])
set_language("fr")
theme.apply(app, theme.Look.LIGHT)
frame, db = Frame("Bench", "Nora"), Database.open(sys.argv[1])
desk = Desk(frame, db, Actor("Nora", "Bench"))
frame.resize(1366, 768)
frame.show()
desk.show_page("counter")
def settle():
    for turn in range(4):
        QThreadPool.globalInstance().waitForDone()
        app.processEvents()
settle()
gc.freeze()
start, spent = time.thread_time(), time.process_time()
desk.show_page(sys.argv[2])
app.processEvents()
print(time.thread_time() - start, time.process_time() - spent)
"""


def first(store: Path, screen: str, name: str) -> Line:
    """The quickest of a few programs started afresh: processor time the picture waits for, and all that was spent."""
    picture, spent = min(_once(store, screen) for _start in range(REPEATS))
    return Line(name, picture * 1000, None, "< 100 ms", f"{spent * 1000:.0f} ms with what is counted beside it")


def _once(store: Path, screen: str) -> tuple[float, float]:
    # With compiled modules, as an installed program has them.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(store.parent / "compiled")}
    words = [sys.executable, "-c", SCRIPT, str(store), screen]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=True)
    picture, spent = map(float, done.stdout.split())
    return picture, spent
