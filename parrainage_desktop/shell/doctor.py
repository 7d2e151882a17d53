"""Everything that can be checked about a store and this computer, each check on its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from parrainage_desktop.base import health, journal, paths
from parrainage_desktop.base.clock import Clock
from parrainage_desktop.base.database import Database, Transaction
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import LANGUAGES, _, in_language, ngettext
from parrainage_desktop.base.terminal import without_password
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.privacy import watch

FONTS = (
    "BricolageDisplay-Bold.ttf", "BricolageText-Bold.ttf", "Inter-Regular.ttf", "Inter-Medium.ttf",
    "Inter-SemiBold.ttf", "Inter-Bold.ttf", "DejaVuSans.ttf",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Check:
    """One check: a stable name for programs, whether it is well, and what was found."""

    name: str
    ok: bool
    detail: str


def examine(where: str, clock: Clock, language: str | None = None) -> tuple[Check, ...]:
    """Every check there is, in `language` or the shop's; a store that cannot be opened is one of them."""
    try:
        db = Database.open(where, clock)
    except UserError as error:
        return Check("store", False, error.message), *_computer()
    try:
        with db.read() as tx:
            speaks = language or preferences.shop(tx).language
        with in_language(speaks):
            return *_store(db, where), *_computer()
    except UserError as error:
        return Check("store", False, error.message), *_computer()
    finally:
        db.close()


def title(name: str) -> str:
    """What a check is about, for people."""
    return {
        "store": _("store"),
        "settings": _("settings"),
        "integrity": _("damage"),
        "journal": _("journal"),
        "money": _("vouchers"),
        "search": _("search"),
        "clock": _("clock"),
        "erasures": _("erasures"),
        "fonts": _("fonts"),
        "catalogues": _("languages"),
    }[name]


def _computer() -> Iterator[Check]:
    missing = [name for name in FONTS if not paths.resource("fonts", name).is_file()]
    yield Check("fonts", not missing, ", ".join(missing) or _("all fonts are here"))
    silent = [code for code in LANGUAGES if not _speaks(code)]
    yield Check("catalogues", not silent, ", ".join(silent) or _("all languages are here"))


def _speaks(code: str) -> bool:
    """Whether texts come out in a language at all."""
    try:
        with in_language(code):
            return code == "en" or _("Already used") != "Already used"
    except OSError:
        return False


def _store(db: Database, where: str) -> Iterator[Check]:
    kept = ", ".join(f"{name} {value}" for name, value in db.settings().items())
    yield Check("store", True, f"{without_password(where)} ({kept})")
    with db.read() as tx:
        yield from (check(tx) for check in _CHECKS)
    yield _clock(db)
    yield _erasures(db)


def _erasures(db: Database) -> Check:
    known = watch.is_recorded(db)
    lost = _("who was erased is not written beside the store; its folder must be writable")
    return Check("erasures", known, _("whoever was erased is known beside the store") if known else lost)


def _clock(db: Database) -> Check:
    if doubt := db.date_doubt():
        return Check("clock", False, doubt.sentence)
    behind = db.clock_is_behind()
    return Check("clock", not behind, _("the clock is behind what this store has seen") if behind else _("on time"))


def _settings(tx: Transaction) -> Check:
    wrong = health.wrong_settings(tx)
    return Check("settings", not wrong, ", ".join(wrong) or _("as they must be"))


def _integrity(tx: Transaction) -> Check:
    damage = health.damage(tx)
    return Check("integrity", not damage, "; ".join(damage) or _("no damage found"))


def _journal(tx: Transaction) -> Check:
    found = journal.verify(tx)
    if found.ok:
        said = ngettext("{count} entry, unbroken", "{count} entries, unbroken", found.entries)
        return Check("journal", True, said.format(count=found.entries))
    return Check("journal", False, _("broken from entry {number} on").format(number=found.first_bad))


def _money(tx: Transaction) -> Check:
    wrong = health.off_ledger(tx) + health.odd_states(tx)
    said = ngettext(
        "{count} voucher does not agree with the ledger", "{count} vouchers do not agree with the ledger", wrong
    )
    return Check("money", not wrong, said.format(count=wrong) if wrong else _("vouchers and ledger agree"))


def _search(tx: Transaction) -> Check:
    lost = health.unsearchable(tx)
    said = ngettext("{count} customer cannot be found", "{count} customers cannot be found", lost)
    return Check("search", not lost, said.format(count=lost) if lost else _("every customer can be found"))


_CHECKS: tuple[Callable[[Transaction], Check], ...] = (_settings, _integrity, _journal, _money, _search)
