"""What the window remembers of a person between two days: language, look, name, and where the shop was."""

import os
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QSysInfo

from parrainage_desktop.base import paths
from parrainage_desktop.base.i18n import LANGUAGES, _
from parrainage_desktop.base.writing import tidy
from parrainage_desktop.cards.rules import Placing
from parrainage_desktop.ui.theme import Look

NAME_LENGTH = 80
_A_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the window showed of a store last time, so that it can be painted before the store is open."""

    store: str = ""
    name: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class MadeReport:
    """The last month (2026-10) whose report was made by itself, and where; no path once somebody saw it."""

    month: str = ""
    path: str = ""


class Settings:
    """A small file in the person's own folder; a value nobody understands counts as not set."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = QSettings(str(file or paths.data_dir() / "window.ini"), QSettings.Format.IniFormat)

    @property
    def language(self) -> str:
        """The language chosen in the window, or nothing."""
        found = self._text("language")
        return found if found in LANGUAGES else ""

    @language.setter
    def language(self, code: str) -> None:
        self._file.setValue("language", code)

    @property
    def look(self) -> Look:
        """Light, dark, or the system's."""
        found = self._text("look")
        return Look(found) if found in {look.value for look in Look} else Look.SYSTEM

    @look.setter
    def look(self, look: Look) -> None:
        self._file.setValue("look", look.value)

    @property
    def staff(self) -> str:
        """Who stands at this till; the computer's account until somebody gave a name."""
        return self._text("staff")[:NAME_LENGTH] or _account()

    @staff.setter
    def staff(self, name: str) -> None:
        self._file.setValue("staff", tidy(name)[:NAME_LENGTH])

    @property
    def till(self) -> str:
        """Which till this is: the computer's name."""
        return QSysInfo.machineHostName()[:NAME_LENGTH]

    @property
    def printer(self) -> str:
        """The printer used last at this till, or nothing."""
        return self._text("printer")

    @printer.setter
    def printer(self, name: str) -> None:
        self._file.setValue("printer", name)

    @property
    def prints_at_once(self) -> bool:
        """Whether vouchers go straight to the printer, without being looked at."""
        return self._text("prints-at-once") == "yes"

    @prints_at_once.setter
    def prints_at_once(self, wanted: bool) -> None:
        self._file.setValue("prints-at-once", "yes" if wanted else "no")

    @property
    def voucher_format(self) -> str:
        """On what paper this till prints vouchers, or nothing for the usual."""
        return self._text("voucher-format")

    @voucher_format.setter
    def voucher_format(self, name: str) -> None:
        self._file.setValue("voucher-format", name)

    @property
    def card_sheet(self) -> str:
        """On what sheet this till prints cards, or nothing for the usual."""
        return self._text("cards/sheet")

    @card_sheet.setter
    def card_sheet(self, name: str) -> None:
        self._file.setValue("cards/sheet", name)

    @property
    def card_placing(self) -> Placing:
        """By how much this till's printer is put right; every sheet begins whole."""
        return Placing(1, _half_steps(self._text("cards/right")), _half_steps(self._text("cards/down")))

    @card_placing.setter
    def card_placing(self, placing: Placing) -> None:
        for name, distance in (("right", placing.right), ("down", placing.down)):
            self._file.setValue(f"cards/{name}", str(distance))

    @property
    def makes_reports(self) -> bool:
        """Whether the report of a month is made by itself once the month has ended."""
        return self._text("reports/by-itself") == "yes"

    @makes_reports.setter
    def makes_reports(self, wanted: bool) -> None:
        self._file.setValue("reports/by-itself", "yes" if wanted else "no")

    def made_report(self, store: str) -> MadeReport:
        """What was made of a store by itself last."""
        group = _group(store)
        month = self._text(f"{group}/month")
        return MadeReport(month, self._text(f"{group}/path")) if _A_MONTH.fullmatch(month) else MadeReport()

    def keep_made_report(self, store: str, made: MadeReport) -> None:
        """Remember what was made of a store."""
        group = _group(store)
        self._file.setValue(f"{group}/month", made.month)
        self._file.setValue(f"{group}/path", made.path)
        self._file.sync()  # or the same month is made again after a power cut

    @property
    def store(self) -> str:
        """The store chosen in the window, or nothing."""
        return self._text("store")

    @store.setter
    def store(self, where: str) -> None:
        self._file.setValue("store", where)

    @property
    def seen(self) -> Seen:
        """The shop shown last."""
        return Seen(self._text("seen/store"), self._text("seen/name"), self._text("seen/language"))

    @seen.setter
    def seen(self, seen: Seen) -> None:
        for name, value in (("store", seen.store), ("name", seen.name), ("language", seen.language)):
            self._file.setValue(f"seen/{name}", value)

    @property
    def geometry(self) -> QByteArray:
        """Where the window was."""
        found = self._file.value("geometry")
        return found if isinstance(found, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._file.setValue("geometry", geometry)

    @property
    def kiosk(self) -> tuple[str, bool]:
        """The store whose kiosk this screen is, nothing when it is none; and whether one person answered there."""
        return self._text("kiosk/store"), self._text("kiosk/handed") == "yes"

    @kiosk.setter
    def kiosk(self, kiosk: tuple[str, bool]) -> None:
        store, handed = kiosk
        self._file.setValue("kiosk/store", store)
        self._file.setValue("kiosk/handed", "yes" if handed else "")
        self._file.sync()  # the screen may be switched off at any moment

    def _text(self, name: str) -> str:
        found = self._file.value(name, "")
        return found if isinstance(found, str) else ""


def _half_steps(text: str) -> float:
    """Millimetres as they were kept; nothing for what nobody understands."""
    known = {str(step / 2): step / 2 for step in range(-20, 21)}
    return known.get(text, 0.0)


def _group(store: str) -> str:
    """Where the reports of a store are remembered: a name that any store's address fits in."""
    return f"reports/{sha256(store.encode()).hexdigest()[:16]}"


def _account() -> str:
    named = (os.environ.get(name) for name in ("LOGNAME", "USER", "USERNAME"))
    return (next(filter(None, named), None) or _("Owner"))[:NAME_LENGTH]
