"""Shares of purchases add up to the cent, whatever the rate and however many come back."""

from hypothesis import given
from hypothesis import strategies as some

from parrainage_desktop.statements.rules import WHOLE, due_cents, split

EXACT = some.integers(-(10**8), 10**8).flatmap(lambda cents: some.integers(1, WHOLE).map(lambda rate: cents * rate))


def test_half_a_cent_is_rounded_up() -> None:
    assert [due_cents(exact) for exact in (14_999, 15_000, -15_000, 0)] == [1, 2, -1, 0]


def test_the_largest_remainder_gets_the_cent() -> None:
    assert split([4_000, 3_000, 3_000]) == [1, 0, 0]
    assert split([3_333 * 1_500, 3_333 * 1_500, 3_334 * 1_500]) == [500, 500, 500]
    assert split([]) == []


@given(some.lists(EXACT, max_size=40))
def test_the_parts_add_up_to_what_is_due_and_none_is_a_cent_off(exact: list[int]) -> None:
    parts = split(exact)
    assert sum(parts) == due_cents(sum(exact))
    assert all(abs(part * WHOLE - one) < WHOLE for part, one in zip(parts, exact, strict=True))
