import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import sayso
from sayso.cli import cli
from sayso.records import Reading

REPORT = "The mayor said the bridge was safe.\n"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256))


def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["read", "--reader", "rules", *map(str, arguments)], input=stdin)


def program(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "sayso", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, check=False)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, "utf-8")
    return path


def test_text_for_people(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(report.parent)
    result = run("report.txt")
    assert result.output == (
        "1 statement by 1 speaker in report.txt\n\n"
        "The mayor\n└── · said the bridge was safe  ?\n\n❝ verbatim   ◐ partly verbatim   · paraphrase\n"
    )
    assert result.exit_code == 0


def test_json_is_the_reading(report: Path) -> None:
    plain = json.loads(run(report, "--format", "json", "--published", "2026-03-04", "--outlet", "The Post").output)
    assert plain["source"] == str(report)
    reading = Reading.from_dict(plain)
    assert (reading.article.published, reading.article.outlet, reading.article.text) == (
        "2026-03-04", "The Post", REPORT,
    )  # fmt: skip
    assert reading.statements == sayso.read(REPORT, reader="rules").statements


def test_jsonl_is_a_line_each_in_the_order_given(tmp_path: Path) -> None:
    names = [tmp_path / f"{n}.txt" for n in "cab"]
    for name in names:
        name.write_text(f"Ann {name.stem} said it would rain.", "utf-8")
    result = run("--format", "jsonl", *names)
    assert [json.loads(line)["source"] for line in result.stdout.splitlines()] == [str(n) for n in names]


def test_csv_has_a_row_a_statement(report: Path) -> None:
    (row,) = csv.DictReader(io.StringIO(run(report, "--format", "csv").stdout))
    assert (row["voices"], row["cue"], row["content"], row["start"], row["end"]) == (
        "mayor", "said", "the bridge was safe", "15", "34",
    )  # fmt: skip


def test_standard_input_is_read_with_and_without_its_name() -> None:
    for arguments in ([], ["-"]):
        assert json.loads(run("--format", "json", *arguments, stdin=REPORT).output)["article"]["text"] == REPORT


def test_a_folder_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.txt").write_text(REPORT)
    (tmp_path / "b.html").write_text(f"<html><body><article><p>{REPORT * 9}</p></article></body></html>")
    (tmp_path / "c.png").write_bytes(PNG)
    result = run("--format", "jsonl", tmp_path)
    assert [Path(json.loads(line)["source"]).name for line in result.stdout.splitlines()] == ["b.html", "a.txt"]


def test_one_bad_input_is_told_and_skipped(report: Path, tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    result = run("--format", "jsonl", missing, report)
    assert [json.loads(line)["source"] for line in result.stdout.splitlines()] == [str(report)]
    assert result.stderr == (
        f"sayso: {missing}: there is no such file; check the name\nsayso: 1 of 2 inputs could not be read\n"
    )
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no text"),
        (b" \r\n\t", "no text"),
        (PNG, "PNG"),
        (b"<html><body><a href=x>link</a></body></html>", "no article"),
    ],
    ids=["empty", "white space", "picture", "links"],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "odd"
    path.write_bytes(data)
    result = program("read", "--reader", "rules", path)
    assert result.stdout == b""
    assert message in result.stderr.decode()
    assert result.stderr.startswith(f"sayso: {path}: ".encode())
    assert result.returncode == 1


@pytest.mark.parametrize(
    "data",
    [
        "The café owner said “no”.".encode("utf-16"),
        "The café owner said “no”.".encode("cp1252"),
        b"\xef\xbb\xbfThe mayor said no.\r\nThe end.\r\n",
        b"The mayor\0 said\0 the bridge was safe.",
        "👩‍👧 The mayor said \u202ethe e\u0301nd is near\u202c.".encode(),
    ],
    ids=["UTF-16", "cp1252", "BOM and CRLF", "NUL", "emoji, marks, right to left"],
)
def test_odd_text_is_read_with_true_offsets(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(data)
    result = program("read", "--format", "json", path)
    assert result.stderr == b""
    Reading.from_dict(json.loads(result.stdout)).check()
    assert program("read", path).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["read", "--format", "xml"], 2, "'xml' is not one of"),
        (["read", "--published", "yesterday", "-"], 2, "'yesterday' is no publication date"),
        (["read", "--format", "json", "a", "b"], 2, "--format json is for one input, and there are 2"),
        (["sing"], 2, "No such command 'sing'"),
    ],
)
def test_wrong_calls(arguments: list[str], code: int, message: str) -> None:
    result = program(*arguments, stdin=REPORT.encode())
    assert message in result.stderr.decode()
    assert b"Traceback" not in result.stderr
    assert (result.returncode, result.stdout) == (code, b"")


@pytest.mark.parametrize("arguments", ["read", "read -"])
def test_a_closed_standard_input_is_a_wrong_call(arguments: str) -> None:
    script = f'"{sys.executable}" -m sayso {arguments} <&-'
    result = subprocess.run(["sh", "-c", script], capture_output=True, check=False)
    assert (result.returncode, result.stdout) == (2, b"")
    assert b"Traceback" not in result.stderr


def test_a_name_that_would_steer_the_terminal_is_escaped() -> None:
    assert run("\x1b[31mred").stderr == "sayso: \\x1b[31mred: there is no such file; check the name\n"


def test_a_reader_that_stops_early_breaks_nothing(report: Path) -> None:
    command = [sys.executable, "-m", "sayso", "read", "--format", "jsonl", *[str(report)] * 300]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


def test_version_and_help_come_without_loading_the_model() -> None:
    script = (
        "import sys; from sayso.cli import cli; cli(['--help'], standalone_mode=False); print('numpy' in sys.modules)"
    )
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert out.startswith("Usage: ")
    assert out.splitlines()[-1] == "False"
    assert program("--version").stdout.decode().strip() == f"sayso, version {sayso.__version__}"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str) -> None:
    assert b"_SAYSO_COMPLETE" in program("completion", shell).stdout


def test_a_table_of_figures(tmp_path: Path) -> None:
    path = tmp_path / "toll.txt"
    path.write_text("Ms Ek said at least 12 miners were killed in the blast. Two were hurt.\n", "utf-8")
    rows = list(csv.DictReader(io.StringIO(run("--format", "csv", "--table", "figures", path).output)))
    assert [(r["low"], r["high"], r["bound"], r["harm"], r["source"]) for r in rows] == [
        ("12", "", "at least", "killed", "Ms Ek"),
        ("2", "2", "exact", "injured", "narration"),
    ]


def test_only_one_speakers_part(tmp_path: Path) -> None:
    path = tmp_path / "two.txt"
    path.write_text("Ms Ek said the pier was closed. Mr Bo said it was open.\n", "utf-8")
    reading = json.loads(run("--format", "json", "--who", "bo", path).output)
    assert [s["content"][0]["text"] for s in reading["statements"]] == ["it was open"]
