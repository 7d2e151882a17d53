"""What stays while screens change: the side bar, the banner of the demonstration, the place for a screen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from parrainage_desktop.base.i18n import _
from parrainage_desktop.shell.places import PLACES, Place
from parrainage_desktop.shell.sidebar import Sidebar
from parrainage_desktop.ui.fields import ElidedLabel, card, label
from parrainage_desktop.ui.layouts import in_column, in_row

if TYPE_CHECKING:
    from parrainage_desktop.shell.notice import Notice

ROOM_FOR_WORDS = 1280
"""Below this width, in pixels, the side bar keeps its icons alone."""


class Frame(QWidget):
    """Painted before any store is open; screens are put in as they are first wanted."""

    leave_demo = Signal()

    def __init__(self, shop: str, staff: str, *, demo: bool = False, places: Sequence[Place] = PLACES) -> None:
        super().__init__()
        self.setProperty("ground", "bg")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.sidebar = Sidebar(places, shop, staff)
        self.screens = QStackedWidget()
        self.screens.addWidget(_Empty())
        self.sidebar.choose(places[0].key)
        self._notice: Notice | None = None
        self.setLayout(in_row(self.sidebar, (self._column(demo), 1), gap=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the screen the room where there is little."""
        super().resizeEvent(event)
        self.sidebar.set_narrow(self.width() < ROOM_FOR_WORDS)

    @property
    def notice(self) -> "Notice":
        """The strip at the foot, made when there is first something to say."""
        from parrainage_desktop.shell.notice import Notice

        if self._notice is None:
            self._notice = Notice()
            self._foot.addWidget(self._notice)
        return self._notice

    def _column(self, demo: bool) -> QVBoxLayout:
        column = in_column(gap=0)
        if demo:
            column.addWidget(self._banner())
        column.addWidget(self.screens, 1)
        self._foot = column
        return column

    def _banner(self) -> QWidget:
        from parrainage_desktop.ui.actions import Button

        banner = card("strip")
        leave = Button(_("Leave the sample shop"), "quiet-warn", "arrow-left")
        leave.clicked.connect(self.leave_demo)
        row = in_row(
            label(_("Sample data"), "strong", "on-warn-soft"),
            (ElidedLabel(_("Nothing you do here touches your shop."), "body", "on-warn-soft"), 1),
            leave,
            gap=12,
            edges=(28, 0, 12, 0),
        )
        banner.setLayout(row)
        return banner


class _Empty(QWidget):
    """What is seen for the moment it takes to open the store."""

    def __init__(self) -> None:
        super().__init__()
        self.setLayout(in_column((label(_("Counter"), "screen"), Qt.AlignmentFlag.AlignTop), edges=(28, 24, 28, 24)))
