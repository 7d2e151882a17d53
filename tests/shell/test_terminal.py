"""The way in from a terminal: its options anywhere, one JSON document always, statuses as promised."""

import json
import logging
import os
import re
import sqlite3
import subprocess
import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import NoReturn

import pytest

from parrainage_desktop.__main__ import main
from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.base.i18n import in_language
from parrainage_desktop.base.progress import Cancelled
from parrainage_desktop.base.terminal import Session
from parrainage_desktop.shell import terminal
from parrainage_desktop.surveys import commands as surveys
from tests.console import Console, opened, person, rewarded

ROOT = Path(__file__).resolve().parents[2]
COMMON = {"--help", "--store", "--lang", "--json", "--staff", "--till", "--date-is-right"}


def options_by_command(parser: ArgumentParser, *words: str) -> dict[tuple[str, ...], set[str]]:
    """Every command the program understands, with the options of its own."""
    groups = [action for action in parser._actions if isinstance(action, _SubParsersAction)]
    if not groups:
        long = {name for action in parser._actions for name in action.option_strings if name.startswith("--")}
        return {words: long - COMMON}
    found: dict[tuple[str, ...], set[str]] = {}
    for name, below in groups[0].choices.items():
        found |= options_by_command(below, *words, name)
    return found


OPTIONS = options_by_command(terminal.parser())
COMMANDS = sorted(OPTIONS)


@pytest.fixture
def shop(tmp_path: Path, clock: SetClock) -> Console:
    """A shop that speaks English."""
    return opened(tmp_path, clock)


@pytest.fixture
def quiet_log() -> Iterator[None]:
    """Close the log a bug opened."""
    yield
    root = logging.getLogger()
    for handler in [one for one in root.handlers if isinstance(one, logging.FileHandler)]:
        root.removeHandler(handler)
        handler.close()


def program(*words: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "parrainage_desktop", *words],
        cwd=ROOT, env={**os.environ, "HOME": str(folder), **environment}, capture_output=True, timeout=60,
        check=False,
    )  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_explains_itself(words: tuple[str, ...], language: str, shop: Console) -> None:
    printed = shop.run("--lang", language, *words, "--help")
    assert (printed.status, printed.err) == (0, "")
    assert printed.out.startswith({"fr": "utilisation\u00a0: ", "en": "usage: "}[language] + "parrainage")
    assert shop.run(*words, "--help", "--json").data["help"].startswith("usage: parrainage")


def words_to_fill_in(parser: ArgumentParser, *words: str) -> Iterator[tuple[str, str]]:
    """Every word in capitals that help shows in the place of a value, after its command and option."""
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            for name, below in action.choices.items():
                yield from words_to_fill_in(below, *words, name)
        elif isinstance(action.metavar, str) and action.metavar.isupper():
            yield " ".join((*words, *action.option_strings, action.dest)), action.metavar


ALIKE = {"CODE", "DATE", "FORMAT", "SITE", "ID", "MM", "N", "URL"}
"""What is written so in both languages."""


def test_no_french_help_asks_for_a_value_in_english() -> None:
    found = []
    for language in ("en", "fr"):
        with in_language(language):
            found.append(dict(words_to_fill_in(terminal.parser())))
    english, french = found
    assert english.keys() == french.keys()
    assert {place: word for place, word in french.items() if word == english[place] and word not in ALIKE} == {}


def test_the_manual_has_every_command_with_all_its_options_and_nothing_else() -> None:
    manual = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    cell = r"((?:[^|\\]|\\.)*)\|"
    rows = re.findall(r"^\| `([a-z]+(?: [a-z]+)?)\b" + cell + cell, manual, re.MULTILINE)
    told = {tuple(words.split(" ")): set(re.findall(r"--[a-z-]+", how + what)) for words, how, what in rows}
    assert told == OPTIONS


def test_global_options_stand_before_and_after_the_command(shop: Console) -> None:
    store = str(shop.store)
    for words in (
        ("--json", "--store", store, "--staff", "Ana", "--till", "T1", "surveys", "record", "--anonymous", "9"),
        ("surveys", "--json", "--staff=Ana", "record", "--till=T1", "--store", store, "--anonymous", "9"),
        ("surveys", "record", "--anonymous", "9", "--json", f"--store={store}", "--staff", "Ana", "--till", "T1"),
    ):
        assert shop.run(*words).data["category"] == "promoter"
    entries = shop.ask("journal", "list")["entries"][-3:]
    assert {(entry["staff"], entry["till"]) for entry in entries} == {("Ana", "T1")}


