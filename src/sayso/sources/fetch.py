"""Fetching from the web: politely, within limits, and from the public network alone.

Built on httpcore2, the lower half of httpx2: there a connection can be made to an address that was
checked (`connecting`), each redirect is ours to follow or not, and a body is ours to decompress
within bounds. Nothing of the environment (proxies, cookies, passwords) is used.
"""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self

import httpcore2
from httpx2 import URL, InvalidURL

import sayso
from sayso.errors import BadAddressError, FetchError, RobotsError, TooLargeError
from sayso.sources.address import Resolver, resolved
from sayso.sources.connecting import CheckedNetwork, until
from sayso.sources.found import NO_VALIDATORS, Found, Http, Limits, Validators
from sayso.sources.robots import TOKEN, Robots
from sayso.sources.unpacking import bounded, unpacked

_REDIRECTS = (301, 302, 303, 307, 308)
_PERMANENT = (301, 308)
_BUSY = (429, 503)
_LONGEST_ADDRESS = 8000
"""Characters; what servers are asked to take (RFC 9110, section 4.1)."""
_LONGEST_REST = 120.0
"""Seconds that a busy server is waited for; one that wants longer is given up for this run."""
_ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class Manners:
    """How to behave on the web.

    Args:
        contact: an address of mail or web where a site's owner reaches whoever runs Sayso; sent along.
        pause: seconds between requests to one host; its robots.txt may ask for more.
        obey_robots: keep to robots.txt.
        allow_private: fetch from private, loopback and other addresses off the public network too.
        tls: whom to trust, if not whom the system trusts.
    """

    contact: str | None = None
    pause: float = 1.0
    obey_robots: bool = True
    allow_private: bool = False
    tls: ssl.SSLContext | None = None


_USUAL_MANNERS, _USUAL_LIMITS = Manners(), Limits()


class Fetcher:
    """Fetches pages, and remembers the connections, rules and rhythm of each host; close it, or use `with`.

    It may be used from several threads: requests to one host take turns, those to others do not wait.
    """

    def __init__(
        self,
        manners: Manners = _USUAL_MANNERS,
        limits: Limits = _USUAL_LIMITS,
        *,
        resolve: Resolver = resolved,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._manners = manners
        self._limits = limits
        self._turns = _Turns(manners.pause, sleep)
        self._robots = Robots(lambda address: self._get(address, NO_VALIDATORS, check_robots=False))
        self._pool = httpcore2.ConnectionPool(
            ssl_context=manners.tls,
            max_keepalive_connections=20,
            keepalive_expiry=30.0,
            network_backend=CheckedNetwork(allow_private=manners.allow_private, resolve=resolve),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()

    def get(self, address: str, validators: Validators = NO_VALIDATORS) -> Found:
        """What is at an http or https address, redirects followed; its `url` is where they led.

        With `validators` of an earlier answer the server may say that nothing changed: the status in
        `http` is then 304, and there are no bytes. Fragments ("#part") are left out.

        Raises:
            BadAddressError: no http or https address, or one off the public network, now or on the way.
            FetchError: no answer in time, or an error; `status` tells the server's own.
            RobotsError: the site asks programs to stay away.
            TooLargeError: too many bytes, before or after decompression, or too many redirects.
            BrokenInputError: compressed data that is damaged or cut short.
        """
        return self._get(address, validators, check_robots=self._manners.obey_robots)

    def _get(self, address: str, validators: Validators, *, check_robots: bool) -> Found:
        url = _checked(address, source=address)
        moved, permanent = None, True
        for _hop in range(self._limits.redirects + 1):
            pause = self._asked_pause(url, address) if check_robots else 0.0
            found, onwards = self._patiently(url, validators, pause, source=address)
            if onwards is None:
                assert found.http is not None
                return replace(found, name=address, http=replace(found.http, asked=address, moved=moved))
            permanent = permanent and found.http is not None and found.http.status in _PERMANENT
            url = onwards
            moved = str(url) if permanent else moved
        why = f"it leads from one address to the next, more than {self._limits.redirects} times; the site is at fault"
        raise TooLargeError(address, why)

    def _asked_pause(self, url: URL, source: str) -> float:
        try:
            return self._robots.check(str(url), _origin(url))
        except RobotsError as error:
            raise RobotsError(source, error.why) from error
        except BadAddressError as error:
            raise BadAddressError(source, error.why) from error

    def _patiently(self, url: URL, validators: Validators, pause: float, *, source: str) -> tuple[Found, URL | None]:
        """One answer, after a second try if the server is busy and says for how long."""
        for last in (False, True):
            self._turns.wait(url.host, pause)
            found, onwards = self._once(url, validators, source=source)
            assert found.http is not None
            status = found.http.status
            if status == 200 or onwards is not None or (status == 304 and validators != NO_VALIDATORS):
                return found, onwards
            rest = _seconds(found.http.header("Retry-After")) if status in _BUSY else None
            if last or rest is None or rest > _LONGEST_REST:
                break
            self._turns.rest(url.host, rest)
        raise FetchError(source, _refusal(status), status)

    def _once(self, url: URL, validators: Validators, *, source: str) -> tuple[Found, URL | None]:
        """One answer, and where it leads if it is a redirect."""
        limits = self._limits
        target = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        headers = self._headers(url, validators)
        timeouts = dict.fromkeys(("read", "write", "pool"), limits.seconds) | {"connect": limits.connect}
        with (
            _explained(source, limits),
            until(time.monotonic() + limits.seconds),
            self._pool.stream("GET", target, headers=headers, extensions={"timeout": timeouts}) as answer,
        ):
            http = Http(answer.status, _plain(answer.headers), str(url))
            location = http.header("Location")
            if http.status in _REDIRECTS and location is not None:
                return Found(source, b"", http=http), _checked(_as_meant(location), source=source, base=url)
            raw = self._body(answer, http, source) if http.status == 200 else b""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        return Found(source, raw, http.header("Content-Type"), str(url), now, http), None

    def _headers(self, url: URL, validators: Validators) -> list[tuple[bytes, bytes]]:
        contact = f" (+{self._manners.contact})" if self._manners.contact else ""
        sent = {
            "Host": url.netloc.decode("ascii"),
            "User-Agent": f"{TOKEN}/{sayso.__version__}{contact}",
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate",
            "If-None-Match": validators.etag,
            "If-Modified-Since": validators.modified,
        }
        return [(name.encode("ascii"), value.encode("utf-8")) for name, value in sent.items() if value]

    def _body(self, answer: httpcore2.Response, http: Http, source: str) -> bytes:
        limits = self._limits
        pieces = _counted(answer.iter_stream(), limits.wire, source)
        for coding in reversed((http.header("Content-Encoding") or "").split(",")[:3]):
            pieces = unpacked(pieces, coding, source=source)
        return bounded(pieces, limits.unpacked, source=source)


class _Turns:
    """When each host may be asked next."""

    def __init__(self, pause: float, sleep: Callable[[float], None]) -> None:
        self._pause = pause
        self._sleep = sleep
        self._next: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, host: str, pause: float) -> None:
        """Wait for one's turn at a host, and take it; the next is `pause` seconds later or more."""
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._next.get(host, now))
            self._next[host] = turn + max(self._pause, pause)
        if turn > now:
            self._sleep(turn - now)

    def rest(self, host: str, seconds: float) -> None:
        """Leave a host alone for some seconds."""
        with self._lock:
            self._next[host] = max(self._next.get(host, 0.0), time.monotonic() + seconds)


