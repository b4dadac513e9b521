"""A real server on loopback, for tests of fetching: it says what a test tells it to, byte for byte."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Answer = bytes | Callable[["Site", socket.socket], None]


@dataclass
class Site:
    """What is served under each path, and the requests that came, headers and all."""

    port: int
    pages: dict[str, Answer] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [request.split(" ")[1] for request in self.requests]


def answer(body: bytes | str = b"", *headers: str, status: str = "200 OK") -> bytes:
    """An answer as it goes over the wire, closed by its length."""
    raw = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(raw)}", "Connection: close", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + raw


@contextmanager
def served() -> Iterator[Site]:
    listening = socket.create_server(("127.0.0.1", 0))
    site = Site(listening.getsockname()[1])
    threads = [threading.Thread(target=_accept, args=(site, listening))]
    threads[0].start()
    try:
        yield site
    finally:
        site.over.set()
        with suppress(OSError):
            socket.create_connection(listening.getsockname()).close()
        threads[0].join()
        listening.close()


def _accept(site: Site, listening: socket.socket) -> None:
    answering = []
    while not site.over.is_set():
        connection, _peer = listening.accept()
        answering.append(threading.Thread(target=_serve, args=(site, connection)))
        answering[-1].start()
    for thread in answering:
        thread.join()


def _serve(site: Site, connection: socket.socket) -> None:
    with connection, suppress(OSError):
        request = b""
        while b"\r\n\r\n" not in request:
            piece = connection.recv(4096)
            if not piece:
                return
            request += piece
        site.requests.append(request.decode("latin-1"))
        page = site.pages.get(request.split(b" ")[1].decode(), answer(status="404 Not Found"))
        if isinstance(page, bytes):
            connection.sendall(page)
        else:
            page(site, connection)
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(4096):
            pass
