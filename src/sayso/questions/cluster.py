"""The story of an article: the articles that linking ties to it, and those tied to these."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, or_, select

from sayso.errors import NothingNamedError
from sayso.ledger.schema import articles, claims, links
from sayso.ledger.verdicts import rejected_links

_DEEPEST = 3
"""Steps from the article: beyond, two stories are soon one by a name or a number that both have."""
_MOST = 400
"""Articles of a story; the nearest come first."""
_AT_ONCE = 200


def cluster(connection: Connection, begins: str) -> list[int]:
    """The rows of the articles of the story that an article tells, itself first.

    They were made from each other, word an utterance differently, are at odds, or say the same.

    Args:
        connection: the ledger.
        begins: the article's id, of which the first characters of the hash are enough.

    Raises:
        NothingNamedError: there is no such article.
    """
    wanted = begins if begins.startswith("sha256:") else f"sha256:{begins}"
    first = connection.execute(select(articles.c.key).where(articles.c.id.startswith(wanted, autoescape=True))).scalar()
    if first is None:
        raise NothingNamedError(f"there is no article {begins}; see the list of articles")
    rejected = rejected_links(connection)
    found, frontier = {first: None}, [first]
    for _ in range(_DEEPEST):
        near = (
            key
            for at in range(0, len(frontier), _AT_ONCE)
            for key in _tied(connection, frontier[at : at + _AT_ONCE], rejected)
        )
        frontier = [key for key in dict.fromkeys(near) if key not in found][: _MOST - len(found)]
        found.update(dict.fromkeys(frontier))
    return list(found)


def _tied(connection: Connection, keys: list[int], rejected: frozenset[str]) -> Iterator[int]:
    ends = select(links.c.id, links.c.article, links.c.other).where(
        links.c.other.is_not(None), or_(links.c.article.in_(keys), links.c.other.in_(keys))
    )
    for row in connection.execute(ends):
        if row.id not in rejected:
            yield from (row.article, row.other)
    said = select(claims.c.claim).where(claims.c.article.in_(keys))
    same = select(claims.c.article).where(claims.c.claim.in_(said)).distinct()
    yield from connection.execute(same).scalars()
