"""Articles in Parquet files, a row each. Needs pyarrow, which is large and therefore an extra."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.errors import BrokenInputError, InputError, MissingExtraError
from sayso.sources.columns import named_columns, row_found
from sayso.sources.found import Item, Opened, Settings

_ROWS_AT_ONCE = 64


def in_parquet(opened: Opened, settings: Settings) -> Iterator[Item]:
    """The article of each row; only the columns that are wanted are read, some rows at a time."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        why = "Parquet needs a library that is not installed; install it with: pip install 'sayso[parquet]'"
        yield MissingExtraError(opened.name, why)
        return
    number = 0
    try:
        file = parquet.ParquetFile(opened.stream)
        chosen = named_columns(settings.columns, file.schema_arrow.names, source=opened.name)
        wanted = sorted(
            {column.split(".")[0] if column not in file.schema_arrow.names else column for column in chosen.values()}
        )
        for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE, columns=wanted):
            for row in batch.to_pylist():
                number += 1
                try:
                    yield row_found(row, chosen, name=f"{opened.name}#{number}")
                except InputError as error:
                    yield error
    except InputError as error:
        yield error
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        where = f"after row {number} it cannot be read on" if number else "this is no Parquet file that can be read"
        yield BrokenInputError(opened.name, f"{where} ({error!s:.200}); get the file again")
