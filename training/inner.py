"""Where statements lie inside statements: `python -m training.inner --corpus DIR --out FILE`.

PolNeAR marks the outermost attributions alone. What an earlier reader finds when it reads their
contents again teaches the next one to tell, on its first look, which contents are worth a second.
Writes one JSON object an article: its `id`, and `cues`, the spans of the cues inside contents.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from evaluation.corpus import Document, load
from sayso.reading.learned import LearnedReader
from sayso.reading.many import in_order


def inner_cues(document: Document, reader: LearnedReader) -> list[tuple[int, int]]:
    """The cues that `reader` finds inside the gold contents of an article."""
    contents = sorted({span for a in document.attributions for span in a.content})
    apart = [s for s in contents if not any(t[0] < s[1] and s[0] < t[1] for t in contents if t != s)]
    found = reader.look_again(document.text, apart)
    return sorted({a.cue for a in found if (a.content[0][0], a.content[-1][1]) not in apart})


def load_inner(path: Path) -> dict[str, list[tuple[int, int]]]:
    """What this module wrote: the cues of each article, by its id."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return {row["id"]: [(a, b) for a, b in row["cues"]] for row in rows}


def main() -> None:
    """Parse the command line and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with train.jsonl and dev.jsonl")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    reader = LearnedReader()
    documents = [*load(args.corpus / "train.jsonl"), *load(args.corpus / "dev.jsonl")]
    with args.out.open("w", encoding="utf-8") as out:
        for document, cues in zip(documents, in_order(lambda d: inner_cues(d, reader), documents), strict=True):
            out.write(json.dumps({"id": document.id, "cues": cues}) + "\n")


if __name__ == "__main__":
    main()
