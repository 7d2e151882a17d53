"""Timing, percentiles, and the one table every benchmark adds its lines to."""

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One measured thing: ours and the floor in milliseconds, and what we aim at."""

    name: str
    ours: float
    floor: float | None
    aim: str
    note: str = ""

    def text(self) -> str:
        """The line as it is printed."""
        floor = f"{self.floor:10.2f}" if self.floor is not None else "         -"
        ratio = f"{self.ours / self.floor:7.2f}" if self.floor else "      -"
        return f"{self.name:<44}{self.ours:10.2f}{floor}{ratio}  {self.aim:<22}{self.note}"


HEADING = f"{'what (milliseconds)':<44}{'ours':>10}{'floor':>10}{'ratio':>7}  {'aim':<22}note"


def each(work: Callable[[str], object], inputs: Iterable[str]) -> list[float]:
    """Milliseconds of `work` on each input."""
    return [taken for taken, _computed in each_twice(work, inputs)]


def each_twice(work: Callable[[str], object], inputs: Iterable[str]) -> list[tuple[float, float]]:
    """Milliseconds of `work` on each input, by the clock and of the processor: the second minds no busy machine."""
    times = []
    for given in inputs:
        start, begun = time.perf_counter(), time.process_time()
        work(given)
        times.append(((time.perf_counter() - start) * 1000, (time.process_time() - begun) * 1000))
    return times


def once(work: Callable[[], object], repeats: int = 1) -> float:
    """Milliseconds of `work`, the quickest of `repeats`: the rest is the machine's noise."""
    return min(each(lambda _: work(), [""] * repeats))


def percentile(times: Sequence[float], percent: int) -> float:
    """The time that `percent` of 100 do not pass."""
    return statistics.quantiles(times, n=100, method="inclusive")[percent - 1]
