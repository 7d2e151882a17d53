"""An open shop in its frame: screens built when first shown, kept up to date, and joined to each other."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.shell.badges import Badges
from parrainage_desktop.shell.frame import Frame
from parrainage_desktop.shell.places import COUNTER, PLACES, Place
from parrainage_desktop.ui.page import Page
from parrainage_desktop.ui.refresh import Refresher

Memories = Mapping[str, object]
Join = Callable[[str, Page], None]


@runtime_checkable
class CounterScreen(Protocol):
    """What the window asks of the counter, from any screen."""

    def scan(self, text: str) -> None:
        """Answer a scanned code."""

    def rest(self) -> None:
        """Be ready for the next customer."""

    def welcome_friend(self, card: str = "") -> None:
        """Begin a new referral, with a card or by asking for the referrer."""

    def log_answer(self, customer_id: int | None = None) -> None:
        """Begin to log an answer, of somebody or of whoever was seen last."""

    def show_person(self, customer_id: int) -> None:
        """Show what a customer can do here."""

    def ask_for_cards(self) -> None:
        """Ask whose cards to print."""


class Desk(QObject):
    """The screens of one open store. `memories` are what earlier screens of the same names were doing.

    `kiosk_wanted` asks that customers answer on this screen: one of them, or None for whoever comes. `report_made`
    says that the report of a month was made by itself.
    """

    kiosk_wanted = Signal(object)
    report_made = Signal()

    def __init__(
        self, frame: Frame, db: Database, actor: Actor, *, memories: Memories | None = None,
        places: Sequence[Place] = PLACES,
    ) -> None:
        super().__init__(frame)
        self.frame, self.db, self.actor = frame, db, actor
        self._places = {place.key: place for place in places}
        self.join: Join = _alone
        self._memories = dict(memories or {})
        self._pages: dict[str, Page] = {}
        self._refresher = Refresher(db, self)
        self._badges = Badges(db, actor, places, frame.sidebar.show_waiting, self)
        frame.sidebar.chosen.connect(self.show_page)

    def page(self, key: str) -> Page:
        """A screen, built now if it was not there yet."""
        if key not in self._pages:
            page = self._places[key].build(self.db, self.actor)
            self._pages[key] = page
            self._refresher.watch(page)
            self.frame.screens.addWidget(page)
            if key in self._memories:
                page.remember(self._memories.pop(key))
            self.join(key, page)
        return self._pages[key]

    def show_page(self, key: str) -> Page:
        """Bring a screen to the front, and give it the keyboard."""
        page = self.page(key)
        self.frame.sidebar.choose(key)
        self.frame.screens.setCurrentWidget(page)
        focused: QWidget | None = self.frame.window().focusWidget()
        if focused is None or not page.isAncestorOf(focused):
            page.setFocus()
        return page

    def show_nth(self, number: int) -> None:
        """Bring the screen with this place in the side bar, counted from 1, to the front."""
        keys = list(self._places)
        if number <= len(keys):
            self.show_page(keys[number - 1])

    def press(self, key: int) -> None:
        """Do what a function key of the counter means, from any screen."""
        page = self.show_page(COUNTER)
        if isinstance(page, CounterScreen):
            acts: dict[Qt.Key, Callable[[], None]] = {
                Qt.Key.Key_F2: page.welcome_friend,
                Qt.Key.Key_F3: page.log_answer,
                Qt.Key.Key_F4: page.ask_for_cards,
                Qt.Key.Key_F5: page.rest,
            }
            acts[Qt.Key(key)]()

    def scan(self, text: str) -> None:
        """Give a scanned code to the screen at the front if it waits for one, else to the counter."""
        front = self._pages.get(self.current)
        if front is not None and front.take_scan(text):
            return
        page = self.show_page(COUNTER)
        if isinstance(page, CounterScreen):
            page.scan(text)

    @property
    def current(self) -> str:
        """Which screen is at the front."""
        shown = self.frame.screens.currentWidget()
        return next((key for key, page in self._pages.items() if page is shown), next(iter(self._places)))

    def memories(self) -> Memories:
        """What every screen was doing, built or not, so that another desk can go on from there."""
        return {**self._memories, **{key: page.memory() for key, page in self._pages.items()}}

    def close(self) -> None:
        """Hear no more of the store."""
        self._refresher.close()
        self._badges.close()


def _alone(_key: str, _page: Page) -> None:
    """How a screen is joined to others when there are none."""
