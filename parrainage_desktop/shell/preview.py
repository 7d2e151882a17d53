"""A paper before it is printed: looked at, sent to the chosen printer, saved, or opened elsewhere."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from parrainage_desktop.base import pages, whole_file
from parrainage_desktop.base.errors import InvalidInput, UserError
from parrainage_desktop.base.i18n import LANGUAGES, _, ngettext, number
from parrainage_desktop.documents import wording
from parrainage_desktop.shell import asking, notice
from parrainage_desktop.shell.code_tools import CodeTools
from parrainage_desktop.shell.printing import Shown
from parrainage_desktop.ui import printers
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.choices import Check, Choice
from parrainage_desktop.ui.fields import Field, card, label
from parrainage_desktop.ui.keys import is_enter
from parrainage_desktop.ui.layouts import in_column, in_row
from parrainage_desktop.ui.paper_view import PaperView
from parrainage_desktop.ui.picker import Picker
from parrainage_desktop.ui.printers import Wish

MOST_COPIES = 99


class Preview(QWidget):
    """`print_wanted` carries a Wish, `made_again` another Order of the same paper; `left` ends it.

    `test_wanted` carries the Order of a test page; `handled` says that the paper was saved or opened elsewhere.
    """

    print_wanted = Signal(object)
    made_again = Signal(object)
    test_wanted = Signal(object)
    handled = Signal()
    left = Signal()

    def __init__(self, shown: Shown, printer: str = "", *, at_once: bool = False) -> None:
        super().__init__()
        self.setProperty("ground", "bg")
        self.shown = shown
        self._wanted = printer
        self.view, self.tools = PaperView(), CodeTools(shown)
        self.pages = Field(_("P&ages (all when empty)"))
        self.copies = Copies()
        self.both_sides = Check(_("On &both sides of the paper"))
        self.at_once = Check(_("&Vouchers without this preview"))
        self.print = Button(_("&Print"), "primary", "printer", _("Enter"), 56)
        self.save = Button(_("&Save a copy…"), icon="download-simple")
        self.open = Button("", icon="file-pdf", name=_("Open it in another program"))
        self.folder = Button("", icon="folder-open", name=_("Show in folder"))
        self.back = Button(_("Back"), "quiet", "arrow-left", _("Esc"))
        self._at = label("", "small", "text-2")
        self._said = label("", "small", "err-text", wrap=True)
        self._no_printer = _no_printer()
        self._place = QVBoxLayout()
        self.picker: Picker | None = None
        self._names: tuple[str, ...] = ()
        self.at_once.setChecked(at_once)
        self.both_sides.setChecked(shown.two_sided)
        self._build()
        self._connect()
        self.look_for_printers()
        self.view.show_paper(shown.path, shown.sizes)
        self._said.setText(shown.note)

    def look_for_printers(self) -> None:
        """Offer the printers there are now, the one used last first in hand; without any, say what to do."""
        self._names = printers.names()
        if self.picker is not None:
            self.picker.deleteLater()
            self.picker = None
        if self._names:
            chosen = self._names.index(self._wanted) if self._wanted in self._names else 0
            self.picker = Picker(self._names, _("Printer"), chosen)
            self._place.addWidget(self.picker)
        self._no_printer.setVisible(not self._names)
        for part in (self.copies, self.print):
            part.setVisible(bool(self._names))
        self.pages.setVisible(bool(self._names) and len(self.shown.sizes) > 1)
        several = len(self.shown.sizes) > 1 and not self.shown.codes
        self.both_sides.setVisible(bool(self._names) and several)
        self.at_once.setVisible(bool(self._names) and bool(self.shown.codes))

    def wish(self) -> Wish:
        """What is to be printed how. Raises InvalidInput for pages that are not there."""
        assert self.picker is not None
        indexes = pages.chosen(self.pages.text(), len(self.shown.sizes))
        both = self.both_sides.isChecked() and len(indexes) > 1
        return Wish(self._names[self.picker.index()], indexes, self.copies.count, both)

    def take_focus(self) -> None:
        """Let Enter print."""
        (self.print if self._names else self.save).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter prints from anywhere, Esc goes back; the rest moves the paper."""
        if is_enter(event):
            self._print()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            self.view.keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Look for printers again when the window comes back: one may have been added meanwhile."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and not self._names:
            self.look_for_printers()

    def _print(self) -> None:
        if not self._names:
            return
        try:
            wish = self.wish()
        except InvalidInput as error:
            self.pages.show_error(error.message)
            self.pages.line.setFocus()
            return
        self.pages.show_error("")
        self.print_wanted.emit(wish)

    def _save(self) -> None:
        found = asking.where_to_save(self, self.shown.path.name)
        if not found:
            return
        try:
            with whole_file.replacing(Path(found)) as beside:
                shutil.copyfile(self.shown.path, beside)
        except UserError as error:
            self._said.setText(error.message)
            return
        self._said.setText("")
        self.handled.emit()

    def _open(self) -> None:
        notice.open_file(self.shown.path)
        self.handled.emit()

    def _tell(self, page: int) -> None:
        size = self.shown.sizes[page - 1]
        said = _("Page {page} of {total} · {width} × {height} mm").format(
            page=number(page), total=number(len(self.shown.sizes)), width=number(round(size.width)),
            height=number(round(size.height)),
        )  # fmt: skip
        self._at.setText(said)

    def _connect(self) -> None:
        self.view.moved.connect(self._tell)
        self.tools.placed.connect(self.made_again)
        self.tools.test_wanted.connect(self.test_wanted)
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self._save)
        self.open.clicked.connect(self._open)
        self.folder.clicked.connect(lambda: notice.open_file(self.shown.path.parent))
        self.back.clicked.connect(self.left)
        for key, act in (("Ctrl+P", self._print), ("Ctrl+S", self._save)):
            QShortcut(QKeySequence(key), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _build(self) -> None:
        self.setLayout(in_row((self._paper_side(), 1), self._side(), gap=16, edges=(28, 24, 28, 24)))

    def _paper_side(self) -> QWidget:
        side = QWidget()
        head = in_row(label(self.shown.title, "screen"), (self._at, 1))
        for steps, icon, name in (
            (-1, "minus-bold", _("Smaller")), (0, "magnifying-glass", _("Whole pages")), (1, "plus-bold", _("Larger")),
        ):  # fmt: skip
            button = Button("", "secondary", icon, name=name)
            button.clicked.connect(lambda _checked=False, steps=steps: self.view.zoom(steps))
            head.addWidget(button)
        side.setLayout(in_column(head, self.tools, (self.view, 1), gap=12))
        return side

    def _side(self) -> QFrame:
        frame = card()
        frame.setFixedWidth(312)
        elsewhere = in_row(self.save, self.open, self.folder, gap=8)
        column = in_column(
            *self._kinds(),
            label(_("Printer"), "card"),
            self._no_printer,
            self._place,
            self.copies,
            self.pages,
            self.both_sides,
            self.at_once,
            self.print,
            self._said,
            ...,
            elsewhere,
            self.back,
            gap=12,
            edges=20,
        )
        frame.setLayout(column)
        _stretch((self.print, self.save, self.back))
        return frame

    def _kinds(self) -> list[QWidget]:
        """In which language and on which paper to make it again, where there is a choice."""
        kind, order = self.shown.kind, self.shown.order
        if kind is None or order is None:
            return []
        tongue = Choice([wording.language_name(code) for code in LANGUAGES], _("Language"))
        tongue.choose(LANGUAGES.index(order.language))
        tongue.chosen.connect(lambda index: self.made_again.emit(replace(order, language=LANGUAGES[index])))
        formats = list(kind.formats)
        if len(formats) < 2:
            return [tongue]
        names = [wording.format_name(name) for name in formats]
        picker = Picker(names, _("Paper"), formats.index(order.format) if order.format else 0)
        picker.chosen.connect(lambda index: self.made_again.emit(replace(order, format=formats[index])))
        return [tongue, picker]


class Copies(QWidget):
    """How many times, between two buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 1
        self.fewer = Button("", "secondary", "minus-bold", name=_("One copy less"))
        self.more = Button("", "secondary", "plus-bold", name=_("One copy more"))
        self._said = label("", "body")
        self.setLayout(in_row((self._said, 1), self.fewer, self.more, gap=8))
        self.fewer.clicked.connect(lambda: self.set_count(self.count - 1))
        self.more.clicked.connect(lambda: self.set_count(self.count + 1))
        self.set_count(1)

    def set_count(self, count: int) -> None:
        """Show another number, from 1 to 99."""
        self.count = max(1, min(count, MOST_COPIES))
        said = ngettext("{count} copy", "{count} copies", self.count)
        self._said.setText(said.format(count=number(self.count)))
        self.fewer.setEnabled(self.count > 1)


def _no_printer() -> QFrame:
    frame = card("warning")
    told = _("Save the paper on a key, or open it and print it from there. Once a printer is set up in the system’s "
             "settings, it is offered here.")  # fmt: skip
    column = in_column(
        label(_("No printer on this computer"), "strong", "on-warn-soft", wrap=True),
        label(told, "small", "on-warn-soft", wrap=True),
        gap=4,
        edges=(16, 12, 16, 12),
    )
    frame.setLayout(column)
    return frame


def _stretch(buttons: Sequence[Button]) -> None:
    for button in buttons:
        policy = button.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        button.setSizePolicy(policy)
