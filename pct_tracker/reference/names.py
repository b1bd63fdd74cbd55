"""From what people write to a code: code first, then the exact name in any of six languages, then a known alias."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pct_tracker.domain.folding import fold_name
from pct_tracker.reference.parties import Parties

_CODE = re.compile(r"[A-Z]{2}")
_CODE_3 = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Alias:
    """Another spelling of a name; `ambiguous` lists all codes it may stand for, empty if it stands for one."""

    text: str
    code: str
    kind: str
    ambiguous: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """The codes a text may stand for (one, unless it is ambiguous) and how that was found: code, name or alias."""

    codes: tuple[str, ...]
    how: str

    @property
    def code(self) -> str | None:
        """The code, if there is only one."""
        return self.codes[0] if len(self.codes) == 1 else None


class NameIndex:
    """Looks up States and organizations by code or by name in any of the six languages.

    `editions` are further names with their codes that are or were printed.
    """

    def __init__(self, parties: Parties, aliases: Iterable[Alias], editions: Iterable[tuple[str, str]] = ()) -> None:
        self._parties = parties
        self._by_iso3 = {party.iso3: party.code for party in parties if party.iso3}
        self._acronyms: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._aliases: dict[str, tuple[str, ...]] = {}
        self._exact_case: dict[str, tuple[str, ...]] = {}
        for party in parties:
            for name in party.names.values():
                self._names.setdefault(fold_name(name), party.code)
            for acronym in party.abbreviations.values():
                if acronym:
                    self._acronyms.setdefault(acronym, party.code)
        for name, code in editions:
            self._names.setdefault(fold_name(name), code)
        # The Gulf office is known by the name of its Council as well; organizations.csv has only one abbreviation each.
        self._acronyms.setdefault("GCC", "GC")
        for alias in aliases:
            self._add_alias(alias)

    def find_code(self, text: str) -> str | None:
        """The code that capital letters stand for: two or three letters of a State, or an organization's code or acronym."""
        if _CODE.fullmatch(text) and text in self._parties:
            return text
        if _CODE_3.fullmatch(text) and text in self._by_iso3:
            return self._by_iso3[text]
        return self._acronyms.get(text)

    def find(self, text: str) -> Match | None:
        """What a text stands for as a code, a name in force or a known alias; None if nobody knows it. Never a guess."""
        stripped = text.strip()
        if code := self.find_code(stripped):
            return Match((code,), "code")
        key = fold_name(stripped)
        if key in self._names:
            return Match((self._names[key],), "name")
        codes = self._exact_case.get(stripped) if len(stripped) <= 3 else None
        codes = codes or self._aliases.get(key)
        return Match(codes, "alias") if codes else None

    def find_typed(self, text: str) -> Match | None:
        """As `find`, but for somebody typing: codes count in lower case as well."""
        return self.find(text) or (self.find(text.strip().upper()) if len(text.strip()) in (2, 3) else None)

    def is_acronym_of(self, text: str, code: str) -> bool:
        """Whether the text is an acronym of this organization, as VPI is of XV."""
        return self._acronyms.get(text) == code

    def suggest(self, text: str, limit: int = 3) -> list[str]:
        """Codes of names that look similar, best first: suggestions for a person, never taken by themselves."""
        from rapidfuzz import fuzz, process  # only when somebody mistyped

        known = {**{key: (code,) for key, code in self._names.items()}, **self._aliases}
        similar = process.extract(fold_name(text), known.keys(), scorer=fuzz.ratio, score_cutoff=72, limit=limit * 3)
        codes = dict.fromkeys(code for key, _, _ in similar for code in known[key])
        return list(codes)[:limit]

    def complete(self, prefix: str, language: str, limit: int = 8) -> list[str]:
        """Codes whose code or name, in any language, begins with or contains what was typed; for completion."""
        typed = fold_name(prefix)
        if not typed:
            return []
        ranked: dict[str, int] = {}
        for key, codes in ((key, codes) for source in (self._name_codes(), self._aliases.items()) for key, codes in source):
            score = 1 if key.startswith(typed) else 2 if f" {typed}" in f" {key}" else 3 if typed in key else 0
            if score:
                for code in codes:
                    ranked[code] = min(score, ranked.get(code, 9))
        exact = self.find_typed(prefix)
        for code in exact.codes if exact else ():
            ranked[code] = 0
        order = sorted(ranked, key=lambda code: (ranked[code], self._parties.rank(code, language)))
        return order[:limit]

    def codes_like(self, folded: str, *, exact: bool) -> list[str]:
        """Codes of all names in force, in any language, that contain a folded word; with `exact`, of that code alone."""
        if exact:
            match = self.find_typed(folded)
            return list(match.codes) if match else []
        key = fold_name(folded)  # names are kept without punctuation: Guinea-Bissau, d'Ivoire
        return list(dict.fromkeys(code for name, code in self._names.items() if key and key in name))

    def _name_codes(self) -> Iterable[tuple[str, tuple[str, ...]]]:
        return ((key, (code,)) for key, code in self._names.items())

    def _add_alias(self, alias: Alias) -> None:
        codes = alias.ambiguous or (alias.code,)
        if len(alias.text) <= 3:
            self._exact_case.setdefault(alias.text, codes)
        elif (key := fold_name(alias.text)) not in self._names:
            self._aliases[key] = tuple(dict.fromkeys((*self._aliases.get(key, ()), *codes)))
