"""How ready a year is, in words."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from pct_tracker.ui.common.translation import shown_number


class CheckWords(QObject):
    """Sentences and names on the Check page. `counts` are those of `count_open`."""

    def headline(self, year: int | None, counts: Mapping[str, int], false_claims: int = 0) -> str:
        """What stands in the way of publishing, what is worth a look, and what is accepted."""
        told = self.tr("To look at: {look}. Accepted: {accepted}.")
        look = counts.get("warning", 0) + counts.get("hint", 0)
        accepted = shown_number(counts.get("accepted", 0))
        sentences = [self._blocking(year, counts.get("error", 0)), told.format(look=shown_number(look), accepted=accepted)]
        if false_claims:
            told = self.tr("Not borne out by the rows: {count} of the published numbers.")
            sentences.append(told.format(count=shown_number(false_claims)))
        # A full stop of Chinese has its room in itself.
        return " ".join(sentences).replace("。 ", "。")

    def kinds(self, counts: Mapping[str, int]) -> dict[str, str]:
        """The kinds of what there is to look at, with how many there are."""
        names = {
            "warning": self.tr("▲ Warnings"),
            "hint": self.tr("○ Hints"),
            "translation": self.tr("Missing translations"),
        }
        return {kind: f"{name}  {shown_number(counts.get(kind, 0))}" for kind, name in names.items()}

    def parts(self, counts: Mapping[str, int], false_claims: int = 0) -> dict[str, str]:
        """The parts of the page, with how many there are."""
        look = counts.get("warning", 0) + counts.get("hint", 0)
        numbers = {"blocking": counts.get("error", 0), "look": look, "accepted": counts.get("accepted", 0)}
        names = {"blocking": self.tr("● Blocking"), "look": self.tr("To look at"), "accepted": self.tr("Accepted")}
        told = {part: f"{name}  {shown_number(numbers[part])}" for part, name in names.items()}
        sentence = self.tr("Published sentence")
        return {**told, "claims": f"{sentence}  ✕ {shown_number(false_claims)}" if false_claims else sentence}

    def _blocking(self, year: int | None, errors: int) -> str:
        if year is None:
            none, one = self.tr("Nothing stands in the way of publishing."), self.tr("One error stands in the way of publishing.")
            many = self.tr("%Ln errors stand in the way of publishing.", "", errors)
        else:
            none = self.tr("Nothing stands in the way of publishing {year}.").format(year=year)
            one = self.tr("One error stands in the way of publishing {year}.").format(year=year)
            many = self.tr("%Ln errors stand in the way of publishing {year}.", "", errors).format(year=year)
        return (none, one)[errors] if errors < 2 else many
