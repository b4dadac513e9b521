"""What tests of the sources share: bytes opened as a file, and limits small enough to meet."""

import io

from sayso.sources.found import Limits, Opened, Settings

SMALL = Settings(limits=Limits(unpacked=2000))


def opened(data: bytes | str, name: str = "in", url: str | None = None) -> Opened:
    return Opened(name, io.BytesIO(data.encode() if isinstance(data, str) else data), url)


def shown(items: object) -> list[object]:
    """Items with errors as the text they show, so that a whole list can be compared."""
    return [str(item) if isinstance(item, Exception) else item for item in items]  # type: ignore[attr-defined]
