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
ATTACKS = (
    "{{ ''.__class__.__mro__ }}",
    "{{ ''['__cla' ~ 'ss__'] }}",
    "{{ '%s' % symbol }}",
    "{{ '{0.__class__}'.format(symbol) }}",
    "{{ symbol.format_map(year) }}",
    "{{ symbol.replace('a', 'b') }}",
    "{{ symbol[0] }}",
    "{{ symbol[::-1] }}",
    "{{ symbol ~ symbol }}",
    "{{ year + year }}",
    "{{ -9 }}",
    "{{ [1, 2] }}",
    "{{ {'a': 1} }}",
    "{{ (1, 2) }}",
    "{{ lipsum() }}",
    "{{ cycler('a') }}",
    "{{ joiner() }}",
    "{{ namespace() }}",
    "{{ symbol | map('upper') }}",
    "{{ symbol | upper('x') }}",
    "{{ symbol | center(1000000000) }}",
    "{{ symbol | safe }}",
    "{{ symbol is defined }}",
    "{% for a in range(1000000000) %}x{% endfor %}",
    "{% for a in paragraphs if a %}x{% endfor %}",
    "{% for a in letters recursive %}{{ loop(a) }}{% endfor %}",
    "{% for a, b in letters %}x{% endfor %}",
    "{% for a in letters %}{{ a.letter.x }}{% endfor %}",
    "{% for a in letters %}{{ a['letter'] }}{% endfor %}",
    "{% for a in paragraphs %}{{ loop.changed(a) }}{% endfor %}",
    "{% for a in paragraphs %}{{ loop.previtem }}{% endfor %}",
    "{% macro m() %}{{ m() }}{% endmacro %}",
    "{% call symbol() %}x{% endcall %}",
    "{% filter upper %}x{% endfilter %}",
    "{% with x = 1 %}x{% endwith %}",
    "{% block b %}x{% endblock %}",
    "{% extends 'x' %}",
    "{% from 'x' import y %}",
)
"""What would look around in Python, run long, or read a file, if a template could ask for it."""

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
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
        *((attack, "not-allowed", attack) for attack in ATTACKS),
        *((f"{{{{ {name} }}}}", "unknown-place", name) for name in ("lipsum", "cycler", "joiner", "namespace", "range", "self")),
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


def part_added(data: bytes, name: str, content: bytes) -> bytes:
    """The package with one more part."""
    stream = io.BytesIO(data)
    with ZipFile(stream, "a") as package:
        package.writestr(name, content)
    return stream.getvalue()


def related(kind: str, target: str, mode: str = "External") -> bytes:
    """A template whose document points to something."""
    relation = f'<Relationship Id="rId99" Type="{RELATIONS}/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    return changed(template("{{ symbol }}"), "word/_rels/document.xml.rels", b"</Relationships>", relation.encode())


def with_field(*runs: str) -> bytes:
    """A template with a field whose instruction is cut into runs."""
    told = "".join(f"<w:r><w:instrText>{run}</w:instrText></w:r>" for run in runs)
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end")]
    return changed(template("Z"), "word/document.xml", b"<w:r><w:t>Z</w:t></w:r>", told.join(marks).encode())


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (related("image", "http://localhost:9/a.png"), "http://localhost:9/a.png"),
        (related("image", "\\\\server\\share\\a.png"), "\\\\server\\share\\a.png"),
        (related("oleObject", "file:///a.xlsx"), "file:///a.xlsx"),
        (related("subDocument", "b.docx"), "b.docx"),
        (related("aFChunk", "chunk.html", "Internal"), "chunk.html"),
        (part_added(template("{{ symbol }}"), "word/vbaProject.bin", b"x"), "word/vbaProject.bin"),
        (part_added(template("{{ symbol }}"), "word/activeX/activeX1.xml", b"<x/>"), "word/activeX/activeX1.xml"),
        (with_field("DDEAUTO c:\\\\a.exe"), "DDEAUTO"),
        (with_field(" DD", "E a b"), "DDE"),
        (with_field("includepicture http://localhost:9/a.png"), "includepicture"),
        (changed(template("Z"), "word/document.xml", b"<w:r>", b'<w:fldSimple w:instr="LINK a"/><w:r>'), "LINK"),
    ],
)  # fmt: skip
def test_a_template_that_fetches_or_runs_something_is_refused(document: Document, data: bytes, place: str) -> None:
    assert refusal(document, data) == ("not-self-contained", {"place": place})


def test_links_and_numbers_of_pages_are_no_fetching(document: Document) -> None:
    for data in (related("hyperlink", "https://www.wipo.int/link"), with_field("PAGE"), with_field("HYPERLINK LINK")):
        check_template(data)


def test_the_template_that_a_template_was_made_from_is_forgotten(document: Document) -> None:
    relation = f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{RELATIONS}/attachedTemplate" '
    relation += 'Target="http://localhost:9/a.dotm" TargetMode="External"/></Relationships>'
    data = part_added(template("{{ symbol }}"), "word/_rels/settings.xml.rels", relation.encode())
    attached = b'<w:attachedTemplate xmlns:r="%s" r:id="rId1"/></w:settings>' % RELATIONS.encode()
    stream = io.BytesIO()
    write_from_template(document, changed(data, "word/settings.xml", b"</w:settings>", attached), stream)
    with ZipFile(stream) as package:
        parts = [package.read(name) for name in package.namelist()]
    assert not any(b"attachedTemplate" in part or b"localhost" in part for part in parts)
    assert texts(docx.Document(stream)) == ["PCT/WG/19/5"]


def made_of(document: Document, data: bytes) -> str:
    """The words that a template makes, or the reason why it is refused."""
    try:
        return "".join(texts(filled(document, data)))
    except UserError as refused:
        return refused.code.removeprefix("word-template.")


@pytest.mark.parametrize(
    "words", ["{% autoescape false %}x{% endautoescape %}", "{% scoped %}", "{{ }}", "{# a", "{% raw %}{{ x }}"]
)
def test_other_words_between_marks_are_refused(document: Document, words: str) -> None:
    assert made_of(document, template(words)) in ("not-allowed", "broken-place")


@pytest.mark.parametrize("place", ["<w:t>&j;</w:t>", '<w:t w:x="&j;">x</w:t>'])
def test_entities_that_would_grow_without_end_do_not(document: Document, place: str) -> None:
    laughs = "".join(f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9))
    entities = f'<!DOCTYPE x [<!ENTITY a "ha">{laughs}]><w:document'.encode()
    data = changed(template("{{ symbol }}", "Z"), "word/document.xml", b"<w:t>Z</w:t>", place.encode())
    data = changed(data, "word/document.xml", b"<w:document", entities)
    assert made_of(document, data) in ("damaged", "PCT/WG/19/5", "PCT/WG/19/5x")


def test_very_many_members_are_refused_before_they_are_listed(document: Document) -> None:
    listed = b"PK\x01\x02" + bytes(42)
    assert refusal(document, b"PK\x03\x04" + listed * 100_000)[0] == "too-large"


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
