"""A real PostgreSQL for the tests: Debian's package, started on loopback in a folder of its own."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

MISSING = "there is no PostgreSQL on this machine; install it with: apt-get install postgresql"


def programs() -> Path | None:
    """The folder with initdb and pg_ctl: Debian keeps them off the PATH."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    return installed[-1].parent if installed else None


@contextmanager
def served() -> Iterator[str]:
    """The address of a server that lives as long as the context."""
    found = programs()
    if found is None:
        pytest.skip(MISSING)
    with tempfile.TemporaryDirectory(prefix="sayso-postgres-") as folder:
        data, log = Path(folder, "data"), Path(folder, "log")
        someone = _not_root(folder)

        def run(program: str, *arguments: str) -> None:
            command = [str(found / program), "-D", str(data), *arguments]
            # To a file: the server keeps the pipe open that its starter was given.
            with log.open("ab") as out:
                done = subprocess.run(command, cwd="/", stdout=out, stderr=out, check=False, **someone)
            assert done.returncode == 0, log.read_text()

        # Sorted by a language's rules, as servers often are, so that nothing relies on the order of bytes unsaid.
        sorting = ["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US", "--encoding=UTF8"]
        run("initdb", "--no-sync", "--auth=trust", "--username=sayso", *sorting)
        port = _free_port()
        run("pg_ctl", "start", "-w", "-o", f"-F -h 127.0.0.1 -p {port} -k {folder} -c max_connections=60")
        try:
            yield f"postgresql://sayso@127.0.0.1:{port}"
        finally:
            run("pg_ctl", "stop", "-m", "immediate")


def _not_root(folder: str) -> dict[str, Any]:
    """What makes a program run as somebody else, because PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return {}
    name = "postgres" if _exists("postgres") else "nobody"
    shutil.chown(folder, name)
    return {"user": name, "extra_groups": []}


def _exists(name: str) -> bool:
    import pwd

    return any(entry.pw_name == name for entry in pwd.getpwall())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
