"""A voucher the printer never gave is found again; one that was printed, used up or waived is not."""

from parrainage_desktop.vouchers import printings
from tests.stores import Till


def waiting(till: Till) -> list[str]:
    """The letters of what waits for paper."""
    with till.db.read(till.actor) as tx:
        return [voucher.code for voucher in printings.waiting(tx)]


def want(till: Till, *codes: str) -> None:
    """Mean to print."""
    with till.db.write(till.actor) as tx:
        printings.want(tx, codes)


def test_what_was_to_be_printed_waits_until_it_is(till: Till) -> None:
    person = till.customer()
    one, two = till.issue(person).code, till.issue(person).code
    want(till, one, two)
    assert waiting(till) == [one, two]
    with till.db.write(till.actor) as tx:
        printings.printed(tx, [one])
    assert waiting(till) == [two]
    assert till.journal().ok


def test_what_was_printed_once_is_not_missing_when_printed_again(till: Till) -> None:
    code = till.issue(till.customer()).code
    for _time in range(2):
        want(till, code)
        with till.db.write(till.actor) as tx:
            printings.printed(tx, [code])
    want(till, code)
    assert waiting(till) == []


def test_a_voucher_used_cancelled_or_expired_needs_no_paper(till: Till) -> None:
    person = till.customer()
    used, cancelled, expired = till.issue(person), till.issue(person), till.issue(person)
    want(till, used.code, cancelled.code, expired.code)
    till.days_pass(1)
    till.redeem(used.code)
    till.cancel(cancelled)
    assert waiting(till) == [expired.code]
    till.days_pass(400)
    assert waiting(till) == []


def test_what_nobody_wants_on_paper_waits_no_more(till: Till) -> None:
    code = till.issue(till.customer()).code
    want(till, code)
    with till.db.write(till.actor) as tx:
        printings.waive(tx, [code])
    assert waiting(till) == []
    assert till.count("printings") == 0


def test_which_till_printed_it_is_kept(till: Till) -> None:
    code = till.issue(till.customer()).code
    with till.db.write(till.actor) as tx:
        printings.printed(tx, [code])
    assert till.scalar("SELECT till FROM printings WHERE printed_at IS NOT NULL") == till.actor.till
    assert till.scalar("SELECT count(*) FROM journal WHERE action = 'voucher.printed'") == 1
