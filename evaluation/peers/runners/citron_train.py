"""Train Citron's models with Citron's own code on PolNeAR: what it can do when it has learnt from what Sayso did.

`python -m evaluation.peers --how` shows the command.

For where the model that Citron comes with cannot be had, and for a comparison on the same training data. Citron's
coreference model is not trained, since PolNeAR has no coreference; it changes none of the spans that are compared.
VerbNet's classes are used where `--verbnet` names a folder of its files. Takes about a quarter of an hour.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from evaluation.peers.runners.citron_extract import pipeline


def main() -> None:
    """Write PolNeAR in Citron's format into a temporary folder, and train from there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", type=Path, required=True, help="Citron's checkout")
    parser.add_argument("--polnear", type=Path, required=True, help="PolNeAR's JSON Lines, such as train.jsonl")
    parser.add_argument("--model", type=Path, required=True, help="the folder for the models")
    parser.add_argument("--verbnet", type=Path, help="a folder of VerbNet's files")
    args = parser.parse_args()
    sys.path.insert(0, str(args.source.resolve()))
    from citron.content import ContentClassifier, ContentResolver
    from citron.cue import CueClassifier
    from citron.source import SourceClassifier, SourceResolver

    nlp = remembering(pipeline()[0])
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as nothing:
        for number, line in enumerate(args.polnear.read_text("utf-8").splitlines()):
            Path(folder, f"{number}.json").write_text(json.dumps(in_citrons_format(json.loads(line))), "utf-8")
        CueClassifier.build_model(nlp, folder, str(args.model), str(args.verbnet or nothing))
        for part in (SourceClassifier, SourceResolver, ContentClassifier, ContentResolver):
            part.build_model(nlp, folder, str(args.model))


def in_citrons_format(article: dict[str, Any]) -> dict[str, Any]:
    """An article as Citron's `docs/data_format.md` has it; it knows one cue a quotation, and no quotation without."""
    quotes = [
        {
            "cue": _spans(item["cue"])[0],
            "sources": _spans(item["source"]),
            "contents": _spans(item["content"]),
        }
        for item in article["attributions"]
        if item["cue"] and item["content"]
    ]
    return {"text": article["text"], "quotes": quotes}


def remembering(nlp: Callable[[str], Any]) -> Callable[[str], Any]:
    """The same, parsing each text once: each of the five trainers would parse all anew."""
    parsed: dict[str, Any] = {}

    def parse(text: str) -> Any:
        if text not in parsed:
            parsed[text] = nlp(text)
        return parsed[text]

    return parse


def _spans(spans: list[list[int]]) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in spans]


if __name__ == "__main__":
    main()
