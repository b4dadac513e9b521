"""The model's files: what ships is whole, and damage is told as such."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest

import sayso
from sayso.errors import ModelError
from sayso.reading.learned import LearnedReader

SHIPPED = Path(sayso.__file__).parent / "model"
FILES = ["encoder.onnx", "heads.npz", "tokenizer.json"]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "model"))


@pytest.mark.parametrize("name", FILES)
def test_what_ships_is_what_its_manifest_says(name: str) -> None:
    manifest = json.loads((SHIPPED / "model.json").read_text("utf-8"))
    assert hashlib.sha256((SHIPPED / name).read_bytes()).hexdigest() == manifest["files"][name]


def test_the_version_is_a_hash_over_all_files(copy: Path) -> None:
    assert LearnedReader(copy).version == LearnedReader().version
    manifest = json.loads((copy / "model.json").read_text("utf-8"))
    manifest["files"]["heads.npz"] = "0"
    (copy / "model.json").write_text(json.dumps(manifest), "utf-8")
    assert LearnedReader(copy).version.model_sha256 != LearnedReader().version.model_sha256


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_told(copy: Path, name: str) -> None:
    (copy / name).write_bytes(b"damaged")
    with pytest.raises(ModelError, match=f"{name} is damaged"):
        sayso.read("The mayor said no.", reader=LearnedReader(copy))


@pytest.mark.parametrize("name", [*FILES, "model.json"])
def test_a_missing_file_is_told(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(ModelError, match=r"there is no model in|lacks"):
        LearnedReader(copy)
