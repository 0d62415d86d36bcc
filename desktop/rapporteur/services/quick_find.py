"""The best matches for a few letters: names before posts, beginnings before what stands within."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rapporteur.domain.roll import Called
from rapporteur.services.search import Query


def best(
    people: Sequence[Called], text: str, *, after: Collection[int] = (), limit: int = 8
) -> list[Called]:
    """At most `limit` people whom the letters may mean, the likeliest first; none for no letters.

    A name that begins so comes before one that holds the letters, and this before an organisation
    or a post. Among equals those whose ids are in `after` (marked already) come last.
    """
    query = Query(text)
    if not query:
        return []
    found = [
        (_distance(one, query), one.delegate_id in after, at)
        for at, one in enumerate(people)
        if query.matches(one.key)
    ]
    return [people[at] for _distance_, _after, at in sorted(found)[:limit]]


def _distance(one: Called, query: Query) -> int:
    if query.begins(one.name_key):
        return 0
    return 1 if query.matches(one.name_key) else 2
