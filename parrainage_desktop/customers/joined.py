"""Customers as the queries of other features join them: a number, and what its owner is called."""

from sqlalchemy import ColumnElement, FromClause, column, func, table

PEOPLE = table("customers", column("id"), column("given_name"), column("family_name"))


def whole_name(people: FromClause = PEOPLE) -> ColumnElement[str]:
    """Both names as one text, empty for nobody; `people` may be an alias."""
    return func.trim(people.c.given_name + " " + people.c.family_name)
