"""Putting an export into a file: all of it, or, if something fails on the way, nothing."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path


def save(pieces: Iterable[bytes], path: str | Path) -> None:
    """Write a file; one of that name stays as it was until the new one is whole.

    A place that is no plain file (a pipe, a terminal) is written to as it is.

    Args:
        pieces: what a format's `write` gives.
        path: the file's name; its folder is there.

    Raises:
        OSError: it cannot be written.
        SaysoError: whatever `pieces` raise; the old file, if any, is untouched.
    """
    path = Path(path)
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            stream.writelines(pieces)
        return
    target = path.resolve()
    handle, made = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    part = Path(made)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(pieces)
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _umask() -> int:
    """What new files may not be, which can only be learnt by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
