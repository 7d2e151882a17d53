"""Run in a process of its own: the whole program as a kiosk, touched until it is killed; tells what was thanked for."""

import itertools
import sys

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from parrainage_desktop.shell.program import Program
from parrainage_desktop.shell.settings import Settings
from parrainage_desktop.surveys.kiosk import Kiosk
from parrainage_desktop.surveys.kiosk_views import QuestionView, ThanksView
from parrainage_desktop.ui import theme
from parrainage_desktop.ui.theme import Look

SECONDS = itertools.count(step=10.0)


def main() -> None:
    """Touch one score after the other; a score is told only once the thanks can be seen."""
    app = QApplication([])
    theme.apply(app, Look.LIGHT)
    program = Program(app, Settings())
    assert program.begin(sys.argv[1])
    program.window.show()
    touching = QTimer(interval=0)
    touching.timeout.connect(lambda: touch(program))
    touching.start()
    raise SystemExit(app.exec())


def tell(what: str) -> None:
    """Say it to whoever started this, at once."""
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


def touch(program: Program) -> None:
    """The next touch: on the desk it opens the kiosk, there it answers, after the thanks it says that this is all."""
    kiosk = program.window.centralWidget()
    if not isinstance(kiosk, Kiosk):
        if program.desk is not None:
            tell("desk")
            program.wishes.open_kiosk()
        return
    kiosk._seconds = lambda: next(SECONDS)
    if isinstance(kiosk.view, QuestionView):
        score = int(next(SECONDS)) // 10 % 11
        QTest.mouseClick(kiosk.view.tiles[score], Qt.MouseButton.LeftButton)
        assert isinstance(kiosk.view, ThanksView)
        tell(f"{kiosk._answer} {score}")
    elif isinstance(kiosk.view, ThanksView):
        kiosk.view.done.emit()


if __name__ == "__main__":
    main()
