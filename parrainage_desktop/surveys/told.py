"""Answers in lists: whose they are, what they said, when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QPushButton, QWidget

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.i18n import _
from parrainage_desktop.customers import many as customers
from parrainage_desktop.surveys import lists
from parrainage_desktop.surveys.figure_wording import answered
from parrainage_desktop.surveys.list_rules import Wanted
from parrainage_desktop.surveys.rules import Answer, Category, Origin, Scale, category
from parrainage_desktop.surveys.wording import category_name, category_range, origin_name
from parrainage_desktop.ui.choices import Choice
from parrainage_desktop.ui.fields import ElidedLabel, Tag, label, nps_shape
from parrainage_desktop.ui.layouts import in_column, in_row
from parrainage_desktop.ui.rows import Row
from parrainage_desktop.ui.tips import set_tip

CATEGORIES = (None, Category.PROMOTER, Category.PASSIVE, Category.DETRACTOR)


@dataclass(frozen=True, slots=True)
class Told:
    """Some answers of a list, how many it has in all, and who gave them."""

    answers: Sequence[Answer]
    count: int
    names: Mapping[int, str]
    today: date

    def who(self, answer: Answer) -> str:
        """Whose answer it is."""
        known = self.names.get(answer.customer_id) if answer.customer_id is not None else None
        if known:
            return known
        return _("Anonymous") if answer.origin is Origin.COUNTER else _("Anonymous, {channel}").format(
            channel=origin_name(answer.origin).lower()
        )


def read(tx: Transaction, wanted: Wanted, most: int) -> Told:
    """The newest answers a list wants, `most` at most."""
    answers = lists.listed(tx, wanted, 0, most)
    people = customers.by_number(tx, {one.customer_id for one in answers if one.customer_id is not None})
    names = {number: person.name for number, person in people.items() if not person.gone}
    return Told(answers, lists.count_listed(tx, wanted), names, tx.today)


def shape(answer: Answer) -> str:
    """What an answer makes of a customer; nothing on the other scale."""
    return category(answer.score).value if answer.scale is Scale.ZERO_TEN else ""


def figure(answer: Answer) -> str:
    """The score; with its scale when it is the other one."""
    return str(answer.score) if answer.scale is Scale.ZERO_TEN else f"{answer.score} ({answer.scale.value})"


def row(told: Told, answer: Answer) -> Row:
    """An answer as a line of a list."""
    said = _("“{words}”").format(words=" ".join(answer.comment.split())) if answer.comment else _("No comment")
    when = answered(answer.answered_on, told.today)
    title = f"{told.who(answer)} · {when} · {origin_name(answer.origin)}"
    return Row(answer.id, title, said, icon="quotes-fill" if answer.quotable else "chat-centered-text",
               figure=figure(answer), shape=shape(answer))  # fmt: skip


def kinds(name: str) -> Choice:
    """A choice of CATEGORIES: all, or those with one shape."""
    made = Choice([_("All"), "", "", ""], name, 46)
    for found, segment in zip(CATEGORIES[1:], made.findChildren(QPushButton)[1:], strict=True):
        assert found is not None
        segment.setIcon(QIcon(_picture(found)))
        segment.setAccessibleName(category_range(found))
        set_tip(segment, category_range(found))
    return made


def _picture(found: Category) -> QPixmap:
    picture = QPixmap(32, 32)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    nps_shape(painter, found.value, 1, 1, 14)
    painter.end()
    return picture


class Comment(QWidget):
    """One comment in a card: score, whose, when, and at most two lines of what they said."""

    def __init__(self, told: Told, answer: Answer) -> None:
        super().__init__()
        tone = shape(answer) or "plain"
        head = in_row(
            Tag(figure(answer), tone, shape=shape(answer)),
            (ElidedLabel(told.who(answer), "strong"), 1),
            label(answered(answer.answered_on, told.today), "small", "text-2"),
            gap=12,
        )
        words = " ".join(answer.comment.split())
        shown = words if len(words) <= 110 else words[:109].rstrip() + "…"
        body = label(_("“{words}”").format(words=shown), wrap=True)
        self.setLayout(in_column(head, body, gap=4, edges=(20, 12, 20, 12)))
        kind = category_name(category(answer.score)) if shape(answer) else ""
        spoken = (kind, figure(answer), told.who(answer), words)
        self.setAccessibleName(", ".join(filter(None, spoken)))
