"""Promoters who are no referrers yet are listed with what it takes to invite them."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from parrainage_desktop.surveys.page import SatisfactionPage
from parrainage_desktop.ui import theme
from tests.stores import ANA, Till
from tests.surveys.test_page import settled


def test_only_promoters_who_brought_nobody_are_to_be_invited(
    qapp: QApplication, qtbot: QtBot, file_till: Till
) -> None:
    theme.apply(qapp, theme.Look.LIGHT)
    referrer, waiting, unhappy = (file_till.customer(name) for name in ("Odile", "Inès", "Gilles"))
    file_till.friend(referrer.card)
    for person, score in ((referrer, 10), (waiting, 9), (unhappy, 3)):
        file_till.answers(score, person.id)
    page = SatisfactionPage(file_till.db, ANA)
    qtbot.addWidget(page)
    page.show()
    settled(qapp)
    page.overview.invite.click()
    settled(qapp)
    rows = page.promoters.rows.rows
    assert [rows.row(number).key for number in range(rows.rowCount())] == [waiting.id]  # type: ignore[union-attr]
    with qtbot.waitSignal(page.cards_requested) as asked:
        page.promoters.one.click()
    assert asked.args == [[waiting.id]]
