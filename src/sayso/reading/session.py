"""Opening a network that ships: it was optimised once, when it was exported, and is run as it stands.

That saves a third of the cold start's loading, and makes every installation run the same operations. One thread
runs a network, so that what comes out depends on nothing but what goes in.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sayso.errors import INSTALL_AGAIN, ModelError

if TYPE_CHECKING:
    import onnxruntime


def session(path: Path) -> onnxruntime.InferenceSession:
    """The network in the file at `path`.

    Raises:
        ModelError: the file is damaged, or onnxruntime does not know its operations.
    """
    # onnxruntime takes a tenth of a second to import, and a ledger is opened and much of it asked without.
    import onnxruntime
    from onnxruntime.capi import onnxruntime_pybind11_state as state

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.log_severity_level = 4  # a damaged file is told by our own error
    damage = (state.Fail, state.InvalidGraph, state.InvalidProtobuf, state.NotImplemented, state.RuntimeException)
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except damage as error:
        raise ModelError(f"{path} is damaged or onnxruntime too old for it ({error}); {INSTALL_AGAIN}") from error
