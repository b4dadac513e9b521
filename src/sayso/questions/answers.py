"""Answers: rows of one kind, to go through, or to carry on with in pandas or Arrow."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from sayso.errors import MissingLibraryError

if TYPE_CHECKING:
    import pandas
    import pyarrow

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Answers(Sequence[Row], Generic[Row]):
    """Rows in order, all of the dataclass `kind`; `more` tells that there are further ones beyond the limit."""

    kind: type[Row]
    rows: tuple[Row, ...]
    more: bool = False

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        return self.rows[place]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    @property
    def columns(self) -> list[str]:
        """The names of the rows' fields."""
        return [f.name for f in dataclasses.fields(self.kind)]  # type: ignore[arg-type]

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as plain dicts, lists, strings and numbers, ready for JSON."""
        return [dataclasses.asdict(row) for row in self.rows]  # type: ignore[call-overload]

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a data frame.

        Raises:
            MissingLibraryError: pandas is not installed.
        """
        try:
            import pandas
        except ImportError as error:
            why = "a data frame needs pandas, which is missing; install it: pip install 'sayso[pandas]'"
            raise MissingLibraryError(why) from error
        return pandas.DataFrame(self.to_dicts(), columns=self.columns)

    def to_arrow(self) -> pyarrow.Table:
        """The rows as an Arrow table.

        Raises:
            MissingLibraryError: pyarrow is not installed.
        """
        try:
            import pyarrow
        except ImportError as error:
            why = "an Arrow table needs pyarrow, which is missing; install it: pip install 'sayso[parquet]'"
            raise MissingLibraryError(why) from error
        rows = self.to_dicts()
        return pyarrow.table({name: [row[name] for row in rows] for name in self.columns})
