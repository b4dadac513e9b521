"""Turn a trained reader into what ships: `python -m training.export --run DIR --out src/sayso/model`.

Writes `encoder.onnx` (int8) and `heads.npz` beside the `tokenizer.json` that is there, and
`model.json`, which names the three with their SHA-256 and says how they were made. The tokenizer is
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
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from sayso.reading.decode import TAGS, Heads
from sayso.reading.learned import MODEL_FORMAT
from training.model import Outputs, Reader, restored

START_BONUS = {"source": 0.7, "cue": 0.2, "content": -0.9}
"""Added to the CRF's score for beginning a span. The likelihood it was trained on prefers silence; this
evens out precision and recall on PolNeAR dev (attribution F1 +0.6, exact contents +0.5)."""

INPUTS = ("pieces", "shapes", "quotes", "layout", "first")
OUTPUTS = Outputs._fields


class _Exported(nn.Module):
    """One window in, what the heads make of its words out."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, pieces: Tensor, shapes: Tensor, quotes: Tensor, layout: Tensor, first: Tensor) -> Outputs:
        states = self.reader.encoder(pieces[None], (shapes[None], quotes[None], layout[None]))[0]
        return self.reader.heads(states[first])


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
    axes = {name: {0: "pieces"} for name in INPUTS[:4]} | {name: {0: "words"} for name in ("first", *OUTPUTS)}
    torch.onnx.export(
        _Exported(reader), tuple(example), str(path), input_names=list(INPUTS), output_names=list(OUTPUTS),
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip


def quantise(source: Path, target: Path) -> None:
    """Write `source` with int8 weights to `target`."""
    names = [n.name for n in onnx.load(source).graph.node if n.op_type in ("MatMul", "Gemm", "Gather")]
    heads = [n for n in names if n.startswith(("/tags/", "/link/", "/names/"))]
    heads += [n for n in names if "extras" in n or "positions" in n]
    with tempfile.TemporaryDirectory() as folder:
        prepared = Path(folder) / "prepared.onnx"
        quant_pre_process(source, prepared, skip_symbolic_shape=True)
        quantize_dynamic(
            prepared, target, weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=heads,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )  # fmt: skip


def eager(tables: Heads) -> Heads:
    """The tables with `START_BONUS`."""
    bonus = np.zeros(len(TAGS), dtype=np.float32)
    for role, extra in START_BONUS.items():
        bonus[TAGS.index(f"B-{role}")] = extra
    return replace(tables, transitions=tables.transitions + bonus, opening=tables.opening + bonus)


def export(run: Path, out: Path) -> None:
    """Write all files that ship to `out`, where `tokenizer.json` is."""
    reader, facts = load_reader(run)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "float.onnx"
        write_float(reader, plain)
        quantise(plain, out / "encoder.onnx")
    np.savez(out / "heads.npz", **asdict(eager(reader.tables())))
    files = {name: _sha256(out / name) for name in ("encoder.onnx", "heads.npz", "tokenizer.json")}
    (out / "model.json").write_text(
        json.dumps({"format": MODEL_FORMAT, "version": "2", "files": files, **facts}, indent=1) + "\n", "utf-8"
    )


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> None:
    """Parse the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="folder that training.train wrote")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    export(args.run, args.out)


if __name__ == "__main__":
    main()
