"""What forms and sheets are made of keeps its place when there is more to say."""

from itertools import pairwise

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from parrainage_desktop.ui.fields import Field, Tag
from parrainage_desktop.ui.layouts import filled, in_row


def test_a_field_beside_one_with_an_error_stays_level_with_it(qtbot: QtBot) -> None:
    phone, email = Field("Phone"), Field("E-mail")
    beside = in_row((phone, 1), (email, 1))
    form = filled(QWidget(), beside)
    qtbot.addWidget(form)
    form.resize(400, 120)
    form.show()
    phone.show_error("“0612” cannot be a phone number: check its digits.")
    qtbot.waitUntil(lambda: phone.line.height() > 0)
    beside.activate()
    assert email.line.y() == phone.line.y()


def test_tags_give_way_where_the_room_is_short_and_never_lie_on_each_other(qtbot: QtBot) -> None:
    tags = [Tag("To be called since 23 November"), Tag("Referrer since November 2026"), Tag("Score 3")]
    full = [tag.width() for tag in tags]
    for tag in tags[:2]:
        tag.let_shrink()
    side_by_side = in_row(*tags, ..., gap=8)
    row = filled(QWidget(), side_by_side)
    qtbot.addWidget(row)
    row.resize(sum(full) - 60, 40)
    row.show()
    side_by_side.activate()
    for left, right in pairwise(tags):
        assert left.geometry().right() < right.x()
    assert tags[2].geometry().right() < row.width()
    assert tags[2].width() == full[2]
    assert "To be called since 23 November" in tags[0].toolTip()
    row.resize(sum(full) + 200, 40)
    side_by_side.activate()
    assert [tag.width() for tag in tags] == full
