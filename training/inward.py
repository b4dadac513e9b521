"""Train the second look: `python -m training.inward --run RUN --encoder FILE --teacher RUN --corpus DIR --out DIR`.

Layers that begin as the reader's own upper ones learn to find statements inside contents; the reader
itself stays as it is. First come all articles, with what a teacher finds inside; then those that we
annotated alone, of which one in eight is kept aside to measure on. The rate of learning falls to
nothing, and the last epoch is kept. With `--follow` it is an earlier, deeper second look whose numbers
are wanted (distillation: Hinton et al. 2015), in all articles; what is annotated counts beside.
"""

from __future__ import annotations

import argparse
import copy
import json
import pickle
import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import torch
from rich.progress import track
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from evaluation.attribution import Attribution, Count
from evaluation.corpus import Document, load
from evaluation.nested import count_nested
from sayso.reading.decode import TAGS
from training.corpus import straight
from training.decoding import attributions
from training.encoder import Layer
from training.nested import Level, NestedDocument, NestedExample, Stretch, annotated, nested_examples, reported, taught
from training.second_look import Eyes, Inward, load_inward
from training.train import load_run, share_of_rate

CUE_TAGS = TAGS.index("B-cue"), TAGS.index("I-cue")
UNHINTED = 0.02
"""Share of the contents with something inside that may go unread for want of a hint."""


@dataclass(frozen=True)
class Settings:
    """Everything that decides the weights beside the data and the reader."""

    seed: int = 5
    taught_epochs: int = 3
    epochs: int = 10
    batch: int = 16
    rate: float = 1e-4
    head_rate: float = 5e-4
    warmup: float = 0.06
    average: float = 0.995
    masked: float = 0.08
    straight: float = 0.3
    dropout: float = 0.1
    annotated_share: int = 2
    reported_share: float = 0.3
    layers: int = 1
    follow: float = 0.1


@dataclass
class Lesson:
    """Who learns, from what, and whom it follows, if anybody."""

    model: Inward
    leader: Inward | None
    eyes: Eyes
    settings: Settings
    dice: np.random.Generator

    def loss(self, batch: Sequence[NestedExample]) -> Tensor:
        """What is wrong with what the model makes of every content in a batch."""
        sight = self.eyes.sight(batch, self.dice, self.settings.masked)
        with torch.autocast("cpu", torch.bfloat16):
            tags, links = self.model(sight.final, sight.middle, sight.roles, sight.first, sight.mask)
        tags, links = tags.float(), links.float()
        total = tags.new_zeros(())
        if known := [(i, s) for i, e in enumerate(batch) if e.known for s in e.stretches]:
            total = total + self._gold_loss(tags, links, self.model.hints(sight.middle, sight.first), known)
        if self.leader is not None:
            total = total + self.settings.follow * self._apart(batch, tags, links)
        return total / len(batch)

    def _gold_loss(self, tags: Tensor, links: Tensor, hints: Tensor, rows: Sequence[tuple[int, Stretch]]) -> Tensor:
        emissions = _padded([tags[i, s.begin : s.end] for i, s in rows])
        gold = _padded([torch.tensor(s.gold.tags) for _, s in rows], -1)
        total = self.model.tag_loss(emissions, gold >= 0, gold)
        for i, s in rows:
            total = total + self.model.link_loss(
                links[i, s.begin : s.end], s.gold.spans, s.gold.source_of, s.gold.cue_of
            )
        hinted = _padded([hints[i, s.begin : s.end] for i, s in rows])
        is_cue = ((gold == CUE_TAGS[0]) | (gold == CUE_TAGS[1])).float()
        missed = functional.binary_cross_entropy_with_logits(hinted, is_cue, reduction="none")
        return total + (missed * (gold >= 0)).sum()

    def _apart(self, batch: Sequence[NestedExample], tags: Tensor, links: Tensor) -> Tensor:
        """How far the model's numbers are from its leader's, who sees the windows without masks."""
        assert self.leader is not None
        sight = self.eyes.sight(batch)
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            wanted = self.leader(sight.final, sight.middle, sight.roles, sight.first, sight.mask)
        words = torch.zeros(tags.shape[:2])
        for i, e in enumerate(batch):
            for s in e.stretches:
                words[i, s.begin : s.end] = 1
        pairs = zip((tags, links), wanted, strict=True)
        return sum(((mine - theirs.float()).square().mean(dim=2) * words).sum() for mine, theirs in pairs)


