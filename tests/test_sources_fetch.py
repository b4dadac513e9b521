import gzip
import pickle
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import sayso
from sayso.errors import BadAddressError, BrokenInputError, FetchError, InputError, RobotsError, TooLargeError
from sayso.sources.fetch import Fetcher, Manners
from sayso.sources.found import Found, Limits, Validators
from tests.loopback import Site, answer, served

HOME = Manners(allow_private=True, pause=0)
PAGE = b"<p>The ferry keeps its boats.</p>"


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as site:
        yield site


def refused(address: str, error: type[InputError], manners: Manners = HOME, **limits: Any) -> str:
    """Why an address is not fetched."""
    with Fetcher(manners, Limits(**limits)) as fetcher, pytest.raises(InputError) as caught:
        fetcher.get(address)
    assert type(caught.value) is error
    assert caught.value.source == address
    return caught.value.why


def test_a_page_comes_with_the_facts_of_its_answer(site: Site) -> None:
    site.pages["/ferry"] = answer(PAGE, "Content-Type: text/html; charset=utf-8", 'ETag: "7"', "Set-Cookie: a=b")
    with Fetcher(Manners(allow_private=True, pause=0, contact="mailto:desk@orsk.example")) as fetcher:
        found = fetcher.get(site.url("/ferry#boats"))
    assert found.http is not None
    assert found.fetched is not None
    assert found.fetched.endswith("+00:00")
    headers = (
        ("Content-Length", "33"),
        ("Connection", "close"),
        ("Content-Type", "text/html; charset=utf-8"),
        ("ETag", '"7"'),
    )
    assert (found.name, found.raw, found.content_type) == (site.url("/ferry#boats"), PAGE, "text/html; charset=utf-8")
    assert (found.url, found.http.status, found.http.headers) == (site.url("/ferry"), 200, headers)
    assert (found.http.asked, found.http.moved) == (site.url("/ferry#boats"), None)
    assert site.paths() == ["/robots.txt", "/ferry"]
    assert f"User-Agent: Sayso/{sayso.__version__} (+mailto:desk@orsk.example)\r\n" in site.requests[1]
    assert f"Host: 127.0.0.1:{site.port}\r\n" in site.requests[1]


def test_redirects_are_followed_and_permanent_ones_remembered(site: Site) -> None:
    site.pages["/old"] = answer("", "Location: new", status="301 Moved Permanently")
    site.pages["/new"] = answer("", "Location: /today", status="302 Found")
    site.pages["/today"] = answer(PAGE)
    with Fetcher(HOME) as fetcher:
        found = fetcher.get(site.url("/old"))
    assert found.http is not None
    assert (found.name, found.url, found.http.moved) == (site.url("/old"), site.url("/today"), site.url("/new"))


def test_an_endless_redirect_ends(site: Site) -> None:
    site.pages["/a"] = answer("", "Location: /b", status="302 Found")
    site.pages["/b"] = answer("", "Location: /a", status="307 Temporary Redirect")
    why = refused(site.url("/a"), TooLargeError, redirects=4)
    assert why == "it leads from one address to the next, more than 4 times; the site is at fault"
    assert site.paths() == ["/robots.txt", "/a", "/b", "/a", "/b", "/a"]


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://orsk.example/a",
        "gopher://orsk.example/",
        "//orsk.example/a",
        "orsk.example",
        "http://",
        "http:///a",
        "http://orsk.example:99999/",
        "http://orsk.example:0/",
        "http://exa\nmple/",
        "http://[::1/",
        "http://orsk.example/" + "a" * 9000,
    ],
)
def test_what_is_no_web_address(address: str) -> None:
    assert "web address" in refused(address, BadAddressError) or "no address of the form" in refused(
        address, BadAddressError
    )


def test_a_password_in_an_address_is_not_sent_anywhere() -> None:
    why = refused("https://me:secret@orsk.example/", BadAddressError)
    assert why == "there is a name or password in this address; leave it out"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "[::1]", "0"])
def test_loopback_is_not_fetched_from_unless_allowed(site: Site, host: str) -> None:
    for manners in (Manners(pause=0), Manners(pause=0, obey_robots=False)):
        assert "is not on the public network" in refused(site.url("/", host), BadAddressError, manners)
    assert site.requests == []


