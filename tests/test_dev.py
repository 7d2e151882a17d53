"""dev.py: what it says is missing, what it installs, and whose exit status it gives."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import dev

SIX = ["libegl1", "libgl1", "libglib2.0-0", "libfontconfig1", "libdbus-1-3", "libxkbcommon0"]
FIVE = ["libxcb-cursor0", "libxkbcommon-x11-0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0"]


def without(monkeypatch: pytest.MonkeyPatch, *libraries: str) -> None:
    """Pretend to be on Linux without these libraries."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(dev, "opens", lambda library: library not in libraries)


def test_tests_need_six_packages_and_a_window_eleven() -> None:
    assert dev.debian_packages(list(dev.OFFSCREEN), True) == SIX
    assert dev.debian_packages([*dev.OFFSCREEN, *dev.WINDOW], True) == SIX + FIVE


def test_a_python_without_ensurepip_needs_the_venv_package() -> None:
    assert dev.debian_packages(["libEGL.so.1"], False) == ["python3-venv", "libegl1"]


def test_only_what_does_not_open_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "libxcb-cursor.so.0", "libGL.so.1")
    assert dev.missing_libraries(dev.OFFSCREEN) == ["libGL.so.1"]
    assert dev.missing_libraries({**dev.OFFSCREEN, **dev.WINDOW}) == ["libGL.so.1", "libxcb-cursor.so.0"]


def test_nothing_is_asked_of_a_system_that_is_not_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, *dev.OFFSCREEN)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert dev.missing_libraries(dev.OFFSCREEN) == []


def test_another_linux_is_told_the_names_and_stopped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    without(monkeypatch, "libEGL.so.1")
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert dev.system_packages(dev.OFFSCREEN, yes=True) == 1
    assert "libEGL.so.1" in capsys.readouterr().err


def test_debian_without_a_yes_is_told_the_line_and_stopped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    without(monkeypatch, "libEGL.so.1", "libxcb-shape.so.0")
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(dev, "may_install", lambda yes: False)
    assert dev.system_packages({**dev.OFFSCREEN, **dev.WINDOW}, yes=False) == 1
    assert "sudo apt-get install --no-install-recommends libegl1 libxcb-shape0\n" in capsys.readouterr().err


def test_a_yes_installs_after_refreshing_the_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[list[str]] = []

    def apt(command: list[str], **_: object) -> int:
        steps.append(command[command.index("DPkg::Lock::Timeout=300") + 1 :])
        monkeypatch.setattr(dev, "opens", lambda library: True)
        return 0

    without(monkeypatch, "libEGL.so.1")
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(subprocess, "call", apt)
    assert dev.system_packages(dev.OFFSCREEN, yes=True) == 0
    assert steps == [["update"], ["install", "-y", "--no-install-recommends", "libegl1"]]


def test_an_install_that_does_not_help_is_not_called_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    without(monkeypatch, "libEGL.so.1")
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(dev, "install", lambda packages: True)
    assert dev.system_packages(dev.OFFSCREEN, yes=True) == 1
    assert "still missing: libEGL.so.1" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="signals are a POSIX matter")
def test_a_crash_after_the_last_test_is_a_failure() -> None:
    crash = [sys.executable, "-c", "print('240 passed', flush=True); import os; os.kill(os.getpid(), 6)"]
    assert dev.status(crash) == 128 + 6


def test_every_gate_runs_and_the_first_failure_is_the_status(capfd: pytest.CaptureFixture[str]) -> None:
    def leaving(code: int) -> list[str]:
        return [sys.executable, "-c", f"import sys; print('gate', {code}, flush=True); sys.exit({code})"]

    assert dev.run_gates([("a", leaving(0)), ("b", leaving(5)), ("c", leaving(3))]) == 5
    out = capfd.readouterr().out
    assert [line for line in out.splitlines() if line.startswith("== ")] == [
        "== a", "== b", "== b: FAILED with status 5", "== c", "== c: FAILED with status 3",
    ]  # fmt: skip
    assert "gate 3" in out


def test_another_environment_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME", "PIP_USER"):
        monkeypatch.setenv(name, "elsewhere")
    assert not {"VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME", "PIP_USER"} & set(dev.clean_environment())


def test_pip_settings_reach_uv_the_strongest_source_first(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = (
        "global.index-url='file:///srv/one'\ninstall.index-url='file:///srv/two'\n"
        ":env:.find-links='/srv/a /srv/b'\nglobal.cert='/etc/ca.pem'\n"
    )
    for name in ("UV_DEFAULT_INDEX", "UV_FIND_LINKS", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(dev, "pip_settings", lambda: dev.parse_pip_settings(shown))
    found = dev.pip_as_uv()
    assert found["UV_DEFAULT_INDEX"] == "file:///srv/two"
    assert found["UV_FIND_LINKS"] == "/srv/a,/srv/b"
    assert found["SSL_CERT_FILE"] == "/etc/ca.pem"


def test_the_lock_pins_everything_by_hash_and_names_no_address() -> None:
    lines = dev.LOCK.read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if "//" in line or line.startswith(("-", "#"))]
    pins = [i for i, line in enumerate(lines) if "==" in line and not line.startswith(" ")]
    assert len(pins) > 40
    assert all("--hash=sha256:" in lines[i + 1] for i in pins)


def test_one_library_can_be_taken_out_of_the_lock() -> None:
    lines = dev.locked("uv").splitlines()
    assert lines[0].startswith("uv==")
    assert lines[1:]
    assert all(line.startswith("    --hash=sha256:") for line in lines[1:])
    assert not lines[-1].endswith("\\")


def test_wrong_usage_is_status_2() -> None:
    script = Path(dev.__file__)
    for words in ([], ["fly"]):
        command = [sys.executable, str(script), *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert "python3 dev.py" in done.stdout
