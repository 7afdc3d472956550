"""A mapping that names what is not there is refused before a row is read."""

from pathlib import Path

import pytest

from desk import paths
from desk.server.admin import import_words as words
from desk.server.admin.mapping import KINDS, load
from desk.server.admin.words import Failure, Text

GOOD = """
source = "shop"
[tables.lines]
file = "lines.csv"
key = "order"
[orders.fields]
order = "no"
customer = "who"
state = { column = "state", values = { "완료" = "delivered" } }
placed_at = "when"
[orders.lists.items]
table = "lines"
by = "no"
[orders.lists.items.fields]
name = "goods"
"""


def test_a_good_mapping_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "m.toml"
    path.write_text(GOOD, encoding="utf-8-sig")
    assert load(path).source == "shop"


@pytest.mark.parametrize(
    ("change", "by", "why"),
    [
        ('source = "shop"', "", words.BAD_MAPPING),
        ("source =", "source", words.BAD_MAPPING),
        ("values =", "vaules =", words.BAD_MAPPING),
        ("[orders.fields]", "[order.fields]", words.BAD_MAPPING),
        ('placed_at = "when"', "", words.MISSING_FIELD),
        ('placed_at = "when"', 'placed_at = "when"\ncolour = "c"', words.UNKNOWN_FIELD),
        ('placed_at = "when"', 'placed_at = "when"\nitems = "c"', words.UNKNOWN_FIELD),
        ('table = "lines"', 'table = "linse"', words.UNKNOWN_TABLE),
        ("lists.items", "lists.things", words.UNKNOWN_FIELD),
        ('name = "goods"', 'price = "p"', words.MISSING_FIELD),
    ],
)
def test_a_mapping_is_mended_first(tmp_path: Path, change: str, by: str, why: Text) -> None:
    assert change in GOOD
    path = tmp_path / "m.toml"
    path.write_text(GOOD.replace(change, by), encoding="utf-8")
    with pytest.raises(Failure) as failed:
        load(path)
    assert failed.value.text is why


def test_a_mapping_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Failure):
        load(tmp_path / "none.toml")


@pytest.mark.parametrize("path", sorted(paths.resource("mappings").glob("*.toml")), ids=lambda path: path.stem)
def test_the_mappings_that_are_shipped_are_good(path: Path) -> None:
    mapping = load(path)
    assert any(mapping.section(kind) for kind in KINDS)
