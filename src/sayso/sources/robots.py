"""What a site's robots.txt asks of programs, by RFC 9309; Protego reads the file.

No such file (any 4xx) allows everything, and a file that cannot be had (5xx, no answer) nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

from sayso.errors import BadAddressError, FetchError, InputError, RobotsError
from sayso.sources.found import Found

TOKEN = "Sayso"
"""The name by which a robots.txt addresses us."""

_LASTS = 24 * 3600.0
"""Seconds after which the file is fetched again (RFC 9309, section 2.4)."""
_READ = 500 * 1024
"""Bytes of the file that are read: as much as the standard asks for, and no more."""
_LONGEST_DELAY = 60.0
"""Seconds between requests that we go along with; a longer wish is met with this."""


@dataclass(frozen=True, slots=True)
class _Rules:
    parsed: Protego | None
    until: float
    unreachable: str = ""


class Robots:
    """The rules of the sites asked about so far; `fetch` gets a robots.txt by its address."""

    def __init__(self, fetch: Callable[[str], Found]) -> None:
        self._fetch = fetch
        self._rules: dict[str, _Rules] = {}

    def check(self, address: str, origin: str) -> float:
        """The seconds that the site at `origin` ("https://host:port") wants between requests.

        Raises:
            RobotsError: it asks programs not to fetch `address`, or its robots.txt cannot be had.
            BadAddressError: it is on no public network.
        """
        rules = self._rules.get(origin)
        if rules is None or rules.until < time.monotonic():
            rules = self._rules[origin] = self._read(origin)
        if rules.unreachable:
            raise RobotsError(address, f"the site's rules for programs cannot be read ({rules.unreachable}); try later")
        if rules.parsed is None:
            return 0.0
        if not rules.parsed.can_fetch(address, TOKEN):
            raise RobotsError(
                address, "the site's robots.txt asks programs not to fetch this; ask the site, or save the page"
            )
        return min(rules.parsed.crawl_delay(TOKEN) or 0.0, _LONGEST_DELAY)

    def _read(self, origin: str) -> _Rules:
        lasts = time.monotonic() + _LASTS
        try:
            raw = self._fetch(f"{origin}/robots.txt").raw
        except FetchError as error:
            gone = error.status is not None and 400 <= error.status < 500 and error.status != 429
            return _Rules(None, lasts) if gone else _Rules(None, lasts, unreachable=error.why)
        except BadAddressError:
            raise
        except InputError as error:
            return _Rules(None, lasts, unreachable=error.why)
        return _Rules(Protego.parse(raw[:_READ].decode("utf-8", "replace")), lasts)
