"""Every bad scheme typed into its fields, in both languages: refused beside the field, the old version stays."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from parrainage_desktop.base.i18n import LANGUAGES, _, in_language
from parrainage_desktop.programme.checks import Fault, Problem
from parrainage_desktop.programme.page import ProgrammePage
from parrainage_desktop.programme.reward_editor import SHARE, STEPS, RewardEditor
from parrainage_desktop.programme.wording import fault
from parrainage_desktop.reports.practice import last_month
from parrainage_desktop.ui import theme
from tests.programme.test_page import choose_kind, fill, in_force, saves, types, words
from tests.stores import ANA, Till


@dataclass(frozen=True)
class Form:
    """The fields, and who types into them."""

    qtbot: QtBot
    page: ProgrammePage

    def editor(self, side: str, kind: int) -> RewardEditor:
        """What a side earns, of the kind chosen now."""
        choose_kind(self.page, side, kind)
        found = self.page.form.controls[side]
        assert isinstance(found, RewardEditor)
        return found

    def fill(self, line: QLineEdit, text: str) -> None:
        """Type into a line that can be seen."""
        assert line.isVisible()
        fill(self.qtbot, line, text)


def percent_of_nothing(at: Form) -> None:
    at.fill(at.editor("referrer", SHARE).share.line, "0")


def percent_without_a_purchase(at: Form) -> None:
    at.fill(at.editor("referrer", SHARE).share.line, "10")
    at.page.form.controls["trigger"].set_text("registration")
    QApplication.processEvents()


def cap_below_floor(at: Form) -> None:
    share = at.editor("referee", SHARE)
    at.fill(share.floor.line, "20")
    at.fill(share.cap.line, "2")


def end_before_start(at: Form) -> None:
    types(at.qtbot, at.page, "ends_on", "13/11/2026")


def begun_in_the_past(at: Form) -> None:
    types(at.qtbot, at.page, "effective_from", "13/11/2026")


def budget_already_gone(at: Form) -> None:
    types(at.qtbot, at.page, "budget", "10")


def steps_that_go_down(at: Form) -> None:
    first, second = at.editor("referrer", STEPS).steps.findChildren(QLineEdit)[1::2]
    at.fill(first, "8")
    at.fill(second, "5")


def more_than_the_purchase(at: Form) -> None:
    types(at.qtbot, at.page, "purchase_minimum", "9,99")


BAD = [
    (percent_of_nothing, "referrer", Fault.PERCENT_OF_NOTHING),
    (percent_without_a_purchase, "referrer", Fault.PERCENT_OF_NOTHING),
    (cap_below_floor, "referee", Fault.CAP_BELOW_FLOOR),
    (end_before_start, "ends_on", Fault.END_BEFORE_START),
    (begun_in_the_past, "effective_from", Fault.IN_THE_PAST),
    (budget_already_gone, "budget", Fault.BUDGET_SPENT),
    (steps_that_go_down, "referrer", Fault.STEPS_GO_DOWN),
    (more_than_the_purchase, "purchase_minimum", Fault.PAYS_MORE_THAN_PURCHASE),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("type_it", "beside", "why"), BAD)
def test_a_bad_scheme_is_refused_beside_its_field_and_the_old_version_stays(
    qapp: QApplication, qtbot: QtBot, file_till: Till, language: str, type_it: Callable[[Form], None], beside: str,
    why: Fault,
) -> None:  # fmt: skip
    file_till.buys(file_till.friend(file_till.customer().card).referral.referee_id)
    before = in_force(file_till)
    theme.apply(qapp, theme.Look.LIGHT)
    with in_language(language):
        page = ProgrammePage(file_till.db, ANA, last_month)
        qtbot.addWidget(page)
        page.resize(1158, 768)
        with qtbot.waitExposed(page):
            page.show()
        type_it(Form(qtbot, page))
        assert page.save.isEnabled()
        saves(qtbot, page)
        said = fault(Problem(beside, why), "EUR")
        assert (page.form.complaints(), words(page).count(said)) == ([beside], 1)
        assert page.said.text() == _("Nothing was changed: see beside the fields.")
        assert page.form.controls[beside].visibleRegion().isEmpty() is False, "it is scrolled to"
    assert (in_force(file_till), file_till.count("programmes")) == (before, 1)
