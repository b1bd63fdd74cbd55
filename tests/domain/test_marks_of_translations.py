"""What is known of translations, and what an edit of their source does to it."""

from builders import make_draft
from hypothesis import given
from hypothesis import strategies as st

from pct_tracker.domain.activity import CoOrganizer
from pct_tracker.domain.codes import LANGUAGES, TextMark
from pct_tracker.domain.following import following
from pct_tracker.domain.texts import Texts

DRAFT, OUTDATED, CHECKED = TextMark.DRAFT, TextMark.OUTDATED, TextMark.CHECKED
THREE = Texts({"en": "Seminar", "fr": "Séminaire", "zh": "研讨会"}, {"fr": CHECKED})
GIVEN = st.dictionaries(st.sampled_from(LANGUAGES), st.sampled_from(("a", "b", "c")), max_size=4)
MARKED = st.builds(Texts, GIVEN, st.dictionaries(st.sampled_from(LANGUAGES), st.sampled_from(TextMark), max_size=3))


class TestMarks:
    """Marks beside the texts."""

    def test_a_mark_belongs_to_a_text_that_is_there(self) -> None:
        assert Texts({"en": "Seminar"}, {"fr": DRAFT, "en": CHECKED}).marks == {"en": CHECKED}

    def test_a_new_text_has_no_mark_and_the_others_keep_theirs(self) -> None:
        assert THREE.replace("fr", "Atelier").marks == {}
        assert THREE.replace("en", "Workshop").marks == {"fr": CHECKED}
        assert THREE.replace("fr", None).marks == {}

    def test_the_same_text_again_keeps_its_mark(self) -> None:
        assert THREE.updated(dict(THREE)) == THREE
        assert THREE.updated({"fr": " Séminaire "}) == THREE

    def test_marks_count_between_texts_and_not_beside_a_mapping(self) -> None:
        assert THREE.unmarked() != THREE
        assert THREE == dict(THREE) == THREE.unmarked()
        assert hash(THREE) != hash(THREE.unmarked())

    def test_a_mark_is_set_and_taken_off(self) -> None:
        assert THREE.with_mark("zh", DRAFT).mark("zh") is DRAFT
        assert THREE.with_mark("fr", None) == THREE.unmarked()

    def test_texts_are_taken_over_with_their_marks(self) -> None:
        taken = Texts({"en": "Course", "ar": "دورة"}, {"en": DRAFT}).taking(THREE, ["fr", "en", "ru"])
        assert taken == Texts({"en": "Seminar", "fr": "Séminaire", "ar": "دورة"}, {"fr": CHECKED})

    @given(MARKED)
    def test_equal_texts_have_equal_hashes(self, one: Texts) -> None:
        again = Texts(dict(reversed(list(one.items()))), dict(reversed(list(one.marks.items()))))
        assert (again, hash(again)) == (one, hash(one))


class TestFollowing:
    """An edit meets what is stored."""

    def test_a_changed_source_leaves_its_translations_outdated(self) -> None:
        assert THREE.replace("en", "Workshop").following(THREE).marks == {"fr": OUTDATED, "zh": OUTDATED}

    def test_a_translation_that_was_changed_as_well_is_up_to_date(self) -> None:
        both = THREE.replace("en", "Workshop").replace("zh", "讲习班")
        assert both.following(THREE).marks == {"fr": OUTDATED}

    def test_a_mark_that_the_edit_sets_stays(self) -> None:
        edited = THREE.replace("en", "Workshop").with_mark("zh", CHECKED)
        assert edited.following(THREE).marks == {"fr": OUTDATED, "zh": CHECKED}

    def test_a_changed_translation_outdates_nothing(self) -> None:
        assert THREE.replace("zh", "讲习班").following(THREE).marks == {"fr": CHECKED}

    def test_a_text_that_comes_in_beside_the_source_does_not_take_its_place(self) -> None:
        chinese = Texts({"zh": "研讨会", "ar": "ندوة"})
        both = chinese.replace("en", "Seminar").following(chinese)
        assert (both.marks, both.source_language) == ({"en": DRAFT}, "zh")
        again = both.replace("en", "PCT Seminar").following(both)
        assert (again.marks, again.source_language) == ({"en": DRAFT}, "zh")
        assert again.replace("zh", "讲习班").following(again).marks == {"en": OUTDATED, "ar": OUTDATED}
        assert chinese.replace("zh", "讲习班").replace("en", "Workshop").following(chinese).marks == {"en": DRAFT, "ar": OUTDATED}

    def test_a_text_behind_the_source_is_given_as_it_is(self) -> None:
        assert THREE.replace("ru", "Семинар").following(THREE).marks == THREE.marks

    def test_the_source_is_the_first_language_that_was_there(self) -> None:
        chinese = Texts({"zh": "研讨会", "ar": "ندوة"})
        assert chinese.replace("zh", "讲习班").following(chinese).marks == {"ar": OUTDATED}

    def test_a_source_that_goes_outdates_nothing_but_the_one_typed_anew_does(self) -> None:
        without = THREE.replace("en", None).following(THREE)
        assert without.marks == {"fr": CHECKED, "zh": DRAFT}
        anew = without.replace("en", "Workshop").following(without)
        assert (anew.marks, anew.source_language) == ({"fr": OUTDATED, "zh": OUTDATED}, "en")

    def test_what_was_typed_together_with_the_new_source_is_up_to_date(self) -> None:
        without = THREE.replace("en", None).following(THREE)
        both = without.updated({"en": "Workshop", "zh": "讲习班"}).following(without)
        assert both.marks == {"fr": OUTDATED}

    @given(MARKED)
    def test_without_a_change_all_stays(self, one: Texts) -> None:
        assert one.following(one) == one


class TestDrafts:
    """The three fields that have translations."""

    def test_title_and_note_follow_each_by_itself(self) -> None:
        before = make_draft(title=THREE, origin_note=THREE)
        after = following(before.with_fields(origin_note=THREE.replace("en", "All")), before)
        assert (after.title, after.origin_note.marks) == (THREE, {"fr": OUTDATED, "zh": OUTDATED})

    def test_as_many_co_organizers_are_compared_by_their_places(self) -> None:
        before = make_draft(co_organizers=(CoOrganizer(THREE, "EA"), CoOrganizer(Texts({"en": "Office"}))))
        edited = (CoOrganizer(THREE.replace("en", "Workshop"), "EA"), before.co_organizers[1])
        first, second = following(before.with_fields(co_organizers=edited), before).co_organizers
        assert (first.name.marks, first.code, second) == ({"fr": OUTDATED, "zh": OUTDATED}, "EA", before.co_organizers[1])

    def test_others_are_compared_by_a_name_in_common(self) -> None:
        before = make_draft(co_organizers=(CoOrganizer(Texts({"en": "Office"})), CoOrganizer(THREE)))
        after = following(before.with_fields(co_organizers=(CoOrganizer(THREE.replace("en", "Workshop")),)), before)
        assert after.co_organizers[0].name.marks == {"fr": OUTDATED, "zh": OUTDATED}

    def test_what_has_no_outdated_translation_is_the_same_draft(self) -> None:
        before = make_draft(title=THREE)
        after = before.with_fields(participants=7)
        assert following(after, before) is after
