"""The media types that can hold an article."""

from __future__ import annotations

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
TEXT_TYPES = frozenset({"text/plain", "text/markdown"})


def media_type(content_type: str | None) -> str:
    """The type in a Content-Type header, in lower case and without what follows it; "" if there is none."""
    return (content_type or "").split(";")[0].strip().lower()
