"""States, territories and organizations, with their names in six languages."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pct_tracker.domain.folding import fold_name


@dataclass(frozen=True, slots=True)
class Party:
    """A State, a territory or an organization under its ISO 3166 or WIPO ST.3 code.

    `kind` is "state", "territory" or "organization"; only States are counted as States.
    """

    code: str
    kind: str
    names: Mapping[str, str]
    iso3: str = ""
    region: str = ""
    abbreviations: Mapping[str, str] = field(default_factory=dict)

    def name(self, language: str) -> str:
        """The name in force in this language, else the English one."""
        return self.names.get(language) or self.names["en"]


def ranks_with(
    renamed: Mapping[str, Mapping[str, str]], parties: Iterable[Party], ranks: Mapping[str, Mapping[str, int]]
) -> dict[str, dict[str, int]]:
    """The places in the alphabets of all languages, with other names for some codes.

    A rank is doubled, so that there is room between two. Such a name stands behind the last of the shipped ones that come
    before it; a Chinese one stays where it was, as its order cannot be told from its letters.
    """
    names = {party.code: party.names for party in parties}
    placed = {language: {code: 2 * rank for code, rank in places.items()} for language, places in ranks.items()}
    for code, texts in renamed.items():
        for language, text in texts.items():
            if language == "zh" or code not in placed[language]:
                continue
            key = fold_name(text)
            before = [place for one, place in ranks[language].items() if one in names and fold_name(names[one][language]) < key]
            placed[language][code] = 2 * max(before, default=0) + 1
    return placed


class Parties:
    """All known parties by code; `states` and `organizations` are the codes of those kinds."""

    def __init__(self, parties: Iterable[Party], ranks: Mapping[str, Mapping[str, int]]) -> None:
        self._by_code = {party.code: party for party in parties}
        self._ranks = ranks
        self.states = frozenset(party.code for party in self._by_code.values() if party.kind == "state")
        self.organizations = frozenset(party.code for party in self._by_code.values() if party.kind == "organization")

    def __iter__(self) -> Iterator[Party]:
        return iter(self._by_code.values())

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def get(self, code: str) -> Party:
        """The party with this code; raises KeyError if there is none."""
        return self._by_code[code]

    def find(self, code: str | None) -> Party | None:
        """The party with this code, or None."""
        return self._by_code.get(code) if code else None

    def name(self, code: str, language: str) -> str:
        """The name in force in this language; an unknown code stands for itself."""
        party = self._by_code.get(code)
        return party.name(language) if party else code

    def is_state(self, code: str) -> bool:
        """Whether the code is a State's: organizations and territories are not counted as States."""
        return code in self.states

    def is_organization(self, code: str) -> bool:
        """Whether the code is that of an organization, such as EP, EA or XN."""
        return code in self.organizations

    def rank(self, code: str, language: str) -> int:
        """The place of the code's name in the alphabet of the language; unknown codes come last."""
        return self._ranks.get(language, {}).get(code, 10_000)

    def former_name(self, code: str) -> tuple[str, str] | None:
        """English name and date or year of withdrawal of a code that ISO 3166 has withdrawn; None if it never was one."""
        import pycountry  # 50 ms, needed only for a code nobody knows

        record = pycountry.historic_countries.get(alpha_2=code)
        return (record.name, getattr(record, "withdrawal_date", "")) if record and code not in self._by_code else None
