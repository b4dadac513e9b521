"""What keeps the reading room to its reader: hosts, password, forged requests, limits, and what a page may load.

Articles are hostile until shown otherwise: templates escape all words, and the policy below lets a page run no
script and load no style, picture or font but those that ship with the package.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import FormData, Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.errors import SaysoError

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
TOKEN = "sayso_token"
"""The cookie and the form's field that must agree: another site can send the one and not read the other."""
MOST_BYTES = 50 * 1024 * 1024
"""Bytes of one request: an upload of a few hundred articles."""
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})


class RefusedError(SaysoError):
    """A request that is not the reader's own: the page that it came from is old, or another's."""


@dataclass(frozen=True, slots=True)
class Door:
    """Who may come in.

    Args:
        hosts: names that the server is asked for by; a request for any other is refused, which is what keeps
            a page elsewhere from reaching it by a name of its own (DNS rebinding).
        password: what a browser must give, with any name; None on one's own machine.
    """

    hosts: frozenset[str] = LOOPBACK
    password: str | None = None

    def refuses(self, headers: Headers) -> PlainTextResponse | None:
        """What to answer to a request that may not come in, or None."""
        host = urlsplit(f"//{headers.get('host', '')}").hostname or ""
        if host not in self.hosts and f"[{host}]" not in self.hosts:
            return PlainTextResponse(f"this server is not called {host!r}\n", 421)
        if self.password is not None and not self._knows(headers.get("authorization", "")):
            ask = {"www-authenticate": 'Basic realm="sayso", charset="UTF-8"'}
            return PlainTextResponse("give the password that the server was started with\n", 401, headers=ask)
        return None

    def _knows(self, authorization: str) -> bool:
        kind, _, given = authorization.partition(" ")
        if kind.lower() != "basic":
            return False
        try:
            _name, _, password = base64.b64decode(given, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return False
        return hmac.compare_digest(password.encode(), (self.password or "").encode())


class Guard:
    """Refuses what may not come in, limits what is sent, and tells browsers what a page may do."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app, self._door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See the ASGI specification."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        answer = self._door.refuses(request.headers) or _too_large(request.headers)
        token = request.cookies.get(TOKEN)
        scope.setdefault("state", {})["token"] = token or secrets.token_urlsafe(24)
        told = _telling(send, None if token else scope["state"]["token"])
        await (answer or self._app)(scope, _limited(receive), told)


def _too_large(headers: Headers) -> PlainTextResponse | None:
    length = headers.get("content-length", "0")
    if length.isdigit() and int(length) <= MOST_BYTES:
        return None
    return PlainTextResponse(f"at most {MOST_BYTES:,} bytes at once; use: sayso add\n", 413)


def _limited(receive: Receive) -> Receive:
    """Stops taking when more comes than was announced, or allowed."""
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > MOST_BYTES:
            raise RefusedError(f"more than {MOST_BYTES:,} bytes were sent at once; use: sayso add")
        return message

    return limited


def _telling(send: Send, new_token: str | None) -> Callable[[Message], Awaitable[None]]:
    async def telling(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("cache-control", "no-store")
            if new_token is not None:
                headers.append("set-cookie", f"{TOKEN}={new_token}; Path=/; HttpOnly; SameSite=Strict")
        await send(message)

    return telling


async def form_of(request: Request) -> FormData:
    """The form that a request sends, if it comes from a page of ours.

    Raises:
        RefusedError: it does not.
    """
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site", "same-origin")
    if site not in ("same-origin", "none") or (origin and urlsplit(origin).netloc != request.headers.get("host")):
        raise RefusedError("another site asked for this; do it from a page of the reading room")
    form = await request.form(max_files=1000)
    given, known = form.get(TOKEN), request.cookies.get(TOKEN)
    if not isinstance(given, str) or known is None or not hmac.compare_digest(given.encode(), known.encode()):
        raise RefusedError("the page is too old, or cookies are off; load it again, and do it once more")
    return form
