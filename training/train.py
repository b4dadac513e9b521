"""Train the reader: `python -m training.train --corpus DIR --base MODEL.safetensors --out DIR`.

Fine-tunes the encoder with its heads on PolNeAR's train part and keeps the epoch that does best on
its dev part (whole attributions, then exact contents). Weights are averaged over steps (exponential
moving average); one seed fixes the order, the cuts and the masks. With `--follow`, the model is also
drawn to what a teacher makes of the window without masks: an earlier run (`--teacher`, distillation:
Hinton et al. 2015), or its own average (mean teacher: Tarvainen and Valpola 2017). The annotation is
noisy, and from about the sixth epoch on plain training learns the noise. `--names` adds articles of
which names are known, `--inner` the cues inside contents, `--narrow` halves what a layer costs.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from evaluation.attribution import Attribution, Count, Score, Span
from evaluation.corpus import Document, load
from evaluation.names import NamedDocument, load_conll
from sayso.reading.decode import NAME_TAGS, Heads, Tagged, Where, named_runs, read_links
from sayso.reading.windows import PACKED_PIECES
from training.batches import Cutting, Gold, Material, collate, epoch
from training.corpus import Example, examples, named_examples
from training.encoder import Encoder, Shape
from training.inner import load_inner
from training.model import Batch, Outputs, Reader, restored
from training.prune import pruned

MASK_PIECE = 103


@dataclass(frozen=True)
class Settings:
    """Everything that decides the weights beside the data and the starting weights."""

    seed: int = 7
    epochs: int = 10
    batch: int = 16
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    warmup: float = 0.06
    weight_decay: float = 0.01
    average: float = 0.997
    masked: float = 0.05
    straight: float = 0.3
    fragment_every: int = 12
    dropout: float = 0.1
    follow: float = 0.0
    named: float = 1.0
    headed: float = 0.05
    narrow: int = 0
    packed: int = PACKED_PIECES

    @property
    def cutting(self) -> Cutting:
        """The part that decides the windows."""
        return Cutting(self.straight, self.fragment_every, self.headed, self.packed)


def optimiser(model: Reader, settings: Settings) -> torch.optim.AdamW:
    """AdamW with a higher rate for the new heads and no decay on biases and norms."""
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, parameter in model.named_parameters():
        new = not name.startswith("encoder.") or ".extras." in name
        decay = 0.0 if parameter.ndim < 2 else settings.weight_decay
        groups.setdefault((settings.head_rate if new else settings.rate, decay), []).append(parameter)
    return torch.optim.AdamW([{"params": p, "lr": r, "weight_decay": d} for (r, d), p in groups.items()])


def decode(model: Reader, heads: Heads, example: Example, device: torch.device) -> list[Attribution]:
    """What the model, as it stands, reads in one window."""
    batch, _ = collate([example], device)
    with torch.no_grad():
        made = model(batch.pieces, batch.extras, batch.first)
    e, v = made.tags[0].float().cpu().numpy(), made.links[0].float().cpu().numpy()

    def at(run: Tagged) -> Span:
        return int(example.window.starts[run.first]), int(example.window.ends[run.last])

    return [
        Attribution(
            () if link.source is None else (at(link.source),), (at(link.cue),), tuple(at(c) for c in link.contents)
        )
        for link in read_links(e, v, heads, Where(example.window.sentence, example.window.quoted))
    ]


def evaluate(model: Reader, documents: list[Document], tokenizer: Tokenizer, device: torch.device) -> Score:
    """Score the model on annotated articles."""
    model.eval()
    heads, score = model.tables(), Score()
    for document in documents:
        found = [a for e in examples(document, tokenizer) for a in decode(model, heads, e, device)]
        score.add(document.text, document.attributions, found)
    return score


def names_score(model: Reader, documents: list[NamedDocument], tokenizer: Tokenizer, device: torch.device) -> Count:
    """Whole names right, by the windows' words."""
    model.eval()
    count = Count()
    for document in documents:
        for example in named_examples(document, tokenizer):
            batch, _ = collate([example], device)
            with torch.no_grad():
                made = model(batch.pieces, batch.extras, batch.first).names[0].float().cpu().numpy()
            certain = np.eye(len(NAME_TAGS), dtype=np.float32)[example.names]
            found, gold = set(named_runs(made)), set(named_runs(certain))
            count.right += len(found & gold)
            count.wrong += len(found - gold)
            count.missed += len(gold - found)
    return count


def beginning(args: argparse.Namespace, settings: Settings, material: Material, tokenizer: Tokenizer) -> Reader:
    """The model to train: fresh heads on the starting weights, or an earlier run, narrowed if so asked."""
    if not args.start:
        return Reader(Encoder.pretrained(args.base), Shape().width)
    model = load_run(args.start)
    if settings.narrow:
        sample = epoch(material, tokenizer, settings.cutting, settings.batch, random.Random(0))[:60]
        model = pruned(model, (collate(batch, torch.device("cpu"))[0] for batch in sample), settings.narrow)
    return model


def load_run(run: Path) -> Reader:
    """The best reader of an earlier run."""
    return restored(torch.load(run / "model.pt", map_location="cpu", weights_only=True)["model"])


