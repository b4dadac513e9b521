"""A ledger as Python programs and notebooks use it: one object over what the other modules do.

>>> import sayso
>>> with sayso.open("sayso.db") as ledger:  # doctest: +SKIP
...     print(ledger.add("articles/"))
...     ledger.statements(who="Lindqvist").to_pandas()
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from sayso.ledger import adding, doctor, readings, verdicts, versions
from sayso.ledger.problems import Problem, all_problems
from sayso.ledger.store import Store
from sayso.linking.across import link_people
from sayso.linking.arrivals import link_articles
from sayso.linking.known_people import KnownPeople
from sayso.questions.answers import Answers
from sayso.questions.filters import About
from sayso.questions.links import Between, Disputed, disputes
from sayso.questions.statements import Said, said
from sayso.questions.trace import Traced, trace
from sayso.reading.many import reader_named
from sayso.records import Reading
from sayso.sources.found import Settings

if TYPE_CHECKING:
    from sayso.reading.attribution import Attributor
    from sayso.reading.many import ReaderName
    from sayso.sources.fetch import Manners


class Ledger:
    """An open ledger. `store` is its database, which `sayso.ledger` and `sayso.questions` take."""

    def __init__(self, store: Store) -> None:
        self.store = store

    @classmethod
    def open(cls, place: str | Path, *, create: bool = True, read_only: bool = False) -> Self:
        """The ledger at a place, as `sayso.open`."""
        return cls(Store.open(place, create=create, read_only=read_only))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close it; what was added is on the disk already."""
        self.store.close()

    def __repr__(self) -> str:
        return f"<sayso ledger {self.store.place}>"

    def add(
        self,
        *inputs: str | Path,
        reader: ReaderName | Attributor = "learned",
        jobs: int | None = None,
        settings: Settings = Settings(),  # noqa: B008 - it is frozen
        manners: Manners | None = None,
        tell: Callable[[adding.Outcome], object] | None = None,
    ) -> adding.Summary:
        """Add files, folders, patterns and addresses: what they hold, or lead to, is read and kept.

        What the ledger has is not read again, so the same call goes on where another was cut off. What
        cannot be added is counted, kept (`problems`), and the rest goes on.

        Args:
            inputs: as on the command line: text, HTML, feeds, tables, web archives, mailboxes, addresses …
            reader: "learned" (the shipped model), "rules" (no weights), or any `Attributor`.
            jobs: threads that read; all cores if None.
            settings: limits, and what a table's columns are called.
            manners: how to behave on the web; politely if None.
            tell: called with what became of each input, as it is known.

        Raises:
            LedgerError: the ledger cannot be written; what was told of before is kept.
            ModelError: the shipped model is missing or damaged.
        """
        summary = adding.Summary()
        with ExitStack() as stack:
            fetcher = _Fetching(stack, settings, manners)
            named = [str(name) for name in inputs]
            for outcome in adding.take_in(self.store, named, settings, fetcher, _reader(reader), jobs):
                summary.count(outcome)
                if tell is not None:
                    tell(outcome)
        return summary

    def statements(self, *, limit: int | None = None, **about: Any) -> Answers[Said]:
        """The statements that the filters describe, those added last first.

        Args:
            limit: how many at most; all if None.
            about: the fields of `sayso.questions.filters.About`: `who`, `words`, `outlet`, `stance`, `since` …

        Returns:
            rows to go through, with `to_dicts()`, `to_pandas()` and `to_arrow()`.

        Raises:
            QuestionError: a filter makes no sense.
            TypeError: there is no such filter.
        """
        return said(self.store, About(**about), limit)

    def readings(self) -> Iterator[Reading]:
        """Every current reading, in the order of the articles' ids."""
        return readings.all_readings(self.store)

    def problems(self) -> list[Problem]:
        """What could not be added, and why."""
        return all_problems(self.store)

    def verdicts(self) -> list[verdicts.Verdict]:
        """What people said, oldest first; `sayso.ledger.verdicts` gives them."""
        return verdicts.all_verdicts(self.store)

    def versions(self, address: str) -> list[versions.Version]:
        """The versions of the page at an address, oldest first, with how their statements differ."""
        return versions.versions(self.store, address)

    def reread(self, reader: ReaderName | Attributor = "learned", jobs: int | None = None) -> adding.Summary:
        """Let a reader answer for every article, and read what it has not: verdicts and older readings stay."""
        summary = adding.Summary()
        for outcome in adding.reread(self.store, _reader(reader), jobs):
            summary.count(outcome)
        return summary

    def prune(self) -> int:
        """Remove the readings that do not answer any more: how many."""
        return readings.prune(self.store)

    def link(self, *, anew: bool = False, tell: Callable[[int], object] | None = None) -> int:
        """Find out what articles have in common, of those that are not linked yet: how many those were.

        Args:
            anew: forget all links and find them again; what people rejected stays rejected.
            tell: called with the number of articles that were linked since it was called last.
        """
        return link_articles(self.store, anew=anew, tell=tell)

    def trace(self, asked: str) -> Traced:
        """Where some words come from: everybody who carries them, who had them from whom, and what was lost.

        Args:
            asked: some of what is said, the beginning of a statement's id, or the address of an article.

        Raises:
            NothingNamedError: nothing linked holds it.
        """
        return trace(self.store, asked)

    def disputes(self, *, limit: int | None = None, **between: Any) -> Answers[Disputed]:
        """What cannot both hold; `between` are the fields of `sayso.questions.links.Between`."""
        return disputes(self.store, Between(**between), limit)

    def link_people(self, known: KnownPeople | None = None) -> int:
        """Find out which speakers of all articles are one: how many are somebody else than before.

        Args:
            known: people with ids, as `sayso.linking.known_people.load_known_people` gives them.
        """
        return link_people(self.store, known)

    def check(self) -> list[doctor.Finding]:
        """What is wrong with the ledger, every span, hash and reference looked at; nothing, if it is well."""
        return list(doctor.examine(self.store))


class _Fetching:
    """Makes a fetcher when the first address is met, and the same for all."""

    def __init__(self, stack: ExitStack, settings: Settings, manners: Manners | None) -> None:
        self._stack, self._settings, self._manners = stack, settings, manners
        self._made: Any = None

    def __call__(self) -> Any:
        if self._made is None:
            # Imported here because files need nothing of the network.
            from sayso.sources.fetch import Fetcher, Manners

            self._made = self._stack.enter_context(Fetcher(self._manners or Manners(), self._settings.limits))
        return self._made


def _reader(named: ReaderName | Attributor) -> Attributor:
    return reader_named(named) if isinstance(named, str) else named