def _padded(rows: Sequence[Tensor], fill: int = 0) -> Tensor:
    return nn.utils.rnn.pad_sequence(list(rows), batch_first=True, padding_value=fill)


def least_hint(model: Inward, eyes: Eyes, documents: Sequence[NestedDocument], tokenizer: Tokenizer) -> Tensor:
    """The hint that all but `UNHINTED` of the contents with anything inside have in one of their words."""
    best: list[float] = []
    for document in documents:
        for example in nested_examples(document, tokenizer):
            sight = eyes.sight([example])
            with torch.no_grad():
                hints = model.hints(sight.middle, sight.first)[0]
            best += [float(hints[s.begin : s.end].max()) for s in example.stretches if s.gold.spans]
    return torch.tensor(np.quantile(best, UNHINTED), dtype=torch.float32)


def read(model: Inward, eyes: Eyes, example: NestedExample) -> Iterator[Attribution]:
    """What the model finds in the contents of a window."""
    sight = eyes.sight([example])
    with torch.no_grad():
        made = model(sight.final, sight.middle, sight.roles, sight.first)
    tags, links = (part[0].float().numpy() for part in made)
    for s in example.stretches:
        begin = int(example.seen.words[s.begin])
        yield from attributions(
            tags[s.begin : s.end], links[s.begin : s.end], model.tables(), example.outer.window, begin
        )


def evaluate(model: Inward, eyes: Eyes, documents: Sequence[NestedDocument], tokenizer: Tokenizer) -> Count:
    """Statements found directly inside those given, level by level."""
    model.eval()
    count = Count()
    for document in documents:
        found = [a for e in nested_examples(document, tokenizer) for a in read(model, eyes, e)]
        count_nested(document.text, [a for level in document.levels for a in level.inner], found, count)
    return count


