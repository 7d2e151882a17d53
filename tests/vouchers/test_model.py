"""A whole scheme at random against plain Python: whatever changes, what is owed is what the model says.

`PARRAINAGE_STEPS` sets how many steps are taken; the shops they make are lived on every processor at once.
"""

import os
import shutil
from pathlib import Path

import pytest
from sqlalchemy import event

from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.base.database import Database
from tests.faults.hands import PROCESSES
from tests.stores import NOW, Till
from tests.vouchers.model import Model

STEPS = int(os.environ.get("PARRAINAGE_STEPS", "50000"))
A_SHOP = 500
"""Steps of one shop's life; more steps are more shops."""
_COMPILED: dict[object, object] = {}
"""The same questions are asked in every shop."""


def _unsafe(connection: object, _record: object) -> None:
    """Nothing here outlives the test: the disk is not waited for."""
    for pragma in ("journal_mode = MEMORY", "synchronous = OFF"):
        connection.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]


def lived(given: tuple[str, int, int]) -> tuple[int, int, int]:
    """Live a shop of one seed for some steps; how many vouchers, referrals and rewarded referrals it had."""
    folder, seed, steps = given
    path = Path(folder) / f"{seed}.db"
    shutil.copy(Path(folder) / "template.db", path)
    clock = SetClock(NOW)
    db = Database.open(path, clock)
    event.listen(db.engine, "connect", _unsafe)
    db.engine.dispose()
    db.engine.update_execution_options(compiled_cache=_COMPILED)
    model = Model(Till(db, clock), seed)
    model.live(steps)
    db.close()
    path.unlink()
    assert {one.state for one in model.papers.values()} == {"issued", "redeemed", "cancelled"}, seed
    return len(model.papers), len(model.links), sum(bool(link.papers) for link in model.links.values())


@pytest.mark.timeout(0)
def test_whatever_people_do_the_scheme_owes_what_plain_python_says(sqlite_template: Path, tmp_path: Path) -> None:
    shutil.copy(sqlite_template, tmp_path / "template.db")
    starts = range(0, STEPS, A_SHOP)
    shops = [(str(tmp_path), seed, min(A_SHOP, STEPS - start)) for seed, start in enumerate(starts)]
    with PROCESSES.Pool(os.cpu_count()) as pool:
        vouchers, referrals, rewarded = map(sum, zip(*pool.imap_unordered(lived, shops), strict=True))
    assert vouchers > referrals > len(shops)
    assert rewarded >= referrals // 5, "the shops no longer show what they are there for"
