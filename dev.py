#!/usr/bin/env python3
"""Set up, run and check the program, one command each; needs nothing but Python 3.11 or newer.

`python3 dev.py run` opens the window and `python3 dev.py test` runs every check. On a Debian-like system the
missing system packages are named and, as root or with sudo and a yes, installed.
"""

from __future__ import annotations

import ast
import ctypes
import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / ".stamp"

# What Qt opens at start, and the Debian package that holds it. The first six are enough off-screen.
OFFSCREEN = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}

COMMANDS = {
    "run": "open the window (what follows goes to the program: dev.py run doctor)",
    "demo": "open the window on a throw-away demonstration shop",
    "test": "every check, then the tests (what follows goes to pytest: dev.py test -k codes)",
    "check": "the checks without the tests: style, types, imports, texts",
    "bench": "the speed measurements",
    "setup": "only prepare .venv",
    "catalogues": "collect the texts again into i18n/ after changing them",
    "lock": "choose library versions again and write requirements.lock",
}


def main(arguments: list[str]) -> int:
    """Run one command and give its exit status; 2 for wrong usage."""
    yes = "--yes" in arguments or os.environ.get("CI") == "true"
    words = [word for word in arguments if word != "--yes"]
    if not words or words[0] not in COMMANDS:
        return usage()
    if sys.version_info < (3, 11):  # noqa: UP036  whoever starts this file may well have an older one
        return stop(f"Python 3.11 or newer is needed; this is {platform.python_version()}.")
    command, rest = words[0], words[1:]
    needed = {**OFFSCREEN, **WINDOW} if command in ("run", "demo", "setup") else OFFSCREEN
    return system_packages(needed, yes) or prepare() or perform(command, rest)


def usage() -> int:
    """Print the commands."""
    print("usage: python3 dev.py [--yes] COMMAND ...\n")
    for name, meaning in COMMANDS.items():
        print(f"  {name:<11}{meaning}")
    print("\n  --yes      install missing Debian packages without asking")
    return 2


def stop(message: str) -> int:
    """Say on standard error why nothing more is done."""
    print(f"dev.py: {message}", file=sys.stderr)
    return 1


def say(message: str) -> None:
    """Print one progress line at once, also into a pipe; standard output stays the program's own."""
    print(f"dev.py: {message}", file=sys.stderr, flush=True)


# The system's own packages


def opens(library: str) -> bool:
    """Whether the system's loader finds this shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_libraries(needed: dict[str, str]) -> list[str]:
    """The shared libraries that do not open, on Linux; elsewhere the Qt wheel brings its own."""
    if not sys.platform.startswith("linux"):
        return []
    return [library for library in needed if not opens(library)]


def debian_packages(libraries: list[str], has_ensurepip: bool) -> list[str]:
    """The Debian packages that bring these libraries, and Python's venv part when it is cut off."""
    known = {**OFFSCREEN, **WINDOW}
    venv = [] if has_ensurepip else ["python3-venv"]
    return venv + [known[library] for library in libraries]


def has_ensurepip() -> bool:
    """Whether this Python can put pip into a new venv; Debian ships that part separately."""
    return importlib.util.find_spec("ensurepip") is not None


def system_packages(needed: dict[str, str], yes: bool) -> int:
    """Make sure the system has what is needed: 0 when it has, 1 after saying what to install."""
    libraries = missing_libraries(needed)
    if not libraries and has_ensurepip():
        return 0
    if not shutil.which("apt-get"):
        names = libraries + ([] if has_ensurepip() else ["Python's ensurepip module"])
        return stop("please install these with your system's own tool: {}".format(", ".join(names)))
    packages = debian_packages(libraries, has_ensurepip())
    line = "apt-get install --no-install-recommends " + " ".join(packages)
    say(f"missing system packages; the line that installs them:\n\n  sudo {line}\n")
    if not (may_install(yes) and install(packages)):
        return stop("install them with that line, then run this command again.")
    importlib.invalidate_caches()
    left = missing_libraries(needed) + ([] if has_ensurepip() else ["ensurepip"])
    return stop("still missing: {}".format(", ".join(left))) if left else 0


def may_install(yes: bool) -> bool:
    """Whether to install now: root may, others need sudo; both need a yes, given before or typed."""
    if not is_root() and not shutil.which("sudo"):
        return False
    if yes:
        return True
    if not sys.stdin or not sys.stdin.isatty():
        return False
    return input("Install them now? [y/N] ").strip().lower() in ("y", "yes", "o", "oui")


