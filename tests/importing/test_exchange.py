"""Texts that come back from translators: read as they were written, and refused in a sentence where they cannot be."""

from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.exchange import TextExchange, TextState, TextUnit, unit_key
from pct_tracker.importing import exchange
from pct_tracker.importing.exchange import read_exchange
from pct_tracker.reporting.exchange import EXCHANGE_WRITERS, SUFFIXES, write_exchange

NAMESPACE = 'xmlns="urn:oasis:names:tc:xliff:document:2.0"'
SENT = TextUnit(
    unit_key("title", "en", "=1+1 <b>&amp; \u202bx"), "title", "=1+1 <b>&amp; \u202bx", "", TextState.MISSING, (1, 12)
)
WORDS = (
    st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), min_size=1, max_size=20)
    .map(str.strip)
    .filter(bool)
)
UNITS = st.builds(
    TextUnit,
    WORDS.map(lambda words: unit_key("title", "en", words)),
    st.just("title"),
    WORDS,
    WORDS | st.just(""),
    st.sampled_from(TextState),
)
ON_ONE_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)


def sent(folder: Path, format_: str, *units: TextUnit, target: str = "ar") -> Path:
    path = folder / f"texts.{SUFFIXES[format_]}"
    write_exchange(TextExchange(2024, "en", target, units), path, format_)
    return path


def xliff(folder: Path, content: str, name: str = "back.xlf") -> Path:
    path = folder / name
    path.write_text(content, "utf-8")
    return path


def refused(path: Path) -> str:
    with pytest.raises(UserError) as trouble:
        read_exchange(path)
    assert trouble.value.params["file"] == path.name
    return trouble.value.code


@pytest.mark.parametrize("format_", EXCHANGE_WRITERS)
class TestThereAndBack:
    """Both formats."""

    def test_what_was_written_is_read(self, format_: str, tmp_path: Path) -> None:
        read = read_exchange(sent(tmp_path, format_, SENT))
        assert (read.year, read.source_language, read.target_language) == (2024, "en", "ar")
        assert read.units == (SENT,)

    @ON_ONE_FOLDER
    @given(units=st.lists(UNITS, min_size=1, max_size=4, unique_by=lambda one: one.key), target=st.sampled_from(LANGUAGES[1:]))
    def test_whatever_the_texts_are_keys_and_targets_come_back(
        self, format_: str, tmp_path: Path, units: list[TextUnit], target: str
    ) -> None:
        read = read_exchange(sent(tmp_path, format_, *units, target=target))
        assert [(one.key, one.field) for one in read.units] == [(one.key, one.field) for one in units]
        assert ["".join(one.target.split()) for one in read.units] == ["".join(one.target.split()) for one in units]

    def test_a_text_with_characters_that_no_file_can_hold_is_written_without_them(self, format_: str, tmp_path: Path) -> None:
        (unit,) = read_exchange(sent(tmp_path, format_, TextUnit("t-1", "title", "Semi\x00nar\ufffe\ud800"))).units
        assert unit.source == "Seminar"


class TestXliff:
    """What translators' tools make of the file."""

    def test_a_unit_cut_into_sentences_is_put_together(self, tmp_path: Path) -> None:
        (unit,) = read_exchange(
            xliff(
                tmp_path,
                f"""<xliff {NAMESPACE} version="2.0" srcLang="en-US" trgLang="fr-FR"><file id="f"><group id="g">
                <unit id="t-1" name="title">
                <segment state="final"><source>One.</source><target>Un.<mrk id="1"> Oui.</mrk></target></segment>
                <ignorable><source> </source><target> </target></ignorable>
                <segment state="translated"><source>Two.</source><target>Deux.</target></segment>
                </unit></group></file></xliff>""",
            )
        ).units
        assert (unit.source, unit.target, unit.state) == ("One. Two.", "Un. Oui. Deux.", TextState.DRAFT)

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            ("", "import.empty"),
            ("Dear colleague", "import.damaged"),
            ("<xliff", "import.damaged"),
            ("<html/>", "exchange.not-xliff"),
            ('<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"/>', "exchange.not-xliff"),
            (f'<xliff {NAMESPACE} version="2.0" srcLang="en" trgLang="fr"/>', "exchange.no-texts"),
            (
                f'<xliff {NAMESPACE} srcLang="en" trgLang="de"><file id="f"><unit id="t"><segment/></unit></file></xliff>',
                "exchange.language",
            ),
            (f'<!DOCTYPE xliff SYSTEM "file:///etc/passwd"><xliff {NAMESPACE} srcLang="en" trgLang="fr"/>', "exchange.not-xliff"),
            (f'<!DOCTYPE xliff [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><xliff {NAMESPACE}>&b;</xliff>', "exchange.not-xliff"),
        ],
    )
    def test_what_is_no_xliff_is_refused(self, content: str, code: str, tmp_path: Path) -> None:
        assert refused(xliff(tmp_path, content)) == code

    @ON_ONE_FOLDER
    @given(data=st.binary(max_size=200))
    def test_no_bytes_break_the_reader(self, data: bytes, tmp_path: Path) -> None:
        for name in ("any.xlf", "any.xlsx"):
            (tmp_path / name).write_bytes(data)
            with pytest.raises(UserError):
                read_exchange(tmp_path / name)

    @pytest.mark.parametrize("format_", EXCHANGE_WRITERS)
    def test_a_translation_into_its_own_language_is_refused(self, tmp_path: Path, format_: str) -> None:
        assert refused(sent(tmp_path, format_, SENT, target="en")) == "exchange.one-language"

    def test_a_file_far_too_large_is_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(exchange, "LARGEST_EXCHANGE", 10)
        assert refused(xliff(tmp_path, "<xliff></xliff>")) == "exchange.too-large"

    def test_other_kinds_are_refused(self, tmp_path: Path) -> None:
        assert refused(xliff(tmp_path, "x", "back.docx")) == "exchange.kind"
        assert refused(tmp_path / "none.xlf") == "import.missing"


class TestTable:
    """What people make of the table."""

    def test_a_translation_typed_into_the_table_is_read(self, tmp_path: Path) -> None:
        path = sent(tmp_path, "xlsx", SENT)
        workbook = openpyxl.load_workbook(path)
        sheet = workbook["PCT 2024 en-ar"]
        assert sheet["B2"].data_type == "s"
        sheet["C2"], sheet["D2"] = "ندوة\nعن البراءات", "Checked"
        sheet.insert_rows(1)
        sheet["A1"] = "Thank you for your work"
        workbook.save(path)
        (unit,) = read_exchange(path).units
        assert (unit.target, unit.state, unit.used_in) == ("ندوة عن البراءات", TextState.CHECKED, (1, 12))

    def test_a_number_as_a_translation_is_a_text(self, tmp_path: Path) -> None:
        path = sent(tmp_path, "xlsx", SENT)
        workbook = openpyxl.load_workbook(path)
        workbook.worksheets[0]["C2"] = 2024
        workbook.save(path)
        assert read_exchange(path).units[0].target == "2024"

    def test_a_table_without_its_headings_is_refused(self, tmp_path: Path) -> None:
        path = sent(tmp_path, "xlsx", SENT)
        workbook = openpyxl.load_workbook(path)
        workbook.worksheets[0].delete_rows(1)
        workbook.save(path)
        assert refused(path) == "exchange.no-table"