def test_the_one_nearer_the_command_wins(shop: Console) -> None:
    printed = shop.run("--store", "/nowhere", "surveys", "score", "--json", "--store", str(shop.store))
    assert printed.status == 0


def test_somebody_is_always_named(shop: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "nora")
    monkeypatch.setattr("socket.gethostname", lambda: "till-3")
    shop.say("surveys", "record", "--anonymous", "9")
    entry = shop.ask("journal", "list")["entries"][-1]
    assert (entry["staff"], entry["till"]) == ("nora", "till-3")


def test_the_store_comes_from_the_environment_and_else_from_the_persons_folder(
    shop: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "shop.db" in shop.run("--json", "surveys", "score").data["message"]
    monkeypatch.setenv("PARRAINAGE_STORE", str(shop.store))
    assert shop.run("--json", "surveys", "score").data["answers"] == 0


def test_the_language_is_the_one_asked_for_else_the_shops_else_the_computers(
    tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    french = opened(tmp_path, clock, "fr")
    assert french.say("surveys", "score").out == "Aucun avis, pas de score.\n"
    assert french.say("surveys", "score", "--lang", "en").out == "No answer, no score.\n"
    nowhere = Console(tmp_path / "none.db", clock)
    assert nowhere.say("surveys", "score").err.startswith("There is no store")
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    assert nowhere.say("surveys", "score").err.startswith("Il n’y a pas de données")
    assert nowhere.say("surveys", "score", "--lang=en").err.startswith("There is no store")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("frobnicate",), "There is no command “frobnicate”."),
        (("vouchers", "frobnicate"), "There is no command “frobnicate”."),
        (("vouchers",), "Missing: COMMAND."),
        (("vouchers", "check"), "Missing: CODE."),
        (("vouchers", "check", "a", "b"), "Not understood: b."),
        (("vouchers", "check", "a", "--frob"), "Not understood: --frob."),
        (("vouchers", "check", "a", "--purchase"), "--purchase needs a value."),
        (("vouchers", "check", "a", "--json=yes"), "--json takes no value."),
        (("doctor", "--stor=x"), "Not understood: --stor=x."),
        (("--lang", "de", "doctor"), "“de” is not one of fr, en."),
        (("--demo", "doctor"), "--demo opens the window"),
        ((), "A command is needed."),
        (("--staff", "x" * 81, "doctor"), "Too long"),
    ],
)
def test_wrong_usage_is_one_sentence(shop: Console, words: tuple[str, ...], sentence: str) -> None:
    printed = shop.run("--json", *words)
    assert (printed.status, printed.data["error"]) == (2, "usage")
    assert sentence in printed.data["message"]
    assert printed.err == printed.data["message"] + "\n"


def test_wrong_usage_speaks_french(shop: Console) -> None:
    printed = shop.run("--lang", "fr", "vouchers", "check")
    assert (printed.status, printed.out) == (2, "")
    assert printed.err == "Il manque\u00a0: CODE. Voir parrainage vouchers check --help.\n"


def test_json_after_a_bare_dash_is_a_value(shop: Console) -> None:
    printed = shop.say("customers", "find", "--", "--json")
    assert (printed.status, printed.out) == (0, "0 people found.\n")


def test_the_version_is_said(shop: Console) -> None:
    assert shop.run("--version").out.startswith("parrainage 0.")
    assert set(shop.run("--version", "--json").data) == {"version"}