def train(args: argparse.Namespace, settings: Settings) -> None:
    """The whole run; writes `inward.pt` and a line per epoch to `args.out`."""
    torch.manual_seed(settings.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(settings.seed)
    tokenizer = Tokenizer.from_file(str(args.tokenizer))
    documents = load(args.corpus / "train.jsonl")[: args.limit or None]
    ours = annotated(documents)
    aside, learned = ours[::8], [d for i, d in enumerate(ours) if i % 8]
    marked = {d.id for d in ours}
    reader, eyes = load_run(args.run).eval(), Eyes(args.encoder)
    leader = load_inward(args.follow_run, reader).eval() if args.follow_run else None
    rest = [d for d in _others(args, documents, tokenizer) if d.id not in marked]
    model = load_inward(args.start, reader) if args.start else Inward(reader, settings.layers)
    model.least_hint.zero_()
    for part in model.modules():
        if isinstance(part, nn.Dropout):
            part.p = settings.dropout
        if isinstance(part, Layer):
            part.rounded = True
    for part in () if leader is None else leader.modules():
        if isinstance(part, Layer):
            part.rounded = True
    averaged = copy.deepcopy(model).eval()
    lesson = Lesson(model, leader, eyes, settings, np.random.default_rng(settings.seed))
    adam = torch.optim.AdamW(
        [
            {"params": [p for n, p in model.named_parameters() if n.startswith("layers.") == upper], "lr": rate}
            for upper, rate in ((True, settings.rate), (False, settings.head_rate))
        ],
        weight_decay=0.01,
    )
    others = [d for d in documents if d.id not in {a.id for a in aside}]

    def material(epoch: int) -> list[NestedDocument]:
        told = [reported(d, rng) for d in rng.sample(others, round(settings.reported_share * len(others)))]
        return [*told, *(learned if epoch >= settings.taught_epochs else [*rest, *learned * settings.annotated_share])]

    plan = [material(epoch) for epoch in range(settings.epochs)]
    total = sum(len(_batches(epoch, tokenizer, settings, random.Random(0))) for epoch in plan)
    schedule = torch.optim.lr_scheduler.LambdaLR(adam, lambda step: share_of_rate(step, total, settings.warmup))
    steps, row = 0, {}
    for number, documents_now in enumerate(plan):
        model.train()
        losses = []
        for batch in track(_batches(documents_now, tokenizer, settings, rng), f"epoch {number}"):
            wrong = lesson.loss(batch)
            wrong.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            adam.step()
            schedule.step()
            adam.zero_grad(set_to_none=True)
            steps += 1
            keep = min(settings.average, (1 + steps) / (10 + steps))
            with torch.no_grad():
                for mean, now in zip(averaged.parameters(), model.parameters(), strict=True):
                    mean.lerp_(now, 1 - keep)
            losses.append(float(wrong.detach()))
        count = evaluate(averaged, eyes, aside, tokenizer)
        row = {"epoch": number, "loss": float(np.mean(losses)), "nested": round(count.f1, 2),
               "precision": round(count.precision, 2), "recall": round(count.recall, 2)}  # fmt: skip
        print(row, flush=True)
        with (args.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(row) + "\n")
    averaged.least_hint = least_hint(averaged, eyes, ours, tokenizer)
    saved = {"model": averaged.state_dict(), "settings": asdict(settings), "aside": row}
    torch.save(saved, args.out / "inward.pt")


def _others(args: argparse.Namespace, documents: Sequence[Document], tokenizer: Tokenizer) -> list[NestedDocument]:
    """Every article, with what the teacher makes of it; that is kept in `args.out`, since it takes a while.

    Where there is a second look to follow, nobody need say what is inside.
    """
    if args.teacher is None:
        return [NestedDocument(d.id, d.text, (Level(d.attributions, ()),), known=False) for d in documents]
    kept: Path = args.out / "taught.pickle"
    if not kept.is_file():
        teacher = load_run(args.teacher).eval()
        made = [taught(d, teacher, tokenizer) for d in track(documents, "teacher")]
        kept.write_bytes(pickle.dumps(made))
    known: list[NestedDocument] = pickle.loads(kept.read_bytes())  # our own file
    return known


def _batches(
    material: Sequence[NestedDocument], tokenizer: Tokenizer, settings: Settings, rng: random.Random
) -> list[list[NestedExample]]:
    """One epoch's batches of windows of like length, articles cut anew and some with straight quotes."""
    found = [e for d in material for e in nested_examples(_varied(d, settings, rng), tokenizer, rng.randrange(4), rng)]
    rng.shuffle(found)
    pool = 50 * settings.batch
    batches = []
    for begin in range(0, len(found), pool):
        chunk = sorted(found[begin : begin + pool], key=lambda e: len(e.seen.pieces))
        batches += [chunk[i : i + settings.batch] for i in range(0, len(chunk), settings.batch)]
    rng.shuffle(batches)
    return batches


def _varied(document: NestedDocument, settings: Settings, rng: random.Random) -> NestedDocument:
    return replace(document, text=straight(document.text)) if rng.random() < settings.straight else document


def main() -> None:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with PolNeAR's train.jsonl")
    parser.add_argument("--run", type=Path, required=True, help="folder of the run whose reader gets a second look")
    parser.add_argument("--encoder", type=Path, required=True, help="encoder.onnx of that run, as it will ship")
    parser.add_argument("--teacher", type=Path, help="folder of the run that reads contents")
    parser.add_argument("--follow-run", type=Path, help="folder of a deeper second look to follow")
    parser.add_argument("--tokenizer", type=Path, required=True, help="tokenizer.json of the starting weights")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="folder of an earlier run of this to go on from")
    parser.add_argument("--limit", type=int, default=0, help="use only so many articles, to try things out")
    for name, value in asdict(Settings()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    args = parser.parse_args()
    train(args, Settings(**{name: getattr(args, name) for name in asdict(Settings())}))


if __name__ == "__main__":
    main()
