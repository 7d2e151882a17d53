"""Inviting to write a review, on the screen: the pages, whom to invite, the rule, who was. It opens no page itself."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from parrainage_desktop.base.database import Actor, Database, Transaction
from parrainage_desktop.base.errors import InvalidInput, UserError
from parrainage_desktop.base.i18n import LANGUAGES, _, day, ngettext, number
from parrainage_desktop.base.terminal import whole
from parrainage_desktop.customers import many as customers
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.customers.service import resolve as find_customer
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.testimonials import review_wording, reviews, service
from parrainage_desktop.testimonials.review_forms import InviteForm, PageForm, RuleForm
from parrainage_desktop.testimonials.review_rules import (
    LONGEST_PAUSE_DAYS,
    Invitation,
    NotInvited,
    Policy,
    ReviewChannel,
)
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.chips import Tabs
from parrainage_desktop.ui.fields import card, label
from parrainage_desktop.ui.layouts import in_column, in_row, scrolled
from parrainage_desktop.ui.rows import Row, RowList

WIDTH = 320
INVITE, PAGE, RULE, LOG = range(4)


class ReviewsView(QWidget):
    """`card_wanted` names the page whose card shall be printed, `person_wanted` a customer of the log."""

    card_wanted = Signal(int)
    person_wanted = Signal(int)

    def __init__(self, db: Database, actor: Actor) -> None:
        super().__init__()
        self._db, self._actor = db, actor
        self._shown: ReviewChannel | None = None
        self._describes = False
        self._pages: dict[int, ReviewChannel] = {}
        self._invited: dict[int, int | None] = {}
        self.rows, self.log = RowList(_("Pages for reviews")), RowList(_("Invitations"))
        self.new = Button(_("Add a page"), icon="plus-bold")
        self.tabs = Tabs(
            [_("Invite"), _("The page"), _("Who is invited"), _("Invited so far")], _("Part of the invitations")
        )
        self.inviting, self.form, self.rule = InviteForm(), PageForm(), RuleForm()
        self._nothing, self._count = label("", "body", "text-2", wrap=True), label("", "strong", "text-2")
        self._parts = QStackedWidget()
        self._build()
        self._connect()

    def reload(self) -> None:
        """Read the pages, the rule and the log again; what is being typed stays."""
        with self._db.read(self._actor) as tx:
            found, rule, shop = reviews.channels(tx), reviews.policy(tx), preferences.shop(tx)
            count = reviews.count_invitations(tx)
        self._pages = {one.id: one for one in found}
        if self._shown:
            self._shown = self._pages[self._shown.id]
        elif found and not self._describes:
            self._shown = found[0]
            self.form.show_page(self._shown)
        self.rule.show_rule(rule)
        self._show_pages(found)
        self._show_texts(shop.name)
        said = ngettext("{count} invitation", "{count} invitations", count)
        self._count.setText(said.format(count=number(count)) if count else _("Nobody was invited yet."))
        self.log.show_rows(count, self._invitations)

    def open(self, page_id: int) -> None:
        """Look at one page."""
        if self._shown is None or self._shown.id != page_id:
            self._shown, self._describes = self._pages[page_id], False
            self.form.show_page(self._shown)
            self.inviting.say("")
            self.reload()

    def begin(self) -> None:
        """Describe a new page."""
        self._shown, self._describes = None, True
        self.rows.clearSelection()
        self.form.show_page(None)
        self.tabs.choose(PAGE)
        self.form.address.line.setFocus()

    def take_scan(self, text: str) -> bool:
        """A customer's card is whom to invite; anything else is left to the counter."""
        with self._db.read(self._actor) as tx:
            known = isinstance(find_customer(tx, text), Customer)
        if known:
            self.tabs.choose(INVITE)
            self.inviting.who.set_text(text)
        return known

    def invite(self) -> None:
        """Note that a customer is invited, or say why they must not be."""
        form, page = self.inviting, self._page_to_invite()
        form.who.show_error("")
        form.say("")
        if page is None:
            return
        try:
            with self._db.write(self._actor) as tx:
                person = service.meant(tx, form.who.text())
                done, rule = reviews.invite(tx, person.id, page.id, form.chosen_way()), reviews.policy(tx)
        except (InvalidInput, UserError) as error:
            form.who.show_error(error.message)
            return
        if isinstance(done, NotInvited):
            form.say(review_wording.refusal(done, rule))
            return
        form.who.set_text("")
        form.say(_("{name} is invited.").format(name=person.name))
        self.reload()

    def copy(self) -> None:
        """Put the invitation on the clipboard, in the language shown."""
        QGuiApplication.clipboard().setText(self.inviting.said.text())
        self.inviting.say(_("The text is copied."))

    def save(self) -> None:
        """Keep a new page, or the new name and address of the one that is shown."""
        form, shown = self.form, self._shown
        name, address = form.name.text(), form.address.text()
        if shown is None:
            self._keep(lambda tx: reviews.add_channel(tx, form.chosen_site(), name, address))
        else:
            self._keep(lambda tx: reviews.change_channel(tx, shown.id, name, address))

    def close_page(self) -> None:
        """Invite nobody to the page that is shown any more."""
        if shown := self._shown:
            self._keep(lambda tx: reviews.close_channel(tx, shown.id))

    def open_page(self) -> None:
        """Invite people to the page that is shown again."""
        if shown := self._shown:
            self._keep(lambda tx: reviews.open_channel(tx, shown.id))

    def save_rule(self) -> None:
        """Decide who is invited."""
        form = self.rule
        form.show_error("", "")
        try:
            days = whole("again", form.again.text().strip(), 0, LONGEST_PAUSE_DAYS)
            with self._db.write(self._actor) as tx:
                reviews.set_policy(tx, Policy(form.promoters_only(), days))
        except InvalidInput as error:
            form.show_error(error.field, error.message)
        except UserError as error:
            form.show_error("", error.message)
        else:
            form.show_error("", _("Kept."))

    def _keep(self, act: Callable[[Transaction], ReviewChannel]) -> None:
        self.form.show_error("", "")
        try:
            with self._db.write(self._actor) as tx:
                kept = act(tx)
        except InvalidInput as error:
            self.form.show_error(error.field, error.message)
            return
        except UserError as error:
            self.form.show_error("", error.message)
            return
        self._shown, self._describes = kept, False
        self.form.show_page(kept)
        self.form.show_error("", _("Kept."))
        self.reload()

    def _page_to_invite(self) -> ReviewChannel | None:
        """The page looked at, closed or not; before any is chosen, the first in use."""
        return self._shown or next((one for one in self._pages.values() if not one.closed), None)

    def _show_pages(self, found: Sequence[ReviewChannel]) -> None:
        rows = [_row(one) for one in found]
        self.rows.blockSignals(True)
        self.rows.show_rows(
            len(rows), lambda offset, count: rows[offset : offset + count], self._shown.id if self._shown else None
        )
        self.rows.blockSignals(False)
        self._nothing.setText("" if rows else _no_page())
        self._nothing.setVisible(not rows)

    def _show_texts(self, shop: str) -> None:
        page = self._page_to_invite()
        usable = page is not None and not page.closed
        if page is None:
            texts = (_no_page(),) * len(LANGUAGES)
        elif page.closed:
            texts = (review_wording.refusal(NotInvited.CHANNEL_CLOSED, Policy()),) * len(LANGUAGES)
        else:
            texts = tuple(review_wording.invitation(page, shop, one) for one in LANGUAGES)
        self.inviting.show_texts(texts)
        for part in (self.inviting.copy, self.inviting.invite):
            part.setEnabled(usable)

    def _invitations(self, offset: int, count: int) -> list[Row]:
        with self._db.read(self._actor) as tx:
            found = reviews.invitations(tx, offset, count)
            known = customers.by_number(tx, {one.customer_id for one in found if one.customer_id is not None})
        self._invited.update({one.id: one.customer_id for one in found})
        names = {number: person.name for number, person in known.items() if not person.gone}
        return [self._line(one, names) for one in found]

    def _line(self, one: Invitation, names: dict[int, str]) -> Row:
        name = names.get(one.customer_id, _("no customer any more")) if one.customer_id else _("Nobody in particular")
        said = (self._pages[one.channel_id].name, review_wording.way(one.way), day(one.invited_on), one.staff)
        return Row(one.id, name, " · ".join(filter(None, said)), icon="paper-plane-tilt")

    def _open_person(self, key: int) -> None:
        if (person := self._invited.get(key)) is not None:
            self.person_wanted.emit(person)

    def _print_card(self) -> None:
        if self._shown:
            self.card_wanted.emit(self._shown.id)

    def _connect(self) -> None:
        self.rows.chosen.connect(self.open)
        self.log.opened.connect(self._open_person)
        self.new.clicked.connect(self.begin)
        self.tabs.chosen.connect(self._parts.setCurrentIndex)
        self.inviting.invite.clicked.connect(self.invite)
        self.inviting.who.line.returnPressed.connect(self.invite)
        self.inviting.copy.clicked.connect(self.copy)
        self.form.save.clicked.connect(self.save)
        self.form.address.line.returnPressed.connect(self.save)
        self.form.card.clicked.connect(self._print_card)
        self.form.close_page.clicked.connect(self.close_page)
        self.form.open_page.clicked.connect(self.open_page)
        self.rule.save.clicked.connect(self.save_rule)

    def _build(self) -> None:
        right = card()
        top = in_row(self.tabs, ..., edges=(16, 0, 16, 0))
        right.setLayout(in_column(top, (self._parts, 1), edges=(1, 8, 1, 1)))
        for form in (self.inviting, self.form, self.rule):
            form.setProperty("ground", "surface")
            self._parts.addWidget(scrolled(form))
        self._parts.addWidget(self._logged())
        self.setLayout(in_row(self._list(), (right, 1), gap=16))

    def _list(self) -> QFrame:
        box = card()
        box.setFixedWidth(WIDTH)
        top = in_row(self.new, ..., edges=(16, 0, 16, 0))
        self._nothing.setContentsMargins(20, 0, 20, 0)
        box.setLayout(in_column(top, self._nothing, (self.rows, 1), gap=8, edges=(1, 12, 1, 8)))
        return box

    def _logged(self) -> QWidget:
        box = QWidget()
        self._count.setContentsMargins(20, 0, 20, 0)
        box.setLayout(in_column(self._count, (self.log, 1), edges=(0, 12, 0, 8)))
        return box


def _row(one: ReviewChannel) -> Row:
    shown = _("closed") if one.closed else one.address.partition("://")[2]
    tone = ("surface-2", "text-2") if one.closed else ("brand-soft", "on-brand-soft")
    return Row(one.id, one.name, shown, icon="prohibit" if one.closed else "globe", tone=tone)


def _no_page() -> str:
    return _("Add the page where customers can write a review: its address goes on cards and into messages.")
