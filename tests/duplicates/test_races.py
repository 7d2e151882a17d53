"""Two tills and one person: a merge at the same instant as anything else."""

from parrainage_desktop.duplicates.rules import Merged
from tests.duplicates.hands import merge_at_once, merged, undo_at_once
from tests.faults import hands
from tests.stores import Till, broken_rules

ROUNDS = 12


def couples(till: Till) -> list[tuple[int, int]]:
    """Pairs of records that are each one person."""
    return [(till.customer("Elodie", "Martin").id, till.customer("Élodie", "Martin").id) for _ in range(ROUNDS)]


def test_of_two_merges_of_one_pair_exactly_one_wins(till: Till, store_url: str) -> None:
    pairs = couples(till)
    turned = [(other, one) for one, other in pairs]
    rounds = hands.race(store_url, till.clock.now(), (merge_at_once, pairs), (merge_at_once, turned))
    assert [sorted(outcomes) for outcomes in rounds] == [["gone", "won"]] * ROUNDS
    assert till.count("merges") == ROUNDS
    assert till.scalar("SELECT count(*) FROM customers WHERE gone = 'merged'") == ROUNDS
    assert broken_rules(till) == []


def test_a_voucher_is_honoured_once_while_its_holder_is_merged(till: Till, store_url: str) -> None:
    pairs, codes = [], []
    for _ in range(ROUNDS):
        kept, other = till.customer("Elodie", "Martin"), till.customer("Élodie", "Martin")
        pairs.append((kept.id, other.id))
        codes.append(till.issue(other, 500).code)
    till.days_pass(1)
    runners = ((merge_at_once, pairs), (hands.redeem, codes), (hands.redeem, codes))
    rounds = hands.race(store_url, till.clock.now(), *runners)
    assert all(outcomes[0] == "won" for outcomes in rounds)
    assert [sorted(outcomes[1:]) for outcomes in rounds] == [["already_used", "won"]] * ROUNDS
    assert till.count("redemptions") == ROUNDS
    kept_ids = sorted(kept for kept, _other in pairs)
    assert till.scalar(f"SELECT count(*) FROM vouchers WHERE holder_id IN ({','.join(map(str, kept_ids))})") == ROUNDS
    assert broken_rules(till) == []


def test_a_merge_is_undone_once(till: Till, store_url: str) -> None:
    done: list[Merged] = [merged(till, till.customer(), till.customer()) for _ in range(ROUNDS)]
    ids = [one.id for one in done]
    rounds = hands.race(store_url, till.clock.now(), (undo_at_once, ids), (undo_at_once, ids))
    assert [sorted(outcomes) for outcomes in rounds] == [["already_undone", "won"]] * ROUNDS
    assert broken_rules(till) == []


def test_a_friend_claimed_while_the_referrer_is_merged_is_brought_by_the_kept_one(till: Till, store_url: str) -> None:
    pairs, claims = [], []
    for number in range(ROUNDS):
        kept, other = till.customer("Elodie", "Martin"), till.customer("Élodie", "Martin")
        pairs.append((kept.id, other.id))
        claims.append((other.card, f"06 39 98 00 {number:02}"))
    rounds = hands.race(store_url, till.clock.now(), (merge_at_once, pairs), (hands.claim, claims))
    assert rounds == [["won", "won"]] * ROUNDS
    there = "SELECT count(*) FROM referrals r JOIN customers c ON c.id = r.referrer_id WHERE c.gone = ''"
    assert till.scalar(there) == ROUNDS
    assert broken_rules(till) == []
