"""What fills the window and when: the first start, a shop, the sample shop, or what is wrong; and who may use it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from parrainage_desktop.base import paths
from parrainage_desktop.base.errors import InvalidInput, UserError
from parrainage_desktop.base.i18n import _, language
from parrainage_desktop.shell import qt_words
from parrainage_desktop.shell.frame import Frame
from parrainage_desktop.shell.kiosk_mode import KioskMode
from parrainage_desktop.shell.one_instance import Claim
from parrainage_desktop.shell.places import PLACES, Place
from parrainage_desktop.shell.settings import Seen, Settings
from parrainage_desktop.shell.window import MainWindow
from parrainage_desktop.shell.wishes import Wishes
from parrainage_desktop.ui import jobs

if TYPE_CHECKING:
    from parrainage_desktop.preferences.rules import Shop
    from parrainage_desktop.shell.desk import Desk, Memories
    from parrainage_desktop.shell.first_start import FirstStart, Typed
    from parrainage_desktop.shell.making import Maker
    from parrainage_desktop.shell.opening import Opened
    from parrainage_desktop.shell.rules import NewShop

TITLE = "Parrainage"


class Program(QObject):
    """The running program: one window, at most one open store.

    `places` and `demo_count` are there for tests; `fixed_language` was asked for on the command line.
    """

    def __init__(
        self, app: QApplication, settings: Settings, *, fixed_language: bool = False,
        places: tuple[Place, ...] = PLACES, demo_count: int | None = None,
    ) -> None:
        super().__init__()
        self.app, self.settings = app, settings
        self.window = MainWindow(settings)
        self._places, self._demo_count = places, demo_count
        self.fixed_language = fixed_language or bool(settings.language)
        self.where = ""
        self.home = ""
        self._claim: Claim | None = None
        self._opened: Opened | None = None
        self.desk: Desk | None = None
        self._first: FirstStart | None = None
        self._folder: TemporaryDirectory[str] | None = None
        self._is_demo = False
        self.window.pressed.connect(self._press)
        self.window.wanted.connect(self._show_nth)
        self.window.scanned.connect(self._scan)
        self.wishes, self._kiosk = Wishes(self), KioskMode(self)
        app.styleHints().colorSchemeChanged.connect(self.wishes.follow_system)

    def begin(self, store: str) -> bool:
        """Fill the window for a store; False when another window has it already and was called forward."""
        self.home = self.where = store
        if self.is_missing():
            self._greet_without_store()
            return True
        if not self._take(store):
            return False
        seen = self.settings.seen
        self.show_frame(seen.name if seen.store == store else "")
        self.window.painted.connect(self.open_store, Qt.ConnectionType.SingleShotConnection)
        return True

    def begin_demo(self) -> None:
        """Build a sample shop that is thrown away at the end, and open it."""
        self._folder = TemporaryDirectory(prefix="parrainage-demo-")
        self._build_demo(Path(self._folder.name) / "demo.db")

    def close(self) -> None:
        """Let go of everything."""
        jobs.stop_all()
        self._let_go()
        if self._folder:
            self._folder.cleanup()

    def open_store(self) -> None:
        """Open the store the frame was painted for."""
        from parrainage_desktop.base.database import Actor
        from parrainage_desktop.shell import opening
        from parrainage_desktop.shell.dates import Dates

        try:
            actor = Actor(self.settings.staff, self.settings.till)
            self._opened = opening.open_shop(self.where, actor=actor)
        except UserError as error:
            self.show_trouble(error)
            return
        self._settle_language()
        if not self._kiosk.resume(self._opened.db):
            self.furnish({}, "")
        Dates(self, self._opened.db).watch()
        if self.settings.makes_reports and not self._is_demo:
            from parrainage_desktop.shell import month_end

            month_end.watch(self, self._opened.db, actor)

    def _settle_language(self) -> None:
        assert self._opened
        wanted = self._opened.shop.language
        if not self.fixed_language and wanted != language():
            qt_words.speak(self.app, wanted)
            self.show_frame(self._opened.shop.name)

    def furnish(self, memories: "Memories", current: str) -> None:
        """Put the screens of the open store into the frame."""
        from parrainage_desktop.base.database import Actor
        from parrainage_desktop.shell.desk import Desk
        from parrainage_desktop.shell.links import Links

        assert self._opened
        frame = self.show_shop(self._opened.shop)
        actor = Actor(self.settings.staff, self.settings.till)
        self.desk = Desk(frame, self._opened.db, actor, memories=memories, places=self._places)
        self.desk.kiosk_wanted.connect(self._kiosk.open, Qt.ConnectionType.QueuedConnection)
        self.desk.join = Links(self.desk, self.settings).join
        self.desk.show_page(current or self._places[0].key)

    def show_shop(self, shop: "Shop") -> Frame:
        """Say in the frame whose shop this is, and remember it for the next start."""
        frame = self.window.centralWidget()
        assert self._opened
        assert isinstance(frame, Frame)
        self._opened = replace(self._opened, shop=shop)
        if not self._is_demo:
            self.settings.seen = Seen(self.where, shop.name, shop.language)
        frame.sidebar.set_shop(shop.name)
        self.window.setWindowTitle(f"{shop.name} – {TITLE}")
        return frame

    def _greet_without_store(self) -> None:
        """A first start where a store would be made by default; elsewhere a disk may be missing, so say so."""
        if self.where == paths.default_store() and self.settings.seen.store != self.where:
            self.show_first_start()
        else:
            self.open_store()

    def _let_go(self) -> None:
        if self.desk:
            self.desk.close()
            self.desk = None
        if self._opened:
            self._opened.db.close()
            self._opened = None
        if self._claim:
            self._claim.release()
            self._claim = None

    def _take(self, store: str) -> bool:
        if "://" in store:
            return True
        claim = Claim(Path(store))
        if not claim.take():
            claim.wave()
            return False
        self._claim = claim
        QTimer.singleShot(1_000, self._listen)
        return True

    def _listen(self) -> None:
        """Answer a second start; later, for it costs time that the first scan needs."""
        if self._claim:
            self._claim.listen(self.window.come_forward)

    def go(self, store: str, *, demo: bool = False) -> None:
        """Leave what is open for another store."""
        self._let_go()
        self.where, self._is_demo = store, demo
        if self.is_missing():
            self._greet_without_store()
        elif not self._take(store):
            self.show_trouble(
                UserError("store_busy", _("This shop is open in another window of the program. Close that one first."))
            )
        else:
            self.show_frame("")
            QTimer.singleShot(0, self.open_store)

    def show_frame(self, shop: str) -> None:
        """Show the side bar, and nothing beside it yet."""
        frame = Frame(shop, self.settings.staff, demo=self._is_demo, places=self._places)
        frame.leave_demo.connect(self.leave_demo)
        frame.sidebar.who.set_menu(lambda: self.wishes.menu(frame, demo=self._is_demo))
        self._first = None
        self.window.show_view(frame, f"{shop} – {TITLE}" if shop else TITLE)

    def show_first_start(self, typed: "Typed | None" = None) -> None:
        """Ask what a new shop needs."""
        from parrainage_desktop.shell.first_start import FirstStart

        first = FirstStart()
        first.finished.connect(self._found)
        first.demo_wanted.connect(self.try_demo)
        first.language_chosen.connect(self.wishes.choose_language)
        if typed:
            first.remember(typed)
        self._first = first
        self.window.show_view(first, TITLE)
        first.take_focus()

    def show_trouble(self, error: UserError) -> None:
        """Say over the whole window what is wrong with the store."""
        from parrainage_desktop.shell.plain_view import TroubleView

        self._let_go()
        view = TroubleView(error.message)
        view.again.connect(lambda: self.go(self.where, demo=self._is_demo))
        view.another.connect(self.wishes.ask_store)
        view.new_shop.connect(self.wishes.ask_new_store)
        self.window.show_view(view, TITLE)
        view.setFocus()

    def try_demo(self) -> None:
        """Open the sample shop, building it when today's is not there yet."""
        from parrainage_desktop.shell import opening

        path = paths.data_dir() / "demo.db"
        if opening.is_from_today(path):
            self.go(str(path), demo=True)
        else:
            self._let_go()
            self._build_demo(path)

    def leave_demo(self) -> None:
        """Back to one's own shop, or to the first start."""
        self.go(self.home or paths.default_store())

    def _build_demo(self, path: Path) -> None:
        self._first = None
        view = self._maker().make_sample(path, self._demo_count)
        self.window.show_view(view, TITLE)
        view.setFocus()

    def _found(self, new: "NewShop") -> None:
        """Make the shop that was asked for, then open it."""
        from parrainage_desktop.base.database import Actor

        self._maker().make_first(self.where, new, Actor(self.settings.staff, self.settings.till))

    def _maker(self) -> "Maker":
        from parrainage_desktop.shell.making import Maker

        maker = Maker(self)
        maker.made.connect(lambda where, sample: self.go(where, demo=sample))
        maker.given_up.connect(self._back)
        maker.failed.connect(self._not_made)
        return maker

    def _back(self) -> None:
        if self.home:
            self.leave_demo()
        else:
            self.window.close()

    def _not_made(self, raised: BaseException) -> None:
        """Say why there is no new shop; a bug takes the way of all bugs."""
        said = raised.message if isinstance(raised, UserError | InvalidInput) else ""
        if self._first:
            self._first.fail(said)
        elif isinstance(raised, UserError):
            self.where, self._is_demo = self.home or paths.default_store(), False
            self.show_trouble(raised)
        else:
            self._back()
        if not said:
            raise raised

    def _press(self, key: int) -> None:
        """A function key that the screen in front did not take: it belongs to the counter."""
        if self.desk:
            self.desk.press(key)

    def _scan(self, text: str) -> None:
        """A code read on any screen is the counter's."""
        if self.desk:
            self.desk.scan(text)
        elif self._first:
            self._first.scan(text)

    def _show_nth(self, number: int) -> None:
        if self.desk:
            self.desk.show_nth(number)

    def is_missing(self) -> bool:
        """Whether the store would be a file, and that file is not there."""
        return "://" not in self.where and not Path(self.where).exists()

    def again(self, change: Callable[[], None]) -> None:
        """Change something everything depends on: take the view away, build it again where it stood."""
        if self._first:
            typed = self._first.memory()
            change()
            self.show_first_start(typed)
        elif self.desk and self._opened:
            memories, current = self.desk.memories(), self.desk.current
            self.desk.close()
            change()
            self.show_frame(self._opened.shop.name)
            self.furnish(memories, current)
        else:
            change()
