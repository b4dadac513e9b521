import sys
from pathlib import Path

import pytest

from sayso.errors import MissingLibraryError
from sayso.exports import FORMATS
from tests.exported import PLAIN

DOCS = Path(__file__).parent.parent / "docs"


def test_the_page_shows_what_the_formats_give(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(DOCS))
    from make_exports import PAGE, page

    assert PAGE.read_text("utf-8") == page(), "run: python docs/make_exports.py"


def test_parquet_without_its_library_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingLibraryError) as caught:
        FORMATS["parquet"].write([PLAIN])
    assert str(caught.value) == "Parquet needs pyarrow, which is missing; install it: pip install 'sayso[parquet]'"
