"""Rows of figures on the screen, whole and with their totals: the page around them is what scrolls."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from parrainage_desktop.ui.theme import font

_ROW, _LEAST = 32, 92


class FigureTable(QTreeWidget):
    """Names on the left, figures on the right; `walked` when the arrow keys went to another row."""

    walked = Signal()

    def __init__(self, headings: Sequence[str], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("figures", True)
        self.setHeaderLabels(list(headings))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setFont(font("body"))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(False)
        self.header().setSectionsMovable(False)
        self.header().setMinimumSectionSize(_LEAST)
        self.header().setFont(font("small-medium"))
        for column in range(len(headings)):
            wide = QHeaderView.ResizeMode.ResizeToContents if column else QHeaderView.ResizeMode.Stretch
            self.header().setSectionResizeMode(column, wide)
            if column:
                self.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.currentItemChanged.connect(lambda _now, _before: self.walked.emit())

    def show_rows(self, rows: Sequence[Sequence[str]], *, strong: Sequence[int] = ()) -> None:
        """Show other rows; those at the places `strong` (negative ones from the end) are stressed."""
        stressed = {place % len(rows) for place in strong}
        self.clear()
        for place, row in enumerate(rows):
            item = QTreeWidgetItem(list(row))
            item.setSizeHint(0, QSize(0, _ROW))
            for column in range(len(row)):
                face = "strong" if place in stressed else "body"
                item.setFont(column, font("figures" if column and place in stressed else face))
                if column:
                    item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.addTopLevelItem(item)
        self.setFixedHeight(self.header().sizeHint().height() + _ROW * len(rows) + 16)

    def texts(self) -> list[list[str]]:
        """What is shown, row by row."""
        items = [self.topLevelItem(place) for place in range(self.topLevelItemCount())]
        return [[item.text(column) for column in range(self.columnCount())] for item in items if item]
