"""What the person at the till may ask for: language, look, name, and which store is opened."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from parrainage_desktop.shell import qt_words
from parrainage_desktop.shell.frame import Frame
from parrainage_desktop.ui import theme
from parrainage_desktop.ui.theme import Look

if TYPE_CHECKING:
    from parrainage_desktop.shell.person_menu import PersonMenu
    from parrainage_desktop.shell.program import Program


class Wishes(QObject):
    """Remembers what was asked for and lets the program do it."""

    def __init__(self, program: "Program") -> None:
        super().__init__(program)
        self._program = program

    def choose_language(self, code: str) -> None:
        """Speak another language at once, and next time."""
        self._program.settings.language = code
        self._program.fixed_language = True
        self._program.again(lambda: qt_words.speak(self._program.app, code))

    def choose_look(self, look: Look) -> None:
        """Be light or dark at once, and next time."""
        self._program.settings.look = look
        self._program.again(lambda: theme.apply(self._program.app, look))

    def choose_name(self, name: str) -> None:
        """Let somebody else stand at the till; what they do is written in their name."""
        if name.strip():
            self._program.settings.staff = name
            self._program.again(lambda: None)

    def menu(self, frame: Frame, *, demo: bool) -> "PersonMenu":
        """The menu behind the name."""
        from parrainage_desktop.shell.person_menu import PersonMenu

        settings = self._program.settings
        menu = PersonMenu(frame, settings.look, demo=demo, reports=settings.makes_reports)
        menu.language_chosen.connect(self.choose_language)
        menu.look_chosen.connect(self.choose_look)
        menu.name_wanted.connect(self.ask_name)
        menu.shop_wanted.connect(self.ask_shop)
        menu.kiosk_wanted.connect(self.open_kiosk)
        menu.reports_wanted.connect(self.make_reports)
        menu.demo_wanted.connect(self._program.try_demo)
        menu.leave_wanted.connect(self._program.leave_demo)
        menu.quit_wanted.connect(self._program.window.close)
        return menu

    def make_reports(self, wanted: bool) -> None:
        """Make the report of each month by itself from the next opening on, or no more."""
        self._program.settings.makes_reports = wanted

    def open_kiosk(self) -> None:
        """Let customers answer on this screen."""
        if self._program.desk:
            self._program.desk.kiosk_wanted.emit(None)

    def ask_name(self) -> None:
        """Who stands at the till now."""
        from parrainage_desktop.shell import asking

        asking.name(self._program.window, self._program.settings.staff, self.choose_name)

    def ask_shop(self) -> None:
        """What its papers show of the shop, once one is open."""
        from parrainage_desktop.preferences.dialogs import ShopDialog

        desk = self._program.desk
        if desk:
            dialog = ShopDialog(self._program.window, desk.db, desk.actor)
            dialog.kept.connect(self._program.show_shop)
            dialog.open()

    def ask_store(self) -> None:
        """Another store’s file, from now on the one that is opened."""
        from parrainage_desktop.shell import asking

        found = asking.store(self._program.window)
        if found:
            self._program.settings.store = self._program.home = found
            self._program.go(found)

    def ask_new_store(self) -> None:
        """A place for a new shop; the one that is missing, if that is what is wrong."""
        from parrainage_desktop.shell import asking

        place = self._program.where if self._program.is_missing() else asking.new_store(self._program.window)
        if place:
            self._program.settings.store = self._program.home = self._program.where = place
            self._program.show_first_start()

    def follow_system(self) -> None:
        """Be as light as the system, where that is wanted."""
        if self._program.settings.look is Look.SYSTEM:
            self._program.again(lambda: theme.apply(self._program.app, Look.SYSTEM))
