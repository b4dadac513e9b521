"""Data flows one way: a module imports only from stages before its own."""

import ast
from pathlib import Path

import pytest

import sayso

ROOT = Path(sayso.__file__).parent

STAGES = [
    {"errors"},
    {"annotated_html"},
    {"records"},
    {"gazetteer"},
    {"sources"},
    {"reading"},
    {"ledger"},
    {"linking"},
    {"questions"},
    {"exports", "views", "opened", "watching"},
    {"web", "scale"},
    {"cli"},
    {"__main__"},
]
RANK = {name: rank for rank, names in enumerate(STAGES) for name in names}
MODULES = sorted(p.relative_to(ROOT) for p in ROOT.rglob("*.py") if p != ROOT / "__init__.py")


def stage(module: Path) -> str:
    return module.parts[0].removesuffix(".py")


def imported_stages(module: Path) -> set[str]:
    """The stages that a module's imports name, wherever in the module they stand."""
    found = set()
    for node in ast.walk(ast.parse((ROOT / module).read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{module}: imports are absolute"
            parts = node.module.split(".")
            if parts == ["sayso"]:
                found.update(alias.name for alias in node.names if alias.name in RANK)
            elif parts[0] == "sayso":
                found.add(parts[1])
        elif isinstance(node, ast.Import):
            found.update(a.name.split(".")[1] for a in node.names if a.name.startswith("sayso."))
    return found


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_module_imports_only_from_stages_before_its_own(module: Path) -> None:
    own = stage(module)
    allowed = {name for name, rank in RANK.items() if rank < RANK[own]} | {own}
    assert imported_stages(module) <= allowed


def test_the_package_itself_loads_no_heavy_library() -> None:
    tree = ast.parse((ROOT / "__init__.py").read_text("utf-8"))
    top_level = [n for n in tree.body if isinstance(n, ast.ImportFrom) and n.module != "__future__"]
    assert [n.module for n in top_level] == ["typing", "sayso.records"]
