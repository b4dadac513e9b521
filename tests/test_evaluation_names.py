from pathlib import Path

from evaluation.names import NamedDocument, load_conll

TOKENS = """\
Ms NNP I-NP O
Ek NNP I-NP I-PER
of IN I-PP O
Port NNP I-NP I-ORG
Co NNP I-NP I-ORG
( ( O O
Hull NNP I-NP I-LOC
York NNP I-NP B-LOC
) ) O O
said VBD I-VP O
: : O O
" " O O
No RB I-NP O
, , O O
it PRP I-NP O
's VBZ B-VP O
Danish JJ I-NP I-MISC
. . O O
" " O O

HULL NNP I-NP I-LOC

-DOCSTART- -X- O O

Bo NNP I-NP I-PER
"""


def test_tokens_become_the_lines_of_an_article(tmp_path: Path) -> None:
    (tmp_path / "tokens").write_text(TOKENS, "utf-8")
    text = 'Ms Ek of Port Co (Hull York) said: "No, it\'s Danish."\nHULL'

    def name(words: str, sort: str) -> tuple[int, int, str]:
        return text.index(words), text.index(words) + len(words), sort

    first, second = load_conll(tmp_path / "tokens")
    assert first == NamedDocument(
        text,
        (
            name("Ek", "person"), name("Port Co", "organisation"), name("Hull", "place"), name("York", "place"),
            name("Danish", "other"), name("HULL", "place"),
        ),
    )  # fmt: skip
    assert second == NamedDocument("Bo", ((0, 2, "person"),))
