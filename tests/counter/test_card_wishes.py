"""A wish for cards left at the kiosk is told at the counter until somebody takes it up."""

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from parrainage_desktop.base.i18n import _
from parrainage_desktop.counter.page import CounterPage
from parrainage_desktop.surveys import at_kiosk
from tests.stores import Till


def test_the_counter_lists_a_wish_until_it_is_taken_up(qtbot: QtBot, file_till: Till) -> None:
    with file_till.db.write(file_till.actor) as tx:
        at_kiosk.wish_cards(tx, at_kiosk.touch(tx, 10, None))
    page = CounterPage(file_till.db, file_till.actor)
    qtbot.addWidget(page)
    page.show()
    (done,) = [button for button in page.today.findChildren(QPushButton) if button.text() == _("Done")]
    assert done.height() >= 44
    done.click()
    assert file_till.scalar("SELECT count(*) FROM card_wishes WHERE served_at IS NOT NULL") == 1
    page.reload()
    assert not done.isVisible()
