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
from typing import Any

import numpy as np
import torch
from rich.progress import Progress, TextColumn
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from evaluation.attribution import Attribution, Count, Score
from evaluation.corpus import Document, load
from evaluation.names import NamedDocument, load_conll
from sayso.reading.decode import NAME_TAGS, Heads, named_runs
from sayso.reading.windows import PACKED_PIECES
from training.batches import Cutting, Gold, Material, collate, epoch
from training.corpus import Example, examples, named_examples
from training.decoding import attributions
from training.encoder import Encoder, Layer, Shape
from training.model import Batch, Outputs, Reader, restored
from training.prune import pruned

MASK_PIECE = 103
RESUME = "resume.pt"
"""The file in the run's folder from which an interrupted run goes on, at its last whole epoch."""


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
    named_share: float = 1.0
    rounded: bool = False
    narrow: int = 0
    packed: int = PACKED_PIECES

    @property
    def cutting(self) -> Cutting:
        """The part that decides the windows."""
        return Cutting(self.straight, self.fragment_every, self.headed, self.named_share, self.packed)


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
    return attributions(e, v, heads, example.window)


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


class Trainer:
    """A model under training with its average, its optimiser, and what it follows."""

    def __init__(self, model: Reader, teacher: Reader | None, settings: Settings, total: int, fresh: bool) -> None:
        self.model = model
        self.averaged = copy.deepcopy(model).eval()
        self._teacher = teacher
        self._settings = settings
        self._fresh = fresh
        self._device = next(model.parameters()).device
        self._adam = optimiser(model, settings)
        self._schedule = torch.optim.lr_scheduler.LambdaLR(
            self._adam, lambda step: share_of_rate(step, total, settings.warmup)
        )
        self._steps = 0

    def step(self, batch: list[Example]) -> float:
        """Learn from one batch; its loss a window."""
        loss = self._loss(batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self._adam.step()
        self._schedule.step()
        self._adam.zero_grad(set_to_none=True)
        self._steps += 1
        # A fresh or narrowed model changes fast at first, and its average must follow; else it need not.
        keep = self._settings.average
        _average(self.averaged, self.model, min(keep, (1 + self._steps) / (10 + self._steps)) if self._fresh else keep)
        return float(loss.detach())

    def state(self) -> dict[str, Any]:
        """All that is needed to go on from here."""
        return {
            "model": self.model.state_dict(), "averaged": self.averaged.state_dict(), "steps": self._steps,
            "adam": self._adam.state_dict(), "schedule": self._schedule.state_dict(), "torch": torch.get_rng_state(),
        }  # fmt: skip

    def go_on_from(self, state: dict[str, Any]) -> None:
        """Take up where `state` was taken."""
        self.model.load_state_dict(state["model"])
        self.averaged.load_state_dict(state["averaged"])
        self._adam.load_state_dict(state["adam"])
        self._schedule.load_state_dict(state["schedule"])
        self._steps = state["steps"]
        torch.set_rng_state(state["torch"])

    def _loss(self, batch: list[Example]) -> Tensor:
        tensors, gold = collate(batch, self._device)
        drawn = torch.rand(tensors.pieces.shape, device=self._device)
        hidden = (drawn < self._settings.masked) & (tensors.pieces > MASK_PIECE)
        pieces = tensors.pieces.masked_fill(hidden, MASK_PIECE)
        with torch.autocast(self._device.type, torch.bfloat16):
            made = Outputs(*(part.float() for part in self.model(pieces, tensors.extras, tensors.first, tensors.mask)))
        loss = self._gold_loss(made, tensors, gold, batch)
        if self._settings.follow:
            with torch.no_grad(), torch.autocast(self._device.type, torch.bfloat16):
                leader = self._teacher or self.averaged
                wanted = leader(tensors.pieces, tensors.extras, tensors.first, tensors.mask).tags.float()
            apart = (made.tags - wanted).square().mean(dim=2)
            loss = loss + self._settings.follow * (apart * tensors.words).sum()
        return loss / len(batch)

    def _gold_loss(self, made: Outputs, tensors: Batch, gold: Gold, batch: list[Example]) -> Tensor:
        loss = made.tags.new_zeros(())
        if bool((gold.tags >= 0).any()):
            loss = loss + self.model.tag_loss(made.tags, tensors.words, gold.tags)
            for row, example in enumerate(batch):
                loss = loss + self.model.link_loss(made.links[row], example.spans, example.source_of, example.cue_of)
        if bool((gold.names >= 0).any()):
            by_tag = functional.cross_entropy(made.names.transpose(1, 2), gold.names, ignore_index=-1, reduction="sum")
            loss = loss + self._settings.named * by_tag
        return loss


def share_of_rate(step: int, total: int, warmup: float) -> float:
    """The share of the full learning rate at a step: up in a line, then down in one."""
    return min((step + 1) / (warmup * total), max((total - step) / ((1 - warmup) * total), 0.0))


def train(args: argparse.Namespace, settings: Settings) -> None:
    """The whole run; writes `model.pt` and `log.jsonl` to `args.out`, and goes on where an earlier call stopped."""
    torch.manual_seed(settings.seed)
    rng = random.Random(settings.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    tokenizer = Tokenizer.from_file(str(args.tokenizer))
    material, dev, named_dev = _material(args)
    model = beginning(args, settings, material, tokenizer).to(device)
    for part in model.modules():
        if isinstance(part, nn.Dropout):
            part.p = settings.dropout
        if isinstance(part, Layer):
            part.rounded = settings.rounded
    teacher = load_run(args.teacher).to(device).eval() if args.teacher else None
    total = len(epoch(material, tokenizer, settings.cutting, settings.batch, random.Random(0))) * settings.epochs
    trainer = Trainer(model, teacher, settings, total, fresh=not args.start or settings.narrow > 0)
    args.out.mkdir(parents=True, exist_ok=True)
    first, best = _resumed(args.out / RESUME, trainer, rng)
    for number in range(first, settings.epochs):
        began = time.monotonic()
        model.train()
        cut = epoch(material, tokenizer, settings.cutting, settings.batch, rng)
        with Progress(TextColumn(f"epoch {number}"), *Progress.get_default_columns()) as bar:
            losses = [trainer.step(batch) for batch in bar.track(cut)]
        rows = {
            row: round(count.f1, 2) for row, count in evaluate(trainer.averaged, dev, tokenizer, device).rows.items()
        }
        rows["names"] = round(names_score(trainer.averaged, named_dev, tokenizer, device).f1, 2)
        with (args.out / "log.jsonl").open("a", encoding="utf-8") as log:
            line = {"epoch": number, "loss": float(np.mean(losses)), "seconds": time.monotonic() - began, "dev": rows}
            log.write(json.dumps(line) + "\n")
        print(number, rows, flush=True)
        reached = (rows["attribution"] + rows["content exact"], rows["content exact"])
        if reached > best:
            best = reached
            saved = {"model": trainer.averaged.state_dict(), "settings": asdict(settings), "dev": rows}
            _save(saved, args.out / "model.pt")
        _save({**trainer.state(), "epoch": number, "best": best, "random": rng.getstate()}, args.out / RESUME)


def _material(args: argparse.Namespace) -> tuple[Material, list[Document], list[NamedDocument]]:
    """What to learn from, and the dev parts."""
    limit = args.limit or None
    material = Material(
        load(args.corpus / "train.jsonl")[:limit],
        load_conll(args.names / "eng.train")[:limit] if args.names else [],
    )
    named_dev = load_conll(args.names / "eng.testa")[:limit] if args.names else []
    return material, load(args.corpus / "dev.jsonl")[:limit], named_dev


def _resumed(path: Path, trainer: Trainer, rng: random.Random) -> tuple[int, tuple[float, float]]:
    """The first epoch that is still to do and the best score so far, with all states set to that point."""
    if not path.is_file():
        return 0, (0.0, 0.0)
    state = torch.load(path, weights_only=False)  # our own file: it holds Python's random state too
    trainer.go_on_from(state)
    rng.setstate(state["random"])
    return state["epoch"] + 1, state["best"]


def _save(what: dict[str, Any], path: Path) -> None:
    """Write beside and rename, so that an interruption leaves the older file whole."""
    beside = path.with_suffix(".new")
    torch.save(what, beside)
    beside.replace(path)


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
    parser.add_argument("--limit", type=int, default=0, help="use only so many articles, to try things out")
    for name, value in asdict(Settings()).items():
        if isinstance(value, bool):
            parser.add_argument(f"--{name.replace('_', '-')}", action="store_true")
        else:
            parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    args = parser.parse_args()
    train(args, Settings(**{name: getattr(args, name) for name in asdict(Settings())}))


if __name__ == "__main__":
    main()
