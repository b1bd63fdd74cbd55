"""The shapes of the world map."""

from pct_tracker.reference.loader import read_json_resource, resources_folder
from pct_tracker.reference.reference import Reference

WORLD = read_json_resource("data", "world.json")
MOST_BYTES = 250_000


def test_every_state_can_be_shown(reference: Reference) -> None:
    assert set(WORLD["points"]) == reference.parties.states


def test_every_shape_belongs_to_a_known_code_or_to_none(reference: Reference) -> None:
    assert [code for code in WORLD["rings"] if code and code not in reference.parties] == []


def test_all_shapes_lie_in_the_plane() -> None:
    for rings in WORLD["rings"].values():
        for ring in rings:
            assert len(ring) >= 6
            assert len(ring) % 2 == 0
            assert all(0 <= x <= WORLD["width"] for x in ring[::2])
            assert all(0 <= y <= WORLD["height"] for y in ring[1::2])
    assert all(0 <= x <= WORLD["width"] and 0 <= y <= WORLD["height"] for x, y in WORLD["points"].values())


def test_large_states_have_shapes_and_the_source_is_named() -> None:
    assert {"FR", "NO", "CN", "BR", "AU", "IN", "ZA", "US", "RU"} <= set(WORLD["rings"])
    assert "Natural Earth" in WORLD["source"]
    assert (resources_folder() / "data" / "world.json").stat().st_size < MOST_BYTES
