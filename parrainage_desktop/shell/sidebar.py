"""The side bar: the shop, the screens, the state of the till, and who stands at it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from parrainage_desktop.base.i18n import _, ngettext, number, pgettext
from parrainage_desktop.shell.places import Place
from parrainage_desktop.ui import icons
from parrainage_desktop.ui.fields import Dot, ElidedLabel
from parrainage_desktop.ui.layouts import in_column, in_row
from parrainage_desktop.ui.painted import Mark
from parrainage_desktop.ui.theme import colour, font, is_dark
from parrainage_desktop.ui.tips import set_tip

WIDE, NARROW = 208, 72
_READY = "#7FD3AE"
"""The ink of a state that is well, on the side bar's own ground."""


class Sidebar(QWidget):
    """208 px wide, or 72 with icons alone; `chosen` names the screen wanted."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[Place], shop: str, staff: str) -> None:
        super().__init__()
        self.setProperty("ground", "nav")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._items = {place.key: NavItem(place) for place in places}
        self._state = _State("barcode", _("Scanner ready"))
        self.who = WhoButton(staff)
        self._name = ElidedLabel(shop, "shop", "white")
        self._sub = ElidedLabel(pgettext("under the shop’s name", "Referrals"), "small", "nav-text")
        self._words = QWidget()
        self._build()
        self._connect()
        self.set_narrow(False)

    def set_shop(self, name: str) -> None:
        """Show the shop's name."""
        self._name.setText(name)
        set_tip(self._name, name)

    def choose(self, key: str) -> None:
        """Mark the screen that is shown."""
        self._items[key].setChecked(True)

    def show_waiting(self, key: str, count: int) -> None:
        """Show how much waits on a screen for a person."""
        self._items[key].show_waiting(count)

    def set_narrow(self, narrow: bool) -> None:
        """Keep the icons alone, or everything."""
        self.setFixedWidth(NARROW if narrow else WIDE)
        self._words.setVisible(not narrow)
        for item in self._items.values():
            item.set_narrow(narrow)
        self._state.set_narrow(narrow)
        self.who.set_narrow(narrow)

    def _build(self) -> None:
        column = in_column(self._shop_row(), 16, gap=2, edges=(12, 20, 12, 12))
        self.setLayout(column)
        group = QButtonGroup(self)
        for item in self._items.values():
            group.addButton(item)
            column.addWidget(item)
        column.addStretch(1)
        column.addWidget(self._state)
        column.addSpacing(8)
        column.addWidget(self.who)

    def _shop_row(self) -> QHBoxLayout:
        self._words.setLayout(in_column(self._name, self._sub, gap=0))
        return in_row(Mark(38), (self._words, 1), gap=12, edges=(6, 0, 0, 0))

    def _connect(self) -> None:
        for key, item in self._items.items():
            item.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))