def test_each_step_of_a_redirect_is_checked(site: Site) -> None:
    """A public name leads to a private address: the resolver says which names are which."""
    site.pages["/a"] = answer("", "Location: http://inside.example/admin", status="302 Found")
    site.pages["/b"] = answer("", "Location: file:///etc/passwd", status="302 Found")
    asked = []

    def resolve(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if host == "outside.example" else ["10.1.2.3"]

    with (
        pytest.MonkeyPatch.context() as patch,
        Fetcher(Manners(pause=0, obey_robots=False), resolve=resolve) as fetcher,
    ):
        patch.setattr("sayso.sources.address.is_public", lambda address: str(address) == "127.0.0.1")
        with pytest.raises(BadAddressError, match=r"inside.example: this host \(10.1.2.3\) is not on the public"):
            fetcher.get(site.url("/a", "outside.example"))
        with pytest.raises(BadAddressError, match="'file:///etc/passwd' is no address of the form"):
            fetcher.get(site.url("/b", "outside.example"))
    assert asked == ["outside.example", "inside.example", "outside.example"]


def test_a_name_that_changes_its_answer_is_asked_once_and_the_address_kept(site: Site) -> None:
    """DNS rebinding: the first answer is the one that is connected to."""
    site.pages["/a"] = answer(PAGE)
    answers = iter([["127.0.0.1"], ["10.1.2.3"]])
    with Fetcher(
        Manners(allow_private=True, pause=0, obey_robots=False), resolve=lambda _host, _port: next(answers)
    ) as fetcher:
        assert fetcher.get(site.url("/a", "orsk.example")).raw == PAGE
    assert next(answers) == ["10.1.2.3"]
    assert f"Host: orsk.example:{site.port}\r\n" in site.requests[0]


def test_the_next_address_is_tried_where_one_does_not_answer(site: Site) -> None:
    site.pages["/a"] = answer(PAGE)
    manners = Manners(allow_private=True, pause=0, obey_robots=False)
    with Fetcher(manners, resolve=lambda _host, _port: ["127.0.0.2", "127.0.0.1"]) as fetcher:
        assert fetcher.get(site.url("/a", "orsk.example")).raw == PAGE


def test_tls_is_for_the_name_while_the_connection_is_to_the_address(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=orsk.example -addext".split()
    made = [*command, "subjectAltName=DNS:orsk.example", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(made, check=True, capture_output=True)
    trusted = ssl.create_default_context(cafile=certificate)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate, key)
    names: list[str | None] = []
    server.sni_callback = lambda _socket, name, _context: names.append(name)
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        for _connection in range(2):
            plain, _peer = listening.accept()
            try:
                with server.wrap_socket(plain, server_side=True) as secure:
                    secure.recv(4096)
                    secure.sendall(answer(PAGE))
            except OSError:
                plain.close()

    serving = threading.Thread(target=serve)
    serving.start()
    manners = Manners(allow_private=True, pause=0, obey_robots=False, tls=trusted)
    with Fetcher(manners, resolve=lambda _host, _port: ["127.0.0.1"]) as fetcher:
        port = listening.getsockname()[1]
        assert fetcher.get(f"https://orsk.example:{port}/").raw == PAGE
        with pytest.raises(FetchError, match="certificate"):
            fetcher.get(f"https://other.example:{port}/")
    serving.join()
    listening.close()
    assert names == ["orsk.example", "other.example"]


def test_too_many_bytes_are_not_taken(site: Site) -> None:
    site.pages["/long"] = answer(b"a" * 5000)
    site.pages["/bomb"] = answer(gzip.compress(bytes(3_000_000)), "Content-Encoding: gzip")
    site.pages["/bombs"] = answer(gzip.compress(gzip.compress(bytes(3_000_000))), "Content-Encoding: gzip, gzip")
    why = refused(site.url("/long"), TooLargeError, wire=4999)
    assert why == "the server sends more than 4,999 bytes; raise the limit if you want it"
    for path in ("/bomb", "/bombs"):
        why = refused(site.url(path), TooLargeError, unpacked=2_000_000)
        assert why == "this is more than 2,000,000 bytes; raise the limit if you want it"


def test_compressed_pages_come_out_whole_or_not_at_all(site: Site) -> None:
    packed = gzip.compress(PAGE)
    site.pages["/whole"] = answer(packed, "Content-Encoding: gzip")
    site.pages["/cut"] = answer(packed[:-9], "Content-Encoding: gzip")
    with Fetcher(HOME) as fetcher:
        assert fetcher.get(site.url("/whole")).raw == PAGE
    assert refused(site.url("/cut"), BrokenInputError) == "the compressed data ends too early; get the file again"


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-", b""])
def test_a_server_that_trickles_is_left_when_the_time_is_up(site: Site, head: bytes) -> None:
    def trickle(site: Site, connection: socket.socket) -> None:
        connection.sendall(head)
        while head and not site.over.wait(0.02):
            connection.sendall(b"a")
        site.over.wait()

    site.pages["/slow"] = trickle
    manners = Manners(allow_private=True, pause=0, obey_robots=False)
    why = refused(site.url("/slow"), FetchError, manners, seconds=0.3)
    assert why == "the server did not answer in full within 0.3 seconds; try later"


def test_answers_that_break_off_or_are_none(site: Site) -> None:
    site.pages["/short"] = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc"
    site.pages["/noise"] = b"SSH-2.0-OpenSSH\r\n\r\n"
    site.pages["/nothing"] = b""
    site.pages["/head"] = b"HTTP/1.1 200 OK\r\nX: " + b"a" * 500_000 + b"\r\n\r\n"
    for path in site.pages:
        assert "the server's answer broke off or is no HTTP" in refused(site.url(path), FetchError)
    site.over.set()


def test_nobody_answers() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    manners = Manners(allow_private=True, pause=0, obey_robots=False)
    assert "there is no connection to the server" in refused(f"http://127.0.0.1:{port}/", FetchError, manners)


@pytest.mark.parametrize(
    ("status", "why"),
    [
        ("404 Not Found", "the server answers 404: there is no such page"),
        ("410 Gone", "the server answers 410: the page is gone for good"),
        ("500 Oh", "the server answers 500: it is in trouble; try later"),
        ("304 Not Modified", "the server answers 304: that is no page"),
        ("204 No Content", "the server answers 204: that is no page"),
    ],
)
def test_a_server_that_refuses(site: Site, status: str, why: str) -> None:
    site.pages["/a"] = answer(status=status)
    assert refused(site.url("/a"), FetchError) == why


def test_a_server_that_is_busy_is_asked_once_more_when_it_says(site: Site) -> None:
    def busy_once(site: Site, connection: socket.socket) -> None:
        busy = answer("", "Retry-After: 7", status="503 Busy")
        connection.sendall(answer(PAGE) if site.paths().count("/a") > 1 else busy)

    site.pages["/a"] = busy_once
    waited: list[float] = []
    with Fetcher(HOME, sleep=waited.append) as fetcher:
        assert fetcher.get(site.url("/a")).raw == PAGE
    assert [round(seconds) for seconds in waited] == [7]
    site.pages["/b"] = answer("", "Retry-After: 99999", status="429 Too Many Requests")
    site.pages["/c"] = answer("", "Retry-After: soon", status="429 Too Many Requests")
    for path in ("/b", "/c"):
        assert refused(site.url(path), FetchError) == "the server answers 429: it is asked too often"


def test_one_host_is_asked_with_pauses_as_long_as_it_wants(site: Site) -> None:
    site.pages |= {"/robots.txt": answer("User-agent: *\nCrawl-delay: 5\n"), "/a": answer(PAGE), "/b": answer(PAGE)}
    waited: list[float] = []
    with Fetcher(Manners(allow_private=True, pause=2), sleep=waited.append) as fetcher:
        fetcher.get(site.url("/a"))
        fetcher.get(site.url("/b"))
    assert [round(seconds) for seconds in waited] == [2, 7]


@pytest.mark.parametrize(
    ("rules", "status", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /private/", "200 OK", "/private/a", False),
        ("User-agent: *\nDisallow: /*?print=", "200 OK", "/a?print=1", False),
        ("User-agent: *\nDisallow: /private/", "200 OK", "/public/a", True),
        ("User-agent: Sayso\nDisallow: /\nUser-agent: *\nAllow: /", "200 OK", "/a", False),
        ("User-agent: *\nDisallow: /\nUser-agent: Sayso\nAllow: /", "200 OK", "/a", True),
        ("", "404 Not Found", "/a", True),
        ("", "403 Forbidden", "/a", True),
        ("", "503 Busy", "/a", False),
        ("", "429 Too Many Requests", "/a", False),
        ("\x00\xff" * 1000, "200 OK", "/a", True),
    ],
)
def test_a_site_is_asked_what_programs_may_fetch(site: Site, rules: str, status: str, path: str, allowed: bool) -> None:
    site.pages |= {"/robots.txt": answer(rules.encode("latin-1"), status=status), path: answer(PAGE)}
    if allowed:
        with Fetcher(HOME) as fetcher:
            assert fetcher.get(site.url(path)).raw == PAGE
    else:
        refused(site.url(path), RobotsError)
        with Fetcher(Manners(allow_private=True, pause=0, obey_robots=False)) as fetcher:
            assert fetcher.get(site.url(path)).raw == PAGE


def test_a_site_is_asked_for_its_rules_once(site: Site) -> None:
    site.pages |= {"/a": answer(PAGE), "/b": answer(PAGE)}
    with Fetcher(HOME) as fetcher:
        fetcher.get(site.url("/a"))
        fetcher.get(site.url("/b"))
    assert site.paths() == ["/robots.txt", "/a", "/b"]


def test_an_unchanged_page_is_told_by_what_the_server_gave(site: Site) -> None:
    site.pages["/a"] = answer(PAGE, 'ETag: "7"', "Last-Modified: Wed, 04 Mar 2026 18:30:00 GMT")
    with Fetcher(HOME) as fetcher:
        validators = Validators.of(fetcher.get(site.url("/a")).http)
        assert validators == Validators('"7"', "Wed, 04 Mar 2026 18:30:00 GMT")
        site.pages["/a"] = b'HTTP/1.1 304 Not Modified\r\nETag: "7"\r\nConnection: close\r\n\r\n'
        found = fetcher.get(site.url("/a"), validators)
    assert isinstance(found, Found)
    assert found.http is not None
    assert (found.raw, found.http.status) == (b"", 304)
    assert 'If-None-Match: "7"\r\nIf-Modified-Since: Wed, 04 Mar 2026 18:30:00 GMT\r\n' in site.requests[-1]


def test_an_error_survives_the_way_between_processes() -> None:
    for error in (FetchError("a", "no", 404), RobotsError("a", "no"), BadAddressError("a", "no")):
        again = pickle.loads(pickle.dumps(error))
        assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))
