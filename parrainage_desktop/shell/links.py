"""The one place that joins screens: what one asks for, another does, or a job makes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from parrainage_desktop.base.i18n import _
from parrainage_desktop.shell.ambassadors import Ambassadors
from parrainage_desktop.shell.desk import CounterScreen, Desk
from parrainage_desktop.shell.places import (
    COUNTER,
    CUSTOMERS,
    DOCUMENTS,
    PROGRAMME,
    REFERRALS,
    REPORTS,
    SATISFACTION,
    TESTIMONIALS,
    VOUCHERS,
)
from parrainage_desktop.shell.settings import Settings
from parrainage_desktop.ui.page import Page
from parrainage_desktop.vouchers.rules import Wanted

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from parrainage_desktop.base.progress import Progress
    from parrainage_desktop.customers.page import CustomersPage
    from parrainage_desktop.duplicates.page import DuplicatesPage
    from parrainage_desktop.imports.answer_dialogs import AnswerImportView
    from parrainage_desktop.imports.dialogs import ImportView
    from parrainage_desktop.shell.paperwork import Paperwork
    from parrainage_desktop.statements.page import StatementsPage


class Links(QObject):
    """Joins the screens of a desk as they are built."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__(desk)
        self._desk = desk
        self._settings = settings
        self._paperwork: Paperwork | None = None
        self._duplicates: DuplicatesPage | None = None
        self._statements: StatementsPage | None = None

    @property
    def paperwork(self) -> "Paperwork":
        """What makes and prints papers, built with the first of them."""
        from parrainage_desktop.shell.paperwork import Paperwork

        if self._paperwork is None:
            self._paperwork = Paperwork(self._desk, self._settings)
        return self._paperwork

    def join(self, key: str, page: Page) -> None:
        """Connect what a new screen asks for."""
        joins: dict[str, Callable[[Page], None]] = {
            COUNTER: self._join_counter, CUSTOMERS: self._join_customers, REFERRALS: self._join_referrals,
            VOUCHERS: self._join_vouchers, PROGRAMME: self._join_programme, SATISFACTION: self._join_satisfaction,
            TESTIMONIALS: self._join_testimonials, DOCUMENTS: self._join_documents, REPORTS: self._join_reports,
        }  # fmt: skip
        if key in joins:
            joins[key](page)

    def _join_counter(self, page: Page) -> None:
        from parrainage_desktop.counter.page import CounterPage

        if isinstance(page, CounterPage):
            page.print_cards.connect(self.print_cards)
            page.kiosk_requested.connect(self._desk.kiosk_wanted)
            page.print_vouchers.connect(self.print_vouchers)
            here = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence("Ctrl+P"), page, lambda: self.paperwork.again(page.at_hand.code), context=here)

    def _join_customers(self, page: Page) -> None:
        from parrainage_desktop.customers.page import CustomersPage

        if isinstance(page, CustomersPage):
            page.answer_requested.connect(self.log_answer)
            page.cards_requested.connect(self.print_cards)
            page.friend_requested.connect(self.welcome_friend)
            page.counter_requested.connect(self.show_person)
            page.import_requested.connect(self.import_people)
            page.duplicates_requested.connect(self.find_duplicates)
            page.statements_requested.connect(self.open_statements)
            Ambassadors(self._desk).join(page)
            self._join_privacy(page)

    def _join_referrals(self, page: Page) -> None:
        from parrainage_desktop.referrals.page import ReferralsPage

        if isinstance(page, ReferralsPage):
            page.friend_requested.connect(self.welcome_friend)
            page.person_requested.connect(self.open_customer)

    def _join_satisfaction(self, page: Page) -> None:
        from parrainage_desktop.surveys.page import SatisfactionPage

        if isinstance(page, SatisfactionPage):
            from parrainage_desktop.shell.asking_papers import AskingPapers

            papers = AskingPapers(self._desk, self.paperwork)
            page.kiosk_requested.connect(lambda: self._desk.kiosk_wanted.emit(None))
            page.answer_requested.connect(self.log_answer)
            page.person_requested.connect(self.open_customer)
            page.cards_requested.connect(papers.cards)
            page.import_requested.connect(self.import_answers)
            page.asking.forms_wanted.connect(papers.forms)
            page.asking.poster_wanted.connect(papers.poster)
            page.asking.export_wanted.connect(papers.export)

    def _join_privacy(self, page: "CustomersPage") -> None:
        from parrainage_desktop.shell.personal_data import PersonalData

        data = PersonalData(self._desk, self._make_file)
        page.personal_data_requested.connect(data.open_person)
        page.export_requested.connect(data.open_shop)

    def _join_vouchers(self, page: Page) -> None:
        from parrainage_desktop.vouchers.page import VouchersPage

        if isinstance(page, VouchersPage):
            page.papers_requested.connect(self.print_vouchers)
            page.copies_requested.connect(self.print_copies)
            page.counter_requested.connect(self._desk.scan)
            page.person_requested.connect(self.open_customer)
            page.table_requested.connect(self.export_vouchers)

    def _join_documents(self, page: Page) -> None:
        from parrainage_desktop.documents import catalogue
        from parrainage_desktop.documents.page import DocumentsPage

        if isinstance(page, DocumentsPage):
            page.paper_wanted.connect(lambda name, order: self.paperwork.make(catalogue.paper(name), order))

    def _join_testimonials(self, page: Page) -> None:
        from parrainage_desktop.testimonials.page import TestimonialsPage

        if isinstance(page, TestimonialsPage):
            page.person_requested.connect(self.open_customer)
            page.print_requested.connect(self.print_testimonials)
            page.review_card_requested.connect(self.print_review_card)

    def _join_reports(self, page: Page) -> None:
        from parrainage_desktop.reports.page import ReportsPage

        if isinstance(page, ReportsPage):
            from parrainage_desktop.shell.report_papers import ReportPapers

            ReportPapers(self._desk, self._settings, page, lambda: self.paperwork)

    def print_cards(self, customer_id: int) -> None:
        """Make a sheet of a referrer's cards and show it."""
        self.paperwork.cards(customer_id)

    def print_review_card(self, channel_id: int) -> None:
        """Show the card that leads to a page for reviews."""
        self.paperwork.review_card(channel_id)

    def print_vouchers(self, codes: list[str]) -> None:
        """Put vouchers on paper."""
        self.paperwork.vouchers(codes)

    def print_copies(self, codes: list[str]) -> None:
        """Put vouchers on paper once more, marked as copies."""
        self.paperwork.vouchers(codes, copy=True)

    def print_testimonials(self, customer_id: int) -> None:
        """Show the pages of what a customer lets the shop publish."""
        self.paperwork.testimonials(customer_id)

    def export_vouchers(self, wanted: Wanted, suffix: str) -> None:
        """Write a list of vouchers to a table."""
        from parrainage_desktop.shell import printing

        db, actor = self._desk.db, self._desk.actor
        self.paperwork.make_file(
            _("Writing the list…"), _("List:"),
            lambda progress: printing.voucher_table(db, actor, wanted, suffix, progress),
        )  # fmt: skip

    def open_customer(self, customer_id: int) -> None:
        """Show everything that is known of a customer."""
        from parrainage_desktop.customers.page import CustomersPage

        page = self._desk.show_page(CUSTOMERS)
        if isinstance(page, CustomersPage):
            page.show_person(customer_id)

    def log_answer(self, customer_id: int | None = None) -> None:
        """Let the counter log the answer of a customer, or of whoever was seen last."""
        counter = self._desk.show_page(COUNTER)
        if isinstance(counter, CounterScreen):
            counter.log_answer(customer_id)

    def welcome_friend(self, card: str) -> None:
        """Let the counter begin a referral with this card."""
        counter = self._desk.show_page(COUNTER)
        if isinstance(counter, CounterScreen):
            counter.welcome_friend(card)

    def show_person(self, customer_id: int) -> None:
        """Let the counter show what a customer can do."""
        counter = self._desk.show_page(COUNTER)
        if isinstance(counter, CounterScreen):
            counter.show_person(customer_id)

    def find_duplicates(self) -> None:
        """Show the screen for people written down twice over the customers', until the person leaves it."""
        from parrainage_desktop.duplicates.page import DuplicatesPage

        self._leave_duplicates()
        self._duplicates = page = DuplicatesPage(self._desk.db, self._desk.actor)
        page.left.connect(self._back_to_customers)
        self._desk.frame.screens.addWidget(page)
        self._desk.frame.screens.setCurrentWidget(page)
        page.setFocus()

    def _back_to_customers(self) -> None:
        self._desk.show_page(CUSTOMERS).setFocus()
        self._leave_duplicates()

    def _leave_duplicates(self) -> None:
        """Take the screen away, also one that was left by the side bar."""
        if self._duplicates is not None:
            self._duplicates.close_down()
            self._desk.frame.screens.removeWidget(self._duplicates)
            self._duplicates.deleteLater()
            self._duplicates = None

    def _join_programme(self, page: Page) -> None:
        from parrainage_desktop.programme.page import ProgrammePage

        if isinstance(page, ProgrammePage):
            page.statements_requested.connect(self.open_statements)
            page.tiers_requested.connect(Ambassadors(self._desk).open_tiers)

    def open_statements(self, holder_id: int | None = None) -> None:
        """Show what is due of friends' purchases, to somebody first; leaving it leads back to where one was."""
        from parrainage_desktop.statements.page import StatementsPage

        self._leave_statements()
        self._statements = page = StatementsPage(self._desk.db, self._desk.actor, holder_id)
        page.left.connect(lambda: self._back_from_statements(CUSTOMERS if holder_id else PROGRAMME))
        page.person_requested.connect(self.open_customer)
        page.table_requested.connect(self.export_statements)
        self._desk.frame.screens.addWidget(page)
        self._desk.frame.screens.setCurrentWidget(page)
        page.setFocus()

    def _back_from_statements(self, place: str) -> None:
        self._desk.show_page(place).setFocus()
        self._leave_statements()

    def _leave_statements(self) -> None:
        if self._statements is not None:
            self._desk.frame.screens.removeWidget(self._statements)
            self._statements.deleteLater()
            self._statements = None

    def export_statements(self, month: "date", suffix: str) -> None:
        """Write a month's statements to a table."""
        from parrainage_desktop.shell import printing

        db, actor = self._desk.db, self._desk.actor
        self.paperwork.make_file(
            _("Writing the list…"), _("List:"),
            lambda _progress: printing.statement_table(db, actor, month, suffix),
        )  # fmt: skip

    def import_people(self) -> None:
        """Bring a file of customers in; one that is under way is shown again."""
        from parrainage_desktop.imports.dialogs import ImportView

        self._import(ImportView, CUSTOMERS)

    def import_answers(self) -> None:
        """Bring the answers of a form in; an import that is under way is shown again."""
        from parrainage_desktop.imports.answer_dialogs import AnswerImportView

        self._import(AnswerImportView, SATISFACTION)

    def _import(self, kind: "type[AnswerImportView | ImportView]", back: str) -> None:
        screens = self._desk.frame.screens
        under_way = [view for view in map(screens.widget, range(screens.count())) if isinstance(view, kind)]
        view = under_way[0] if under_way else kind(self._desk.db, self._desk.actor)
        if not under_way:
            view.left.connect(lambda: self._desk.show_page(back))
            view.left.connect(lambda: screens.removeWidget(view))
            view.left.connect(view.deleteLater)
            screens.addWidget(view)
        screens.setCurrentWidget(view)
        view.take_focus()

    def _make_file(self, busy: str, said: str, work: "Callable[[Progress], Path]") -> None:
        self.paperwork.make_file(busy, said, work)
