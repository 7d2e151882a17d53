"""Which answers a list shows."""

from dataclasses import dataclass

from parrainage_desktop.surveys.rules import Category, Origin, Span


@dataclass(frozen=True, slots=True)
class Wanted:
    """Answers of a span, all the conditions together; `words` is looked for in what people wrote.

    `told` leaves out those without words, `quotable` those that may not be quoted; `left_out` are the excluded ones.
    """

    span: Span
    category: Category | None = None
    origin: Origin | None = None
    words: str = ""
    told: bool = True
    quotable: bool = False
    left_out: bool = False
