"""Beside the parameters: the scheme in plain words, and what it costs."""

import math

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from parrainage_desktop.base.i18n import _, capital, labelled, money, month, ngettext, number
from parrainage_desktop.programme.cost import Cost, Judgement, Practice, cost, judgements
from parrainage_desktop.programme.rules import Terms
from parrainage_desktop.programme.sentence import STRONG
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import label, rule, sign
from parrainage_desktop.ui.layouts import empty, in_column, in_row
from parrainage_desktop.ui.theme import colour, font

LINE = 28
"""Pixels from one line of the sentence to the next."""


class Sentence(QWidget):
    """Plain words in lines, the figures in bold and underlined; texts are never read as markup."""

    def __init__(self) -> None:
        super().__init__()
        self._text, self._strong = "", list[tuple[int, int]]()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def text(self) -> str:
        """What is read."""
        return self._text

    def show_marked(self, marked: str) -> None:
        """Show a text in which each figure stands between the two signs of `STRONG`."""
        begin, end = STRONG
        self._text, self._strong = "", []
        for part in marked.split(begin):
            figure, found, rest = part.partition(end)
            if found:
                self._strong.append((len(self._text), len(figure)))
            self._text += figure + rest
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As many lines as the words need."""
        return LINE * self._laid(width).lineCount()

    def sizeHint(self) -> QSize:
        """Room for the lines at the present width."""
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        """No lower than the lines at the present width."""
        return QSize(120, self.heightForWidth(max(self.width(), 200)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines."""
        painter = QPainter(self)
        painter.setPen(colour("text"))
        self._laid(self.width()).draw(painter, QPointF(0, 0))

    def _laid(self, width: int) -> QTextLayout:
        layout = QTextLayout(self._text, font("large"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        layout.setFormats([_bold(start, length) for start, length in self._strong])
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 40))
            line.setPosition(QPointF(0, math.floor(top + (LINE - line.height()) / 2)))
            top += LINE
        layout.endLayout()
        return layout


class InPlainWords(QFrame):
    """The band that says the whole scheme."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "band")
        self.sentence = Sentence()
        self.copy = Button(_("Copy the text"), icon="copy")
        mark = sign("quotes-fill", "on-brand-soft", 22)
        head = in_row(mark, (label(_("In plain words"), "card", "on-brand-soft"), 1), gap=8)
        self.setLayout(in_column(head, self.sentence, 4, self.copy, gap=8, edges=(24, 16, 24, 16)))


class CostCard(QFrame):
    """What last month would have cost, what is still out, and how that compares."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._note = label("", "small", "text-2", wrap=True)
        self._rows = in_column(gap=0)
        self._unknown = label(_("What winning a customer costs you by other means is not entered."), "small", wrap=True)
        self.enter = Button(_("Enter it, to compare"))
        column = in_column(
            label(_("What it costs"), "card"),
            self._note,
            8,
            self._rows,
            6,
            self._unknown,
            6,
            (self.enter, Qt.AlignmentFlag.AlignLeft),
            gap=2,
            edges=(24, 16, 24, 16),
        )
        self.setLayout(column)

    def show_cost(
        self, terms: Terms, currency: str, practice: Practice, found: Cost, spent_cents: int
    ) -> None:
        """Show a cost, what is gone of the budget, and what is to be said about both."""
        self._note.setText(_counted_on(terms, practice, found))
        empty(self._rows)
        lines = _lines(terms, found, practice)
        if terms.budget:
            budget = money(terms.budget.cents, currency)
            lines.append((_("Spent of the budget of {amount}").format(amount=budget), spent_cents, False))
        for place, (words, cents, strong) in enumerate(lines):
            if place:
                self._rows.addWidget(rule())
            self._rows.addWidget(_figure(words, money(cents, currency), strong))
        for part in (self._unknown, self.enter):
            part.setVisible(not terms.usual_cost_cents)
        for judgement in judgements(terms, found, spent_cents):
            self._rows.addWidget(_remark(judgement, _judged(judgement, terms, currency, found)))


