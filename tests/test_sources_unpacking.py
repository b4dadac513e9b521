import gzip
import io
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import BrokenInputError, TooLargeError
from sayso.sources.unpacking import bounded, unpacked, unzipped

TEXT = b"The ferry keeps its boats. " * 200
RAW_DEFLATE = zlib.compress(TEXT)[2:-4]
BOMB = gzip.compress(bytes(50_000_000), 9)


@pytest.mark.parametrize(
    ("coding", "data"),
    [
        ("", TEXT),
        ("identity", TEXT),
        ("gzip", gzip.compress(TEXT)),
        ("GZIP", gzip.compress(TEXT[:100]) + gzip.compress(TEXT[100:])),
        ("x-gzip", gzip.compress(TEXT) + b"\0" * 100),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", RAW_DEFLATE),
    ],
)
def test_what_servers_send_comes_out_whole(coding: str, data: bytes) -> None:
    assert b"".join(unpacked([data], coding, source="a")) == TEXT
    assert b"".join(unpacked([bytes([byte]) for byte in data], coding, source="a")) == TEXT


@given(st.binary(max_size=3000), st.integers(1, 700))
def test_what_is_packed_comes_out_again_however_it_is_cut(data: bytes, size: int) -> None:
    packed = gzip.compress(data)
    pieces = [packed[at : at + size] for at in range(0, len(packed), size)]
    assert b"".join(unpacked(pieces, "gzip", source="a")) == data
    assert unzipped(io.BytesIO(packed), source="a").read() == data


@pytest.mark.parametrize("cut", range(1, 40, 3))
def test_a_file_cut_short_is_told_from_a_whole_one(cut: int) -> None:
    with pytest.raises(BrokenInputError, match=r"a.gz: the compressed data ends too early; get the file again"):
        list(unpacked([gzip.compress(TEXT)[:-cut]], "gzip", source="a.gz"))


def test_damage_and_codings_that_were_not_asked_for() -> None:
    damaged = bytearray(gzip.compress(TEXT))
    damaged[20:30] = bytes(10)
    with pytest.raises(BrokenInputError, match=r"the compressed data is damaged \(Error"):
        list(unpacked([bytes(damaged)], "gzip", source="a.gz"))
    with pytest.raises(BrokenInputError, match="it is compressed with 'br', which Sayso did not ask for"):
        list(unpacked([TEXT], "br", source="a"))


def test_a_bomb_is_put_out_in_small_pieces() -> None:
    pieces = unpacked([BOMB], "gzip", source="bomb")
    assert max(len(piece) for piece in pieces) == 1 << 20
    with pytest.raises(TooLargeError, match="bomb: this is more than 2,000,000 bytes"):
        bounded(unpacked([BOMB], "gzip", source="bomb"), 2_000_000, source="bomb")


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    for coding in ("gzip", "deflate"):
        with suppress(BrokenInputError, TooLargeError):
            bounded(unpacked([b"\x1f\x8b\x08" + data, data], coding, source="a"), 10_000, source="a")
