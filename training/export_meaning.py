"""Turn what was learned of meaning into what ships: `python -m training.export_meaning --run DIR --out DIR`.

`meaning.onnx` is one graph: the lower half of the reader's `encoder.onnx`, then the layers of `training.meaning`, int8.
The lower half's weights are not written again: the file says where in `encoder.onnx` they stand (ONNX's external
data), so it adds three layers to the package and no more. Run this again whenever the reader is exported.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnx import ModelProto, TensorProto, compose, helper
from torch import Tensor, nn

from training.encoder import Encoder, Shape
from training.export import quantise
from training.meaning import Meaning

READER = "encoder.onnx"
_SMALL = 1024
"""Bytes up to which a weight is written again."""


class _Exported(nn.Module):
    """Middle vectors of one text in, its vectors of meaning out."""

    def __init__(self, model: Meaning) -> None:
        super().__init__()
        self.model = model

    def forward(self, middle: Tensor) -> Tensor:
        made: Tensor = self.model(middle[None])[0]
        return made


def lower_half(path: Path) -> ModelProto:
    """What of the reader's encoder leads to its middle vectors."""
    whole = onnx.load(path)
    makers = {name: node for node in whole.graph.node for name in node.output}
    wanted, waiting = set(), ["middle"]
    while waiting:
        node = makers.get(waiting.pop())
        if node is not None and node.output[0] not in wanted:
            wanted.add(node.output[0])
            waiting += node.input
    nodes = [n for n in whole.graph.node if n.output[0] in wanted]
    used = {name for node in nodes for name in node.input}
    return helper.make_model(
        helper.make_graph(
            nodes,
            "lower",
            [i for i in whole.graph.input if i.name in used],
            [o for o in whole.graph.output if o.name == "middle"],
            [t for t in whole.graph.initializer if t.name in used],
        ),
        opset_imports=whole.opset_import,
        ir_version=whole.ir_version,
    )


def refer(model: ModelProto, path: Path) -> None:
    """Let the large weights of `model` that stand in the file at `path` too be read from there."""
    written = path.read_bytes()
    for tensor in model.graph.initializer:
        offset, length = written.find(tensor.raw_data), len(tensor.raw_data)
        if length > _SMALL and offset >= 0:
            tensor.ClearField("raw_data")
            tensor.data_location = TensorProto.EXTERNAL
            for key, value in (("location", path.name), ("offset", str(offset)), ("length", str(length))):
                entry = tensor.external_data.add()
                entry.key, entry.value = key, value


def upper_half(model: Meaning) -> ModelProto:
    """The layers of meaning as int8."""
    example = torch.zeros(24, model.layers[0].query.in_features)
    with tempfile.TemporaryDirectory() as folder:
        plain, rounded = Path(folder) / "float.onnx", Path(folder) / "int8.onnx"
        torch.onnx.export(
            _Exported(model), (example,), str(plain), input_names=["vectors"], output_names=["meaning"],
            dynamic_axes={"vectors": {0: "pieces"}, "meaning": {0: "pieces"}}, opset_version=17, dynamo=False,
        )  # fmt: skip
        quantise(plain, rounded)
        return onnx.load(rounded)


def joined(lower: ModelProto, upper: ModelProto) -> ModelProto:
    """Both halves as one graph; the upper one's names get a prefix, so that none is there twice."""
    upper = compose.add_prefix(upper, "meaning/", rename_inputs=False, rename_outputs=False)
    lower.ir_version = upper.ir_version = max(lower.ir_version, upper.ir_version)
    known = {o.domain: o.version for m in (upper, lower) for o in m.opset_import}
    for half in (lower, upper):
        del half.opset_import[:]
        half.opset_import.extend(helper.make_opsetid(domain, version) for domain, version in sorted(known.items()))
    return compose.merge_models(lower, upper, io_map=[("middle", "vectors")], outputs=["meaning"])


def export(run: Path, out: Path) -> None:
    """Write `meaning.onnx` and `meaning.json` to `out`, where the reader's files are."""
    saved = torch.load(run / "meaning.pt", map_location="cpu", weights_only=True)
    model = Meaning(Encoder(Shape()))
    model.load_state_dict(saved["model"])
    path = out / "meaning.onnx"
    whole = joined(lower_half(out / READER), upper_half(model.eval()))
    refer(whole, out / READER)
    path.write_bytes(whole.SerializeToString())
    reader = json.loads((out / "model.json").read_text("utf-8"))["files"]
    manifest = {
        "files": {path.name: hashlib.sha256(path.read_bytes()).hexdigest()},
        "reader": {name: reader[name] for name in (READER, "tokenizer.json")},
        "settings": saved["settings"],
        "aside": saved["aside"],
    }
    (out / "meaning.json").write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")


def main() -> None:
    """Parse the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--run", type=Path, required=True, help="folder that training.meaning wrote")
    parser.add_argument("--out", type=Path, default=Path("src/sayso/model"))
    args = parser.parse_args()
    export(args.run, args.out)


if __name__ == "__main__":
    main()
