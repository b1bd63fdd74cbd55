"""Everything that goes along with the program may go along with it: no licence asks for more than LGPL does."""

import re
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NAME = re.compile(r"[A-Za-z0-9._-]+")
FREE = re.compile(r"\b(?:MIT|BSD|Apache|PSF|Python Software Foundation|ISC|LGPL|Lesser General Public|MPL|HPND)\b", re.IGNORECASE)
STRONG = re.compile(r"(?<![A-Za-z])A?GPL|(?:(?<!Lesser )General|Affero General) Public", re.IGNORECASE)
OF_OTHERS = re.compile(r"(?:sys_platform|platform_system|os_name) *== *.win|python_version *< *.3\.(?:\d|1[01])\b", re.IGNORECASE)


SERVER = ("psycopg", "psycopg-binary", "keyring")
"""What logs on a server need beside it."""


def packages() -> dict[str, Distribution]:
    """What the program needs to run, logs on servers included, and what that needs; what is for other systems is left out."""
    found: dict[str, Distribution] = {name: distribution(name) for name in SERVER}
    waiting = ["pct-tracker", *SERVER]
    while waiting:
        one = distribution(waiting.pop())
        for told in one.requires or ():
            requirement, _, marker = told.partition(";")
            needed = re.sub(r"[-_.]+", "-", NAME.match(requirement).group()).lower()  # type: ignore[union-attr]
            if needed not in found and "extra" not in marker and not OF_OTHERS.search(marker):
                found[needed] = distribution(needed)
                waiting.append(needed)
    return found


def licences(package: Distribution) -> list[str]:
    """The licences among which one may choose, as the package tells them."""
    told = package.metadata
    classified = [one for one in told.get_all("Classifier") or () if one.startswith("License ::")]
    expression = told.get("License-Expression") or ("" if classified else (told.get("License") or "").partition("\n")[0])
    return [one.strip(" ()") for one in re.split(r"\bOR\b", expression)] if expression else classified


@pytest.mark.parametrize("name", sorted(packages()))
def test_the_licence_of_each_package_lets_it_go_along(name: str) -> None:
    offered = licences(packages()[name])
    assert any(FREE.search(one) and not STRONG.search(one.replace("LGPL", "")) for one in offered), offered


@pytest.mark.parametrize(
    ("told", "is_strong"),
    [
        *(("GPL-3.0-only", True), ("AGPL-3.0", True), ("GNU General Public License v3", True)),
        *(("LGPL-3.0-only", False), ("GNU Lesser General Public License v3 (LGPLv3)", False), ("MIT", False)),
    ],
)
def test_a_licence_that_asks_for_more_would_be_found(told: str, is_strong: bool) -> None:
    assert bool(STRONG.search(told.replace("LGPL", ""))) is is_strong


def test_every_package_is_pinned() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pinned = {re.sub(r"[-_.]+", "-", line.partition("==")[0]).lower() for line in lines}
    assert set(packages()) - pinned == set()
