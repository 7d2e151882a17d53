"""Papers on their way: made by a job, looked at, printed, and told of at the foot of the window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from parrainage_desktop.base.errors import InvalidInput, UserError
from parrainage_desktop.base.i18n import _, ngettext, number
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.documents import catalogue
from parrainage_desktop.documents.catalogue import Paper
from parrainage_desktop.documents.rules import Order
from parrainage_desktop.shell import crash, notice, printing
from parrainage_desktop.shell.desk import Desk
from parrainage_desktop.shell.notice import Notice
from parrainage_desktop.shell.preview import Preview
from parrainage_desktop.shell.printing import Shown
from parrainage_desktop.shell.settings import Settings
from parrainage_desktop.ui import jobs, printers
from parrainage_desktop.ui.printers import Wish
from parrainage_desktop.vouchers import printings


@dataclass(frozen=True, slots=True)
class _File:
    """A file that is no paper to look at here, and how it is told of."""

    said: str
    path: Path


class Paperwork(QObject):
    """Makes, shows and prints what the screens of a desk ask for."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__(desk)
        self._desk, self._settings = desk, settings
        self._preview: Preview | None = None
        self._below: QWidget | None = None
        self._last: tuple[str, ...] = ()
        desk.frame.screens.currentChanged.connect(lambda _index: self._leave_unseen())

    def make_file(self, busy: str, said: str, work: Callable[[Progress], Path]) -> None:
        """Make any file by a job; a PDF is looked at here, another one opened by whatever opens it."""

        def made(progress: Progress) -> Shown | _File:
            path = work(progress)
            return printing.looked_at(said.rstrip(": \u00a0"), path) if path.suffix == ".pdf" else _File(said, path)

        self._start(busy, made, self._show)

    def make(self, kind: Paper, order: Order) -> None:
        """Make one of the shop's papers and show it."""
        db, actor = self._desk.db, self._desk.actor
        making = _("Making the paper…")
        self._start(making, lambda progress: printing.paper(db, actor, kind, order, progress), self._show)

    def report(self, name: str, months: str, reader: str) -> None:
        """Make the report of a month or a year in its reader's language and show it."""
        self.make(catalogue.paper(name), Order(reader, month=months))

    def cards(self, customer_id: int) -> None:
        """Make a sheet of a referrer's cards and show it."""
        sheet, placing = self._settings.card_sheet, self._settings.card_placing
        kind = catalogue.paper("cards")
        order = Order("", people=(customer_id,), format=sheet if sheet in kind.formats else "", placing=placing)
        self.make(kind, order)

    def testimonials(self, customer_id: int) -> None:
        """Show the pages of what a customer lets the shop publish."""
        self.make(catalogue.paper("testimonials"), Order("", people=(customer_id,)))

    def review_card(self, channel_id: int) -> None:
        """Show the card that leads to a page for reviews."""
        self.make(catalogue.paper("review-card"), Order("", channel=channel_id))

    def vouchers(self, codes: Sequence[str], *, copy: bool = False) -> None:
        """Put vouchers on paper: straight, where this till does so, otherwise after a look."""
        if not codes:
            return
        self._last = tuple(codes)
        order = Order("", codes=self._last, format=self._voucher_format(), copy=copy)
        if not copy:
            with self._desk.db.write(self._desk.actor) as tx:
                printings.want(tx, codes)
        if self._settings.prints_at_once and self._settings.printer:
            self._print_straight(order)
        else:
            self.make(catalogue.paper("vouchers"), order)

    def again(self, code: str) -> None:
        """Print the voucher in hand, or those of the last time; what came out of a printer before is a copy."""
        codes = (code,) if code else self._last
        if not codes:
            self._desk.frame.notice.say_failed(_("No voucher is in hand, and none was printed here yet."))
            return
        with self._desk.db.read(self._desk.actor) as tx:
            missing = {voucher.code for voucher in printings.waiting(tx)}
        self.vouchers(codes, copy=missing.isdisjoint(codes))

    def _voucher_format(self) -> str:
        known = catalogue.paper("vouchers").formats
        return self._settings.voucher_format if self._settings.voucher_format in known else known[0]

    def _print_straight(self, order: Order) -> None:
        db, actor, printer = self._desk.db, self._desk.actor, self._settings.printer
        self._start(
            _("Printing…"), lambda progress: printing.straight(db, actor, order, printer, progress), self._tell_printed,
            lambda raised: self._tell_failed(raised, order.codes, lambda: self._print_straight(order)),
        )  # fmt: skip

    def _print(self, shown: Shown, wish: Wish) -> None:
        """Print what was looked at; what was chosen is remembered for this till."""
        db, actor = self._desk.db, self._desk.actor
        self._start(
            _("Printing…"), lambda progress: printing.send(shown, wish, db, actor, progress), self._tell_printed,
            lambda raised: self._tell_failed(raised, shown.codes, lambda: self._print(shown, wish)),
        )  # fmt: skip

    def _show(self, made: Shown | _File) -> None:
        strip = self._desk.frame.notice
        if isinstance(made, _File):
            strip.say_made(made.said, made.path)
            notice.open_file(made.path)
        else:
            strip.hide()
            self._look_at(made)

    def _look_at(self, shown: Shown) -> None:
        """Show a paper over the screen that asked for it."""
        screens = self._desk.frame.screens
        if self._preview is None:
            self._below = screens.currentWidget()
        before, self._preview = self._preview, None
        preview = Preview(shown, self._settings.printer, at_once=self._settings.prints_at_once)
        preview.print_wanted.connect(lambda wish: self._print_from(preview, wish))
        preview.made_again.connect(lambda order: self._make_again(shown, order))
        preview.test_wanted.connect(self._make_test_page)
        preview.handled.connect(lambda: printing.note_printed(self._desk.db, self._desk.actor, shown.codes))
        preview.left.connect(self._leave)
        screens.addWidget(preview)
        screens.setCurrentWidget(preview)
        self._preview = preview
        if before is not None:
            _take_away(before)
        preview.take_focus()

    def _make_again(self, shown: Shown, order: Order) -> None:
        if shown.codes:
            self._settings.voucher_format = order.format
        elif order.people:
            self._settings.card_sheet, self._settings.card_placing = order.format, order.placing
        if shown.kind is not None:
            self.make(shown.kind, order)

    def _make_test_page(self, order: Order) -> None:
        self._settings.card_placing = order.placing
        self.make(catalogue.paper("test-page"), order)

    def _print_from(self, preview: Preview, wish: Wish) -> None:
        self._settings.printer = wish.printer
        if preview.shown.codes:
            self._settings.prints_at_once = preview.at_once.isChecked()
        self._leave()
        self._print(preview.shown, wish)

    def _leave(self) -> None:
        """Go back to where the paper was asked for."""
        if self._preview is not None and self._below is not None:
            self._desk.frame.screens.setCurrentWidget(self._below)
            self._below.setFocus()

    def _leave_unseen(self) -> None:
        """Take a preview away that another screen was shown over, in whichever way."""
        if self._preview is not None and self._desk.frame.screens.currentWidget() is not self._preview:
            preview, self._preview = self._preview, None
            _take_away(preview)

    def _start(
        self, busy: str, work: jobs.Work[jobs.Found], done: Callable[[jobs.Found], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        _Run(self, self._desk.frame.notice, busy, done, failed or self._fail).begin(work)

    def _tell_printed(self, count: int) -> None:
        said = ngettext("{count} page sent to the printer.", "{count} pages sent to the printer.", count)
        self._desk.frame.notice.say_done(said.format(count=number(count)))

    def _tell_failed(self, raised: BaseException, codes: Sequence[str], again: Callable[[], None]) -> None:
        """Say that nothing is lost but the paper, and offer to try again."""
        if not isinstance(raised, UserError) or raised.kind != printers.SILENT:
            self._fail(raised)
            return
        kept = ngettext("The {count} voucher is recorded.", "The {count} vouchers are recorded.", len(codes))
        said = _("The printer does not answer.") if codes else raised.message
        told = f"{said} {kept.format(count=number(len(codes)))}" if codes else said
        self._desk.frame.notice.say_failed(told, again)

    def _fail(self, raised: BaseException) -> None:
        if isinstance(raised, UserError | InvalidInput):
            self._desk.frame.notice.say_failed(raised.message)
        else:
            self._desk.frame.notice.say_failed(_("It could not be made: something broke in the program itself."))
            crash.tell_of_bug()


class _Run(QObject):
    """One job under way and what follows from it; it hears nothing more once the window is built anew."""

    def __init__(
        self, parent: QObject, strip: Notice, busy: str, done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        super().__init__(parent)
        self._strip, self._busy, self._done, self._failed = strip, busy, done, failed

    def begin(self, work: jobs.Work[object]) -> None:
        """Start the job and say so."""
        job = jobs.start(work, self._finish)
        self._strip.say_busy(self._busy)
        self._strip.stopped.connect(job.cancel)
        job.progress.connect(self._step)
        job.cancelled.connect(self._stop)
        job.failed.connect(self._fail)

    def _step(self, at: int, total: int, _what: str) -> None:
        self._strip.say_step(self._busy, at, total)

    def _finish(self, value: object) -> None:
        self._done(value)
        self.deleteLater()

    def _stop(self) -> None:
        self._strip.hide()
        self.deleteLater()

    def _fail(self, raised: BaseException) -> None:
        self._failed(raised)
        self.deleteLater()


def _take_away(preview: Preview) -> None:
    parent = preview.parentWidget()
    preview.hide()
    if parent is not None:
        preview.setParent(None)
    preview.deleteLater()
