"""Train the second look: `python -m training.inward --run RUN --teacher RUN --corpus DIR --out DIR`.

Layers that begin as the reader's own upper ones learn to find statements inside contents; the reader
itself stays as it is. First come all articles, with what a teacher finds inside; then those that we
annotated alone, of which one in eight is kept aside to measure on. The rate of learning falls to
nothing, and the last epoch is kept.
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
from sayso.reading.decode import ROLES, TAGS
from sayso.reading.inward import Hints
from training.batches import collate
from training.corpus import straight
from training.decoding import attributions
from training.encoder import Layer
from training.model import Attributing, Reader
from training.nested import NestedDocument, NestedExample, annotated, nested_examples, reported, taught
from training.train import MASK_PIECE, load_run, share_of_rate

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
    least: float = 0.4


class Inward(Attributing):
    """The layers and heads of the second look."""

    def __init__(self, reader: Reader) -> None:
        width = reader.tags.in_features
        super().__init__(width)
        self.roles = nn.Embedding(1 + len(ROLES), width)
        nn.init.zeros_(self.roles.weight)
        self.layers = copy.deepcopy(reader.encoder.upper_layers)
        self.hint = nn.Linear(width, 1)
        self.register_buffer("least_hint", torch.zeros(()))
        own = dict(self.named_parameters())
        for name, weight in reader.named_parameters():
            if name in own:
                own[name].data.copy_(weight)

    def hints(self, middle: Tensor, first: Tensor) -> Tensor:
        """For every word, from its first piece's middle vector alone, how much it seems a cue; logits."""
        states = self.hint(middle)[:, :, 0]
        return torch.gather(states, 1, first) - self.least_hint

    def hinting(self) -> Hints:
        """The hints as the run-time reader takes them."""
        weight, bias, least = (x.detach().numpy() for x in (self.hint.weight[0], self.hint.bias[0], self.least_hint))
        return Hints(weight.astype(np.float32), np.asarray(least - bias, dtype=np.float32))

    def forward(
        self, middle: Tensor, roles: Tensor, first: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """Tags' and links' numbers for every word, from the encoder's middle vectors of the pieces seen."""
        x = middle + self.roles(roles)
        for layer in self.layers:
            x = layer(x, mask)
        words = torch.gather(x, 1, first[:, :, None].expand(-1, -1, x.shape[2]))
        return self.tags(words), self.link(words)


def load_inward(run: Path, reader: Reader) -> Inward:
    """The second look that an earlier run trained."""
    model = Inward(reader)
    model.load_state_dict(torch.load(run / "inward.pt", map_location="cpu", weights_only=True)["model"], strict=False)
    return model


def middle_vectors(
    reader: Reader, batch: Sequence[NestedExample], masked: float
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """What the second look takes in, padded: middle vectors, roles, first pieces, and the mask."""
    tensors, _ = collate([e.outer for e in batch], torch.device("cpu"))
    hidden = (torch.rand(tensors.pieces.shape) < masked) & (tensors.pieces > MASK_PIECE)
    with torch.no_grad():
        states = reader.encoder.lower(tensors.pieces.masked_fill(hidden, MASK_PIECE), tensors.extras, tensors.mask)

    def padded(rows: list[Tensor]) -> Tensor:
        return nn.utils.rnn.pad_sequence(rows, batch_first=True)

    pieces = [torch.from_numpy(e.seen.pieces) for e in batch]
    vectors = padded([states[i, p] for i, p in enumerate(pieces)])
    lengths = torch.tensor([len(p) for p in pieces])
    mask = (torch.arange(int(lengths.max())) < lengths[:, None])[:, None, None, :]
    roles = padded([torch.from_numpy(e.seen.roles) for e in batch])
    return vectors, roles, padded([torch.from_numpy(e.seen.first) for e in batch]), mask


def loss(model: Inward, reader: Reader, batch: Sequence[NestedExample], masked: float) -> Tensor:
    """What is wrong with what the model makes of every content in a batch."""
    vectors, roles, first, mask = middle_vectors(reader, batch, masked)
    with torch.autocast("cpu", torch.bfloat16):
        tags, links = model(vectors, roles, first, mask)
    tags, links = tags.float(), links.float()
    rows = [(i, s) for i, e in enumerate(batch) for s in e.stretches]
    emissions = nn.utils.rnn.pad_sequence([tags[i, s.begin : s.end] for i, s in rows], batch_first=True)
    gold = nn.utils.rnn.pad_sequence([torch.tensor(s.gold.tags) for _, s in rows], batch_first=True, padding_value=-1)
    total = model.tag_loss(emissions, gold >= 0, gold)
    for i, s in rows:
        total = total + model.link_loss(links[i, s.begin : s.end], s.gold.spans, s.gold.source_of, s.gold.cue_of)
    hints = model.hints(vectors, first)
    hinted = nn.utils.rnn.pad_sequence([hints[i, s.begin : s.end] for i, s in rows], batch_first=True)
    is_cue = ((gold == CUE_TAGS[0]) | (gold == CUE_TAGS[1])).float()
    missed = functional.binary_cross_entropy_with_logits(hinted, is_cue, reduction="none")
    return (total + (missed * (gold >= 0)).sum()) / len(batch)


def least_hint(model: Inward, reader: Reader, documents: Sequence[NestedDocument], tokenizer: Tokenizer) -> Tensor:
    """The hint that all but `UNHINTED` of the contents with anything inside have in one of their words."""
    best: list[float] = []
    for document in documents:
        for example in nested_examples(document, tokenizer):
            vectors, _, first, _ = middle_vectors(reader, [example], 0)
            with torch.no_grad():
                hints = model.hints(vectors, first)[0]
            best += [float(hints[s.begin : s.end].max()) for s in example.stretches if s.gold.spans]
    return torch.tensor(np.quantile(best, UNHINTED), dtype=torch.float32)


def read(model: Inward, reader: Reader, example: NestedExample) -> Iterator[Attribution]:
    """What the model finds in the contents of a window."""
    vectors, roles, first, _ = middle_vectors(reader, [example], 0)
    with torch.no_grad():
        tags, links = (part[0].float().numpy() for part in model(vectors, roles, first))
    for s in example.stretches:
        begin = int(example.seen.words[s.begin])
        yield from attributions(
            tags[s.begin : s.end], links[s.begin : s.end], model.tables(), example.outer.window, begin
        )


def evaluate(model: Inward, reader: Reader, documents: Sequence[NestedDocument], tokenizer: Tokenizer) -> Count:
    """Statements found directly inside those given, level by level."""
    model.eval()
    count = Count()
    for document in documents:
        found = [a for e in nested_examples(document, tokenizer) for a in read(model, reader, e)]
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
    rest = [d for d in _taught(args, documents, tokenizer) if d.id not in marked]
    reader = load_run(args.run).eval()
    model = load_inward(args.start, reader) if args.start else Inward(reader)
    model.least_hint.zero_()
    for part in (*model.modules(), *reader.modules()):
        if isinstance(part, nn.Dropout):
            part.p = settings.dropout
        if isinstance(part, Layer):
            part.rounded = True
    averaged = copy.deepcopy(model).eval()
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
            wrong = loss(model, reader, batch, settings.masked)
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
        count = evaluate(averaged, reader, aside, tokenizer)
        row = {"epoch": number, "loss": float(np.mean(losses)), "nested": round(count.f1, 2),
               "precision": round(count.precision, 2), "recall": round(count.recall, 2)}  # fmt: skip
        print(row, flush=True)
        with (args.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(row) + "\n")
    averaged.least_hint = least_hint(averaged, reader, ours, tokenizer)
    saved = {"model": averaged.state_dict(), "settings": asdict(settings), "aside": row}
    torch.save(saved, args.out / "inward.pt")


def _taught(args: argparse.Namespace, documents: Sequence[Document], tokenizer: Tokenizer) -> list[NestedDocument]:
    """What the teacher makes of every article; kept in `args.out`, since it takes a while."""
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
    found = [e for d in material for e in nested_examples(_varied(d, settings, rng), tokenizer, rng.randrange(4))]
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
    parser.add_argument("--teacher", type=Path, required=True, help="folder of the run that reads contents")
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
