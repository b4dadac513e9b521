import math

from evaluation.coreference import GoldMention, aligned, b_cubed, ceaf_e, chains_of, muc

GOLD = [frozenset("abc"), frozenset("defg")]
FOUND = [frozenset("ab"), frozenset("cd"), frozenset("efg")]


def test_muc_counts_the_links_that_are_kept() -> None:
    assert muc(GOLD, FOUND) == (3, 5)
    assert muc(FOUND, GOLD) == (3, 4)


def test_b_cubed_weighs_each_mention_by_its_company() -> None:
    right, of = b_cubed(GOLD, FOUND)
    # a and b are found with 2 of 3, c with 1 of 3; d with 1 of 4, e, f and g with 3 of 4.
    assert math.isclose(right, 2 / 3 + 2 / 3 + 1 / 3 + 1 / 4 + 9 / 4)
    assert of == 7


def test_ceaf_pairs_the_likest_chains() -> None:
    # {a, b} with {a, b, c}: 4/5; {e, f, g} with {d, e, f, g}: 6/7; {c, d} is left over.
    assert math.isclose(ceaf_e(GOLD, FOUND), 4 / 5 + 6 / 7)
    assert math.isclose(ceaf_e(FOUND, GOLD), 4 / 5 + 6 / 7)
    assert ceaf_e(GOLD, []) == 0.0


def test_the_best_pairing_may_not_take_the_best_pair() -> None:
    some = [frozenset("abcd"), frozenset("ef")]
    other = [frozenset("abef"), frozenset("cd")]
    assert math.isclose(ceaf_e(some, other), 4 / 6 + 4 / 6)


def test_chains_of_one_mention_are_left_out() -> None:
    assert chains_of([("a", 1), ("b", 1), ("c", 2)]) == [frozenset("ab")]


def test_a_name_stands_for_the_smallest_mention_around_it() -> None:
    text = "the port's director, Ilse Brandt, who left"
    name = (text.index("Ilse"), text.index(", who"))
    whole, part = GoldMention(0, len(text), "person", 1), GoldMention(0, name[1], "person", 1)
    assert aligned(name, [whole, part]) == (part.start, part.end)
    assert aligned((len(text), len(text) + 3), [whole]) == (len(text), len(text) + 3)
