"""The program as a terminal sees it, run in this process with a clock that the test holds."""

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.shell import terminal


@dataclass(frozen=True)
class Printed:
    """What a command printed on either channel, and what it ended with."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        """The one JSON document on standard output; anything more or less fails."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        assert self.out.count("\n") == 1
        return found


@dataclass(frozen=True)
class Console:
    """Somebody at a terminal beside the till; `place` is the store's path or URL."""

    place: Path | str
    clock: SetClock

    @property
    def store(self) -> Path:
        """The store's file."""
        assert isinstance(self.place, Path)
        return self.place

    def run(self, *words: str) -> Printed:
        """Type words as they are."""
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n") for _channel in range(2))
        with redirect_stdout(out), redirect_stderr(err):
            status = terminal.run(words, clock=self.clock)
        return Printed(status, *(channel.buffer.getvalue().decode() for channel in (out, err)))

    def say(self, *words: str) -> Printed:
        """Type a command about the store and read plain text."""
        return self.run("--store", str(self.place), *words)

    def ask(self, *words: str) -> dict[str, Any]:
        """Type a command that must succeed, and read its JSON."""
        printed = self.say("--json", "--staff", "Nora", "--till", "Comptoir 1", *words)
        assert (printed.status, printed.err) == (0, ""), printed
        return printed.data

    def refused(self, status: int, *words: str) -> dict[str, Any]:
        """Type a command that must end with `status`, and read its JSON; no traceback ever."""
        printed = self.say("--json", "--staff", "Nora", "--till", "Comptoir 1", *words)
        assert printed.status == status, printed
        assert "Traceback" not in printed.out + printed.err
        assert printed.data["message"] in printed.err
        return printed.data


def opened(folder: Path, clock: SetClock, language: str = "en") -> Console:
    """A console at a new shop in a file."""
    return founded(Console(folder / "shop.db", clock), language)


def founded(console: Console, language: str = "en") -> Console:
    """The console, once it has a shop."""
    console.ask("init", "--shop", "Maison Lumet", "--language", language)
    return console


def person(console: Console, name: str, *words: str) -> dict[str, Any]:
    """Add somebody."""
    return console.ask("customers", "add", "--name", name, *words)


def rewarded(console: Console) -> dict[str, str]:
    """Karim brings Camille, who buys: the code of each one's voucher, by side."""
    referrer = person(console, "Karim Haddad", "--phone", "06 39 98 71 05")
    claimed = console.ask("referrals", "claim", referrer["card"], "--name", "Camille Roussel")
    bought = console.ask("purchases", "add", claimed["referee"]["card"], "--amount", "32,40")
    return {reward["side"]: reward["code"] for reward in bought["rewarded"]}
