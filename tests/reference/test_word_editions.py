"""Names and words in force on a day, their editions, and reading what other editions printed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.domain.word_edition import WordEdition
from pct_tracker.reference.loader import load_reference, load_words
from pct_tracker.reference.word_editions import fits

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
EDITIONS = st.builds(
    WordEdition,
    key=st.sampled_from((*load_words(), "types.unheard-of", "names.QQ", "")),
    language=st.sampled_from((*LANGUAGES, "de")),
    text=st.none() | TEXTS | st.sampled_from(("{year}", "{", "{year.real}", "{0}", "%s")),
    valid_from=st.none() | st.dates(),
    id=st.integers(0, 99),
)


def named(*texts: str | None, key: str = "types.pct-seminar", days: tuple[date | None, ...] = ()) -> list[WordEdition]:
    """English editions of a word, one after the other."""
    return [
        WordEdition(key, "en", text, day, at)
        for at, (text, day) in enumerate(zip(texts, days or (None,) * len(texts), strict=True), 1)
    ]


class TestFormerNames:
    """Names that States had before."""

    @pytest.mark.parametrize(
        ("code", "day", "language", "name"),
        [
            ("TR", date(2021, 12, 31), "en", "Turkey"),
            ("TR", date(2022, 5, 31), "fr", "Turquie"),
            ("TR", date(2022, 6, 1), "fr", "Türkiye"),
            ("TR", date(2021, 12, 31), "zh", "土耳其"),
            ("MK", date(2018, 12, 31), "en", "The former Yugoslav Republic of Macedonia"),
            ("MK", date(2019, 12, 31), "en", "North Macedonia"),
            ("SZ", date(2017, 12, 31), "es", "Swazilandia"),
            ("SZ", date(2018, 12, 31), "es", "Eswatini"),
            ("CV", date(2012, 12, 31), "fr", "Cap-Vert"),
        ],
    )
    def test_the_name_in_force_on_the_day_is_used(self, code: str, day: date, language: str, name: str) -> None:
        assert load_reference(on=day).parties.name(code, language) == name

    def test_a_former_name_stands_at_its_own_place_in_the_alphabet(self) -> None:
        earlier, today = load_reference(on=date(2017, 12, 31)).parties, load_reference().parties
        assert earlier.rank("SD", "en") < earlier.rank("SZ", "en") < earlier.rank("SE", "en")
        assert today.rank("EE", "en") < today.rank("SZ", "en") < today.rank("ET", "en")

    def test_both_names_are_read_whatever_the_day(self) -> None:
        for day in (date(2017, 12, 31), date(2024, 12, 31)):
            names = load_reference(on=day).names
            assert [match.code for name in ("Turkey", "Türkiye", "Swaziland", "Eswatini") if (match := names.find(name))] == [
                *("TR", "TR", "SZ", "SZ")
            ]

    def test_where_nothing_differs_the_data_is_the_same(self) -> None:
        assert load_reference(on=date(2024, 12, 31)) is load_reference()


class TestEditions:
    """Words that were edited."""

    def test_the_newest_edition_counts(self) -> None:
        vocabulary = load_reference(named("Seminar", "PCT Course")).vocabulary
        assert vocabulary.type_label("pct-seminar", "en") == "PCT Course"
        assert vocabulary.type_label("pct-seminar", "fr") == "Séminaire PCT"

    def test_an_empty_edition_goes_back_to_the_word_that_is_shipped(self) -> None:
        vocabulary = load_reference(named("Seminar", None)).vocabulary
        assert vocabulary.type_label("pct-seminar", "en") == "PCT Seminar"
        assert vocabulary.find_type("Seminar") == "pct-seminar", "annexes that printed it are still read"

    def test_an_edition_with_a_day_counts_from_that_day(self) -> None:
        editions = named("Always", "Later", days=(None, date(2025, 7, 1)))
        labels = [
            load_reference(editions, day).vocabulary.type_label("pct-seminar", "en")
            for day in (date(2025, 6, 30), date(2025, 7, 1))
        ]
        assert labels == ["Always", "Later"]

    def test_an_edition_of_a_name_leaves_the_former_name_alone(self) -> None:
        editions = named("Republic of Türkiye", key="names.TR")
        days = (date(2021, 12, 31), date(2024, 12, 31))
        assert [load_reference(editions, day).parties.name("TR", "en") for day in days] == ["Turkey", "Republic of Türkiye"]

    def test_every_edition_and_the_shipped_word_are_still_read(self) -> None:
        reference = load_reference([*named("Seminar", "PCT Course"), WordEdition("columns.venue", "en", "Venue", id=9)])
        found = [reference.vocabulary.find_type(text) for text in ("Seminar", "PCT Course", "PCT Seminar", "Séminaire PCT")]
        assert found == ["pct-seminar"] * 4
        assert reference.vocabulary.find_column("Venue") == reference.vocabulary.find_column("Location") == "venue"
        assert reference.vocabulary.heading_language("venue", "Location") == "en"
        names = load_reference(named("Republic of Kenya (test)", key="names.KE")).names
        assert [match.how for name in ("Republic of Kenya (test)", "Kenya") if (match := names.find(name))] == ["name", "name"]

    def test_all_kinds_of_words_can_be_edited(self) -> None:
        editions = [
            WordEdition("columns.month", "en", "Month"),
            WordEdition("annex_title.line2", "en", "held in {year}"),
            WordEdition("punctuation.list_separator", "en", " / "),
            WordEdition("contents.A.explanation", "en", "About patents."),
            WordEdition("online", "en", "Remote"),
            WordEdition("names.EP", "en", "EPO (test)"),
            WordEdition("document.annex.only", "en", "TABLE"),
        ]
        reference = load_reference(editions)
        vocabulary = reference.vocabulary
        assert vocabulary.column_label("month", "en") == "Month"
        assert vocabulary.annex_title(2024, "en")[1] == "held in 2024"
        assert vocabulary.punctuation("en").list_separator == " / "
        assert vocabulary.content_explanation("A", "en") == "About patents."
        assert vocabulary.online_label("en") == "Remote"
        assert vocabulary.says_online("Online")
        assert vocabulary.says_online("remote")
        assert reference.parties.name("EP", "en") == "EPO (test)"
        assert reference.document.text("annex.only", "en") == "TABLE"
        assert load_reference().document.text("annex.only", "en") != "TABLE"

    def test_one_plural_form_is_edited_by_itself(self) -> None:
        key = next(key for key in load_words() if key.endswith("#one"))
        text, (form, _, _) = load_words()[key]["en"], key.removeprefix("document.").partition("#")
        changed = load_reference([WordEdition(key, "en", f"{text} indeed")]).document.wording(form, "en")
        assert not isinstance(changed, str)
        assert changed["one"] == f"{text} indeed"
        assert changed["other"] == load_words()[f"document.{form}#other"]["en"]

    @given(editions=st.lists(EDITIONS, max_size=5), day=st.none() | st.dates())
    def test_no_edition_breaks_the_report(self, editions: list[WordEdition], day: date | None) -> None:
        reference = load_reference(editions, day)
        for language in LANGUAGES:
            reference.vocabulary.annex_title(2024, language)
            reference.vocabulary.punctuation(language).with_code(reference.parties.name("TR", language), "TR")


@pytest.mark.parametrize(
    ("text", "shipped", "may"),
    [
        ("in {year}", "({year})", True),
        ("then", "({year})", True),
        ("{years}", "({year})", False),
        ("{year", "({year})", False),
        ("{}", "", False),
    ],
)
def test_a_text_has_no_other_places_than_the_shipped_one(text: str, shipped: str, may: bool) -> None:
    assert fits(text, shipped) is may
