"""What fills the window and when: the first start, a shop, the sample shop, or what is wrong; and who may use it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from parrainage_desktop.base import paths
from parrainage_desktop.base.errors import InvalidInput, UserError
from parrainage_desktop.base.i18n import _, language
from parrainage_desktop.shell import asking, qt_words
from parrainage_desktop.shell.frame import Frame
from parrainage_desktop.shell.one_instance import Claim
from parrainage_desktop.shell.person_menu import PersonMenu
from parrainage_desktop.shell.places import PLACES, Place
from parrainage_desktop.shell.plain_view import BuildingView, TroubleView
from parrainage_desktop.shell.settings import Seen, Settings
from parrainage_desktop.shell.window import MainWindow
from parrainage_desktop.ui import jobs, theme
from parrainage_desktop.ui.theme import Look

if TYPE_CHECKING:
    from parrainage_desktop.shell.desk import Desk
    from parrainage_desktop.shell.first_start import FirstStart
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
        self._fixed_language = fixed_language or bool(settings.language)
        self.where = ""
        self._home = ""
        self._claim: Claim | None = None
        self._opened: Opened | None = None
        self.desk: Desk | None = None
        self._first: FirstStart | None = None
        self._folder: TemporaryDirectory[str] | None = None
        self._is_demo = False
        self.window.pressed.connect(self._press)
        self.window.wanted.connect(self._show_nth)
        self.window.scanned.connect(self._scan)
        app.styleHints().colorSchemeChanged.connect(self._system_changed)

    def begin(self, store: str) -> bool:
        """Fill the window for a store; False when another window has it already and was called forward."""
        self._home = self.where = store
        if is_missing(store):
            self._greet_without_store()
            return True
        if not self._take(store):
            return False
        seen = self.settings.seen
        self._show_frame(seen.name if seen.store == store else "")
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
        from parrainage_desktop.shell import opening

        try:
            self._opened = opening.open_shop(self.where)
        except UserError as error:
            self.show_trouble(error)
            return
        self._settle_language()
        if not self._is_demo:
            shop = self._opened.shop
            self.settings.seen = Seen(self.where, shop.name, shop.language)
        self._furnish({}, "")

    def _settle_language(self) -> None:
        assert self._opened
        wanted = self._opened.shop.language
        if not self._fixed_language and wanted != language():
            qt_words.speak(self.app, wanted)
            self._show_frame(self._opened.shop.name)

    def _furnish(self, memories: Mapping[str, Mapping[str, object]], current: str) -> None:
        """Put the screens of the open store into the frame."""
        from parrainage_desktop.base.database import Actor
        from parrainage_desktop.shell.desk import Desk
        from parrainage_desktop.shell.links import Links

        assert self._opened
        frame = self.window.centralWidget()
        assert isinstance(frame, Frame)
        frame.sidebar.set_shop(self._opened.shop.name)
        self.window.setWindowTitle(f"{self._opened.shop.name} – {TITLE}")
        actor = Actor(self.settings.staff, self.settings.till)
        self.desk = Desk(frame, self._opened.db, actor, memories=memories, places=self._places)
        self.desk.join = Links(self.desk).join
        self.desk.show_page(current or self._places[0].key)

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

    def _go(self, store: str, *, demo: bool = False) -> None:
        """Leave what is open for another store."""
        self._let_go()
        self.where, self._is_demo = store, demo
        if is_missing(store):
            self._greet_without_store()
        elif not self._take(store):
            self.show_trouble(
                UserError("store_busy", _("This shop is open in another window of the program. Close that one first."))
            )
        else:
            self._show_frame("")
            QTimer.singleShot(0, self.open_store)

    def _show_frame(self, shop: str) -> None:
        frame = Frame(shop, self.settings.staff, demo=self._is_demo, places=self._places)
        frame.leave_demo.connect(self.leave_demo)
        menu = PersonMenu(frame, self.settings.look, demo=self._is_demo)
        menu.language_chosen.connect(self.choose_language)
        menu.look_chosen.connect(self.choose_look)
        menu.name_wanted.connect(self._ask_name)
        menu.demo_wanted.connect(self.try_demo)
        menu.leave_wanted.connect(self.leave_demo)
        menu.quit_wanted.connect(self.window.close)
        frame.sidebar.who.set_menu(menu)
        self._first = None
        self.window.show_view(frame, f"{shop} – {TITLE}" if shop else TITLE)

    def show_first_start(self, memory: Mapping[str, object] | None = None) -> None:
        """Ask what a new shop needs."""
        from parrainage_desktop.shell.first_start import FirstStart

        first = FirstStart()
        first.finished.connect(self._found)
        first.demo_wanted.connect(self.try_demo)
        first.language_chosen.connect(self.choose_language)
        if memory:
            first.remember(memory)
        self._first = first
        self.window.show_view(first, TITLE)
        first.take_focus()

    def show_trouble(self, error: UserError) -> None:
        """Say over the whole window what is wrong with the store."""
        self._let_go()
        view = TroubleView(error.message)
        view.again.connect(lambda: self._go(self.where, demo=self._is_demo))
        view.another.connect(self._ask_store)
        view.new_shop.connect(self._ask_new_store)
        self.window.show_view(view, TITLE)
        view.setFocus()

    def choose_language(self, code: str) -> None:
        """Speak another language at once, and next time."""
        self.settings.language = code
        self._fixed_language = True
        self._again(lambda: qt_words.speak(self.app, code))

    def choose_look(self, look: Look) -> None:
        """Be light or dark at once, and next time."""
        self.settings.look = look
        self._again(lambda: theme.apply(self.app, look))

    def choose_name(self, name: str) -> None:
        """Let somebody else stand at the till; what they do is written in their name."""
        if name.strip():
            self.settings.staff = name
            self._again(lambda: None)

    def try_demo(self) -> None:
        """Open the sample shop, building it when today's is not there yet."""
        from parrainage_desktop.shell import opening

        path = paths.data_dir() / "demo.db"
        if opening.is_from_today(path):
            self._go(str(path), demo=True)
        else:
            self._let_go()
            self._build_demo(path)

    def leave_demo(self) -> None:
        """Back to one's own shop, or to the first start."""
        self._go(self._home or paths.default_store())

    def _build_demo(self, path: Path) -> None:
        from parrainage_desktop.shell import opening

        view = BuildingView()
        count = self._demo_count
        job = jobs.start(lambda progress: opening.build_demo(path, count, progress))
        job.progress.connect(view.show_step)
        view.given_up.connect(job.cancel)
        job.done.connect(lambda built: self._go(str(built), demo=True))
        job.cancelled.connect(self._demo_given_up)
        job.failed.connect(self._demo_failed)
        self._first = None
        self.window.show_view(view, TITLE)
        view.setFocus()

    def _demo_given_up(self) -> None:
        if self._home:
            self.leave_demo()
        else:
            self.window.close()

    def _demo_failed(self, raised: BaseException) -> None:
        """Say why there is no sample shop; a bug takes the way of all bugs."""
        if not isinstance(raised, UserError):
            self._demo_given_up()
            raise raised
        self.where, self._is_demo = self._home or paths.default_store(), False
        self.show_trouble(raised)

    def _found(self, new: "NewShop") -> None:
        """Make the shop that was asked for, then open it."""
        from parrainage_desktop.base.database import Actor
        from parrainage_desktop.shell import opening

        where, actor = self.where, Actor(self.settings.staff, self.settings.till)
        job = jobs.start(lambda progress: opening.found(where, new, actor))
        job.done.connect(lambda _none: self._go(where))
        job.failed.connect(self._not_founded)

    def _not_founded(self, raised: BaseException) -> None:
        assert self._first
        if isinstance(raised, UserError | InvalidInput):
            self._first.fail(raised.message)
        else:
            self._first.fail("")
            raise raised

    def _ask_name(self) -> None:
        asking.name(self.window, self.settings.staff, self.choose_name)

    def _ask_store(self) -> None:
        """Another store’s file, from now on the one that is opened."""
        found = asking.store(self.window)
        if found:
            self.settings.store = self._home = found
            self._go(found)

    def _ask_new_store(self) -> None:
        """A place for a new shop; the one that is missing, if that is what is wrong."""
        place = self.where if is_missing(self.where) else asking.new_store(self.window)
        if place:
            self.settings.store = self._home = self.where = place
            self.show_first_start()

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

    def _system_changed(self) -> None:
        if self.settings.look is Look.SYSTEM:
            self._again(lambda: theme.apply(self.app, Look.SYSTEM))

    def _again(self, change: Callable[[], None]) -> None:
        """Change something everything depends on: take the view away, build it again where it stood."""
        if self._first:
            memory = self._first.memory()
            change()
            self.show_first_start(memory)
        elif self.desk and self._opened:
            memories, current = self.desk.memories(), self.desk.current
            self.desk.close()
            change()
            self._show_frame(self._opened.shop.name)
            self._furnish(memories, current)
        else:
            change()


def is_missing(store: str) -> bool:
    """Whether a store would be a file, and that file is not there."""
    return "://" not in store and not Path(store).exists()
