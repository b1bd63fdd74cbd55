"""The template that is shipped as an example: the layout of the document itself, with places where its words stand."""

import io
import re
from collections.abc import Callable, Iterator

from pct_tracker.reference.reference import Reference
from pct_tracker.reporting.document import Annex, Document
from pct_tracker.reporting.front import FRONT_LINES, Front
from pct_tracker.reporting.report import Report
from pct_tracker.reporting.writers.package import splice
from pct_tracker.reporting.writers.word_sections import PART_MARK, TEXT_MARK, build_shell
from pct_tracker.reporting.writers.word_shell import CELL_STYLE, END_STYLE, TITLE_STYLE
from pct_tracker.reporting.writers.word_styles import ENTRY_STYLE, FRONT_STYLES, PARAGRAPH_STYLE

_MARKS = re.compile(rf"<!--(?:{TEXT_MARK}|{PART_MARK}0)-->".encode())
_PARAGRAPHS = ("purpose", "activities", "delivery", "states", "planned")
"""The numbered paragraphs before the letters."""

_MAY_BE_EMPTY = frozenset({"symbol", "original", "date", "session", "place_and_dates", "delivery", "states", "planned"})

_MARK_BEFORE_TRACE = "{% if annex_2 %}{{ annex_2_mark }}{% else %}{{ annex_1_mark }}{% endif %}"

_Paragraph = Callable[..., str]


def example_template(language: str, reference: Reference) -> bytes:
    """A .docx whose places make the document as it is written without a template; the user may change all of it."""
    layout = _layout(language, reference)
    shell, finished = io.BytesIO(), io.BytesIO()
    build_shell(layout).save(shell)
    paragraph = _paragraph_printer(right_to_left=layout.is_right_to_left)
    splice(shell, "word/document.xml", _MARKS, lambda mark: (_text if TEXT_MARK in mark else _tables)(paragraph), finished)
    return finished.getvalue()


def _layout(language: str, reference: Reference) -> Document:
    """A document that says places instead of words; its only annex stands for all tables."""
    words, direction = reference.document, reference.vocabulary.punctuation(language).direction
    table = Report(
        language=language,
        direction=direction,
        year=0,
        title_lines=(),
        columns=(),
        headings=(),
        rows=(),
        end_mark="{{ end_mark }}",
    )
    annex = words.text("header.annex_page", language, annex=words.text("annex.only", language))
    return Document(
        language=language,
        direction=direction,
        year=0,
        front=Front(**{line: _place(line) for line in FRONT_LINES}),
        page_words=words.text("header.page", language),
        paragraphs=(),
        statements=(),
        closing="{{ closing }}",
        annexes=(Annex(table, "{{ annex_1_heading }}", annex),),
    )


def _text(paragraph: _Paragraph) -> Iterator[str]:
    for line, style in FRONT_STYLES.items():
        words = paragraph(style, _place(line))
        yield from _if(line, words) if line in _MAY_BE_EMPTY else (words,)
    for name in _PARAGRAPHS:
        words = paragraph(PARAGRAPH_STYLE, _place(f"{name}_paragraph"))
        yield from _if(f"{name}_paragraph", words) if name in _MAY_BE_EMPTY else (words,)
    for name, entry in (("letters", "{{ one.letter }}\t{{ one.meaning }}"), ("sensitivity", "–\t{{ one }}")):
        loop = (_control(f"for one in {name}"), paragraph(ENTRY_STYLE, entry), _control("endfor"))
        yield from _if(name, paragraph(PARAGRAPH_STYLE, _place(f"{name}_heading")), *loop)
    yield paragraph(PARAGRAPH_STYLE, _place("closing_paragraph"))


def _tables(paragraph: _Paragraph) -> Iterator[str]:
    yield from _table("annex_1", paragraph)
    second = (paragraph(END_STYLE, _place("annex_1_mark")), *_table("annex_2", paragraph, new_page=True))
    yield from _if("annex_2", *second)
    trace = (paragraph(END_STYLE, _MARK_BEFORE_TRACE), *_table("trace", paragraph, new_page=True))
    yield from _if("trace", *trace)


def _table(name: str, paragraph: _Paragraph, *, new_page: bool = False) -> Iterator[str]:
    yield paragraph(TITLE_STYLE, _place(f"{name}_title"), new_page=new_page)
    yield paragraph(TITLE_STYLE, "")
    yield paragraph(CELL_STYLE, _place(name))


def _if(name: str, *paragraphs: str) -> Iterator[str]:
    """Paragraphs that are there only if a place has something to say."""
    yield _control(f"if {name}")
    yield from paragraphs
    yield _control("endif")


def _control(words: str) -> str:
    """A paragraph that steers those below it and goes when the places are filled; it runs from left to right always."""
    return _paragraph_printer(right_to_left=False)(CELL_STYLE, f"{{%p {words} %}}")


def _place(name: str) -> str:
    return f"{{{{ {name} }}}}"


def _paragraph_printer(*, right_to_left: bool) -> _Paragraph:
    """Prints paragraphs of one run: the words that come into a place run as the language does."""
    direction, run = ("<w:bidi/>", "<w:rPr><w:rtl/></w:rPr>") if right_to_left else ("", "")

    def paragraph(style: str, text: str, *, new_page: bool = False) -> str:
        break_before = "<w:pageBreakBefore/>" if new_page else ""
        words = text.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
        properties = f'<w:pPr><w:pStyle w:val="{style}"/>{break_before}{direction}</w:pPr>'
        return f'<w:p>{properties}<w:r>{run}<w:t xml:space="preserve">{words}</w:t></w:r></w:p>'

    return paragraph