def _counted_on(terms: Terms, practice: Practice, found: Cost) -> str:
    when = month(practice.year, practice.month)
    count = found.customers
    if not count and terms.referrer_tier:
        return _("No such ambassador’s friend came in {month}: this is the least for one.").format(month=when)
    if not count:
        return _("No referral was completed in {month}: this is the least for one.").format(month=when)
    said = ngettext(
        "Counted on {month}: {count} completed referral.", "Counted on {month}: {count} completed referrals.", count
    )
    return capital(said.format(month=when, count=number(count)))


def _lines(terms: Terms, found: Cost, practice: Practice) -> list[tuple[str, int, bool]]:
    lines = []
    if found.rewards or (found.customers and not found.total_cents):
        rewards = ngettext("{count} voucher", "{count} vouchers", found.rewards)
        lines.append((rewards.format(count=number(found.rewards)), found.rewards_cents, False))
    if found.bonuses:
        bonuses = ngettext("{count} bonus voucher", "{count} bonus vouchers", found.bonuses)
        lines.append((bonuses.format(count=number(found.bonuses)), found.bonuses_cents, False))
    if found.in_kind:
        gifts = ngettext("{count} gift", "{count} gifts", found.in_kind)
        lines.append((gifts.format(count=number(found.in_kind)), found.in_kind_cents, False))
    if found.shares_cents:
        lines.append((_("Shares of friends’ purchases"), found.shares_cents, False))
    if lines:
        only_vouchers = found.total_cents == found.rewards_cents + found.bonuses_cents
        said = _("Vouchers issued in the month") if only_vouchers else _("Rewards of the month")
        lines.append((said, found.total_cents, True))
    lines.append((_("For each new customer"), found.per_customer_cents, True))
    if terms.variant:
        lines.append((_("with the usual reward"), cost(terms.alone, practice).per_customer_cents, False))
        lines.append((_("with the other reward"), cost(terms.other, practice).per_customer_cents, False))
    lines.append((_("If every voucher still out came back"), practice.outstanding_cents, False))
    if practice.owed_in_kind_cents:
        lines.append((_("If every gift still promised were fetched"), practice.owed_in_kind_cents, False))
    return lines


def _judged(judgement: Judgement, terms: Terms, currency: str, found: Cost) -> str:
    each, usual = found.per_customer_cents, terms.usual_cost_cents
    said = {
        Judgement.LESS_THAN_USUAL: _("{amount} less than your usual cost, {usual}"),
        Judgement.MORE_THAN_USUAL: _("Too high: {amount} more than your usual cost, {usual}"),
        Judgement.MORE_THAN_MARGIN: _("Too high: more than the margin on an average first purchase, {margin}"),
        Judgement.LITTLE: _("Perhaps too low: few people recommend a shop for so little"),
        Judgement.BUDGET_NEARLY_SPENT: _("Four fifths of the budget are spent"),
        Judgement.BUDGET_SPENT: _("The budget is spent: no referral is rewarded any more"),
    }[judgement]
    return said.format(
        amount=money(abs(usual - each), currency),
        usual=money(usual, currency),
        margin=money(found.margin_cents or 0, currency),
    )


def _figure(words: str, amount: str, strong: bool) -> QWidget:
    holder = QWidget()
    row = in_row(
        (label(words, "strong" if strong else "body", wrap=True), 1), label(amount, "figures"), edges=(0, 9, 0, 9)
    )
    holder.setLayout(row)
    holder.setAccessibleName(labelled(words, amount))
    return holder


def _remark(judgement: Judgement, words: str) -> QWidget:
    good = judgement is Judgement.LESS_THAN_USUAL
    icon, ink = ("trend-down", "brand") if good else ("warning-circle-fill", "on-warn-soft")
    holder = QWidget()
    holder.setLayout(in_row(sign(icon, ink, 18), (label(words, "small", ink, wrap=True), 1), gap=8, edges=(0, 8, 0, 0)))
    return holder


def _bold(start: int, length: int) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    look = QTextCharFormat()
    look.setFontWeight(QFont.Weight.DemiBold)
    look.setForeground(colour("on-brand-soft"))
    look.setFontUnderline(True)
    found.start, found.length, found.format = start, length, look
    return found
