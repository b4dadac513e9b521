"""Citron, as its `Citron.extract` does it: spaCy's small English pipeline, then its own models.

The spans compared are each quotation's own source, cue and contents. Its coreference, which adds names to sources,
runs where its model is there.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

from evaluation.peers.runners import english
from evaluation.peers.runners.protocol import Quote, Read, Span, options, quote, serve, versions


def pipeline() -> tuple[Any, str]:
    """Citron's parser, with the small model by whichever name it is installed; and that name."""
    import spacy
    from citron import utils

    nlp, model = english.load("sm")
    with patch.object(spacy, "load", lambda _: nlp):
        return utils.get_parser(), model


def load(source: Path, model: Path) -> tuple[Read, dict[str, str]]:
    """Citron in the checkout at `source`, with the models in a folder."""
    sys.path.insert(0, str(source.resolve()))
    nlp, parser = pipeline()
    coreference = (model / "coreference-resolver.pickle").exists()
    tool = _whole(model, nlp) if coreference else _without_coreference(model)

    def read(text: str) -> list[Quote]:
        found = tool.get_quotes(nlp(text), resolve_coreferences=coreference)
        return [quote(_chars(q.sources[0]), _chars(q.cue), map(_chars, q.contents)) for q in found]

    return read, {**versions("scikit-learn", "python-crfsuite", "spacy"), "model": f"{model.name}, {parser}"}


def _whole(model: Path, nlp: Any) -> Any:
    from citron.citron import Citron

    return Citron(str(model), nlp)


def _without_coreference(model: Path) -> Any:
    """What `Citron.__init__` puts together, less the coreference resolver."""
    from citron.citron import Citron
    from citron.content import ContentClassifier, ContentResolver
    from citron.cue import CueClassifier
    from citron.source import SourceClassifier, SourceResolver

    tool = object.__new__(Citron)
    tool.cue_classifier = CueClassifier(str(model))
    tool.content_classifier = ContentClassifier(str(model))
    tool.source_classifier = SourceClassifier(str(model))
    tool.content_resolver = ContentResolver(str(model))
    tool.source_resolver = SourceResolver(str(model))
    return tool


def _chars(span: Any) -> Span:
    return span.start_char, span.end_char


if __name__ == "__main__":
    parser = options(__doc__)
    parser.add_argument("--model", type=Path, help="the folder of its models, in its checkout unless told")
    args = parser.parse_args()
    serve(lambda: load(args.source, args.model or args.source / "models" / "en_2021-11-15"), args)
