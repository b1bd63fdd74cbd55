"""The document in Word templates: places, tables, refusals, and templates that mean no good."""

import io
from collections.abc import Callable
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import openpyxl
import pytest
from builders import seen
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.texts import Texts
from pct_tracker.reference.loader import read_json_resource
from pct_tracker.reference.reference import Reference
from pct_tracker.reporting.document import Document
from pct_tracker.reporting.front import FrontBlock
from pct_tracker.reporting.writers.template_example import example_template
from pct_tracker.reporting.writers.template_places import places
from pct_tracker.reporting.writers.word_template import check_template, write_from_template

MakeDocument = Callable[..., Document]
FULL: dict[str, Any] = {"planned": True, "trace": True, "sensitivity": True, "planned_year": 2025}


def template(*paragraphs: str, head: str = "") -> bytes:
    """A Word document of these paragraphs."""
    made, stream = docx.Document(), io.BytesIO()
    for text in paragraphs:
        made.add_paragraph(text)
    if head:
        made.sections[0].header.paragraphs[0].text = head
    made.save(stream)
    return stream.getvalue()


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The package with something replaced in one of its parts."""
    stream = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as source, ZipFile(stream, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(old, new) if name == part else content)
    return stream.getvalue()


def filled(document: Document, data: bytes) -> Any:
    stream = io.BytesIO()
    write_from_template(document, data, stream)
    return docx.Document(stream)


def texts(word: Any) -> list[str]:
    return [one.text for one in word.paragraphs if one.text]


def refusal(document: Document, data: bytes) -> tuple[str, dict[str, Any]]:
    with pytest.raises(UserError) as caught:
        write_from_template(document, data, io.BytesIO())
    return caught.value.code.removeprefix("word-template."), caught.value.params


@pytest.fixture(scope="module")
def document(make_document: MakeDocument) -> Document:
    return make_document(**FULL)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_makes_the_document_as_it_is_written_without_a_template(
    make_document: MakeDocument, reference: Reference, language: str
) -> None:
    document = make_document(language=language, **FULL)
    word = filled(document, example_template(language, reference))
    assert all(one.text in texts(word) for one in document.paragraphs)
    read = [[tuple(seen(cell.text) for cell in row.cells) for row in table.rows] for table in word.tables]
    assert read == [[part.report.headings, *(row.texts for row in part.report.rows)] for part in document.parts]
    assert not any("{" in text for text in texts(word))


def test_the_example_leaves_out_what_the_document_does_not_have(make_document: MakeDocument, reference: Reference) -> None:
    word = filled(make_document(letters=False, front=FrontBlock(original="")), example_template("en", reference))
    assert len(word.tables) == 1
    assert texts(word)[-1] == "[End of Annex and of document]"
    assert not any(text.startswith(("A\t", "ORIGINAL", "DATE")) for text in texts(word))


def test_words_go_into_their_places_also_in_the_heads_of_pages(document: Document) -> None:
    word = filled(
        document, template("On {{ symbol }}: {{ participants_sentence }} ({{ participants_number }})", head="{{ year }}")
    )
    assert texts(word) == ["On PCT/WG/19/5: Over 6,400 people took part. (6,400)"]
    assert word.sections[0].header.paragraphs[0].text == "2024"


def test_conditions_loops_and_capitals(document: Document) -> None:
    word = filled(
        document,
        template(
            "{% if annex_2 %}two{% else %}one{% endif %}",
            "{%p for one in letters %}",
            "{{ loop.index }} {{ one.letter }}",
            "{%p endfor %}",
            "{{ prepared | upper }}",
        ),
    )
    assert texts(word) == ["two", "1 A", "2 B", "3 C", "4 D", "5 E", "6 F", document.front.prepared.upper()]


def test_a_table_takes_the_place_of_its_paragraph_and_the_width_of_its_page(document: Document) -> None:
    made, stream = docx.Document(), io.BytesIO()
    made.add_paragraph("before")
    made.add_paragraph("{{ annex }}")
    made.add_paragraph("after")
    section = made.sections[0]
    section.page_width, section.left_margin, section.right_margin = Mm(200), Mm(20), Mm(30)
    made.save(stream)
    word = filled(document, stream.getvalue())
    assert [block.tag.rpartition("}")[2] for block in word.element.body] == ["p", "tbl", "p", "sectPr"]
    assert sum(column.width for column in word.tables[0].columns) == pytest.approx(Mm(150), rel=0.01)


def test_two_tables_below_each_other_do_not_grow_together(document: Document) -> None:
    word = filled(document, template("{{ annex_1 }}", "{{ annex_2 }}", "end"))
    assert [block.tag.rpartition("}")[2] for block in word.element.body] == ["tbl", "p", "tbl", "p", "sectPr"]


def test_a_style_of_the_template_goes_before_ours(document: Document) -> None:
    made, stream = docx.Document(), io.BytesIO()
    made.styles.add_style("AnnexCell", 1).font.size = Pt(15)
    made.add_paragraph("{{ annex }}")
    made.save(stream)
    assert filled(document, stream.getvalue()).styles["AnnexCell"].font.size == Pt(15)


@pytest.mark.parametrize("text", ["{{ symbol }}", "</w:t>&<", "{% raw", "one\ntwo", "a\x00b", "annex_1-0"])
def test_what_the_user_typed_is_not_read_as_a_template(make_document: MakeDocument, text: str) -> None:
    front = FrontBlock(symbol=text, title=Texts({"en": text}))
    word = filled(make_document([], front=front), template("{{ symbol }}", "{{ annex }}"))
    assert word.paragraphs[0].text == text.replace("\x00", "")


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("{{ nonsense }}", "unknown-place", "nonsense"),
        ("{% if nonsense %}x{% endif %}", "unknown-place", "nonsense"),
        ("{{ symbol }", "broken-place", "{{ symbol }"),
        ("symbol }}", "broken-place", "}}"),
        ("{% if symbol %}", "broken-place", "{% if symbol %}"),
        ("{{ symbol | }}", "broken-place", "{{ symbol | }}"),
        ("See {{ annex_1 }}", "place-not-alone", "annex_1"),
        ("{{ symbol.__class__ }}", "not-allowed", "{{ symbol.__class__ }}"),
        ("{{ ''['__class__'] }}", "not-allowed", "{{ ''['__class__'] }}"),
        ("{{ symbol | attr('x') }}", "not-allowed", "{{ symbol | attr('x') }}"),
        ("{{ range(9) }}", "not-allowed", "{{ range(9) }}"),
        ("{{ 'a' * 1000000000 }}", "not-allowed", "{{ 'a' * 1000000000 }}"),
        ("{{ 2 ** 999999999 }}", "not-allowed", "{{ 2 ** 999999999 }}"),
        ("{% for one in symbol %}x{% endfor %}", "not-allowed", "{% for one in symbol %}x{% endfor %}"),
        ("{% set x = 1 %}", "not-allowed", "{% set x = 1 %}"),
        ("{% include 'x' %}", "not-allowed", "{% include 'x' %}"),
        ("{% import 'x' as y %}", "not-allowed", "{% import 'x' as y %}"),
        ("{{ letters }}", "not-allowed", "{{ letters }}"),
        ("{% for one in letters %}{{ one }}{% endfor %}", "not-allowed", "{% for one in letters %}{{ one }}{% endfor %}"),
        ("{{ loop.index }}", "not-allowed", "{{ loop.index }}"),
    ],
)
def test_a_template_that_cannot_be_filled_is_refused_by_its_place(document: Document, text: str, code: str, place: str) -> None:
    assert refusal(document, template(text)) == (code, {"place": place})
    with pytest.raises(UserError, match=code):
        check_template(template(text))


def test_a_table_in_the_head_of_a_page_is_refused(document: Document) -> None:
    assert refusal(document, template("x", head="{{ trace }}")) == ("place-not-alone", {"place": "trace"})


def test_loops_come_to_an_end(document: Document) -> None:
    loop, end = "{% for a in paragraphs %}{% for b in paragraphs %}", "{% endfor %}{% endfor %}"
    assert refusal(document, template(loop + "x" * 200_000 + end))[0] == "too-much"
    assert refusal(document, template("{% for c in paragraphs %}" + loop + "x" + end + "{% endfor %}"))[0] == "not-allowed"


@pytest.mark.parametrize("text", ["{{" * 100_000, "{% " * 100_000, "{{ x " * 50_000 + "}} " * 50_000, "{{ symbol }}" * 50_000])
def test_very_many_marks_are_refused_without_delay(document: Document, text: str) -> None:
    assert refusal(document, template(text))[0] in ("broken-place", "too-much")


def test_brackets_without_end_are_refused(document: Document) -> None:
    assert refusal(document, template("{{ " + "(" * 5_000 + "symbol" + ")" * 5_000 + " }}"))[0] == "damaged"


def test_what_is_no_word_document_is_refused(document: Document) -> None:
    workbook, other = io.BytesIO(), io.BytesIO()
    openpyxl.Workbook().save(workbook)
    with ZipFile(other, "w") as package:
        package.writestr("a.txt", "x")
    sound = template("{{ symbol }}")
    for data in (b"", b"hello", workbook.getvalue(), other.getvalue(), sound[:-200], sound[:300] + b"\0" * 50 + sound[350:]):
        assert refusal(document, data) == ("damaged", {})


def test_a_package_that_unpacks_to_too_much_is_refused(document: Document) -> None:
    bomb = io.BytesIO()
    with ZipFile(bomb, "w", ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * 20_000_000)
    assert refusal(document, bomb.getvalue())[0] == "too-large"


def test_nothing_is_read_from_outside_the_template(document: Document, tmp_path: Any) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    entity = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]><w:document'.encode()
    data = changed(template("{{ symbol }}&"), "word/document.xml", b"<w:document", entity)
    word = filled(document, changed(data, "word/document.xml", b"&amp;", b"&a;"))
    assert texts(word) == ["PCT/WG/19/5"]


def test_a_template_file_of_word_is_taken_as_well(document: Document) -> None:
    as_template = changed(
        template("{{ symbol }}"), "[Content_Types].xml", b"wordprocessingml.document.main", b"wordprocessingml.template.main"
    )
    assert texts(filled(document, as_template)) == ["PCT/WG/19/5"]


def test_every_place_has_a_phrase_that_explains_it(document: Document) -> None:
    phrases = read_json_resource("i18n", "en.json")["phrases"]
    names = [one.name for one in places()]
    assert len(names) == len(set(names))
    assert {one.code for one in places()} <= set(phrases)
    assert {code for code in phrases if code.startswith("place.")} == {one.code for one in places()}


def test_every_place_can_be_named(document: Document) -> None:
    words = [
        one.name for one in places() if one.code not in ("place.table", "place.paragraphs", "place.letters", "place.sensitivity")
    ]
    word = filled(document, template(*(f"{{{{ {name} }}}}" for name in words)))
    assert len(word.paragraphs) == len(words)


def test_no_style_of_the_example_is_added_twice(document: Document, reference: Reference) -> None:
    word = filled(document, example_template("en", reference))
    styles = [one.get(qn("w:styleId")) for one in word.styles.element.findall(qn("w:style"))]
    assert len(styles) == len(set(styles))
