"""Pages of a damaged file: whatever stands there, reading comes to an end."""

import random
import sqlite3
from pathlib import Path

import pytest

from pct_tracker.store.pages import Pages

PAGE = 4096


@pytest.mark.parametrize("seed", range(150))
def test_a_page_of_noise_is_read_without_trouble(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - chance, no secret
    noise = bytearray(chance.randbytes(3 * PAGE))
    for start, kind in ((PAGE, 0x0D), (2 * PAGE, 0x05)):
        noise[start] = kind
    pages = Pages(bytes(noise))
    assert all(pages.leaf(number) is None or pages.leaf(number) for number in range(5))
    assert pages.children(3)


def test_every_kind_of_value_is_read_as_the_engine_reads_it(tmp_path: Path) -> None:
    numbers = [0, 1, -1, 127, -128, 2**15, -(2**23), 2**31, 2**47 - 1, -(2**47), 2**63 - 1, -(2**63)]
    values = [*numbers, None, 0.5, -1e300, "", "Türkiye 土耳其", b"", bytes(range(256)), "long " * 5_000, b"x" * 100_000]
    with sqlite3.connect(tmp_path / "values.db") as connection:
        connection.execute("CREATE TABLE kept (value)")
        connection.executemany("INSERT INTO kept VALUES (?)", [(value,) for value in values])
    connection.close()
    pages = Pages((tmp_path / "values.db").read_bytes())
    [(_, schema)] = pages.leaf(1).rows
    below = pages.children(schema[3]) or [schema[3]]
    read = [row[0] for number in below for _, row in pages.leaf(number).rows]
    assert read == values
