"""The Gender Gap Tracker's quote extractor, as its own `QuoteExtractor.run` calls it, without the database.

That is: `utils.preprocess_text`, spaCy's whole pipeline, `extract_quotes`. Its coreference belongs to the step after,
which guesses genders, and is not run. The preprocessing moves offsets; `alignment.py` moves them back, in one or two
thousandths of a second an article, which are counted as the extractor's.
"""

from __future__ import annotations

import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

from evaluation.peers.runners import english
from evaluation.peers.runners.alignment import origins
from evaluation.peers.runners.protocol import Quote, Read, Span, options, quote, serve, versions


def load(source: Path) -> tuple[Read, dict[str, str]]:
    """The extractor in the checkout at `source`; the large model as its README asks, or a smaller one."""
    folder = source.resolve() / "nlp" / "english"
    sys.path.insert(0, str(folder))
    os.chdir(tempfile.mkdtemp())  # it writes its log into the folder that it is run in
    extractor, utils = import_module("quote_extractor"), import_module("utils")
    pipeline, model = english.load("lg", "md", "sm")
    verbs = folder / "rules" / "quote_verb_list.txt"
    tool = extractor.QuoteExtractor({"spacy_lang": pipeline, "NLP": {"QUOTE_VERBS": str(verbs)}})

    def read(text: str) -> list[Quote]:
        changed = utils.preprocess_text(text)
        found = tool.extract_quotes(pipeline(changed))
        moved = origins(text, changed)
        spans = [[_span(item[key], moved) for key in ("speaker_index", "verb_index", "quote_index")] for item in found]
        return [quote(source, cue, [content]) for source, cue, content in spans if content is not None]

    return read, {**versions("spacy"), "model": model}


def _span(written: str, moved: list[int]) -> Span | None:
    """An index as it writes them, `(12,34)`, in the text as sent; `(0,0)` and nothing mean that there is none."""
    start, end = (int(number) for number in written.strip("()").split(",")) if written else (0, 0)
    return (moved[start], moved[end - 1] + 1) if start < end else None


if __name__ == "__main__":
    args = options(__doc__).parse_args()
    serve(lambda: load(args.source), args)
