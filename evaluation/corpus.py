"""Annotated corpora: articles with their attributions, as PolNeAR has them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from evaluation.attribution import PARTS, Attribution


@dataclass(frozen=True)
class Document:
    """One annotated article."""

    id: str
    text: str
    attributions: tuple[Attribution, ...]


def load(path: Path) -> list[Document]:
    """Read a PolNeAR-style JSON Lines file (`id`, `text`, `attributions` with lists of spans)."""
    documents = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        found = tuple(
            Attribution(*(tuple((a, b) for a, b in item[part]) for part in PARTS)) for item in row["attributions"]
        )
        documents.append(Document(row["id"], row["text"], found))
    return documents
