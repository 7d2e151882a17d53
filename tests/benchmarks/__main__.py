"""`python3 dev.py bench [--quick]`: every line beside its floor; --quick leaves the million customers out."""

import argparse
import itertools
import os
from collections.abc import Iterator

from tests.benchmarks import (
    counter,
    duplicates,
    earning,
    imports,
    kiosk,
    papers,
    person,
    referrals,
    reports,
    search,
    start,
    surveys,
    tills,
    vouchers,
)
from tests.benchmarks.measure import HEADING, Line


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="dev.py bench")
    parser.add_argument("--quick", action="store_true", help="shop-sized stores only, a few seconds each")
    given = parser.parse_args()
    # What an off-screen Qt says of itself would stand between the lines.
    os.environ.setdefault("QT_LOGGING_RULES", "*=false")
    print(HEADING)
    for line in _lines(given.quick):
        print(line.text(), flush=True)


def _lines(quick: bool) -> Iterator[Line]:
    sizes = (15_000,) if quick else (15_000, 1_000_000)
    return itertools.chain(
        start.lines(), counter.lines(), kiosk.lines(), search.lines(sizes), search.server_lines(sizes), person.lines(),
        papers.lines(2_000 if quick else 15_000),
        imports.lines((15_000,) if quick else (15_000, 100_000, 1_000_000)),
        duplicates.lines(sizes), vouchers.lines(20_000 if quick else 500_000),
        referrals.lines(10_000 if quick else 200_000), surveys.lines(20_000 if quick else 1_000_000),
        earning.lines(*(15_000, 10_000) if quick else (1_000_000, 200_000)), tills.lines(200 if quick else 2_000),
        reports.lines(*((15_000, 3_000, 15_000) if quick else (1_000_000, 200_000, 1_000_000))),
    )


if __name__ == "__main__":
    main()