def a_newer_store(path: Path) -> None:
    """A store that a later version wrote."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("store_missing", None),
        ("store_empty", b""),
        ("store_foreign", b"PK\x03\x04 not a database at all" * 20),
        ("store_foreign", b"SQLite format 3\x00" + bytes(84)),
    ],
)
def test_a_store_that_is_none_ends_with_4(
    tmp_path: Path, clock: SetClock, kind: str, content: bytes | None
) -> None:
    console = Console(tmp_path / "shop.db", clock)
    if content is not None:
        console.store.write_bytes(content)
    for words in (("surveys", "score"), ("customers", "add", "--name", "Ana")):
        assert console.refused(4, *words)["error"] == kind
    assert console.store.exists() is (content is not None)


def test_a_newer_store_and_a_folder_are_left_alone(shop: Console) -> None:
    a_newer_store(shop.store)
    before = shop.store.read_bytes()
    assert shop.refused(4, "surveys", "score")["error"] == "store_newer"
    assert shop.store.read_bytes() == before
    folder = Console(shop.store.parent, shop.clock)
    assert folder.refused(4, "surveys", "score")["error"] == "store_unreadable"


@pytest.mark.parametrize("place", ["mysql://host/x", "postgresql+psycopg://u@h:port/x", "https://example.org"])
def test_a_server_nobody_can_talk_to_ends_with_4(clock: SetClock, tmp_path: Path, place: str) -> None:
    console = Console(tmp_path, clock)
    assert console.run("--json", "--store", place, "surveys", "score").data["error"] == "store_unsupported"


def test_a_damaged_store_ends_with_4(shop: Console) -> None:
    for number in range(30):
        person(shop, f"Person {number}")
    whole = bytearray(shop.store.read_bytes())
    whole[4_096:] = b"\xff" * (len(whole) - 4_096)
    shop.store.write_bytes(whole)
    printed = shop.say("--json", "customers", "find", "person")
    assert (printed.status, printed.data["error"]) == (4, "store_damaged")


@pytest.mark.skipif(sys.platform != "win32" and os.geteuid() == 0, reason="nothing is read-only to root")
def test_a_store_that_can_only_be_read_ends_with_4(shop: Console) -> None:
    shop.store.chmod(0o400)
    shop.store.parent.chmod(0o500)
    try:
        assert shop.refused(4, "customers", "add", "--name", "Ana")["error"] == "store_readonly"
    finally:
        shop.store.parent.chmod(0o700)


@pytest.mark.usefixtures("quiet_log")
def test_a_bug_is_one_sentence_and_a_line_in_the_log(
    shop: Console, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(_session: Session, _given: Namespace) -> NoReturn:
        raise RuntimeError("oh no")

    monkeypatch.setattr(surveys, "score", broken)
    printed = shop.say("--json", "surveys", "score")
    assert (printed.status, printed.data["error"]) == (1, "bug")
    assert "Traceback" not in printed.out + printed.err
    log = next(tmp_path.rglob("parrainage.log"))
    assert "oh no" in log.read_text(encoding="utf-8")


@pytest.mark.parametrize("thrown", [KeyboardInterrupt, Cancelled])
def test_stopping_is_quiet(shop: Console, monkeypatch: pytest.MonkeyPatch, thrown: type[BaseException]) -> None:
    def stopped(_session: Session, _given: Namespace) -> NoReturn:
        raise thrown

    monkeypatch.setattr(surveys, "score", stopped)
    printed = shop.say("--json", "surveys", "score")
    assert (printed.status, printed.data["error"]) == (130, "interrupted")


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ([], (None, False, None)),
        (["--demo", "--lang", "fr"], (None, True, "fr")),
        (["--store", "x.db", "--staff=Ana", "--till", "2"], ("x.db", False, None)),
        (["--lang=en"], (None, False, "en")),
    ],
)
def test_without_a_command_the_window_opens(
    monkeypatch: pytest.MonkeyPatch, words: list[str], asked: tuple[str | None, bool, str | None]
) -> None:
    start = ModuleType("parrainage_desktop.shell.start")
    start.run_window = lambda *how: {asked: 7}.get(how, 0)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "parrainage_desktop.shell.start", start)
    assert main(words) == 7


@pytest.mark.parametrize(
    "words", [["--json"], ["--lang", "de"], ["--store"], ["--demo=yes"], ["--demo", "doctor"], ["--frob"]]
)
def test_mistakes_are_for_the_terminal(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert capsys.readouterr().err


def test_a_computer_without_windows_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "parrainage_desktop.shell.start", None)
    assert main(["--lang", "en"]) == 4
    assert "parrainage --help" in capsys.readouterr().err


def test_the_window_waits_for_no_command_to_load(tmp_path: Path) -> None:
    script = "import sys, parrainage_desktop.__main__ as m; m.window([]); print('sqlalchemy' in sys.modules)"
    printed = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True)
    assert printed.stdout.strip() == b"False"


def test_the_front_door_is_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("parrainage ")


def test_json_survives_any_terminal(shop: Console, tmp_path: Path) -> None:
    person(shop, "Zoé 🙂 Lefèvre")
    for encoding in ("utf-8", "ascii", "cp1252"):
        printed = program(
            "--store", str(shop.store), "--json", "customers", "find", "zoe", folder=tmp_path,
            PYTHONIOENCODING=encoding,
        )  # fmt: skip
        assert printed.returncode == 0
        assert json.loads(printed.stdout.decode(encoding))["customers"][0]["name"] == "Zoé 🙂 Lefèvre"
        plain = program(
            "--store", str(shop.store), "customers", "find", "zoe", folder=tmp_path, PYTHONIOENCODING=encoding
        )
        assert (plain.returncode, plain.stderr) == (0, b"")


def test_a_process_keeps_its_promises(shop: Console, tmp_path: Path) -> None:
    refused = program(
        "--store", str(shop.store), "--json", "vouchers", "check", "3017620422003", folder=tmp_path
    )
    assert (refused.returncode, json.loads(refused.stdout)["refused"]) == (3, "other_shop")
    wrong = program("vouchers", "check", "--lang", "en", folder=tmp_path)
    assert (wrong.returncode, wrong.stdout) == (2, b"")
    missing = program("--store", str(tmp_path / "none.db"), "doctor", folder=tmp_path)
    assert missing.returncode == 4
    assert b"Traceback" not in refused.stderr + wrong.stderr + missing.stderr


def test_tills_that_press_at_the_same_moment_honour_a_voucher_once(tmp_path: Path) -> None:
    shop = opened(tmp_path, SetClock(datetime.now(UTC) - timedelta(days=2)))
    code = rewarded(shop)["referee"]
    words = ["-m", "parrainage_desktop", "--store", str(shop.store), "--json", "vouchers", "redeem", code]
    tills = [
        subprocess.Popen([sys.executable, *words, "--till", f"till {n}"], cwd=ROOT, stdout=subprocess.PIPE)
        for n in range(6)
    ]
    answers = [json.loads(till.communicate(timeout=60)[0]) for till in tills]
    assert sorted(till.returncode for till in tills) == [0, 3, 3, 3, 3, 3]
    winner = next(answer for answer in answers if "accepted_cents" in answer)
    assert {answer["till"] for answer in answers} == {winner["till"]}


def test_a_process_asks_about_a_date_far_past_the_last_entry_and_takes_an_answer(tmp_path: Path) -> None:
    shop = opened(tmp_path, SetClock(datetime.now(UTC) - timedelta(days=60)))
    words = ("--store", str(shop.store), "--json", "--lang", "en", "surveys", "record", "--anonymous", "9")
    doubted = program(*words, folder=tmp_path)
    said = json.loads(doubted.stdout)
    assert (doubted.returncode, said["error"]) == (4, "clock_ahead")
    assert "the last entry is of" in said["message"]
    assert said["message"].endswith("If the date is right, add --date-is-right.")
    read = program("--store", str(shop.store), "--json", "surveys", "score", folder=tmp_path)
    assert (read.returncode, json.loads(read.stdout)["answers"]) == (0, 0)
    assert program(*words, "--date-is-right", folder=tmp_path).returncode == 0
    assert program(*words, folder=tmp_path).returncode == 0


def test_a_bad_byte_in_a_word_is_no_bug(shop: Console, tmp_path: Path) -> None:
    printed = subprocess.run(
        [sys.executable.encode(), b"-m", b"parrainage_desktop", b"--store", str(shop.store).encode(), b"--json",
         b"customers", b"show", b"caf\xe9"],
        cwd=ROOT, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert (printed.returncode, json.loads(printed.stdout)["refused"]) == (3, "customer_unknown")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end differently there")
def test_a_reader_who_leaves_is_no_error(shop: Console, tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as nobody:
        printed = subprocess.run(
            [sys.executable, "-m", "parrainage_desktop", "--store", str(shop.store), "--json", "journal", "list"],
            cwd=ROOT, stdout=nobody, stderr=subprocess.PIPE, timeout=60, check=False,
        )  # fmt: skip
    assert (printed.returncode, printed.stderr) == (0, b"")
