"""Addresses of pages as feeds, sitemaps and lists write them."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_LONGEST = 8000


def page_address(written: str | None, base: str | None = None) -> str | None:
    """The http or https address that is written, seen from the page at `base`; None if it is no such address."""
    if not written or len(written) > _LONGEST:
        return None
    try:
        joined = urljoin(base or "", written.strip())
        parts = urlsplit(joined)
    except ValueError:
        return None
    return joined if parts.scheme in ("http", "https") and parts.netloc and _ADDRESS.fullmatch(joined) else None


def is_web_address(argument: str) -> bool:
    """Whether what a person wrote is meant as the address of something on the web."""
    return re.match(r"https?://", argument, re.IGNORECASE) is not None
