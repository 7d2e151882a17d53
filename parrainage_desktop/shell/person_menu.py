"""The menu behind the name at the foot of the side bar: language, look, name, the sample shop, quit."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from parrainage_desktop.base.i18n import _, language
from parrainage_desktop.ui.theme import Look, font

_LANGUAGES = (("fr", "Français"), ("en", "English"))


class PersonMenu(QMenu):
    """What the person at the till may set; the window does it."""

    language_chosen = Signal(str)
    look_chosen = Signal(object)
    name_wanted = Signal()
    shop_wanted = Signal()
    kiosk_wanted = Signal()
    reports_wanted = Signal(bool)
    demo_wanted = Signal()
    leave_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, parent: QWidget, look: Look, *, demo: bool, reports: bool = False) -> None:
        super().__init__(parent)
        self.setFont(font("body"))
        self.setAccessibleName(_("Language, look and more"))
        self._languages()
        self.addSeparator()
        self._looks(look)
        self.addSeparator()
        self.addAction(_("Change the &name…"), self.name_wanted.emit)
        self.addAction(_("The shop on &paper…"), self.shop_wanted.emit)
        self.addAction(_("Open the &kiosk"), self.kiosk_wanted.emit)
        if not demo:
            made = self.addAction(_("Make the &report when a month ends"))
            made.setCheckable(True)
            made.setChecked(reports)
            made.toggled.connect(self.reports_wanted)
        if demo:
            self.addAction(_("Leave the sample shop"), self.leave_wanted.emit)
        else:
            self.addAction(_("Try the sample &shop"), self.demo_wanted.emit)
        self.addSeparator()
        self.addAction(_("&Quit"), self.quit_wanted.emit)

    def _languages(self) -> None:
        group = QActionGroup(self)
        for code, name in _LANGUAGES:
            chosen = self._choice(group, name, code == language())
            chosen.triggered.connect(lambda _checked=False, code=code: self.language_chosen.emit(code))

    def _looks(self, now: Look) -> None:
        group = QActionGroup(self)
        names = {Look.LIGHT: _("Light"), Look.DARK: _("Dark"), Look.SYSTEM: _("Like the system")}
        for look, name in names.items():
            chosen = self._choice(group, name, look is now)
            chosen.triggered.connect(lambda _checked=False, look=look: self.look_chosen.emit(look))

    def _choice(self, group: QActionGroup, name: str, on: bool) -> QAction:
        action = self.addAction(name)
        action.setCheckable(True)
        action.setChecked(on)
        group.addAction(action)
        return action
