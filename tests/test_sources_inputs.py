import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.errors import BadDateError, NoArticleError, NotTextError, UnreadableInputError
from sayso.records import Article, Passage
from sayso.sources import expand, load

SENTENCE = "The mayor said no."
PAGE = (
    "<!DOCTYPE html><html><head><title>Ferry keeps its boats</title></head><body><article>"
    "<h1>Ferry keeps its boats</h1>"
    "<p>The Orsk ferry must keep all three of its boats, the port council ruled on Friday after a year of protest.</p>"
    "<p>“We are relieved,” said its master, Ines Marlow, who had called the plan reckless from the first day.</p>"
    "</article></body></html>"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a/z.HTML", "a/y.md", ".hidden.txt", ".git/c.txt", "a/picture.png", "a/b/x.text"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SENTENCE, "utf-8")
    return tmp_path


def test_a_folder_gives_what_can_be_read_under_it_sorted_and_arguments_keep_their_order(folder: Path) -> None:
    found = list(expand(["-", str(folder / "a/picture.png"), str(folder), "no-such.txt"]))
    under = [str(folder / name) for name in ("a/b/x.text", "a/y.md", "a/z.HTML", "b.txt")]
    assert found == ["-", str(folder / "a/picture.png"), *under, "no-such.txt"]


def test_a_folder_with_nothing_to_read_is_an_error_that_says_what_is_looked_for(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"")
    with pytest.raises(UnreadableInputError) as caught:
        list(expand([str(tmp_path)]))
    assert str(caught.value) == (
        f"{tmp_path}: there is nothing to read in this folder; Sayso looks for .htm .html .md .text .txt .xhtml"
    )


def test_a_text_file_is_read_exactly(tmp_path: Path) -> None:
    path = tmp_path / "mayor.txt"
    path.write_bytes(b"\xef\xbb\xbf\r\n" + SENTENCE.encode() + b"\r\n")
    found = load(path, published="2031-05-02", outlet="The Orsk Lantern", title="No", url="https://orsk.example/1")
    assert found == Article(
        text="\r\n" + SENTENCE + "\r\n",
        passages=(Passage("body", 2, 20),),
        url="https://orsk.example/1",
        title="No",
        outlet="The Orsk Lantern",
        published="2031-05-02",
        language="en",
    )


@pytest.mark.parametrize(
    ("name", "start", "is_page"),
    [
        ("page.html", "", True),
        ("page.HTM", "", True),
        ("page", "", True),
        ("page.asp", "\ufeff<?xml version='1.0'?>\n<!-- saved -->\n", True),
        ("page.txt", "", False),
        ("note", "On the page it says: ", False),
    ],
)
def test_html_is_told_by_the_ending_or_else_the_beginning(tmp_path: Path, name: str, start: str, is_page: bool) -> None:
    path = tmp_path / name
    path.write_text(start + PAGE, "utf-8")
    assert ("<p>" in load(path).text) is not is_page


@pytest.mark.parametrize(("data", "text"), [(SENTENCE, SENTENCE), (PAGE, None)])
def test_standard_input_is_text_or_a_page(monkeypatch: pytest.MonkeyPatch, data: str, text: str | None) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
    article = load("-")
    assert article.text == text if text else article.title == "Ferry keeps its boats"


def test_what_cannot_be_read_says_so_with_a_way_out(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match=r"gone.txt: there is no such file; check the name"):
        load(tmp_path / "gone.txt")
    with pytest.raises(UnreadableInputError, match="this is a folder; give it to the command line"):
        load(tmp_path)
    with pytest.raises(UnreadableInputError, match="it cannot be read"):
        load("a\x00b.txt")
    with pytest.raises(BadDateError, match="soon"):
        load(tmp_path / "gone.txt", published="soon")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_says_how_to_get_it(tmp_path: Path) -> None:
    path = tmp_path / "locked.txt"
    path.write_text(SENTENCE)
    path.chmod(0)
    with pytest.raises(UnreadableInputError, match="you may not read it; ask its owner, or change it with: chmod"):
        load(path)


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("empty.txt", b"", NoArticleError),
        ("empty.html", b"", NoArticleError),
        ("blank", b" \n", NoArticleError),
        ("picture.txt", b"\x89PNG\r\n\x1a\n", NotTextError),
        ("picture.html", b"\x89PNG\r\n\x1a\n", NotTextError),
        ("picture", b"\xff\xd8\xff\xe0", NotTextError),
    ],
)
def test_files_without_an_article(tmp_path: Path, name: str, data: bytes, error: type[Exception]) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(error, match=name):
        load(path)


def test_text_alone_does_not_load_the_library_for_pages(tmp_path: Path) -> None:
    path = tmp_path / "mayor.txt"
    path.write_text(SENTENCE)
    program = f"import sys; from sayso.sources import load; load({str(path)!r}); print('trafilatura' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
