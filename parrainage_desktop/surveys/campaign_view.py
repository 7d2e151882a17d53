"""Campaigns: their list, the form of one, whom it asks and who answered, and what is printed and sent for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from parrainage_desktop.base.clock import add_months
from parrainage_desktop.base.database import Actor, Database, Transaction
from parrainage_desktop.base.errors import InvalidInput, UserError
from parrainage_desktop.base.i18n import _, day, language
from parrainage_desktop.customers import many as customers
from parrainage_desktop.customers.rules import Channel
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.surveys import campaign_wording as words
from parrainage_desktop.surveys import campaigns, service
from parrainage_desktop.surveys.campaign_form import CampaignForm
from parrainage_desktop.surveys.campaign_rules import Campaign, NewCampaign
from parrainage_desktop.surveys.told import shape
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import ElidedLabel, PlainLabel, card, label, show_text
from parrainage_desktop.ui.inviting import Inviting
from parrainage_desktop.ui.layouts import in_column, in_row, scrolled
from parrainage_desktop.ui.picker import Picker
from parrainage_desktop.ui.rows import Row, RowList

_MOST = 1_000
_CHANNELS = (None, Channel.EMAIL, Channel.SMS, Channel.POST)


@dataclass(frozen=True, slots=True)
class Asking:
    """The campaigns there are, also as lines; of the one looked at, how many answered and its people as lines."""

    campaigns: Sequence[Campaign]
    rows: Sequence[Row]
    said: str
    people: Sequence[Row]


def read(tx: Transaction, campaign_id: int | None) -> Asking:
    """Gather them."""
    found = campaigns.newest(tx)
    if campaign_id is None:
        return Asking(found, [_line(tx, one) for one in found], "", ())
    said = words.response(campaigns.response(tx, campaign_id), campaigns.chosen(tx, campaign_id))
    return Asking(found, (), said, _people(tx, campaign_id))


def _line(tx: Transaction, one: Campaign) -> Row:
    """A campaign as a line: whether it runs, when and by which channels it asks, how many answered."""
    running = one.first <= tx.today <= one.last
    detail = f"{words.standing(one, tx.today)} · {words.line(one)} · {words.answers(campaigns.response(tx, one.id))}"
    tone = ("brand-soft", "on-brand-soft") if running else ("surface-2", "text-2")
    return Row(one.id, one.name, detail, icon="megaphone", tone=tone)


def _people(tx: Transaction, campaign_id: int) -> list[Row]:
    asked = campaigns.asked_list(tx, campaign_id, 0, _MOST)
    known = customers.by_number(tx, {one.customer_id for one in asked})
    answers = service.many(tx, [one.answer_id for one in asked if one.answer_id is not None])
    lines = []
    for one in asked:
        person, answer = known[one.customer_id], answers.get(one.answer_id or 0)
        when = _("asked on {day}").format(day=day(one.asked_on)) if one.asked_on else _("not asked yet")
        name = person.name if not person.gone else _("no customer any more")
        figure, mark = (str(answer.score), shape(answer)) if answer else ("", "")
        lines.append(Row(one.customer_id, name, when, person.initials, figure=figure, shape=mark))
    return lines


class CampaignsView(QWidget):
    """`forms_wanted` and `poster_wanted` name a campaign to print, `export_wanted` one and a channel's name or none."""

    narrowed = Signal()
    forms_wanted = Signal(int)
    poster_wanted = Signal(int)
    export_wanted = Signal(int, str)

    def __init__(self, db: Database, actor: Actor) -> None:
        super().__init__()
        self._db, self._actor = db, actor
        self._campaign: Campaign | None = None
        self._campaigns: dict[int, Campaign] = {}
        self.rows, self.people = RowList(_("Campaigns")), RowList(_("People to ask and their answers"))
        self.new = Button(_("New campaign"), "primary", "plus-bold")
        self.first = Button(_("Describe a campaign"), "primary", "plus-bold")
        self.back, self._name = Button(_("Campaigns"), "quiet", "arrow-left"), ElidedLabel("", "card")
        self.form = CampaignForm()
        self.save = Button(_("Save"), "primary", "check-bold")
        self.draw = Button(_("Choose the people"), icon="users")
        self.who = Button(_("People asked"), icon="identification-card")
        self.export = Picker(
            [_("Export whom to ask"), _("By e-mail"), _("By text message"), _("By post")], _("Export whom to ask")
        )
        self.mail = Button(_("Copy the e-mail"), icon="copy")
        self.paper, self.poster = Button(_("Paper form"), icon="file-pdf"), Button(_("Poster"), icon="file-pdf")
        self._said, self._response = label("", "strong", "err-text", wrap=True), label("", "body", "text-2", wrap=True)
        self._views, self._middle = QStackedWidget(), QStackedWidget()
        self._listed, self._open = self._list(), self._one()
        said = _("A campaign asks the one question: whom, by which channel, from which day to which.")
        self._nothing = Inviting("megaphone", _("No campaign yet"), said, self.first)
        self._build()
        self._connect()

    @property
    def campaign_id(self) -> int | None:
        """Which one is looked at; None in the list, and while a new one is described."""
        return self._campaign.id if self._campaign else None

    def show_read(self, found: Asking) -> None:
        """Show the campaigns; what is typed in the form stays."""
        self._campaigns = {one.id: one for one in found.campaigns}
        if self._views.currentWidget() is not self._open:
            key = self.rows.key()
            self.rows.show_rows(len(found.rows), lambda offset, count: found.rows[offset : offset + count], key)
            self._views.setCurrentWidget(self._listed if found.rows else self._nothing)
        self._response.setText(found.said)
        self.people.show_rows(len(found.people), lambda offset, count: found.people[offset : offset + count])

    def give_up(self) -> bool:
        """Go back to the list; whether something else was shown."""
        if self._views.currentWidget() is not self._open:
            return False
        self._campaign = None
        self._views.setCurrentWidget(self._listed)
        self.rows.setFocus()
        self.narrowed.emit()
        return True

    def describe_new(self) -> None:
        """Describe a new campaign: three months from today, at the counter, everybody."""
        with self._db.read(self._actor) as tx:
            today = tx.today
        self._campaign = None
        self.form.show_campaign(NewCampaign("", today, add_months(today, 3)), drawn=False)
        self._show_form()

    def _begin(self) -> None:
        self.describe_new()
        self.form.name.line.setFocus()

    def open(self, campaign_id: int) -> None:
        """Look at one."""
        self._campaign = self._campaigns[campaign_id]
        self.form.show_campaign(self._campaign, self._campaign.drawn_on is not None)
        self._show_form()
        self.narrowed.emit()

    def _show_form(self) -> None:
        one = self._campaign
        self._views.setCurrentWidget(self._open)
        self._middle.setCurrentIndex(0)
        self._name.setText(one.name if one else _("New campaign"))
        self._say("")
        for part in (self.who, self.export, self.mail, self.paper, self.poster):
            part.setVisible(one is not None)
        self.poster.setVisible(one is not None and bool(one.form_url))
        self.draw.setVisible(one is not None and one.drawn_on is None)
        self.count()

    def count(self) -> None:
        """Say how many people would be asked, as the form stands."""
        try:
            audience = self.form.audience()
        except InvalidInput as error:
            self.form.show_error(error)
            return
        with self._db.read(self._actor) as tx:
            self.form.count.setText(words.reach(campaigns.reach(tx, audience)))

    def _save(self) -> None:
        try:
            wanted = self.form.campaign()
            with self._db.write(self._actor) as tx:
                kept = campaigns.change(tx, self._campaign.id, wanted) if self._campaign else campaigns.add(tx, wanted)
        except InvalidInput as error:
            self._say("" if self.form.show_error(error) else error.message)
        except UserError as error:
            self._say(error.message)
        else:
            self._take(kept)

    def _choose_people(self) -> None:
        if self._campaign is None:
            return
        try:
            with self._db.write(self._actor) as tx:
                campaigns.draw(tx, self._campaign.id)
                kept = campaigns.get(tx, self._campaign.id)
        except (InvalidInput, UserError) as error:
            self._say(error.message)
        else:
            self._take(kept)

    def _take(self, kept: Campaign) -> None:
        self._campaign = kept
        self.form.show_campaign(kept, kept.drawn_on is not None)
        self._show_form()
        self.narrowed.emit()

    def _copy_mail(self) -> None:
        if self._campaign:
            with self._db.read(self._actor) as tx:
                shop = preferences.shop(tx).name
            QGuiApplication.clipboard().setText(words.mail(self._campaign, shop, language()))
            self._response.setText(_("The text of the e-mail is copied."))

    def _export(self, index: int) -> None:
        channel = _CHANNELS[index]
        if self._campaign and channel:
            self.export_wanted.emit(self._campaign.id, channel.value)
        self.export.show_index(0)

    def _say(self, message: str) -> None:
        show_text(self._said, message)

    def _connect(self) -> None:
        for button in (self.new, self.first):
            button.clicked.connect(self._begin)
        self.back.clicked.connect(self.give_up)
        self.rows.opened.connect(self.open)
        self.rows.clicked.connect(lambda _index: self.open(self.rows.key() or 0))
        self.form.narrowed.connect(self.count)
        self.save.clicked.connect(self._save)
        self.draw.clicked.connect(self._choose_people)
        self.who.clicked.connect(lambda: self._middle.setCurrentIndex(1 - self._middle.currentIndex()))
        self.mail.clicked.connect(self._copy_mail)
        self.export.chosen.connect(self._export)
        self.paper.clicked.connect(lambda: self.forms_wanted.emit(self.campaign_id))
        self.poster.clicked.connect(lambda: self.poster_wanted.emit(self.campaign_id))

    def _build(self) -> None:
        self.setLayout(in_column(self._views))
        for view in (self._listed, self._nothing, self._open):
            self._views.addWidget(view)

    def _list(self) -> QFrame:
        box = card()
        top = in_row((label(_("Campaigns"), "card"), 1), self.new, edges=(20, 0, 16, 0))
        box.setLayout(in_column(top, (self.rows, 1), edges=(1, 12, 1, 1)))
        return box

    def _one(self) -> QFrame:
        box = card()
        self.form.setProperty("ground", "surface")
        self._middle.addWidget(scrolled(self.form))
        self._middle.addWidget(self.people)
        head = in_row(self.back, (self._name, 1), gap=8, edges=(8, 0, 20, 0))
        column = in_column(head, (self._middle, 1), gap=8, edges=(1, 10, 1, 10))
        box.setLayout(column)
        for line in ((self._said,), (self._response,), (self.who, self.export, self.draw)):
            column.addLayout(_row(*line))
        last = _row(self.mail, self.paper, self.poster)
        last.addWidget(self.save)
        column.addLayout(last)
        return box


def _row(*parts: QWidget) -> QHBoxLayout:
    row = in_row(*((part, int(isinstance(part, PlainLabel))) for part in parts), gap=8, edges=(20, 0, 20, 0))
    if not any(isinstance(part, PlainLabel) for part in parts):
        row.addStretch(1)
    return row
