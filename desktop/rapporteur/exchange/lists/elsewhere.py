"""People listed under another country: what is said of them once, and not once per row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rapporteur.domain.workbook import Issue, ListRow
from rapporteur.exchange.lists.lines import OTHER_SIDE


def gathered(rows: Iterable[ListRow]) -> list[Issue]:
    """The issues of all rows, those about one other country once, at its first cell.

    The rows keep their own: it is the reason why they are skipped.
    """
    found: list[Issue] = []
    first: dict[tuple[str, str], int] = {}
    count: dict[int, int] = {}
    for row in rows:
        for issue in row.issues:
            if issue.code != OTHER_SIDE:
                found.append(issue)
                continue
            at = first.setdefault((issue.sheet, issue.message), len(found))
            count[at] = count.get(at, 0) + 1
            if at == len(found):
                found.append(issue)
    for at, rows_of_it in count.items():
        said = f"{rows_of_it} rows are" if rows_of_it > 1 else "One row is"
        found[at] = replace(found[at], message=f"{found[at].message} {said} skipped for it.")
    return found


def overruled(rows: Iterable[ListRow], side: str) -> tuple[list[ListRow], list[Issue]]:
    """The rows for a list that belongs to one side as a whole, and the one thing to say of it.

    `side` is the name of that side. The rows lose what is said of other countries.
    """
    found: list[ListRow] = []
    said: list[Issue] = []
    for row in rows:
        about = next((issue for issue in row.issues if issue.code == OTHER_SIDE), None)
        if about is None:
            found.append(row)
            continue
        found.append(replace(row, issues=tuple(i for i in row.issues if i is not about)))
        if not said:
            column = about.cell.rstrip("0123456789")
            text = f"Column {column} names other countries; all rows go to {side} as you chose."
            said.append(replace(about, message=text))
    return found, said
