"""What the referrals' screen reads: groups that add up, what is missing, second claims kept, trees that end."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, event, text

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.programme.rules import Terms
from parrainage_desktop.referrals import board, board_wording
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals.board_rules import Board, Detail, Group, Tree
from parrainage_desktop.referrals.rules import Check, Claimed, ClaimRefused, ReferralState, Result
from tests.stores import Till


def shown(till: Till, year: int = 2026, month: int = 11) -> Board:
    """The board."""
    with till.db.read() as tx:
        return board.board(tx, year, month)


def whole(till: Till, referral_id: int) -> Detail:
    """One referral."""
    with till.db.read() as tx:
        found = board.detail(tx, referral_id)
    assert found is not None
    return found


def tree(till: Till, person: Customer) -> Tree:
    """Who this person brought."""
    with till.db.read() as tx:
        return board.tree(tx, person.id)


def told(till: Till, found: Board) -> list[str]:
    """What the cards of the first column say is missing."""
    with till.db.read() as tx:
        return [board_wording.missing(one, tx.today, "EUR") for one in found.waiting]


def settle(tx: Transaction, referral_id: int, how: ReferralState) -> None:
    """End a referral."""
    referral = referrals.find(tx, referral_id)
    assert referral is not None
    if how is ReferralState.REJECTED:
        referrals.reject(tx, referral, "no such card")
    else:
        referrals.lapse(tx, referral)


@pytest.fixture
def odile(till: Till) -> Customer:
    """Somebody who brings friends."""
    return till.customer("Odile", "Marchand")


def test_the_groups_add_up_to_all_whatever_became_of_each(till: Till, odile: Customer) -> None:
    names = ("Inès", "Karim", "Bruno", "Maëlle", "Simon")
    claims = [till.friend(odile.card, name, "Weber").referral.id for name in names]
    till.friend(odile.card, "Odile", "Marchant")
    with till.db.write(till.actor) as tx:
        settle(tx, claims[0], ReferralState.REJECTED)
        settle(tx, claims[1], ReferralState.LAPSED)
    till.buys(whole(till, claims[2]).item.referral.referee_id)
    figures = shown(till).figures
    parts = {group: figures.of(group) for group in Group if group is not Group.ALL}
    assert parts == {Group.WAITING: 2, Group.TO_CHECK: 1, Group.COMPLETED: 1, Group.CLOSED: 2}
    assert figures.of(Group.ALL) == sum(parts.values())
    assert figures.since is not None
    assert figures.since.isoformat() == "2026-11-14"


def test_a_registered_friend_says_what_is_missing(till: Till, odile: Customer) -> None:
    till.scheme(Terms(purchase_minimum_cents=1_500))
    till.friend(odile.card, "Rose", "Tanguy")
    elodie = till.friend(odile.card, "Élodie", "Faure")
    till.buys(elodie.referral.referee_id, 980)
    marc = till.friend(odile.card, "Marc", "Weber")
    till.buys(marc.referral.referee_id, None)
    assert told(till, shown(till)) == [
        "Purchase without an amount, €15.00 asked", "Purchase of €9.80, below €15.00", "No purchase yet",
    ]  # fmt: skip


def test_a_purchase_of_before_the_card_is_no_purchase_of_the_referral(till: Till, odile: Customer) -> None:
    from_before = till.friend(odile.card)
    till.days_pass(3)
    with till.db.write(till.actor) as tx:
        tx.execute(text("UPDATE referrals SET claimed_on = '2026-11-17'"))
    till.buys(from_before.referral.referee_id, 100, on=whole(till, from_before.referral.id).item.referral.claimed_on)
    with till.db.write(till.actor) as tx:
        tx.execute(text("UPDATE purchases SET purchased_on = '2026-11-16'"))
        tx.execute(text("UPDATE referrals SET state = 'claimed', reason = ''"))
    assert shown(till).waiting[0].last is None


def test_the_last_day_of_the_window_still_counts_and_the_next_says_so(till: Till, odile: Customer) -> None:
    till.friend(odile.card)
    till.days_pass(90)
    assert told(till, shown(till)) == ["No purchase yet"]
    till.days_pass(1)
    assert told(till, shown(till)) == ["No purchase by 12 Feb 2027"]


def test_what_is_to_check_says_why_without_a_word_of_suspicion(till: Till, odile: Customer) -> None:
    till.friend(odile.card, "Odile", "Marchant")
    (item,) = shown(till).to_check
    assert item.doubts == (Check.NAMES_DIFFER,)
    assert board_wording.doubts(item.doubts) == "Same name as the referrer"


def test_a_month_shows_what_it_completed_and_counts_all_of_it(till: Till, odile: Customer) -> None:
    for number in range(board.IN_A_COLUMN + 2):
        till.buys(till.friend(odile.card, f"Friend{number}", "Weber").referral.referee_id)
        till.days_pass(1 if number < board.IN_A_COLUMN else 10)
    november, december = shown(till).completed, shown(till, 2026, 12).completed
    assert (november.count, len(november.items)) == (13, board.IN_A_COLUMN)
    assert (december.count, [one.referral.referee for one in december.items]) == (1, ["Friend13 Weber"])
    days = [one.referral.rewarded_on for one in november.items if one.referral.rewarded_on]
    assert days == sorted(days, reverse=True)


def test_a_refused_second_claim_is_kept_beside_the_first(till: Till, odile: Customer) -> None:
    first = till.friend(odile.card, "Yanis", "Belkacem", phone="06 39 98 71 05")
    second = till.claim(till.customer("Claire", "Fontanel").card, "Yanis", "Belkacem", phone="06 39 98 71 05")
    assert isinstance(second, ClaimRefused)
    (dispute,) = whole(till, first.referral.id).others
    assert (dispute.referrer, dispute.state) == ("Claire Fontanel", ReferralState.REJECTED)
    assert board_wording.dispute(dispute) == "14 Nov 2026 · Refused · Already has a referrer"
    assert [one.id for one in whole(till, dispute.id).others] == [first.referral.id]


def test_one_referral_tells_every_check_its_scheme_and_who_did_what(till: Till, odile: Customer) -> None:
    till.scheme(Terms(purchase_minimum_cents=1_500))
    claimed = till.friend(odile.card, "Odile", "Marchant")
    till.scheme(Terms(purchase_minimum_cents=9_900))
    with till.db.write(till.actor) as tx:
        referrals.approve(tx, claimed.referral)
    found = whole(till, claimed.referral.id)
    assert {one.check for one in found.checks} == set(Check)
    assert [one.check for one in found.checks if one.result is Result.FLAG] == [Check.NAMES_DIFFER]
    assert found.card == odile.card
    assert "€15.00" in board_wording.scheme(found.programme)
    said = [board_wording.happened(at, entry, found.item.referral, False) for at, entry in found.history]
    assert said == [
        ("Registered, put aside for a person to check", "14 Nov 2026, 11:42 · Ana · till 1"),
        ("Approved", "14 Nov 2026, 11:42 · Ana · till 1"),
    ]


def test_a_refusal_says_its_reason(till: Till, odile: Customer) -> None:
    claimed = till.friend(odile.card)
    with till.db.write(till.actor) as tx:
        referrals.reject(tx, claimed.referral, "brought by nobody")
    found = whole(till, claimed.referral.id)
    at, entry = found.history[-1]
    assert board_wording.happened(at, entry, found.item.referral, True)[0] == "Refused: brought by nobody"
    assert board_wording.told(found.item, found.item.referral.claimed_on, "EUR") == "brought by nobody"


def test_a_list_is_narrowed_by_state_and_by_either_name(till: Till, odile: Customer) -> None:
    till.buys(till.friend(odile.card, "Inès", "Carvalho").referral.referee_id)
    till.friend(odile.card, "Karim", "Haddad")
    till.friend(till.customer("Claire", "Fontanel").card, "Simon", "Weber")
    with till.db.read() as tx:
        names = [one.referral.referee for one in board.page(tx, Group.ALL, 0, 10)]
        waiting = [one.referral.referee for one in board.page(tx, Group.WAITING, 0, 10)]
        by_referrer = [one.referral.referee for one in board.found(tx, "marchand", Group.ALL)]
        by_friend = [one.referral.referee for one in board.found(tx, "ines", Group.ALL)]
        both = [one.referral.referee for one in board.found(tx, "odile", Group.WAITING)]
        assert board.found(tx, "nobody of this name", Group.ALL) == ()
        assert [one.referral.referee for one in board.page(tx, Group.ALL, 1, 1)] == ["Karim Haddad"]
    assert names == ["Simon Weber", "Karim Haddad", "Inès Carvalho"]
    assert waiting == ["Simon Weber", "Karim Haddad"]
    assert by_referrer == ["Karim Haddad", "Inès Carvalho"]
    assert by_friend == ["Inès Carvalho"]
    assert both == ["Karim Haddad"]


def plans(till: Till, read: Callable[[Transaction], object]) -> list[str]:
    """How SQLite would find what each statement of `read` asks for."""
    seen: list[tuple[str, Any]] = []

    def note(_connection: Connection, _cursor: object, statement: str, values: Any, *_rest: object) -> None:
        seen.append((statement, values))

    event.listen(till.db.engine, "before_cursor_execute", note)
    with till.db.read() as tx:
        read(tx)
    event.remove(till.db.engine, "before_cursor_execute", note)
    with till.db.read() as tx:
        found = [
            tx.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            for statement, values in seen if statement.startswith("SELECT")
        ]  # fmt: skip
        return [row.detail for rows in found for row in rows]


def test_nothing_in_sight_reads_every_referral_or_the_whole_journal(file_till: Till) -> None:
    karim = file_till.customer("Karim", "Haddad")
    claimed = file_till.friend(karim.card)
    for read in (
        lambda tx: board.board(tx, 2026, 11),
        lambda tx: board.page(tx, Group.CLOSED, 100, 100),
        lambda tx: board.found(tx, "karim", Group.ALL),
        lambda tx: board.found(tx, "karim", Group.WAITING),
        lambda tx: board.detail(tx, claimed.referral.id),
        lambda tx: board.tree(tx, karim.id),
    ):
        told = [plan for plan in plans(file_till, read) if {"referrals", "journal"} & set(plan.split())]
        assert told
        assert [plan for plan in told if plan.startswith("SCAN") and "INDEX" not in plan] == []


# Who brought whom.


def names(found: Tree) -> list[tuple[int, str, bool]]:
    """The lines of a tree."""
    return [(one.depth, one.name, one.again) for one in found.branches]


def test_friends_stand_below_whoever_brought_them(till: Till, odile: Customer) -> None:
    ines = till.friend(odile.card, "Inès", "Carvalho")
    till.friend(ines.referee_card, "Bruno", "Vidal")
    till.friend(odile.card, "Karim", "Haddad")
    found = tree(till, odile)
    assert names(found) == [
        (0, "Odile Marchand", False),
        (1, "Inès Carvalho", False),
        (2, "Bruno Vidal", False),
        (1, "Karim Haddad", False),
    ]
    assert not found.cut


def circle(till: Till, first: Customer, friends: list[Claimed]) -> None:
    """Let the last of a line of friends have brought the first person."""
    last = friends[-1].referral
    with till.db.write(till.actor) as tx:
        tx.execute(text(
            "INSERT INTO referrals (state, referrer_id, referee_id, card, programme_id, claimed_at, claimed_on, reason)"
            f" SELECT 'flagged', {last.referee_id}, {first.id}, card, programme_id, claimed_at, claimed_on, ''"
            f" FROM referrals WHERE id = {last.id}"
        ))


def test_a_circle_of_five_is_shown_where_it_closes_and_ends_there(till: Till, odile: Customer) -> None:
    card, friends = odile.card, list[Claimed]()
    for name in ("Inès", "Karim", "Bruno", "Simon"):
        friends.append(till.friend(card, name, "Weber"))
        card = friends[-1].referee_card
    circle(till, odile, friends)
    found = tree(till, odile)
    assert [one.depth for one in found.branches] == [0, 1, 2, 3, 4, 5]
    assert names(found)[-1] == (5, "Odile Marchand", True)


def test_a_tree_is_bounded_and_says_so(till: Till, odile: Customer, monkeypatch: pytest.MonkeyPatch) -> None:
    card = odile.card
    for name in ("Inès", "Karim", "Bruno", "Simon"):
        card = till.friend(card, name, "Weber").referee_card
    monkeypatch.setattr(board, "DEEPEST", 2)
    assert (len(tree(till, odile).branches), tree(till, odile).cut) == (3, True)
    monkeypatch.setattr(board, "DEEPEST", 9)
    monkeypatch.setattr(board, "WIDEST", 3)
    assert (len(tree(till, odile).branches), tree(till, odile).cut) == (4, True)
