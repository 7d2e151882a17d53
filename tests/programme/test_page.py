"""The scheme's screen: the sentence follows the fields, faults stand beside them, and only what is done is offered."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from parrainage_desktop.base.i18n import LANGUAGES, in_language
from parrainage_desktop.insights import comparing
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.programme.page import ProgrammePage
from parrainage_desktop.programme.reward_editor import BENEFIT, CREDIT, GIFT, NOTHING
from parrainage_desktop.programme.rewards import Credit, Fixed, Gift, Percent, Step, StepTable
from parrainage_desktop.programme.rules import Budget, Friends, RevenueShare, Terms, Variant
from parrainage_desktop.programme.sentence import sentence
from parrainage_desktop.programme.spelling import spelled
from parrainage_desktop.programme.templates import TEMPLATES, title
from parrainage_desktop.reports.practice import last_month
from parrainage_desktop.ui import theme
from parrainage_desktop.ui.fields import Tag
from tests.stores import ANA, Till

Build = Callable[[], ProgrammePage]
USUAL = sentence(Terms(), "EUR")


@pytest.fixture
def build(qapp: QApplication, qtbot: QtBot, file_till: Till) -> Build:
    """Makes the screen of a shop."""
    theme.apply(qapp, theme.Look.LIGHT)

    def make() -> ProgrammePage:
        page = ProgrammePage(file_till.db, ANA, last_month, comparing.told)
        qtbot.addWidget(page)
        page.resize(1158, 768)
        with qtbot.waitExposed(page):
            page.show()
        return page

    return make


def words(widget: QWidget) -> str:
    """Everything that can be read, once what is new has been put in place."""
    QApplication.processEvents()
    labels = [found.text() for found in widget.findChildren(QLabel) if found.isVisible()]
    return "\n".join(labels + [tag.accessibleName() for tag in widget.findChildren(Tag) if tag.isVisible()])


def line(page: ProgrammePage, key: str) -> QLineEdit:
    """The line of a parameter."""
    return next(one for one in page.form.controls[key].findChildren(QLineEdit) if one.isVisible())


def types(qtbot: QtBot, page: ProgrammePage, key: str, text: str) -> None:
    """Somebody types a parameter anew and leaves its field."""
    fill(qtbot, line(page, key), text)


def fill(qtbot: QtBot, found: QLineEdit, text: str) -> None:
    """Somebody types into a line and leaves it."""
    found.setFocus()
    found.selectAll()
    qtbot.keyClicks(found, text)
    found.editingFinished.emit()


def choose_kind(page: ProgrammePage, side: str, kind: int) -> None:
    """Somebody picks what a side earns."""
    page.form.controls[side].kind.choose(kind)  # type: ignore[attr-defined]
    QApplication.processEvents()


def saves(qtbot: QtBot, page: ProgrammePage) -> None:
    """Somebody presses Ctrl+S."""
    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def in_force(till: Till) -> Terms:
    """The terms in force."""
    with till.db.read() as tx:
        return programmes.current(tx).terms


def test_the_scheme_in_force_is_shown_in_words_and_nothing_is_to_be_saved(build: Build) -> None:
    page = build()
    assert page.words.sentence.text() == USUAL
    assert "In force since 14 November 2026" in words(page)
    assert not page.save.isEnabled()
    assert not page.undo.isVisible()


def test_the_sentence_follows_what_is_typed(build: Build, qtbot: QtBot) -> None:
    page = build()
    types(qtbot, page, "purchase_minimum", "15,00")
    assert "makes a first purchase of €15.00 or more" in page.words.sentence.text()
    assert "1 change to save" in words(page)
    page.undo.click()
    assert page.words.sentence.text() == USUAL
    assert line(page, "purchase_minimum").text() == "€0.00"


def test_saving_makes_a_version_of_today(build: Build, qtbot: QtBot, file_till: Till) -> None:
    page = build()
    types(qtbot, page, "referrer", "8")
    types(qtbot, page, "budget", "500")
    saves(qtbot, page)
    assert in_force(file_till) == Terms(Fixed(800), budget=Budget(50_000, file_till.clock.now().date()))
    page.reload()
    assert "Saved: in force from 14 November 2026." in words(page)
    assert not page.save.isEnabled()


def test_a_later_day_leaves_today_as_it_is_and_is_told(build: Build, qtbot: QtBot, file_till: Till) -> None:
    page = build()
    types(qtbot, page, "lock_days", "3")
    types(qtbot, page, "effective_from", "01/12/2026")
    saves(qtbot, page)
    assert in_force(file_till) == Terms()
    again = build()
    assert "Another version follows on 1 December 2026." in words(again)


def test_every_fault_stands_beside_its_field_and_the_old_version_stays(
    build: Build, qtbot: QtBot, file_till: Till
) -> None:
    page = build()
    types(qtbot, page, "referrer", "0")
    types(qtbot, page, "ends_on", "01/01/2020")
    types(qtbot, page, "claim_window_days", "0")
    saves(qtbot, page)
    said = words(page)
    assert "An amount above zero is needed here, or choose nothing." in said
    assert "The scheme would end before it begins." in said
    assert "This must be between 1 and 3,650." in said
    assert in_force(file_till) == Terms()
    assert page.focusWidget() is line(page, "referrer")


def test_a_fault_of_a_field_that_is_not_needed_is_said_beside_it_all_the_same(
    build: Build, qtbot: QtBot, file_till: Till
) -> None:
    page = build()
    types(qtbot, page, "lock_days", "999")
    choose_kind(page, "referrer", BENEFIT)
    choose_kind(page, "referee", NOTHING)
    saves(qtbot, page)
    assert "This must be between 0 and 365." in words(page)
    assert "Say in a few words what is given." in words(page)
    assert in_force(file_till) == Terms()


def test_what_cannot_be_read_is_said_on_leaving_the_field(build: Build, qtbot: QtBot, file_till: Till) -> None:
    page = build()
    types(qtbot, page, "ends_on", "soon")
    assert "“soon” is not a day" in words(page)
    saves(qtbot, page)
    assert in_force(file_till) == Terms()
    types(qtbot, page, "ends_on", "31/12/2027")
    assert "is not a day" not in words(page)


def test_the_arrow_keys_are_plus_and_minus_and_never_go_below_nothing(build: Build, qtbot: QtBot) -> None:
    page = build()
    amount = line(page, "referrer")
    qtbot.keyClick(amount, Qt.Key.Key_Up)
    assert amount.text() == "€6.00"
    for _press in range(9):
        qtbot.keyClick(amount, Qt.Key.Key_Down)
    assert amount.text() == "€0.00"
    limit = line(page, "limit_year")
    qtbot.keyClick(limit, Qt.Key.Key_Up)
    assert limit.text() == "1"
    qtbot.keyClick(limit, Qt.Key.Key_Down)
    assert limit.text() == ""


def test_a_share_and_steps_are_set_and_kept(build: Build, qtbot: QtBot, file_till: Till) -> None:
    page = build()
    page.form.controls["referrer"].set_text("10% min 2 max 20")
    page.form.controls["referee"].set_text("1:5 3:8")
    page.form.controls["milestones"].set_text("5:10 10:25")
    saves(qtbot, page)
    terms = in_force(file_till)
    assert terms.referrer == Percent(1_000, 200, 2_000)
    assert terms.referee == StepTable((Step(1, 500), Step(3, 800)))
    assert terms.milestones == (Step(5, 1_000), Step(10, 2_500))
    assert build().form.words() == page.form.words()


def shown(page: ProgrammePage) -> set[str]:
    """The parameters that can be seen."""
    return {key for key, control in page.form.controls.items() if control.isVisible()}


def test_a_share_is_shown_as_the_language_writes_it(build: Build) -> None:
    with in_language("fr"):
        page = build()
        share = page.form.controls["margin"]
        share.set_text("12.5%")
    typed = share.findChildren(QLineEdit)[0].text()
    assert (typed, share.text()) == ("12,5\u00a0%", "12,5%")


def test_every_parameter_has_a_control(build: Build) -> None:
    assert set(build().form.controls) == {*spelled(Terms()), "effective_from"}


def test_only_what_the_chosen_kind_needs_is_shown(build: Build) -> None:
    page = build()
    vouchers = {"lock_days", "valid_months", "voucher_minimum", "one_per_purchase", "part_use", "personal"}
    usual = shown(page)
    assert vouchers <= usual
    assert not {"trigger_purchases", "inactive_months", "budget_since"} & usual
    choose_kind(page, "referrer", GIFT)
    choose_kind(page, "referee", NOTHING)
    assert vouchers & shown(page) == {"valid_months"}
    choose_kind(page, "referrer", NOTHING)
    assert not vouchers & shown(page)
    page.form.controls["trigger"].choice.choose(2)  # type: ignore[attr-defined]
    assert not {"purchase_minimum", "claim_window_days", "return_days"} & shown(page)
    page.form.controls["trigger"].choice.choose(1)  # type: ignore[attr-defined]
    assert page.form.controls["trigger_purchases"].text() == "3"
    assert {"purchase_minimum", "claim_window_days", "return_days", "trigger_purchases"} <= shown(page)


def test_each_kind_of_reward_is_set_in_its_own_fields(build: Build, qtbot: QtBot, file_till: Till) -> None:
    page = build()
    choose_kind(page, "referrer", GIFT)
    gift = page.form.controls["referrer"].gift  # type: ignore[attr-defined]
    for part, text in ((gift.what, "a jar: large"), (gift.cost, "3,50"), (gift.stock, "40")):
        fill(qtbot, part.line, text)
    choose_kind(page, "referee", CREDIT)
    credit = page.form.controls["referee"].credit  # type: ignore[attr-defined]
    for part, text in ((credit.what, "the next service"), (credit.price, "80"), (credit.share, "50")):
        fill(qtbot, part.line, text)
    fill(qtbot, credit.early.line, "25")
    sales = page.form.controls["revenue_share"]
    fill(qtbot, sales.share.line, "2,5")  # type: ignore[attr-defined]
    fill(qtbot, sales.first.line, "3")  # type: ignore[attr-defined]
    saves(qtbot, page)
    terms = in_force(file_till)
    assert terms.referrer == Gift("a jar: large", 350, 40)
    assert terms.referee == Credit("the next service", 0, 5_000, 2_500, price_cents=8_000)
    assert terms.revenue_share == RevenueShare(250, 3)
    assert build().form.words() == page.form.words()


def test_all_ready_schemes_are_offered(build: Build) -> None:
    page = build()
    page.templates.click()
    assert [action.text() for action in page.menu.actions()] == [title(name) for name in TEMPLATES]
    page.menu.close()


def test_the_name_and_the_printed_words_are_set_in_both_languages(
    build: Build, qtbot: QtBot, file_till: Till
) -> None:
    page = build()
    types(qtbot, page, "name_fr", "Les amis en premier")
    types(qtbot, page, "text_en", "Ask at the counter: we help.")
    saves(qtbot, page)
    terms = in_force(file_till)
    assert (terms.name("fr"), terms.text("en"), terms.text("fr")) == (
        "Les amis en premier", "Ask at the counter: we help.", ""
    )


def test_a_template_fills_the_fields_and_is_not_saved_by_itself(build: Build, qtbot: QtBot, file_till: Till) -> None:
    page = build()
    types(qtbot, page, "usual_cost", "20")
    page.use_template("commission")
    assert "the referrer earns 15% of whatever the referred customer buys" in page.words.sentence.text()
    assert in_force(file_till) == Terms()
    saves(qtbot, page)
    assert in_force(file_till).revenue_share == RevenueShare(1_500)


def test_being_long_away_asks_for_how_long(build: Build) -> None:
    page = build()
    assert not page.form.controls["inactive_months"].isVisible()
    page.form.controls["friends"].choice.choose(2)  # type: ignore[attr-defined]
    assert page.form.controls["inactive_months"].text() == "12"
    assert page.form.controls["inactive_months"].isVisible()
    assert "who has not bought for 12 months" in page.words.sentence.text()
    assert page.form.controls["friends"].text() == Friends.INACTIVE.value


def test_last_month_is_counted_under_the_scheme_being_made(build: Build, qtbot: QtBot, file_till: Till) -> None:
    karim = file_till.customer()
    for name in ("Zoé", "Inès"):
        file_till.buys(file_till.friend(karim.card, name, "Lemaire").referral.referee_id, 3_000)
    file_till.days_pass(20)
    page = build()
    assert "Counted on November 2026: 2 completed referrals." in words(page)
    types(qtbot, page, "usual_cost", "13.13")
    assert "€3.13 less than your usual cost, €13.13" in words(page)
    types(qtbot, page, "referrer", "20")
    said = words(page)
    assert "€50.00" in said
    assert "Too high: €11.87 more than your usual cost, €13.13" in said
    types(qtbot, page, "margin", "35")
    assert "Too high: more than the margin on an average first purchase, €10.50" in words(page)
    assert "€20.00" in said  # what is still out


def test_a_scheme_for_ambassadors_is_said_saved_and_counted_with_them_alone(
    build: Build, qtbot: QtBot, file_till: Till
) -> None:
    karim, lea = file_till.customer(), file_till.customer("Léa", "Petit")
    file_till.tier(karim, 2)
    for referrer, name in ((karim, "Zoé"), (lea, "Inès")):
        file_till.buys(file_till.friend(referrer.card, name, "Lemaire").referral.referee_id, 3_000)
    file_till.days_pass(20)
    page = build()
    tiers = page.form.controls["referrer_tier"]
    tiers.set_text("2")
    tiers.changed.emit()
    assert "comes through a referrer (ambassador of tier 2 or higher) and" in page.words.sentence.text()
    assert "Counted on November 2026: 1 completed referral." in words(page)
    tiers.set_text("3")
    tiers.changed.emit()
    assert "No such ambassador’s friend came in November 2026: this is the least for one." in words(page)
    saves(qtbot, page)
    assert in_force(file_till) == Terms(referrer_tier=3)


def test_nothing_is_compared_with_a_usual_cost_nobody_entered(build: Build, qtbot: QtBot, file_till: Till) -> None:
    page = build()
    said = words(page)
    assert "What winning a customer costs you by other means is not entered." in said
    assert "your usual cost" not in said
    page.cost.enter.click()
    QApplication.processEvents()
    assert QApplication.focusWidget() is line(page, "usual_cost")
    types(qtbot, page, "usual_cost", "20")
    saves(qtbot, page)
    assert "€10.00 less than your usual cost, €20.00" in words(page)
    assert not page.cost.enter.isVisible()
    assert in_force(file_till).usual_cost_cents == 2_000


def test_the_scheme_s_name_stands_in_the_heading_in_the_reader_s_language(build: Build, file_till: Till) -> None:
    assert build()._name.isHidden()
    file_till.scheme(Terms(name_fr="Le cercle Lumet", name_en="The Lumet circle"))
    assert "The Lumet circle" in words(build())
    with in_language("fr"):
        assert "Le cercle Lumet" in words(build())
    file_till.scheme(Terms(name_fr="Le cercle <b>Lumet</b>"))
    assert "Le cercle <b>Lumet</b>" in words(build())


def test_a_month_without_a_referral_says_so(build: Build) -> None:
    assert "No referral was completed in October 2026: this is the least for one." in words(build())


def test_what_was_being_typed_survives_a_new_window(build: Build, qtbot: QtBot) -> None:
    page = build()
    types(qtbot, page, "purchase_minimum", "15")
    again = build()
    again.remember(page.memory())
    assert again.words.sentence.text() == page.words.sentence.text()
    assert again.save.isEnabled()


def test_another_till_s_change_shows_unless_something_is_being_typed(
    build: Build, qtbot: QtBot, file_till: Till
) -> None:
    page = build()
    file_till.scheme(Terms(lock_days=3))
    page.reload()
    assert "from 3 days to 6 months after it is issued" in page.words.sentence.text()
    types(qtbot, page, "referrer", "8")
    file_till.scheme(Terms(lock_days=5))
    page.reload()
    assert "€8.00" in page.words.sentence.text()


def test_the_text_can_be_copied(build: Build) -> None:
    page = build()
    page.words.copy.click()
    assert QGuiApplication.clipboard().text() == USUAL


def test_gifts_still_promised_stand_in_the_cost(build: Build, file_till: Till) -> None:
    file_till.scheme(Terms(Gift("a jar of jam", 350), Gift("a jar of jam", 350), usual_cost_cents=1_313))
    file_till.buys(file_till.friend(file_till.customer().card).referral.referee_id)
    file_till.days_pass(20)
    said = words(build())
    assert "2 gifts" in said
    assert "If every gift still promised were fetched" in said
    assert "€6.13 less than your usual cost, €13.13" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_ready_scheme_fits_a_small_screen(build: Build, language: str) -> None:
    with in_language(language):
        page = build()
        for name in TEMPLATES:
            page.use_template(name)
            QApplication.processEvents()
            assert page.minimumSizeHint().width() <= 1_072
            assert page.form.minimumSizeHint().width() <= page.form.width()


def test_a_comparison_begins_with_the_usual_reward_and_is_drawn(build: Build, qtbot: QtBot, file_till: Till) -> None:
    people = [file_till.customer(f"Client{place}", "") for place in range(5)]
    page = build()
    assert not page.form.controls["variant_referrer"].isVisible()
    types(qtbot, page, "variant_until", "31/03/2027")
    assert line(page, "variant_referrer").text() == line(page, "variant_referee").text() == "€5.00"
    saves(qtbot, page)
    qtbot.waitUntil(page.form.isEnabled)
    assert "Both would get the same: there is nothing to compare." in words(page)
    types(qtbot, page, "variant_referrer", "8")
    assert "half of the customers, drawn by lot: the referrer gets a voucher of €8.00" in page.words.sentence.text()
    assert "with the usual reward\n€10.00\nwith the other reward\n€13.00" in words(page)
    saves(qtbot, page)
    assert not page.form.isEnabled(), "nothing is typed that would be lost"
    saves(qtbot, page)
    qtbot.waitUntil(page.form.isEnabled)
    assert "Saved: in force from 14 November 2026." in words(page)
    assert "Saving ends the comparison" not in words(page)
    types(qtbot, page, "lock_days", "2")
    assert "Saving ends the comparison" in words(page), "it is said before"
    page.undo.click()
    assert page.said.text() == "A comparison runs until 31 March 2027: whatever you save before ends it."
    assert in_force(file_till).variant == Variant(Fixed(800), Fixed(500), date(2027, 3, 31))
    assert (file_till.count("draws"), file_till.count("programmes")) == (len(people), 3), "once"


def test_how_a_comparison_stands_is_told_beside_it(build: Build, qtbot: QtBot, file_till: Till) -> None:
    person = file_till.customer()
    file_till.scheme(Terms(variant=Variant(Fixed(800), Fixed(500), date(2027, 3, 31))))
    file_till.buys(file_till.friend(person.card, "Zoé", "Martin").referral.referee_id)
    page = build()
    qtbot.waitUntil(page.comparison.isVisible)
    said = words(page.comparison)
    assert "From 14 November 2026 to 31 March 2027 · 138 days left" in said
    assert "1 of 1" in said
    assert "It runs until 31 March 2027; the verdict is given then." in said