@dataclass
class Trainer:
    """A model under training, what it follows, and where its log goes."""

    model: Reader
    averaged: Reader
    teacher: Reader | None
    settings: Settings
    device: torch.device

    def step(self, batch: list[Example]) -> float:
        """Add the gradient of one batch; its loss a window."""
        tensors, gold = collate(batch, self.device)
        hidden = (torch.rand(tensors.pieces.shape, device=self.device) < self.settings.masked) & (
            tensors.pieces > MASK_PIECE
        )
        pieces = tensors.pieces.masked_fill(hidden, MASK_PIECE)
        with torch.autocast(self.device.type, torch.bfloat16):
            made = Outputs(*(part.float() for part in self.model(pieces, tensors.extras, tensors.first, tensors.mask)))
        loss = self._gold_loss(made, tensors, gold, batch)
        if self.settings.follow:
            with torch.no_grad(), torch.autocast(self.device.type, torch.bfloat16):
                leader = self.teacher or self.averaged
                wanted = leader(tensors.pieces, tensors.extras, tensors.first, tensors.mask).tags.float()
            apart = (made.tags - wanted).square().mean(dim=2)
            loss = loss + self.settings.follow * (apart * tensors.words).sum()
        loss = loss / len(batch)
        loss.backward()
        return float(loss.detach())

    def _gold_loss(self, made: Outputs, tensors: Batch, gold: Gold, batch: list[Example]) -> Tensor:
        loss = made.tags.new_zeros(())
        if bool((gold.tags >= 0).any()):
            loss = loss + self.model.tag_loss(made.tags, tensors.words, gold.tags)
            for row, example in enumerate(batch):
                loss = loss + self.model.link_loss(made.links[row], example.spans, example.source_of, example.cue_of)
        if bool((gold.names >= 0).any()):
            by_tag = functional.cross_entropy(made.names.transpose(1, 2), gold.names, ignore_index=-1, reduction="sum")
            loss = loss + self.settings.named * by_tag
        known = gold.inner >= 0
        if bool(known.any()):
            wanted = gold.inner.clamp(min=0).float()
            loss = loss + functional.binary_cross_entropy_with_logits(made.inner[known], wanted[known], reduction="sum")
        return loss


def train(args: argparse.Namespace, settings: Settings) -> None:
    """The whole run; writes `model.pt` and `log.jsonl` to `args.out`."""
    torch.manual_seed(settings.seed)
    rng = random.Random(settings.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    tokenizer = Tokenizer.from_file(str(args.tokenizer))
    limit = args.limit or None
    material = Material(
        load(args.corpus / "train.jsonl")[:limit],
        load_conll(args.names / "eng.train")[:limit] if args.names else [],
        load_inner(args.inner) if args.inner else {},
    )
    dev = load(args.corpus / "dev.jsonl")[:limit]
    named_dev = load_conll(args.names / "eng.testa")[:limit] if args.names else []
    model = beginning(args, settings, material, tokenizer).to(device)
    for part in model.modules():
        if isinstance(part, nn.Dropout):
            part.p = settings.dropout
    teacher = load_run(args.teacher).to(device).eval() if args.teacher else None
    trainer = Trainer(model, copy.deepcopy(model).eval(), teacher, settings, device)
    adam = optimiser(model, settings)
    total = len(epoch(material, tokenizer, settings.cutting, settings.batch, random.Random(0))) * settings.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(
        adam,
        lambda s: min((s + 1) / (settings.warmup * total), max((total - s) / ((1 - settings.warmup) * total), 0.0)),
    )
    args.out.mkdir(parents=True, exist_ok=True)
    best, step = (0.0, 0.0), 0
    for number in range(settings.epochs):
        began, losses = time.monotonic(), []
        model.train()
        for batch in epoch(material, tokenizer, settings.cutting, settings.batch, rng):
            losses.append(trainer.step(batch))
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            adam.step()
            schedule.step()
            adam.zero_grad(set_to_none=True)
            step += 1
            # A fresh or narrowed model changes fast at first, and its average must follow; else it need not.
            fresh = not args.start or settings.narrow
            _average(
                trainer.averaged, model, min(settings.average, (1 + step) / (10 + step)) if fresh else settings.average
            )
            if step % 20 == 0:
                print(
                    f"epoch {number} step {step}/{total} loss {np.mean(losses[-20:]):.3f}",
                    f"{time.monotonic() - began:.0f}s",
                    flush=True,
                )
        score = evaluate(trainer.averaged, dev, tokenizer, device)
        rows = {row: round(count.f1, 2) for row, count in score.rows.items()}
        rows["names"] = round(names_score(trainer.averaged, named_dev, tokenizer, device).f1, 2)
        with (args.out / "log.jsonl").open("a", encoding="utf-8") as log:
            line = {"epoch": number, "loss": float(np.mean(losses)), "seconds": time.monotonic() - began, "dev": rows}
            log.write(json.dumps(line) + "\n")
        print(number, rows, flush=True)
        saved = {"model": trainer.averaged.state_dict(), "settings": asdict(settings), "dev": rows}
        torch.save(saved, args.out / "last.pt")
        reached = (rows["attribution"] + rows["content exact"], rows["content exact"])
        if reached > best:
            best = reached
            torch.save(saved, args.out / "model.pt")


@torch.no_grad()
def _average(averaged: Reader, model: Reader, keep: float) -> None:
    for mean, now in zip(averaged.parameters(), model.parameters(), strict=True):
        mean.lerp_(now, 1 - keep)


def main() -> None:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with train.jsonl and dev.jsonl")
    parser.add_argument("--base", type=Path, required=True, help="starting weights (.safetensors)")
    parser.add_argument("--tokenizer", type=Path, required=True, help="tokenizer.json of the starting weights")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="folder of an earlier run to go on from, with a new schedule")
    parser.add_argument("--teacher", type=Path, help="folder of an earlier run to follow")
    parser.add_argument("--names", type=Path, help="folder with CoNLL-2003's eng.train and eng.testa")
    parser.add_argument("--inner", type=Path, help="what training.inner wrote")
    parser.add_argument("--limit", type=int, default=0, help="use only so many articles, to try things out")
    for name, value in asdict(Settings()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    args = parser.parse_args()
    train(args, Settings(**{name: getattr(args, name) for name in asdict(Settings())}))


if __name__ == "__main__":
    main()
