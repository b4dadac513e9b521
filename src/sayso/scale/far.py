"""Inputs in object storage, brought near one by one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sayso.errors import MissingLibraryError
from sayso.sources.web import is_web_address


@contextmanager
def near(inputs: Sequence[str]) -> Iterator[Iterator[str]]:
    """The inputs by names on this machine; what is far (`s3://…`, a pattern too) is copied when its turn comes.

    Raises:
        MissingLibraryError: the library for such addresses is not installed.
    """
    with tempfile.TemporaryDirectory() as folder:
        yield _named(inputs, Path(folder))


def _named(inputs: Sequence[str], folder: Path) -> Iterator[str]:
    for given in inputs:
        if "://" not in given or is_web_address(given):
            yield given
            continue
        try:
            import fsspec

            fs, path = fsspec.core.url_to_fs(given)
        except ImportError as error:
            why = f"{given} needs a library that is missing ({error}); install it: pip install 'sayso[scale]'"
            raise MissingLibraryError(why) from error
        for far in sorted(fs.glob(path)) or [path]:
            copy = folder / Path(far).name
            fs.get_file(far, str(copy))
            yield str(copy)
            copy.unlink()
