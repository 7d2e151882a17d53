"""What is said about a code."""

from parrainage_desktop.base.i18n import _
from parrainage_desktop.staff.rules import LONGEST, SHORTEST, CodeProblem


def problem(found: CodeProblem) -> str:
    """Why a code cannot be kept."""
    return {
        CodeProblem.LENGTH: _("A code has {least} to {most} digits.").format(least=SHORTEST, most=LONGEST),
        CodeProblem.DIGITS: _("A code is made of digits only."),
        CodeProblem.EASY: _("This code is too easy to guess."),
    }[found]