class NavItem(QPushButton):
    """One screen: its icon, filled when it is shown, and its name."""

    def __init__(self, place: Place) -> None:
        super().__init__(place.title())
        self._icon = place.icon
        self._narrow = False
        self._waiting = 0
        self.setCheckable(True)
        self.setProperty("role", "nav")
        self.setFixedHeight(48)
        self.setAccessibleName(place.title())
        self.setAutoDefault(False)

    def show_waiting(self, count: int) -> None:
        """Show how much waits there for a person; nothing for none."""
        self._waiting = count
        said = ngettext("{count} to check", "{count} to check", count).format(count=number(count))
        self.setAccessibleName(f"{self.text()}, {said}" if count else self.text())
        self.set_narrow(self._narrow)

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon alone; its name then is a tool tip."""
        self._narrow = narrow
        set_tip(self, self.accessibleName() if narrow else "")
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the bar."""
        return QSize(NARROW - 24, 48)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the mark of the screen that is shown, the icon and the name."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        on = self.isChecked()
        if on or self.underMouse():
            painter.setBrush(colour("nav-active"))
            painter.drawRoundedRect(self.rect(), 6, 6)
        if on:
            painter.setBrush(colour("nav-mark"))
            painter.drawRoundedRect(QRectF(0, 12, 4, 24), 2, 2)
        ink = QColor("#FFFFFF") if on else colour("nav-text")
        left = (self.width() - 22) / 2 if self._narrow else 12
        icons.paint(painter, self._icon + ("-fill" if on else ""), ink, left, 13, 22)
        if not self._narrow:
            painter.setPen(ink)
            painter.setFont(font("strong" if on else "medium"))
            painter.drawText(self.rect().adjusted(46, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._waiting:
            self._badge(painter)

    def _badge(self, painter: QPainter) -> None:
        """How much waits; where the icon stands alone, that something does."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent"))
        if self._narrow:
            painter.drawEllipse(QRectF(self.width() - 16, 8, 10, 10))
            return
        text = number(self._waiting) if self._waiting < 100 else "99+"
        painter.setFont(font("small-strong"))
        wide = max(22, painter.fontMetrics().horizontalAdvance(text) + 12)
        place = QRectF(self.width() - wide - 12, 13, wide, 22)
        painter.drawRoundedRect(place, 11, 11)
        painter.setPen(colour("on-accent"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


class _State(QWidget):
    """A line about the till: an icon and a few words."""

    def __init__(self, icon: str, text: str) -> None:
        super().__init__()
        self._icon, self._text, self._narrow = icon, text, False
        self.setFixedHeight(24)
        self.setAccessibleName(text)

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon alone."""
        self._narrow = narrow
        set_tip(self, self._text if narrow else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        left = (self.width() - 18) / 2 if self._narrow else 12
        icons.paint(painter, self._icon, QColor(_READY), left, 3, 18)
        if not self._narrow:
            painter.setPen(colour("nav-text"))
            painter.setFont(font("small"))
            painter.drawText(self.rect().adjusted(38, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._text)


class WhoButton(QPushButton):
    """Who stands at the till; opens the menu of what this person may set."""

    def __init__(self, staff: str) -> None:
        super().__init__()
        self.setProperty("role", "nav-foot")
        self.setFixedHeight(56)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("{name}: language, look and more").format(name=staff))
        self.setAutoDefault(False)
        light = ("#FFFFFF", "#0E3B2E")
        self._initials = Dot(initials(staff), tone=("brand", "on-brand") if is_dark() else light)
        self._name = ElidedLabel(short_name(staff), "strong", "white")
        self._menu: QMenu | None = None
        self._make: Callable[[], QMenu] | None = None
        self._row = in_row(self._initials, (self._name, 1), 22, gap=10, edges=(12, 0, 12, 0))
        self.setLayout(self._row)
        for part in (self._initials, self._name):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(self.open_menu)

    def set_menu(self, make: Callable[[], QMenu]) -> None:
        """What a press opens, made at the first one."""
        self._make = make

    def set_narrow(self, narrow: bool) -> None:
        """Show the initials alone."""
        self._name.setVisible(not narrow)
        self._row.setContentsMargins(6 if narrow else 12, 0, 0 if narrow else 12, 0)
        set_tip(self, self._name.accessibleName() if narrow else "")

    def open_menu(self) -> None:
        """Open the menu above the button."""
        if self._menu is None and self._make:
            self._menu = self._make()
        if self._menu:
            self._menu.popup(self.mapToGlobal(QPoint(0, -self._menu.sizeHint().height() - 6)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the arrow that says a menu comes up."""
        super().paintEvent(event)
        if self._name.isVisible():
            painter = QPainter(self)
            icons.paint(painter, "caret-up", QColor("#FFFFFF"), self.width() - 32, 18, 20)


def short_name(name: str) -> str:
    """A name as it stands in the side bar: ``Nora B.``."""
    words = name.split()
    return f"{words[0]} {words[-1][0]}." if len(words) > 1 else name.strip()


def initials(name: str) -> str:
    """Up to two first letters of a name: ``NB``."""
    return "".join(word[0] for word in name.replace("-", " ").split()[:2]).upper() or "·"