def _checked(address: str, *, source: str, base: URL | None = None) -> URL:
    """The address that `address` names, seen from `base`, without its fragment."""
    try:
        url = URL(address) if base is None else base.join(address)
        good = url.scheme in ("http", "https") and bool(url.host) and len(str(url)) <= _LONGEST_ADDRESS
        good = good and (url.port is None or 0 < url.port < 65536)
    except (InvalidURL, ValueError) as error:
        raise BadAddressError(source, f"{address!r:.200} is no web address ({error}); check it") from error
    if not good:
        raise BadAddressError(source, f"{address!r:.200} is no address of the form https://host/path; check it")
    if url.userinfo:
        raise BadAddressError(source, "there is a name or password in this address; leave it out")
    return url.copy_with(fragment=None)


def _as_meant(location: str) -> str:
    """A Location header's address; some servers write its letters in UTF-8, where ASCII is asked for."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location


def _origin(url: URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _plain(headers: list[tuple[bytes, bytes]]) -> tuple[tuple[str, str], ...]:
    """The headers as text, without cookies, which are nobody's to keep."""
    pairs = ((name.decode("latin-1"), value.decode("latin-1")) for name, value in headers)
    return tuple((name, value) for name, value in pairs if not name.lower().startswith("set-cookie"))


def _counted(pieces: Iterator[bytes], most: int, source: str) -> Iterator[bytes]:
    taken = 0
    for piece in pieces:
        taken += len(piece)
        if taken > most:
            raise TooLargeError(source, f"the server sends more than {most:,} bytes; raise the limit if you want it")
        yield piece


@contextmanager
def _explained(source: str, limits: Limits) -> Iterator[None]:
    """Say in our words what went wrong in the network."""
    try:
        yield
    except BadAddressError as error:
        raise BadAddressError(
            source, error.why if error.source in source else f"{error.source}: {error.why}"
        ) from error
    except FetchError as error:
        raise FetchError(source, error.why, error.status) from error
    except httpcore2.TimeoutException as error:
        why = f"the server did not answer in full within {limits.seconds:g} seconds; try later"
        raise FetchError(source, why) from error
    except httpcore2.ConnectError as error:
        why = f"there is no connection to the server ({error}); check the address, or try later"
        raise FetchError(source, why) from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.UnsupportedProtocol) as error:
        raise FetchError(source, f"the server's answer broke off or is no HTTP ({error}); try later") from error


def _seconds(retry_after: str | None) -> float | None:
    """The seconds that a Retry-After header asks for, in either of its forms."""
    if retry_after is None:
        return None
    if retry_after.strip().isascii() and retry_after.strip().isdigit():
        return float(retry_after)
    try:
        return max(0.0, (parsedate_to_datetime(retry_after) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def _refusal(status: int) -> str:
    reasons = {
        401: "it is for members only",
        402: "it wants to be paid",
        403: "it does not let us in",
        404: "there is no such page",
        410: "the page is gone for good",
        429: "it is asked too often",
        451: "the page is withheld for legal reasons",
    }
    reason = reasons.get(status, "it is in trouble; try later" if status >= 500 else "that is no page")
    return f"the server answers {status}: {reason}"
