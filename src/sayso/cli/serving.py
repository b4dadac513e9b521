"""`sayso serve`: the reading room, on one's own machine."""

from __future__ import annotations

import getpass
import ipaddress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.options import ledger_option

if TYPE_CHECKING:
    from sayso.reading.many import ReaderName


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8477, show_default=True, help="0 for any that is free.")
@click.option(
    "--name", "names", multiple=True, metavar="HOST", help="A further name that browsers call this server by."
)
@click.option(
    "--password",
    envvar="SAYSO_PASSWORD",
    show_envvar=True,
    metavar="WORD",
    help="What a browser must give; needed where others can reach the address.",
)
@click.option(
    "--by",
    metavar="NAME",
    envvar="SAYSO_NAME",
    default=_user,
    show_envvar=True,
    help="Whose verdicts are given, unless a browser says another name.",
)
@click.option(
    "--reader",
    type=click.Choice(["learned", "rules"]),
    default="learned",
    show_default=True,
    help="What reads articles that are added on the page.",
)
@click.option("--open", "open_page", is_flag=True, help="Open the page in a browser.")
@ledger_option
def serve(
    host: str, port: int, names: tuple[str, ...], password: str | None, by: str, reader: ReaderName, open_page: bool,
    place: str,
) -> None:  # fmt: skip
    """Open the reading room: a page over the ledger, on this machine.

    A ledger is made where there is none. Nothing is asked of the network but what you add by its address.
    """
    if not _is_loopback(host) and not password:
        raise click.UsageError(f"others can reach {host}: set a password with --password or SAYSO_PASSWORD")
    import socket

    import uvicorn

    from sayso.ledger.store import Store
    from sayso.web.app import Room, create_app
    from sayso.web.security import LOOPBACK, Door

    door = Door(LOOPBACK | {host, f"[{host}]", *names}, password)
    with Store.open(place if "://" in place else Path(place)) as store, socket.socket(_family(host)) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
        except OSError as error:
            raise click.ClickException(
                f"{host}:{port} cannot be listened at ({error.strerror}); try --port 0"
            ) from error
        address = f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}/"
        click.echo(f"{place}: reading room at {address} (stop with Ctrl-C)", err=True)
        if open_page:
            click.launch(address)
        app = create_app(store, Room(door, by, reader))
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
        uvicorn.Server(config).run(sockets=[listening])


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _family(host: str) -> int:
    import socket

    return socket.AF_INET6 if ":" in host else socket.AF_INET


VERBS = (serve,)
