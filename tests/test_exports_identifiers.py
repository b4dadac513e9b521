from dataclasses import replace

from sayso.exports.identifiers import article_iri, figure_iri, reader_iri, reading_iri, statement_iri, verdict_iri
from sayso.records import Article, ReaderVersion

HELLO = Article("Hello World!", url="https://one.example/")


def test_an_article_is_named_by_its_text_as_rfc_6920_names_it() -> None:
    iri = "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"  # the RFC's own example, section 8.1
    assert article_iri(HELLO) == iri
    assert article_iri(replace(HELLO, url=None)) == iri
    assert statement_iri(HELLO, "a1b2") == f"{iri}#a1b2"
    assert figure_iri(HELLO, (3, 9)) == f"{iri}#figure-3-9"


def test_readers_are_told_apart_by_name_version_and_model() -> None:
    one = ReaderVersion("rules", "1", None)
    others = [replace(one, name="learned"), replace(one, version="2"), replace(one, model_sha256="ab")]
    assert reader_iri(one) == reader_iri(replace(one))
    assert len({reader_iri(reader) for reader in (one, *others)}) == 4
    assert reading_iri(HELLO, one).endswith(reader_iri(one).removeprefix("urn:uuid:"))


def test_a_verdict_is_named_by_its_uuid() -> None:
    assert verdict_iri("0" * 31 + "7") == "urn:uuid:00000000-0000-0000-0000-000000000007"
