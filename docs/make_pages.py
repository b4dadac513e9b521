"""Fill in the pages of `docs/` that show commands with what these print: `python docs/make_pages.py`.

Each fenced block that begins with `$ sayso` is run, in order, in an empty folder that has the samples; what it
prints follows it. Times of today are shown as …, ids and all else are the same on every machine.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PAGES = [Path(__file__).with_name(name) for name in ("ledger.md", "tracing.md")]
SAMPLES = Path(__file__).parent.parent / "samples"
_BLOCK = re.compile(r"```\n(\$ sayso [^\n]*)\n.*?```", re.DOTALL)
_NOW = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")


def filled(page: str) -> str:
    """The page with the output of every command in its place."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(SAMPLES, Path(folder) / "samples")
        return _BLOCK.sub(lambda m: f"```\n{m[1]}\n{_output(m[1], folder)}```", page)


def _output(command: str, folder: str) -> str:
    words = shlex.split(command.removeprefix("$ sayso "))
    environment = {**os.environ, "COLUMNS": "100", "SAYSO_NAME": "Ann", "PYTHONPATH": os.pathsep.join(sys.path)}
    environment.pop("SAYSO_LEDGER", None)
    ran = subprocess.run(
        [sys.executable, "-m", "sayso", *words], cwd=folder, env=environment, check=True, text=True, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return "".join(f"{line.rstrip()}\n" for line in _NOW.sub("…", ran.stdout).splitlines())


if __name__ == "__main__":
    for page in PAGES:
        page.write_text(filled(page.read_text("utf-8")), "utf-8")
