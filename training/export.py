"""Turn what was trained into what ships: `python -m training.export --run DIR --inward DIR --out src/sayso/model`.

Writes `encoder.onnx` and `inward.onnx` (int8), each with its heads' tables, beside the `tokenizer.json` that
is there, and `model.json`, which names them with their SHA-256 and says how they were made. The tokenizer is
MiniLM's, without padding, truncation and added words: "[SEP]" in an article is text.

Quantisation is dynamic: weights as int8 with one scale a channel, activations with one scale a
window, reckoned as it is read. A window is run alone, so its numbers do not depend on its
neighbours. The heads stay in float: they are small and decide edges of spans.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from sayso.reading.decode import TAGS, Heads
from sayso.reading.learned import FILES, MODEL_FORMAT
from training.model import Outputs, Reader, restored
from training.second_look import Inward, load_inward

START_BONUS = {"source": 0.7, "cue": 0.2, "content": -0.9}
"""Added to the CRF's score for beginning a span. The likelihood it was trained on prefers silence; this
evens out precision and recall on PolNeAR dev (attribution F1 +0.6, exact contents +0.5)."""

INWARD_BONUS = {"source": 1.0, "cue": 1.0, "content": 0.5}
"""The same for the second look."""

INPUTS = ("pieces", "shapes", "quotes", "layout", "first")
INWARD_INPUTS = ("final", "middle", "roles", "first")
OUTPUTS = (*Outputs._fields, "middle", "final")


class _Exported(nn.Module):
    """One window in, what the heads make of its words out."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(
        self, pieces: Tensor, shapes: Tensor, quotes: Tensor, layout: Tensor, first: Tensor
    ) -> tuple[Tensor, ...]:
        encoder = self.reader.encoder
        middle = encoder.lower(pieces[None], (shapes[None], quotes[None], layout[None]))
        states = encoder.upper(middle)[0]
        return *self.reader.heads(states[first]), middle[0], states


class _ExportedInward(nn.Module):
    """What is seen of one window in, what the second look makes of its words out."""

    def __init__(self, model: Inward) -> None:
        super().__init__()
        self.model = model

    def forward(self, final: Tensor, middle: Tensor, roles: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        tags, links = self.model(final[None], middle[None], roles[None], first[None])
        return tags[0], links[0]


def load_reader(run: Path) -> tuple[Reader, dict[str, object]]:
    """The best reader of a training run, and the run's settings and dev scores."""
    saved = torch.load(run / "model.pt", map_location="cpu", weights_only=True)
    reader = restored(saved["model"])
    return reader.eval(), {"settings": saved["settings"], "dev": saved["dev"]}


def write_float(reader: Reader, path: Path) -> None:
    """The reader as a float32 ONNX file."""
    count, words = 24, 20
    example = [torch.ones(count, dtype=torch.int64), *(torch.zeros(count, dtype=torch.int64) for _ in range(3))]
    example.append(torch.arange(1, words + 1))
    _write(_Exported(reader), example, INPUTS, OUTPUTS, path)


def write_float_inward(model: Inward, path: Path) -> None:
    """The second look as a float32 ONNX file."""
    count, words = 24, 20
    vectors = torch.zeros(count, model.roles.embedding_dim)
    example = [vectors, vectors, torch.zeros(count, dtype=torch.int64), torch.arange(1, words + 1)]
    _write(_ExportedInward(model), example, INWARD_INPUTS, ("tags", "links"), path)


def _write(module: nn.Module, example: list[Tensor], inputs: Sequence[str], outputs: Sequence[str], path: Path) -> None:
    pieces = {"pieces", "shapes", "quotes", "layout", "middle", "final", "roles"}
    axes = {name: {0: "pieces" if name in pieces else "words"} for name in (*inputs, *outputs)}
    torch.onnx.export(
        module, tuple(example), str(path), input_names=list(inputs), output_names=list(outputs),
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip


def quantise(source: Path, target: Path) -> None:
    """Write `source` with int8 weights to `target`, optimised."""
    names = [n.name for n in onnx.load(source).graph.node if n.op_type in ("MatMul", "Gemm", "Gather")]
    heads = [
        n
        for n in names
        if n.startswith(("/tags/", "/link/", "/names/", "/model/tags/", "/model/link/", "/model/roles/"))
    ]
    heads += [n for n in names if "extras" in n or "positions" in n]
    with tempfile.TemporaryDirectory() as folder:
        prepared, rounded = Path(folder) / "prepared.onnx", Path(folder) / "rounded.onnx"
        quant_pre_process(source, prepared, skip_symbolic_shape=True)
        quantize_dynamic(
            prepared, rounded, weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=heads,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )  # fmt: skip
        optimise(rounded, target)


SLOW_FUSION = "SkipLayerNormFusion"
"""An optimisation of onnxruntime's that puts one operation for two which take a fifth of its time (onnxruntime 1.32,
profiled on 24 articles of PolNeAR's dev part: 18 of 106 ms an article)."""


def optimise(source: Path, target: Path) -> None:
    """Write the network `source` to `target` as onnxruntime would run it on any machine: it is opened as it stands."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(target)
    providers = ["CPUExecutionProvider"]
    onnxruntime.InferenceSession(str(source), options, providers=providers, disabled_optimizers=[SLOW_FUSION])


def eager(tables: Heads, bonus: Mapping[str, float]) -> Heads:
    """The tables with a bonus for beginning a span."""
    extra = np.zeros(len(TAGS), dtype=np.float32)
    for role, more in bonus.items():
        extra[TAGS.index(f"B-{role}")] = more
    return replace(tables, transitions=tables.transitions + extra, opening=tables.opening + extra)


def export_encoder(run: Path, out: Path) -> None:
    """Write the first look's files to `out`: all that the second look's training needs."""
    reader, _ = load_reader(run)
    with tempfile.TemporaryDirectory() as folder:
        write_float(reader, Path(folder) / "float.onnx")
        quantise(Path(folder) / "float.onnx", out / "encoder.onnx")
    np.savez(out / "heads.npz", **asdict(eager(reader.tables(), START_BONUS)))


def export_inward(run: Path, inward_run: Path, out: Path) -> None:
    """Write the second look's files to `out`, and the manifest of all that are there, `tokenizer.json` among them."""
    reader, facts = load_reader(run)
    inward = load_inward(inward_run, reader).eval()
    saved = torch.load(inward_run / "inward.pt", map_location="cpu", weights_only=True)
    with tempfile.TemporaryDirectory() as folder:
        write_float_inward(inward, Path(folder) / "float.onnx")
        quantise(Path(folder) / "float.onnx", out / "inward.onnx")
    np.savez(out / "inward.npz", **asdict(eager(inward.tables(), INWARD_BONUS)), **asdict(inward.hinting()))
    hashes = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in FILES}
    inward_facts = {"settings": saved["settings"], "aside": saved["aside"]}
    manifest = {"format": MODEL_FORMAT, "version": "4", "files": hashes, **facts, "inward": inward_facts}
    (out / "model.json").write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")


def main() -> None:
    """Parse the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="folder that training.train wrote")
    parser.add_argument("--inward", type=Path, help="folder that training.inward wrote; without it, the encoder alone")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    export_encoder(args.run, args.out)
    if args.inward is not None:
        export_inward(args.run, args.inward, args.out)


if __name__ == "__main__":
    main()
