"""Documentation says what the program does."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from evaluation.__main__ import own_table

NUMBERS = (
    "attribution", "source exact", "cue exact", "content exact", "content overlap", "inner statements", "chain",
    "kind", "stance", "hedges",
)  # fmt: skip
"""The rows of the README's table, in order."""

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def block_after(marker: str, language: str = "") -> str:
    """The fenced block that follows a marker in the README."""
    found = re.search(re.escape(marker) + rf"\n```{language}\n(.*?)```", README, re.DOTALL)
    assert found, f"README.md has no block after {marker!r}"
    return found[1]


def output(*command: str, cwd: Path = ROOT) -> str:
    ran = subprocess.run([sys.executable, *command], capture_output=True, check=True, cwd=cwd)
    return "\n".join(line.rstrip() for line in ran.stdout.decode().splitlines()) + "\n"


def test_the_readme_shows_what_the_sample_gives() -> None:
    said = output("-m", "sayso", "read", "samples/harbour-strike.txt")
    assert said == block_after("<!-- output: sayso read samples/harbour-strike.txt -->")


def test_the_readme_shows_what_its_python_gives() -> None:
    script = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert script
    assert output("-c", script[1]) == block_after("<!-- output: the Python above -->")


def test_the_readme_has_todays_numbers_for_our_own_articles() -> None:
    table = re.search(r"<!-- numbers -->\n\|.*\n\|.*\n((?:\|.*\n)+)", README)
    assert table
    shown = [[float(cell) for cell in line.split("|")[4:6]] for line in table[1].splitlines()]
    rows = own_table()
    wanted = [[round(rows[reader][row], 1) for reader in ("learned", "rules")] for row in NUMBERS]
    assert shown == wanted, "run: python -m evaluation, and put its numbers into README.md"


def test_the_reference_is_the_programs_own_help() -> None:
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        from make_cli import PAGE, page
    finally:
        sys.path.pop(0)
    assert PAGE.read_text("utf-8") == page(), "run: python docs/make_cli.py"


def test_ci_runs_the_readmes_test_command_and_no_other() -> None:
    command = block_after("<!-- test command -->").strip()
    assert command.endswith("-m pytest")
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "README.md" in script
    assert "pip install" not in script


@pytest.mark.parametrize("page", sorted(ROOT.glob("*.md")) + sorted(ROOT.glob("*/*.md")), ids=lambda p: p.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.parametrize("name", ["ledger.md", "tracing.md"])
def test_a_page_shows_what_its_commands_print(name: str) -> None:
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        from make_pages import filled
    finally:
        sys.path.pop(0)
    page = (ROOT / "docs" / name).read_text("utf-8")
    assert page == filled(page), "run: python docs/make_pages.py"
