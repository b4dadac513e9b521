"""What a ledger leaves open: voices that the text names and nobody could be found for."""

from __future__ import annotations

from sayso.ledger.store import Store
from sayso.questions.answers import Answers
from sayso.questions.filters import About
from sayso.questions.statements import Said, said


def unresolved(store: Store, about: About = About(), limit: int | None = None) -> Answers[Said]:  # noqa: B008 - it is frozen
    """Statements whose voice should be somebody ("he", "the minister") and is nobody known yet.

    Voices that the article itself leaves unnamed, such as "two officials", are not among them: see `sources`.

    Raises:
        QuestionError: the filters make no sense.
        LedgerError: the ledger cannot be read.
    """
    return said(store, about, limit, only_unresolved=True)
