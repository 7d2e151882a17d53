"""A code of digits: kept as a fingerprint, tried with patience, counted before it is looked at."""

from datetime import timedelta

import pytest

from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.staff import service as staff
from parrainage_desktop.staff import store
from parrainage_desktop.staff.rules import CodeProblem, Lock, Opened, Wait, Wrong, problem, wait
from tests.stores import Till

CODE = "280491"


def with_code(till: Till) -> None:
    """The kiosk has a code; making its fingerprint with less work keeps the tests quick, verifying reads how much."""
    from argon2 import PasswordHasher

    made = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(CODE)
    with till.db.write(till.actor) as tx:
        staff.set_code(tx, Lock.KIOSK, made)


def tried(till: Till, code: str) -> Opened | Wrong | Wait:
    """One try."""
    return staff.open_with(till.db, till.actor, Lock.KIOSK, code)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("123", CodeProblem.LENGTH), ("123456789", CodeProblem.LENGTH), ("12a4", CodeProblem.DIGITS),
        ("١٢٣٤", CodeProblem.DIGITS), ("", CodeProblem.LENGTH), ("0000", CodeProblem.EASY),
        ("123456", CodeProblem.EASY), ("8901", CodeProblem.EASY), ("4321", CodeProblem.EASY),
        ("1987", CodeProblem.EASY), ("272727", CodeProblem.EASY), (CODE, None), ("7205", None),
    ],
)  # fmt: skip
def test_easy_codes_are_refused(code: str, expected: CodeProblem | None) -> None:
    assert problem(code) is expected


def test_waiting_begins_at_the_fifth_wrong_code_and_doubles() -> None:
    seconds = [wait(failures).total_seconds() for failures in range(12)]
    assert seconds == [0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 1800, 1800]


def test_only_a_fingerprint_made_with_much_work_is_kept() -> None:
    made = staff.fingerprint(CODE)
    assert made.startswith("$argon2id$v=19$m=65536,t=3,p=1$")
    assert CODE not in made
    with pytest.raises(InvalidInput):
        staff.fingerprint("1234")


def test_the_right_code_opens_and_forgets_the_wrong_ones(till: Till) -> None:
    with_code(till)
    assert [tried(till, "7205") for _ in range(3)] == [Wrong(None)] * 3
    assert tried(till, CODE) == Opened()
    assert till.scalar("SELECT failures FROM codes") == 0


def test_after_five_wrong_codes_even_the_right_one_waits(till: Till) -> None:
    with_code(till)
    for _ in range(4):
        tried(till, "7205")
    until = till.clock.now() + timedelta(seconds=30)
    assert tried(till, "7205") == Wrong(until)
    assert tried(till, CODE) == Wait(until)
    till.clock.advance(timedelta(seconds=30))
    assert tried(till, CODE) == Opened()


def test_a_clock_set_back_wins_no_try(till: Till) -> None:
    with_code(till)
    for _ in range(5):
        tried(till, "7205")
    till.clock.advance(-timedelta(days=1))
    assert isinstance(tried(till, CODE), Wait)


def test_a_try_is_counted_before_the_code_is_looked_at(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    with_code(till)

    def pull_the_plug(_made: str, _code: str) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(staff, "_matches", pull_the_plug)
    with pytest.raises(KeyboardInterrupt):
        tried(till, CODE)
    with till.db.read() as tx:
        kept = store.find(tx, Lock.KIOSK)
    assert kept is not None
    assert kept.failures == 1


def test_the_journal_tells_of_codes_and_never_tells_one(till: Till) -> None:
    with_code(till)
    tried(till, "7205")
    tried(till, CODE)
    with till.db.write(till.actor) as tx:
        assert staff.forget_code(tx, Lock.KIOSK)
        assert not staff.has_code(tx, Lock.KIOSK)
    acts = till.scalar("SELECT count(*) FROM journal WHERE action LIKE 'code.%'")
    assert acts == 5
    assert till.scalar(f"SELECT count(*) FROM journal WHERE details LIKE '%{CODE}%' OR details LIKE '%7205%'") == 0
