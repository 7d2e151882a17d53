"""What every test may ask for: a clock that stands still, a fresh store, a language."""

import gc
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parrainage_desktop.base.clock import SetClock, SystemClock
from parrainage_desktop.base.database import Database
from parrainage_desktop.base.i18n import in_language
from parrainage_desktop.ui.garbage import take_out

pytest_plugins = ["tests.stores"]
NOW = datetime(2026, 11, 14, 10, 42, tzinfo=UTC)


@pytest.fixture(autouse=True, scope="session")
def _garbage_stays() -> Iterator[None]:
    """Let no thread of a job end a widget, as in the program itself."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def _garbage_goes(_garbage_stays: None) -> Iterator[None]:
    """Take it out between two tests, in the thread that made it."""
    yield
    take_out()


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test out of the person's own folders and settings."""
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        folder = tmp_path / "home" / name.lower()
        folder.mkdir(parents=True)
        monkeypatch.setenv(name, str(folder))
    monkeypatch.delenv("PARRAINAGE_STORE", raising=False)


@pytest.fixture(autouse=True)
def _known_language() -> Iterator[None]:
    """Start every test in English, whatever the one before spoke."""
    with in_language("en"):
        yield


@pytest.fixture(autouse=True)
def _trusted_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask nobody about this computer's date: the shops of the tests live in November 2026 for ever."""
    monkeypatch.setattr(SystemClock, "sure", True)


@pytest.fixture
def clock() -> SetClock:
    """A clock at Saturday 14 November 2026, 10:42 UTC (11:42 in Paris), moved only by the test."""
    return SetClock(NOW)


@pytest.fixture
def db(tmp_path: Path, clock: SetClock) -> Iterator[Database]:
    """An empty store of a shop in Paris, in a file of its own."""
    database = Database.create(tmp_path / "shop.db", "Europe/Paris", clock)
    yield database
    database.close()


@pytest.fixture
def french() -> Iterator[None]:
    """Speak French for the length of a test."""
    with in_language("fr"):
        yield


@pytest.fixture
def english() -> Iterator[None]:
    """Speak English for the length of a test."""
    with in_language("en"):
        yield
