"""Papers looked at and printed: what the seller sees, what is kept of vouchers the printer never gave."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from parrainage_desktop.base import paths
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.cards.rules import Placing
from parrainage_desktop.counter.page import CounterPage
from parrainage_desktop.documents import catalogue
from parrainage_desktop.documents.rules import Order
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.shell import asking, notice
from parrainage_desktop.shell.links import Links
from parrainage_desktop.shell.places import COUNTER
from parrainage_desktop.shell.preview import Preview
from parrainage_desktop.shell.program import Program
from parrainage_desktop.ui import printers
from parrainage_desktop.vouchers import printings
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Side
from tests import paper
from tests.shell.conftest import opened, texts
from tests.shell.test_links import previewed, referrer

LASER = "Laser"


class Shop:
    """The window at the counter, with one printer that writes to a file while it is on."""

    def __init__(self, program: Program, folder: Path, qtbot: QtBot) -> None:
        self.program, self.out, self.qtbot = program, folder / "printed.pdf", qtbot
        self.is_on = True
        assert program.desk
        self.desk = program.desk
        page = self.desk.page(COUNTER)
        assert isinstance(page, CounterPage)
        self.counter = page

    def open_printer(self, name: str) -> QPrinter:
        """The printer, unless it is off."""
        if not self.is_on or name != LASER:
            raise UserError(printers.SILENT, "off")
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.out))
        return printer

    def issue(self, count: int = 2) -> list[str]:
        """The letters of new vouchers."""
        holder = referrer(self.counter)
        with self.desk.db.write(self.desk.actor) as tx:
            terms = programmes.current(tx)
            return [vouchers.issue(tx, terms, Side.GOODWILL, holder, 500).code for _each in range(count)]

    def missing(self) -> list[str]:
        """The vouchers that wait for paper."""
        with self.desk.db.read(self.desk.actor) as tx:
            return [voucher.code for voucher in printings.waiting(tx)]

    def until_said(self, said: str) -> None:
        """Wait until the window says something."""
        self.qtbot.waitUntil(lambda: said in texts(self.program), timeout=20_000)

    def preview(self) -> Preview:
        """The paper that is looked at."""
        return previewed(self.program, self.qtbot)


@pytest.fixture
def window(
    real_program: Program, shop: str, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Shop:
    """An open shop with a printer."""
    monkeypatch.setattr(paths, "documents_dir", lambda: tmp_path / "Documents")
    monkeypatch.setattr(printers, "names", lambda: (LASER,))
    opened(qtbot, real_program, shop)
    found = Shop(real_program, tmp_path, qtbot)
    send = printers.send
    monkeypatch.setattr(
        printers, "send", lambda path, wish, progress: send(path, wish, progress, found.open_printer)
    )
    return found


def test_enter_prints_what_is_looked_at_and_the_counter_is_back(window: Shop) -> None:
    codes = window.issue()
    window.counter.print_vouchers.emit(codes)
    preview = window.preview()
    assert window.missing() == codes
    window.qtbot.keyClick(preview, Qt.Key.Key_Return)
    window.until_said("2 pages sent to the printer.")
    assert window.desk.frame.screens.currentWidget() is window.counter
    assert paper.codes(window.out, dpi=300) == sorted(codes)
    assert window.missing() == []
    assert window.program.settings.printer == LASER


@pytest.mark.parametrize(("layout", "left"), [("a6", [0, 2, 3, 4]), ("a4", [0, 1, 2, 3])])
def test_what_stands_on_pages_that_were_not_printed_still_waits(window: Shop, layout: str, left: list[int]) -> None:
    codes = window.issue(5)
    window.program.settings.voucher_format = layout
    window.counter.print_vouchers.emit(codes)
    preview = window.preview()
    preview.pages.set_text("2")
    window.qtbot.keyClick(preview, Qt.Key.Key_Return)
    window.until_said("1 page sent to the printer.")
    assert window.missing() == [codes[place] for place in left]


def test_a_silent_printer_loses_no_voucher_and_can_be_tried_again(window: Shop) -> None:
    codes = window.issue()
    window.is_on = False
    window.counter.print_vouchers.emit(codes)
    window.qtbot.keyClick(window.preview(), Qt.Key.Key_Return)
    window.until_said("The printer does not answer. The 2 vouchers are recorded.")
    assert window.missing() == codes
    window.is_on = True
    window.desk.frame.notice._again.click()
    window.until_said("2 pages sent to the printer.")
    assert window.missing() == []


def test_a_till_that_prints_at_once_shows_nothing_and_leaves_no_file(window: Shop, tmp_path: Path) -> None:
    window.program.settings.printer, window.program.settings.prints_at_once = LASER, True
    codes = window.issue(1)
    window.counter.print_vouchers.emit(codes)
    window.until_said("1 page sent to the printer.")
    assert window.desk.frame.screens.currentWidget() is window.counter
    assert paper.codes(window.out, dpi=300) == codes
    assert not list((tmp_path / "Documents").rglob("*.pdf"))


def test_a_printer_that_fails_at_once_leaves_the_vouchers_not_printed(window: Shop) -> None:
    window.program.settings.printer, window.program.settings.prints_at_once = "Gone", True
    codes = window.issue(1)
    window.counter.print_vouchers.emit(codes)
    window.until_said("The 1 voucher is recorded.")
    assert window.missing() == codes


def test_who_goes_back_without_printing_keeps_the_vouchers_waiting(window: Shop) -> None:
    codes = window.issue()
    window.counter.print_vouchers.emit(codes)
    window.qtbot.keyClick(window.preview(), Qt.Key.Key_Escape)
    assert window.desk.frame.screens.currentWidget() is window.counter
    assert window.missing() == codes


def test_a_copy_is_not_missing(window: Shop) -> None:
    codes = window.issue()
    links(window).print_copies(codes)
    window.preview()
    assert window.missing() == []


def test_one_key_at_the_counter_prints_the_voucher_in_hand(window: Shop) -> None:
    codes = window.issue()
    window.program.settings.printer, window.program.settings.prints_at_once = LASER, True
    window.counter.at_hand.code = codes[1]
    window.qtbot.keyClick(window.counter, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    window.until_said("1 page sent to the printer.")
    assert paper.codes(window.out, dpi=300) == [codes[1]]


def test_what_never_came_out_is_no_copy_when_printed_again(window: Shop) -> None:
    codes = window.issue(1)
    window.counter.print_vouchers.emit(codes)
    window.qtbot.keyClick(window.preview(), Qt.Key.Key_Escape)
    links(window).paperwork.again("")
    first = window.preview().shown
    assert first.order is not None
    assert (first.codes, first.order.copy) == (tuple(codes), False)
    window.qtbot.keyClick(window.preview(), Qt.Key.Key_Return)
    window.until_said("1 page sent to the printer.")
    links(window).paperwork.again("")
    second = window.preview().shown.order
    assert second is not None
    assert second.copy


def test_a_scan_shows_the_counter_over_the_paper(window: Shop) -> None:
    window.counter.print_vouchers.emit(window.issue())
    window.preview()
    window.desk.scan("anything")
    assert window.desk.frame.screens.currentWidget() is window.counter
    assert window.desk.frame.screens.findChildren(Preview) == []


def test_pages_that_are_not_there_are_said_beside_the_field(window: Shop) -> None:
    window.counter.print_vouchers.emit(window.issue())
    preview = window.preview()
    preview.pages.set_text("3")
    preview.print.click()
    assert "1 to 2" in texts(window.program)
    preview.pages.set_text("2")
    preview.print.click()
    window.until_said("1 page sent to the printer.")


def test_the_same_paper_in_another_language_and_format(window: Shop) -> None:
    links(window).paperwork.make(catalogue.paper("poster"), Order("en"))
    first = window.preview()
    assert (first.shown.title, round(first.shown.sizes[0].width)) == ("Poster", 210)
    first.made_again.emit(Order("fr", format="a5"))
    window.qtbot.waitUntil(lambda: window.preview() is not first, timeout=20_000)
    second = window.preview()
    assert round(second.shown.sizes[0].height) == 210
    assert "un bon de" in paper.pages(second.shown.path)[0]
    window.qtbot.keyClick(second, Qt.Key.Key_Escape)
    assert window.desk.frame.screens.currentWidget() is window.counter


def test_a_saved_copy_is_whole_and_the_vouchers_wait_no_more(
    window: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.counter.print_vouchers.emit(window.issue())
    preview = window.preview()
    monkeypatch.setattr(asking, "where_to_save", lambda _window, _name: str(tmp_path / "gone" / "x.pdf"))
    preview.save.click()
    assert "could not be written" in texts(window.program)
    assert window.missing()
    monkeypatch.setattr(asking, "where_to_save", lambda _window, _name: str(tmp_path / "x.pdf"))
    preview.save.click()
    assert (tmp_path / "x.pdf").read_bytes() == preview.shown.path.read_bytes()
    assert window.missing() == []


def test_without_a_printer_the_preview_says_what_to_do(window: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[Path] = []
    monkeypatch.setattr(notice, "open_file", found.append)
    monkeypatch.setattr(printers, "names", lambda: ())
    window.counter.print_vouchers.emit(window.issue())
    preview = window.preview()
    assert "No printer on this computer" in texts(window.program)
    assert not preview.print.isVisible()
    window.qtbot.keyClick(preview, Qt.Key.Key_Return)
    preview.open.click()
    assert found == [preview.shown.path]
    assert window.missing() == []


def links(window: Shop) -> Links:
    """What joins the screens."""
    found = window.desk.findChild(Links)
    assert found is not None
    return found


def test_cards_begin_where_the_sheet_has_room_and_the_till_remembers_its_printer(window: Shop) -> None:
    holder = referrer(window.counter)
    links(window).print_cards(holder)
    preview = window.preview()
    assert preview.tools.place.isVisible()
    assert preview.shown.order is not None
    wanted = Placing(8, 0.5, -1.0)
    preview.tools.placed.emit(replace(preview.shown.order, format="C32011", placing=wanted))
    window.qtbot.waitUntil(lambda: window.desk.frame.screens.currentWidget() is not preview)
    again = window.preview()
    assert len(paper.codes(again.shown.path)) == 3
    assert window.program.settings.card_sheet == "C32011"
    assert window.program.settings.card_placing == Placing(1, 0.5, -1.0)


def test_a_test_page_is_made_of_the_sheet_that_is_looked_at(window: Shop) -> None:
    links(window).print_cards(referrer(window.counter))
    preview = window.preview()
    assert preview.shown.order is not None
    preview.tools.test_wanted.emit(replace(preview.shown.order, people=(), format="L7163", placing=Placing(1, 1.5)))
    window.qtbot.waitUntil(lambda: window.desk.frame.screens.currentWidget() is not preview)
    shown = window.preview()
    assert "L7163" in paper.pages(shown.shown.path)[0]
    assert not shown.tools.isVisible()
    assert window.program.settings.card_placing == Placing(1, 1.5)


def test_a_sheet_is_checked_before_it_is_printed(window: Shop) -> None:
    window.counter.print_vouchers.emit(window.issue(2))
    preview = window.preview()
    assert not preview.tools.place.isVisible()
    preview.tools.check.click()
    window.until_said("2 codes, every one read back.")
    preview.shown.path.unlink()
    preview.tools.check.click()
    window.until_said("There is no file")
    assert preview.tools.check.isEnabled()