def is_root() -> bool:
    """Whether this process may install without sudo."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def install(packages: list[str]) -> bool:
    """Install Debian packages, lists refreshed first; whether it worked."""
    interactive = bool(sys.stdin) and sys.stdin.isatty()
    prefix = [] if is_root() else ["sudo"] + ([] if interactive else ["-n"])
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=300"]
    steps = (["update"], ["install", "-y", "--no-install-recommends", *packages])
    # apt talks on standard output, which belongs to the program (think of `run … --json`).
    return all(subprocess.call([*apt, *step], stdout=sys.stderr) == 0 for step in steps)


# The virtual environment


def clean_environment() -> dict[str, str]:
    """The caller's environment without what another Python or another venv left in it."""
    dropped = {"VIRTUAL_ENV", "CONDA_PREFIX", "PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP"}
    dropped |= {"__PYVENV_LAUNCHER__", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT"}
    dropped |= {"PIP_REQUIRE_VIRTUALENV", "UV_PYTHON", "UV_PROJECT_ENVIRONMENT"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    kept["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    return kept


def prepare() -> int:
    """Bring .venv to what the lock says and compile the catalogues; 0 when ready."""
    try:
        if read(STAMP) != fingerprint():
            build_environment()
            STAMP.write_text(fingerprint(), encoding="utf-8")
        if catalogues_stale():
            tool("catalogues.py", "compile")
    except subprocess.CalledProcessError as error:
        command = " ".join(Path(str(part)).name if i == 0 else str(part) for i, part in enumerate(error.cmd))
        return stop(f"set-up stopped: {command} ended with status {error.returncode}.")
    except OSError as error:
        return stop(f"set-up stopped: {error}")
    return 0


def fingerprint() -> str:
    """What .venv depends on: the lock, the project file and this Python."""
    digest = hashlib.sha256(LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes())
    return f"{digest.hexdigest()} {sys.version} {sys.base_prefix} {ROOT}"


def read(path: Path) -> str:
    """A small file's text, or nothing when it is not there."""
    return path.read_text(encoding="utf-8") if path.exists() else ""


def build_environment() -> None:
    """Make or repair .venv, with exactly the locked libraries and the program itself in it."""
    say("setting up .venv (the first time downloads about 150 MB)")
    fresh = [] if same_python() else ["--clear"]
    call([sys.executable, "-m", "venv", *fresh, str(VENV)])
    install_uv()
    uv("pip", "sync", "--require-hashes", "--compile-bytecode", str(LOCK))
    uv("pip", "install", "--no-deps", "--no-build-isolation", "--offline", "--editable", str(ROOT))


def same_python() -> bool:
    """Whether .venv was made by this very version of Python and still starts."""
    settings = read(VENV / "pyvenv.cfg").replace("version_info", "version")
    known = f"version = {platform.python_version()}" in settings.splitlines()
    return known and subprocess.call([str(PYTHON), "-c", ""], env=clean_environment()) == 0


def install_uv() -> None:
    """Put the locked uv into .venv, checked against its hashes like everything else."""
    wanted = locked("uv")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "uv.lock"
        file.write_text(wanted, encoding="utf-8")
        pip = [str(PYTHON), "-m", "pip", "--quiet", "install", "--no-deps", "--require-hashes"]
        call([*pip, "--requirement", str(file)])


def locked(name: str) -> str:
    """One library's lines of the lock, hashes included."""
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(f"{name}=="))
    end = next((i for i in range(start + 1, len(lines)) if not lines[i].startswith(" ")), len(lines))
    return "\n".join(lines[start:end]) + "\n"


def uv(*arguments: str) -> None:
    """Run uv on .venv, asking the same package index that pip would ask."""
    call([str(BIN / "uv"), "--quiet", "--no-config", *arguments], {**pip_as_uv(), "VIRTUAL_ENV": str(VENV)})


def pip_as_uv() -> dict[str, str]:
    """The machine's pip settings (environment, user, system) as uv reads them; uv's own settings win."""
    names = {
        "index-url": "UV_DEFAULT_INDEX",
        "extra-index-url": "UV_INDEX",
        "find-links": "UV_FIND_LINKS",
        "trusted-host": "UV_INSECURE_HOST",
        "cert": "SSL_CERT_FILE",
        "proxy": "ALL_PROXY",
        "no-index": "UV_NO_INDEX",
    }
    settings = pip_settings()
    found = {uv_name: settings[name] for name, uv_name in names.items() if settings.get(name)}
    found["UV_FIND_LINKS"] = ",".join(found.get("UV_FIND_LINKS", "").split())
    # pip looks at every index and trusts the system's certificates; the hashes keep both safe.
    found |= {"UV_INDEX_STRATEGY": "unsafe-best-match", "UV_SYSTEM_CERTS": "true", "UV_LINK_MODE": "copy"}
    if not cache_writable():
        found["UV_NO_CACHE"] = "true"
    return {name: value for name, value in found.items() if value and name not in os.environ}


def pip_settings() -> dict[str, str]:
    """What pip is told by its files and PIP_ variables; the strongest source wins."""
    shown = subprocess.run(
        [str(PYTHON), "-m", "pip", "config", "list"],
        env=clean_environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False,
    ).stdout  # fmt: skip
    return parse_pip_settings(shown)


def parse_pip_settings(shown: str) -> dict[str, str]:
    """Read `pip config list`: lines such as global.index-url='…'; environment over install over global."""
    settings: dict[str, str] = {}
    for section in ("global.", "install.", ":env:."):
        for line in shown.splitlines():
            name, _, value = line.partition("=")
            if name.startswith(section):
                settings[name[len(section) :]] = " ".join(str(ast.literal_eval(value)).split())
    return settings


def cache_writable() -> bool:
    """Whether uv can keep its downloads where it usually does."""
    folder = Path(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"))
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return os.access(folder, os.W_OK)


def call(command: list[str], extra: dict[str, str] | None = None) -> None:
    """Run a set-up step, its words on standard error; CalledProcessError when it fails."""
    environment = {**clean_environment(), **(extra or {})}
    subprocess.run(command, env=environment, stdout=sys.stderr, check=True, cwd=ROOT)


# The texts


def catalogues_stale() -> bool:
    """Whether a compiled catalogue is missing or older than its text."""
    texts = ROOT.glob("i18n/*/LC_MESSAGES/*.po")
    return any(not built.exists() or built.stat().st_mtime < po.stat().st_mtime
               for po in texts for built in [po.with_suffix(".mo")])  # fmt: skip


def tool(name: str, *arguments: str) -> None:
    """Run one of the scripts in packaging/; CalledProcessError when it fails."""
    call([str(PYTHON), str(ROOT / "packaging" / name), *arguments])


# The commands


def perform(command: str, rest: list[str]) -> int:
    """Do what the command says, everything being ready."""
    if command in ("run", "demo"):
        first = ["--demo"] if command == "demo" else []
        return status([str(PYTHON), "-m", "parrainage_desktop", *first, *rest], cwd=None)
    if command == "test":
        return run_gates([*gates(), ("tests", [str(PYTHON), "-m", "pytest", *rest])])
    if command == "check":
        return run_gates(gates())
    if command == "bench":
        return status([str(PYTHON), "-m", "tests.benchmarks", *rest], off_screen())
    if command == "catalogues":
        return status([str(PYTHON), "packaging/catalogues.py", "update"])
    return relock() if command == "lock" else 0


def gates() -> list[tuple[str, list[str]]]:
    """Every check but the tests: its heading and its command."""
    tree = [part for part in ("parrainage_desktop", "tests", "packaging", "dev.py") if (ROOT / part).exists()]
    return [
        ("style (ruff)", [str(BIN / "ruff"), "check", *tree]),
        ("types (mypy --strict)", [str(BIN / "mypy"), "--strict", *tree]),
        ("imports (import-linter)", [str(BIN / "lint-imports")]),
        ("texts (catalogues)", [str(PYTHON), "packaging/catalogues.py", "check"]),
    ]


def run_gates(wanted: list[tuple[str, list[str]]]) -> int:
    """Run all of them, whatever fails; the status is the first failure's own."""
    first = 0
    for heading, command in wanted:
        print(f"\n== {heading}", flush=True)
        result = status(command, off_screen())
        if result:
            print(f"== {heading}: FAILED with status {result}", flush=True)
        first = first or result
    return first


def off_screen() -> dict[str, str]:
    """Qt draws into memory, so that checks need no screen."""
    return {"QT_QPA_PLATFORM": "offscreen"}


def status(command: list[str], extra: dict[str, str] | None = None, cwd: Path | None = ROOT) -> int:
    """Run a command and give its exit status; a crash by signal n is 128 + n, as in a shell."""
    try:
        result = subprocess.call(command, env={**clean_environment(), **(extra or {})}, cwd=cwd)
    except KeyboardInterrupt:
        return 130
    return result if result >= 0 else 128 - result


def relock() -> int:
    """Write requirements.lock again: newest allowed versions for every system, hashes, no addresses."""
    options = ["--universal", "--generate-hashes", "--group", "dev", "--python-version", "3.11", "--upgrade"]
    plain = ["--no-header", "--no-annotate", "--output-file", str(LOCK)]
    try:
        uv("pip", "compile", *options, *plain, "pyproject.toml")
    except subprocess.CalledProcessError as error:
        return error.returncode
    return prepare()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
