"""Setting a code and trying one; only its fingerprint is kept (argon2id, 64 MiB, three passes)."""

from parrainage_desktop.base import journal
from parrainage_desktop.base.database import Actor, Database, Transaction
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.staff import store, wording
from parrainage_desktop.staff.rules import Lock, Opened, Wait, Wrong, problem, wait


def check(code: str) -> None:
    """Refuse what cannot be a code. Raises InvalidInput."""
    found = problem(code)
    if found:
        raise InvalidInput("code", wording.problem(found))


def fingerprint(code: str) -> str:
    """What is kept of a code; takes about half a second on purpose. Raises InvalidInput."""
    from argon2 import PasswordHasher

    check(code)
    return PasswordHasher(time_cost=3, memory_cost=65_536, parallelism=1).hash(code)


def has_code(tx: Transaction, lock: Lock) -> bool:
    """Whether a code was set."""
    return store.find(tx, lock) is not None


def set_code(tx: Transaction, lock: Lock, made: str) -> None:
    """Let the code with this fingerprint open a lock from now on."""
    store.keep(tx, lock, made)
    journal.append(tx, "code.set", 0, {"lock": lock.value})


def forget_code(tx: Transaction, lock: Lock) -> bool:
    """Take the code away, so that a new one is asked for; False when there was none."""
    if not store.remove(tx, lock):
        return False
    journal.append(tx, "code.forgotten", 0, {"lock": lock.value})
    return True


def open_with(db: Database, actor: Actor, lock: Lock, code: str) -> Opened | Wrong | Wait:
    """Try a code; takes about half a second on purpose.

    The try is counted before the code is looked at, so that pulling the plug wins no further one. Neither this nor
    the way out waits for a doubtful date to be confirmed.
    """
    with db.write(actor, undated=True) as tx:
        counted = _count(tx, lock)
    if isinstance(counted, Wait):
        return counted
    if counted is not None and not _matches(counted, code):
        with db.read(actor) as tx:
            kept = store.find(tx, lock)
        pause = wait(kept.failures) if kept else None
        return Wrong(kept.failed_at + pause if kept and kept.failed_at and pause else None)
    with db.write(actor, undated=True) as tx:
        store.count(tx, lock, 0, None)
        journal.append(tx, "code.accepted", 0, {"lock": lock.value})
    return Opened()


def _count(tx: Transaction, lock: Lock) -> str | Wait | None:
    """Count a try as wrong until shown otherwise; the fingerprint to compare, None when the lock has no code."""
    kept = store.find(tx, lock)
    if kept is None:
        return None
    until = kept.failed_at + wait(kept.failures) if kept.failed_at else tx.now
    if until > tx.now:
        return Wait(until)
    store.count(tx, lock, kept.failures + 1, tx.now)
    journal.append(tx, "code.tried", 0, {"lock": lock.value})
    return kept.fingerprint


def _matches(made: str, code: str) -> bool:
    from argon2 import PasswordHasher
    from argon2.exceptions import VerifyMismatchError

    try:
        return PasswordHasher().verify(made, code)
    except VerifyMismatchError:
        return False
