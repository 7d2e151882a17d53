"""The customers' screen by keys: half a name finds a person, a form welcomes one, a name is never markup."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from parrainage_desktop.base.writing import tidy
from parrainage_desktop.counter import story
from parrainage_desktop.customers import service
from parrainage_desktop.customers.page import CustomersPage
from parrainage_desktop.customers.pane import matched
from parrainage_desktop.customers.rules import Channel, Customer, Gone, Group, Which
from parrainage_desktop.customers.story_rules import Story, Topic
from parrainage_desktop.referrals.rules import ClaimRefused
from parrainage_desktop.referrals.wording import refusal
from parrainage_desktop.ui import theme
from tests.pages import PageScreen
from tests.stores import ANA, Till

HOSTILE = "<b onclick='x'>Jean</b> & “Élodie” 🎉"


class Screen(PageScreen):
    """The page as its people work it."""

    def __init__(self, qtbot: QtBot, till: Till) -> None:
        self.page = CustomersPage(till.db, ANA, story)
        super().__init__(qtbot, till, self.page)

    def listed(self) -> list[str]:
        rows = self.page.list.rows.rows
        return [row.title for number in range(rows.rowCount()) if (row := rows.row(number))]

    def words(self) -> str:
        return "\n".join(found.text() for found in self.page.findChildren(QLabel) if found.isVisible())

    def shown(self) -> str:
        """Whose story is on the right."""
        return next(found for found in self.page.person.findChildren(QLabel) if found.accessibleName()).accessibleName()


@pytest.fixture
def people(file_till: Till) -> list[Customer]:
    """Four of whom two sound alike; the last added is the most recently active."""
    names = [("Hélène", "Lefèvre"), ("Rémi", "Lefebvre"), ("Odile", "Marchand"), ("Karim", "Haddad")]
    found: list[Customer] = []
    for given, family in names:
        found.append(file_till.customer(given, family, phone=f"06 39 98 20 4{len(found)}"))
        file_till.days_pass(1)
    return found


@pytest.fixture
def at(qapp: QApplication, qtbot: QtBot, file_till: Till, people: list[Customer]) -> Iterator[Screen]:
    """The screen of a shop with people."""
    theme.apply(qapp, theme.Look.LIGHT)
    screen = Screen(qtbot, file_till)
    yield screen
    screen.refresher.close()


def test_the_most_recently_active_come_first_and_the_first_is_shown(at: Screen) -> None:
    assert at.listed() == ["Karim Haddad", "Odile Marchand", "Rémi Lefebvre", "Hélène Lefèvre"]
    assert at.shown() == "Karim Haddad"
    assert "4 customers, recent activity first" in at.words()


def test_half_a_name_without_accents_finds_by_each_key_and_arrows_choose(at: Screen) -> None:
    at.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    at.type("lefe")
    assert at.listed() == ["Rémi Lefebvre", "Hélène Lefèvre"]
    assert at.shown() == "Rémi Lefebvre"
    at.press(Qt.Key.Key_Down)
    assert at.shown() == "Hélène Lefèvre"
    at.type("v")
    assert at.listed() == ["Hélène Lefèvre"]
    at.press(Qt.Key.Key_Return)
    assert at.page.person.history.hasFocus()
    assert at.shown() == "Hélène Lefèvre"


def test_the_matched_letters_are_known_whatever_their_accents() -> None:
    assert matched("Hélène Lefèvre", ["lefe"]) == ((7, 11),)
    assert matched("Hélène Lefèvre", ["hele", "le"]) == ((0, 4), (7, 9))
    assert matched("Œdipe Straße", ["oed", "strasse"]) == ((0, 2), (6, 12))
    assert matched("Zoe\u0308", ["zoe"]) == ((0, 4),)
    assert matched("Odile", ["lefe"]) == ()


def test_phone_and_card_find_in_the_same_field(at: Screen, people: list[Customer]) -> None:
    at.type("0639982041")
    assert at.listed() == ["Rémi Lefebvre"]
    at.page.list.search.setText(people[2].card)
    assert at.listed() == ["Odile Marchand"]


def test_escape_empties_the_search_and_letters_typed_in_the_list_go_there(at: Screen) -> None:
    at.type("karim")
    at.press(Qt.Key.Key_Escape)
    assert len(at.listed()) == 4
    at.page.list.rows.setFocus()
    at.press(Qt.Key.Key_Slash)
    assert at.page.list.search.hasFocus()
    assert at.page.list.search.text() == ""
    at.page.list.rows.setFocus()
    at.press(Qt.Key.Key_K)
    at.type("a")
    assert at.listed() == ["Karim Haddad"]


def test_groups_count_and_hold_those_who_brought_and_were_brought(at: Screen, people: list[Customer]) -> None:
    friend = at.till.friend(people[0].card, "Yanis", "Belkacem")
    at.till.buys(friend.referral.referee_id)
    at.page.reload()
    at.page.list.groups.choose(Which(Group.REFERRERS))
    assert at.listed() == ["Hélène Lefèvre"]
    assert at.shown() == "Hélène Lefèvre"
    at.page.list.groups.choose(Which(Group.REFERRED))
    assert at.listed() == ["Yanis Belkacem"]
    at.page.list.search.setText("lefe")
    assert at.listed() == []
    assert "Nobody found" in at.words()


def test_a_purchase_elsewhere_is_on_the_screen_by_itself(at: Screen, people: list[Customer]) -> None:
    at.page.show_person(people[0].id)
    at.till.buys(people[0].id, 4_230)
    at.qtbot.waitUntil(lambda: at.page.person.history.history.rowCount() == 2)
    assert at.shown() == "Hélène Lefèvre"
    assert at.listed()[0] == "Hélène Lefèvre"
    first = at.page.person.history.history.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert first == "Today 11:42, Purchase of €42.30, Noted by Ana"


def test_the_filters_of_the_history_say_when_there_is_nothing(at: Screen) -> None:
    at.page.person.topics.choose(1)
    assert not at.page.person.history.isVisible()
    assert "Nothing of this kind yet." in at.words()
    at.page.person.topics.choose(0)
    assert at.page.person.history.history.rowCount() == 1


def test_the_buttons_name_the_person_for_the_other_screens(at: Screen, people: list[Customer]) -> None:
    asked: list[object] = []
    page = at.page
    for signal in (page.answer_requested, page.cards_requested, page.counter_requested, page.friend_requested):
        signal.connect(asked.append)
    karim = people[3]
    at.page.person.log.click()
    at.page.person.print.click()
    for key in (Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F4):
        at.press(key)
    at.press(Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    assert asked == [karim.id, karim.id, karim.card, karim.id, karim.id, karim.id]


def test_somebody_new_is_welcomed_by_keys_with_no_consent_given(at: Screen) -> None:
    at.page.list.search.setText("zorro")
    at.page.list.wanted.emit(at.page.list.typed())
    assert at.page.form.family.text() == "Zorro"
    at.type("Diego")
    at.page.form.phone.line.setFocus()
    at.type("06 39 98 11 22")
    at.press(Qt.Key.Key_Return)
    assert at.shown() == "Diego Zorro"
    assert at.listed()[0] == "Diego Zorro"
    assert at.till.count("consents") == 0


def test_the_consents_ticked_are_kept(at: Screen) -> None:
    at.page.begin_new("Ana Lima")
    for consent in at.page.form.consents.values():
        assert not consent.isChecked()
        consent.click()
    at.page.form.save.click()
    assert at.till.count("consents") == 3


def test_errors_stand_under_their_fields_and_nothing_is_added(at: Screen) -> None:
    at.page.begin_new()
    at.press(Qt.Key.Key_Return)
    assert "A first name is needed." in at.words()
    at.page.form.given.set_text("Ana")
    at.page.form.phone.set_text("12")
    at.page.form.phone.left.emit()
    assert "cannot be a phone number" in at.words()
    at.page.form.email.set_text("ana@")
    at.page.form.phone.set_text("")
    at.page.form.submit()
    assert "is not an e-mail address" in at.words()
    assert at.page.form.email.line.hasFocus()
    assert at.till.count("customers") == 4


def test_a_known_phone_says_whose_it_is_and_opens_them(at: Screen) -> None:
    at.page.begin_new()
    at.page.form.phone.set_text("06.39.98.20.42")
    at.page.form.phone.left.emit()
    assert "Already a customer: Odile Marchand" in at.words()
    at.page.form.open.click()
    assert at.shown() == "Odile Marchand"
    at.page.begin_new()
    assert "Already a customer" not in at.words()


def test_ten_thousand_letters_are_refused_kindly_and_found_harmless(at: Screen) -> None:
    at.page.begin_new()
    at.page.form.remember(("Ana", "x" * 10_000, "", "", ""))
    at.page.form.submit()
    assert "Too long" in at.words()
    assert at.page.form.family.line.hasFocus()
    at.page.list.search.setText("y" * 10_000)
    assert at.listed() == []


def test_a_hostile_name_is_shown_as_it_is(at: Screen) -> None:
    at.till.customer(HOSTILE, "Le <i>Goff</i>", city="<script>")
    at.page.reload()
    at.page.list.rows.step(-9)
    assert at.shown() == f"{HOSTILE} Le <i>Goff</i>"
    for found in at.page.findChildren(QLabel):
        assert found.textFormat() is Qt.TextFormat.PlainText
    at.page.list.search.setText("<b onclick")
    at.page.grab()


def test_a_rebuilt_screen_stands_where_the_old_one_stood(at: Screen, people: list[Customer]) -> None:
    at.page.show_person(people[1].id)
    at.page.person.topics.choose(2)
    at.page.begin_new()
    at.page.form.remember(("Ana", "Lima", "", "", "Nantes"))
    again = CustomersPage(at.till.db, ANA, story)
    at.qtbot.addWidget(again)
    again.remember(at.page.memory())
    assert again.memory() == at.page.memory()


def test_a_shop_without_customers_says_so_and_offers_the_first(qtbot: QtBot, file_till: Till) -> None:
    screen = Screen(qtbot, file_till)
    assert "No customer yet" in screen.words()
    screen.page.begin_new()
    screen.page.form.given.set_text("Ana")
    screen.page.form.submit()
    assert screen.shown() == "Ana"
    screen.refresher.close()


def test_whoever_cannot_see_hears_what_everything_is(at: Screen) -> None:
    at.page.begin_new()
    for widget in at.page.findChildren(QWidget):
        if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and isinstance(widget, QAbstractButton | QLineEdit):
            assert widget.accessibleName() or widget.text(), widget
    assert at.page.list.rows.accessibleName() == "Customers"
    assert at.page.person.history.accessibleName() == "History"


def test_a_deep_page_is_read_from_its_neighbour_and_is_the_same(file_till: Till) -> None:
    for number in range(12):
        file_till.customer(f"P{number}")
    recent = service.Pages()
    with file_till.db.read() as tx:
        for offset in (0, 5, 10, 3, 8):
            assert recent.page(tx, offset, 5) == service.recent(tx, offset, 5)


# Filters.


def test_those_who_wait_for_a_call_are_listed_and_called_by_a_key(at: Screen, people: list[Customer]) -> None:
    at.till.answers(4, people[1].id)
    at.page.reload()
    at.page.list.groups.chips[Group.TO_CALL].click()
    assert at.listed() == ["Rémi Lefebvre"]
    at.page.show_person(people[1].id)
    assert at.page.person.call.isVisible()
    at.press(Qt.Key.Key_F12)
    assert "The call is noted." in at.words()
    assert not at.page.person.call.isVisible()
    at.page.reload()
    assert at.listed() == []


def test_a_tag_is_chosen_from_those_there_are(at: Screen, people: list[Customer]) -> None:
    with at.till.db.write(ANA) as tx:
        service.tag(tx, people[2].id, "R&B <b>")
    at.page.list.groups.chips[Group.TAGGED].click()
    offered = at.page.list.groups.menu.actions()
    assert [action.text() for action in offered] == ["R&&B <b>"]
    offered[0].trigger()
    at.page.list.groups.menu.close()
    assert at.listed() == ["Odile Marchand"]
    assert "1 customer with this tag" in at.words()


def test_the_chips_count_what_was_found_while_something_is_typed(at: Screen, people: list[Customer]) -> None:
    at.till.friend(people[0].card, "Yanis", "Belkacem")
    at.page.list.search.setText("lefe")
    names = {group: chip.accessibleName() for group, chip in at.page.list.groups.chips.items()}
    assert (names[Group.ALL], names[Group.REFERRERS], names[Group.REFERRED]) == ("All 2", "Referrers 1", "Referred 0")


# The record.


def test_the_record_is_changed_by_keys(at: Screen, people: list[Customer]) -> None:
    at.page.show_person(people[0].id)
    at.press(Qt.Key.Key_F6)
    form = at.page.beside.record
    assert form.fields["given_name"].line.hasFocus()
    assert form.fields["phone"].text() == "06 39 98 20 40"
    form.fields["street"].set_text("3 rue des Lilas")
    form.fields["tags"].set_text("thé vert, samedi, ")
    form.consents[Channel.EMAIL].click()
    at.press(Qt.Key.Key_Return)
    assert "The record is changed." in at.words()
    assert "3 rue des Lilas" in at.words()
    with at.till.db.read() as tx:
        assert service.tags(tx, people[0].id) == ("samedi", "thé vert")
        assert {channel: said.granted for channel, said in service.consents(tx, people[0].id).items()} == {
            Channel.EMAIL: True,
        }
    at.press(Qt.Key.Key_F6)
    form.fields["tags"].set_text("samedi")
    form.consents[Channel.EMAIL].click()
    at.press(Qt.Key.Key_Return)
    with at.till.db.read() as tx:
        assert service.tags(tx, people[0].id) == ("samedi",)
        assert not service.consents(tx, people[0].id)[Channel.EMAIL].granted
    titles = [event.title for event in story_of(at, people[0]).events]
    assert titles.count("No longer agrees to e-mail") == titles.count("Agreed to e-mail") == 1


def story_of(at: Screen, person: Customer) -> Story:
    """The story of somebody as it is now."""
    with at.till.db.read(ANA) as tx:
        return story.story(tx, service.get(tx, person.id))


@pytest.mark.parametrize(
    ("field", "wrong", "said"),
    [
        ("given_name", " ", "A name is needed."),
        ("phone", "12", "cannot be a phone number"),
        ("email", "zoe@", "is not an e-mail address"),
        ("street", "x" * 10_000, "Too long"),
        ("postcode", "x" * 17, "Too long"),
        ("city", "x" * 121, "Too long"),
        ("tags", "x" * 41, "Too long"),
    ],
)
def test_what_is_wrong_is_said_under_its_field_and_nothing_is_kept(
    at: Screen, people: list[Customer], field: str, wrong: str, said: str
) -> None:
    at.page.show_person(people[0].id)
    at.press(Qt.Key.Key_F6)
    form = at.page.beside.record
    form.fields["city"].set_text("Nantes")
    form.fields[field].set_text(wrong)
    form.submit()
    assert said in at.words()
    assert form.fields[field].line.hasFocus()
    assert story_of(at, people[0]).person == people[0]
    at.press(Qt.Key.Key_Escape)
    assert at.page.beside.working() is None


SCRIPTS = [
    "Élodie", "Ελένη", "Олена", "ნინო", "Արամ", "שרה", "سارة", "सीता", "สมชาย", "美咲", "지우", "ሰላም", HOSTILE,
    "=1+1", "Z\u0301\u0301\u0301al", "a\u202eb\x00c", "👩‍👩‍👧", "%s {name} &amp; &&",
]  # fmt: skip


@pytest.mark.parametrize("name", SCRIPTS)
def test_any_script_and_any_sign_is_kept_and_shown_in_every_field(
    at: Screen, people: list[Customer], name: str
) -> None:
    at.page.show_person(people[0].id)
    at.press(Qt.Key.Key_F6)
    form = at.page.beside.record
    for field in ("given_name", "family_name", "street", "city", "tags"):
        form.fields[field].set_text(name)
    form.fields["postcode"].set_text(name[:8])
    form.submit()
    assert at.page.beside.working() is None
    at.press(Qt.Key.Key_F9)
    assert at.page.beside.act is not None
    at.page.beside.act.fields[0].set_text(name)
    at.press(Qt.Key.Key_Return)
    kept = story_of(at, people[0])
    expected = tidy(name)
    assert (kept.person.given_name, kept.person.city, kept.tags) == (expected, expected, (expected,))
    assert [event.title for event in kept.events if event.is_about(Topic.NOTE)] == [expected]
    for found in at.page.findChildren(QLabel):
        assert found.textFormat() is Qt.TextFormat.PlainText
    at.page.grab()
    at.page.list.search.setText(name)
    assert at.listed()[:1] in ([f"{expected} {expected}"], [])


# Acts, each a key away.


def act(at: Screen, key: Qt.Key, *texts: str) -> None:
    """Press a key, type into the fields, press Enter."""
    at.press(key)
    form = at.page.beside.act
    assert form is not None
    for field, text in zip(form.fields, texts, strict=True):
        field.set_text(text)
    at.press(Qt.Key.Key_Return)


def test_a_purchase_is_recorded_by_keys_and_says_what_it_earned(at: Screen, people: list[Customer]) -> None:
    friend = at.till.friend(people[0].card, "Yanis", "Belkacem")
    at.page.show_person(friend.referral.referee_id)
    act(at, Qt.Key.Key_F7, "12,50")
    assert "2 vouchers issued" in at.words()
    assert at.till.scalar("SELECT amount_cents FROM purchases") == 1_250
    act(at, Qt.Key.Key_F7, "")
    assert "Purchase recorded" in at.words()
    act(at, Qt.Key.Key_F7, "twelve")
    assert "is not an amount" in at.words()
    assert at.till.count("purchases") == 2


def test_a_voucher_is_given_with_a_reason_that_is_kept(at: Screen, people: list[Customer]) -> None:
    at.page.show_person(people[0].id)
    act(at, Qt.Key.Key_F8, "5", "")
    assert "reason is needed" in at.words()
    assert at.page.beside.act is not None
    assert at.page.beside.act.fields[1].line.hasFocus()
    assert at.till.count("vouchers") == 0
    at.press(Qt.Key.Key_Escape)
    act(at, Qt.Key.Key_F8, "5", "long wait")
    assert "Voucher of €5.00 given" in at.words()
    assert at.till.scalar("SELECT reason FROM vouchers") == "long wait"


def test_a_lost_card_is_replaced_in_two_acts(at: Screen, people: list[Customer]) -> None:
    at.page.show_person(people[0].id)
    at.press(Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    at.press(Qt.Key.Key_Return)
    assert "The old card counts no more" in at.words()
    told = at.till.claim(people[0].card)
    assert isinstance(told, ClaimRefused)
    assert refusal(told).title == "Card replaced"
    assert refusal(told).detail == "this card was lost: Hélène Lefèvre has a new one"
    assert story_of(at, people[0]).events[0].title == "Lost card replaced"


def test_a_form_given_up_changes_nothing_and_a_rebuilt_screen_keeps_what_was_typed(
    at: Screen, people: list[Customer]
) -> None:
    at.page.show_person(people[0].id)
    for key, texts in ((Qt.Key.Key_F8, ["5", "long wait"]), (Qt.Key.Key_F6, [])):
        at.press(key)
        if at.page.beside.act and texts:
            at.page.beside.act.remember(texts)
        else:
            at.page.beside.record.fields["city"].set_text("Nantes")
        again = CustomersPage(at.till.db, ANA, story)
        at.qtbot.addWidget(again)
        again.remember(at.page.memory())
        assert again.memory() == at.page.memory()
        at.press(Qt.Key.Key_Escape)
        assert at.page.beside.working() is None
    assert at.till.count("vouchers") == 0


def test_whoever_was_shown_and_goes_makes_room_for_the_next(at: Screen, people: list[Customer]) -> None:
    at.page.show_person(people[3].id)
    with at.till.db.write(ANA) as tx:
        service.mark_gone(tx, people[3].id, Gone.MERGED)
    at.page.reload()
    assert at.shown() == "Odile Marchand"


def test_the_menu_opens_by_a_key_and_names_every_key(at: Screen) -> None:
    at.press(Qt.Key.Key_F10)
    menu = at.page.person.menu
    assert menu.isVisible()
    menu.close()
    keys = [action.shortcut().toString() for action in menu.actions()]
    assert keys == [key for _text, key, _act in at.page.person._acts()]
    assert keys[:7] == ["F2", "F3", "F4", "F6", "F7", "F8", "F9"]


def test_what_concerns_everybody_is_asked_for_elsewhere(at: Screen) -> None:
    asked: list[str] = []
    at.page.import_requested.connect(lambda: asked.append("import"))
    at.page.duplicates_requested.connect(lambda: asked.append("duplicates"))
    at.page.export_requested.connect(lambda: asked.append("export"))
    for action in at.page.list.menu.actions():
        action.trigger()
    assert sorted(asked) == ["duplicates", "export", "import"]
