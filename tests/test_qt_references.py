"""PySide6 6.12.0 lost references to None and True on Python 3.11 until the interpreter aborted."""

import subprocess
import sys

PROGRAM = """
from PySide6.QtCore import QObject, Signal

class Sender(QObject):
    sent = Signal()

sender = Sender()
for number in range(20_000):
    sender.setObjectName("name")
    sender.sent.emit()
print("alive")
"""


def test_emitting_and_setting_20_000_times_keeps_the_interpreter_alive() -> None:
    result = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (0, "alive\n"), result.stderr
