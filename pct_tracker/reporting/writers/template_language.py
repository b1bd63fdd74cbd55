"""What a template may say: places, conditions and loops over lists, and nothing that could run long or look around."""

import re
from collections.abc import Mapping
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from pct_tracker.domain.errors import UserError
from pct_tracker.reporting.writers.template_places import ENTRY_PARTS, LIST_PLACES, place_names

LARGEST_TEXT = 8_000_000
"""Characters that a part of the document may have once its places are filled; its tables come later."""

_DEEPEST_LOOP = 2
_MOST_MARKS = 10_000
_FILTERS = ("upper", "lower")
_LOOP_PARTS = ("index", "first", "last")
_HARMLESS = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.Const, nodes.Compare, nodes.Operand),
    *(nodes.And, nodes.Or, nodes.Not, nodes.CondExpr),
)
_TAG = re.compile(r"<[^>]*>")
_MARKS = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_QUOTED = 60
"""Characters of a broken place that the message quotes."""


class TemplateLanguage(SandboxedEnvironment):
    """Reads and fills templates. Raises UserError word-template.broken-place, .unknown-place, .not-allowed and .too-much."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.template_class = _BoundedTemplate
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in _FILTERS}
        self.tests.clear()

    def from_string(self, source: Any, *args: Any, **kwargs: Any) -> Template:
        """The template, refused before anything in it is worked out."""
        try:
            _Check(source).visit(self.parse(source))
        except TemplateSyntaxError as trouble:
            raise UserError("word-template.broken-place", place=_line(source, trouble.lineno)) from trouble
        return super().from_string(source, *args, **kwargs)


class _BoundedTemplate(Template):
    """A template whose text ends at a certain length."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        pieces, length = [], 0
        for piece in self.generate(*args, **kwargs):
            length += len(piece)
            if length > LARGEST_TEXT:
                raise UserError("word-template.too-much")
            pieces.append(piece)
        return "".join(pieces)


class _Check:
    """Goes through a template and refuses all that is not known to be harmless."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._names = place_names()

    def visit(self, node: nodes.Node, entries: Mapping[str, str] | None = None) -> None:
        """Checks a node; `entries` are the names that the loops around it have given, each with the list they go through."""
        entries = entries or {}
        match node:
            case nodes.For():
                self._visit_loop(node, entries)
                return
            case nodes.Name():
                if node.name not in self._names and node.name not in entries:
                    raise UserError("word-template.unknown-place", place=node.name)
            case nodes.Output():
                for one in node.nodes:
                    if self._is_list(one, entries):
                        raise self._refused(one)
            case nodes.Getattr():
                self._check_part(node, entries)
            case nodes.Filter():
                if node.name not in _FILTERS or node.args or node.kwargs:
                    raise self._refused(node)
            case _:
                if not isinstance(node, _HARMLESS):
                    raise self._refused(node)
        for child in node.iter_child_nodes():
            self.visit(child, entries)

    def _visit_loop(self, node: nodes.For, entries: Mapping[str, str]) -> None:
        deep = len(entries.keys() - {"loop"}) >= _DEEPEST_LOOP
        match node:
            case nodes.For(iter=nodes.Name(name=list_), target=nodes.Name(name=entry), recursive=False, test=None) if (
                list_ in LIST_PLACES and not deep
            ):
                inside = {**entries, entry: list_, "loop": ""}
                for child in (*node.body, *node.else_):
                    self.visit(child, inside)
            case _:
                raise self._refused(node)

    def _is_list(self, node: nodes.Node, entries: Mapping[str, str]) -> bool:
        """Whether the node is a list, or an entry with several parts: to be gone through, not to be printed."""
        return isinstance(node, nodes.Name) and (node.name in LIST_PLACES or entries.get(node.name) in ("letters", ""))

    def _check_part(self, node: nodes.Getattr, entries: Mapping[str, str]) -> None:
        known = _LOOP_PARTS if isinstance(node.node, nodes.Name) and node.node.name == "loop" else ENTRY_PARTS
        if not isinstance(node.node, nodes.Name) or node.node.name not in entries or node.attr not in known:
            raise self._refused(node)

    def _refused(self, node: nodes.Node) -> UserError:
        return UserError("word-template.not-allowed", place=_line(self._source, node.lineno or 0))  # scopes have none


def check_closed(source: str) -> None:
    """Raises UserError word-template.broken-place for a mark in a part that is not closed, .too-much for too many marks.

    To be asked before the part is read: those who look for the end of very many marks never come to an end themselves.
    """
    words = _TAG.sub("", source)
    if sum(1 for _ in _MARKS.finditer(words)) > _MOST_MARKS:
        raise UserError("word-template.too-much")
    opened: re.Match[str] | None = None
    for mark in _MARKS.finditer(words):
        expected = _CLOSING[opened.group()] if opened else None
        if (opened is None) != (mark.group() in _CLOSING) or (expected and mark.group() != expected):
            raise _broken(words, opened or mark)
        opened = None if opened else mark
    if opened:
        raise _broken(words, opened)


def _broken(words: str, mark: re.Match[str]) -> UserError:
    return UserError("word-template.broken-place", place=_quoted(words[mark.start() :]))


def _line(source: str, number: int) -> str:
    """The words of a line: each paragraph is one."""
    lines = source.splitlines()
    return _quoted(_TAG.sub("", lines[number - 1])) if 0 < number <= len(lines) else ""


def _quoted(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _QUOTED else f"{plain[:_QUOTED]}…"
