"""What loading Qt leaves behind, each time in an interpreter of its own."""

import subprocess
import sys

KEPT = """
import linecache
{first}
before = len(linecache.cache)
import parrainage_desktop.counter.rules
print(len(linecache.cache) - before)
"""


def sources_kept(first: str) -> int:
    """How many source texts stay in memory when a part of the program is loaded after `first`."""
    script = KEPT.format(first=first)
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return int(ran.stdout)


def test_no_source_text_is_kept_when_qt_was_loaded_our_way() -> None:
    assert sources_kept("from parrainage_desktop.ui import toolkit; toolkit.load()") == 0


def test_qt_by_itself_keeps_them_which_is_why_the_way_is_there() -> None:
    assert sources_kept("import PySide6.QtCore") > 10
