"""Connections to checked addresses alone, that end by a deadline.

This stands below HTTP and TLS: whatever an address in a page, a redirect or an answer of the name
service says, the bytes go to an address that `address.addresses` allowed, and the host's own name
stays in TLS and in the Host header. As each connection is checked when it is made, a name that
changes its answer between check and use (DNS rebinding) changes nothing. A proxy of the environment
is not used, as it would resolve names by itself.

A timeout alone bounds one read; a server that sends a byte now and then never meets it. So every
read, write and handshake also ends by the deadline that `until` sets for what is done within it.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from httpcore2 import (
    SOCKET_OPTION,
    ConnectError,
    ConnectTimeout,
    NetworkBackend,
    NetworkStream,
    ReadTimeout,
    SyncBackend,
)

from sayso.sources.address import Resolver, addresses

_DEADLINE: ContextVar[float | None] = ContextVar("deadline", default=None)


@contextmanager
def until(deadline: float) -> Iterator[None]:
    """Let all that the network does within end by `deadline`, a reading of `time.monotonic`."""
    token = _DEADLINE.set(deadline)
    try:
        yield
    finally:
        _DEADLINE.reset(token)


def _within(timeout: float | None) -> float | None:
    """`timeout`, or what is left until the deadline if that is less."""
    deadline = _DEADLINE.get()
    if deadline is None:
        return timeout
    left = deadline - time.monotonic()
    if left <= 0:
        raise ReadTimeout("the time for this request is up")
    return left if timeout is None else min(timeout, left)


class CheckedNetwork(NetworkBackend):
    """A network in which only checked addresses exist."""

    def __init__(self, *, allow_private: bool, resolve: Resolver) -> None:
        self._allow_private = allow_private
        self._resolve = resolve
        self._network = SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> NetworkStream:
        """Connect to the first of the host's allowed addresses that answers."""
        failed: ConnectError | ConnectTimeout = ConnectError("the host has no address")
        for address in addresses(host, port, allow_private=self._allow_private, resolve=self._resolve):
            try:
                stream = self._network.connect_tcp(address, port, _within(timeout), local_address, socket_options)
            except (ConnectError, ConnectTimeout) as error:
                failed = error
            else:
                return _Timed(stream)
        raise failed


class _Timed(NetworkStream):
    """A stream whose every step ends by the deadline."""

    def __init__(self, stream: NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _within(timeout))

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> NetworkStream:
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, _within(timeout)))

    def close(self) -> None:
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
