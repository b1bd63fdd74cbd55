"""One spelling for texts that only look different."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pct_tracker.domain.folding import fold, fold_name, join_lines, latin_digits

ALIKE = [
    ("РСТ", "PCT"),
    ("ＰＣＴ", "PCT"),
    ("Côte d’Ivoire", "COTE D'IVOIRE"),
    ("Cote\u0301", "coté"),
    ("“PCT”", '"pct"'),
    ("«PCT»", '"PCT"'),
    ("2020–2024", "2020-2024"),
    ("٢٠٢٤", "2024"),
    ("۲۰۲۴", "2024"),
    ("٢٠٢٤ ندوة", "2024 ندوه"),
    ("مـعاهـدة", "معاهدة"),
    ("STRASSE", "straße"),
    ("a\u00a0\u3000 b\n", "a b"),
    ("\u200fPCT\u200e", "PCT"),
    ("a\x00b\ud800", "ab"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_texts_that_only_look_different_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("PCT", "PTC"), ("阿曼", "阿根廷"), ("Niger", "Nigeria"), ("C", "G"), ("1", "l")])
def test_texts_that_differ_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_folded_text_has_single_spaces_inside_and_none_around(text: str) -> None:
    assert " ".join(fold(text).split()) == fold(text)


@given(st.text())
def test_a_folded_text_can_be_stored_anywhere(text: str) -> None:
    assert "\x00" not in fold(text)
    fold(text).encode()


@given(st.text())
def test_a_folded_name_ignores_punctuation(text: str) -> None:
    assert fold_name(f"({text}), ") == fold_name(text)


@given(st.integers(0, 10**12))
def test_digits_of_every_script_are_read_as_the_same_number(number: int) -> None:
    for zero in "٠۰०０":
        written = "".join(chr(ord(zero) + int(digit)) for digit in str(number))
        assert int(latin_digits(written)) == number


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_text_keeps_its_digits(text: str) -> None:
    assert latin_digits(text) == text


@pytest.mark.parametrize(
    ("written", "joined"),
    [
        ("PCT和ePCT进修\n培训和诊所", "PCT和ePCT进修培训和诊所"),
        ("Regional\nWebinar", "Regional Webinar"),
        ("Regional \r\n Webinar", "Regional Webinar"),
        ("介绍\nPCT", "介绍 PCT"),
        ("研讨会，\n“更新”", "研讨会，“更新”"),
        ("ندوة\nإقليمية", "ندوة إقليمية"),
        ("Семинар\vпо РСТ", "Семинар по РСТ"),
        ("  two  spaces\t here ", "two spaces here"),
        ("阿曼\n\n阿曼", "阿曼阿曼"),
        ("", ""),
    ],
)
def test_a_line_break_is_nothing_between_chinese_characters_and_a_space_elsewhere(written: str, joined: str) -> None:
    assert join_lines(written) == joined


@given(st.text())
def test_joined_lines_are_one_line_that_stays_as_it_is(text: str) -> None:
    joined = join_lines(text)
    assert not set(joined) & set("\r\n\v\f\u2028\u2029")
    assert join_lines(joined) == joined
