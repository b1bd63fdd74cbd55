"""The manual as one page: short texts of our own, the keys, and the rules in their own words."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from html import escape
from pathlib import Path
from typing import Any, BinaryIO

from pct_tracker import __version__
from pct_tracker.reference.loader import load_reference, read_json_resource, resources_folder
from pct_tracker.reporting.files import write_atomically
from pct_tracker.rules.catalogue import SEVERITIES
from pct_tracker.services.wording import Wording

RULE_GROUPS: Mapping[str, tuple[str, ...]] = {
    "month": ("date",),
    "type": ("type",),
    "contents": ("contents",),
    "title": ("title", "text"),
    "co_organizers": ("co-organizer",),
    "venue": ("venue", "modality", "place", "separator"),
    "origins": ("origins",),
    "participant_types": ("participant-types",),
    "participants": ("participants",),
    "activity": ("activity",),
    "status": ("status",),
    "questions": ("question",),
}
"""By the field under which they are explained, what the names of its rules begin with."""

_HEADING = re.compile(r'<h2 id="([a-z-]+)">([^<]+)</h2>')

_STYLE = """
:root { color-scheme: light dark; --line: #8884; --soft: #8881; }
body {
  font: 1em/1.5 Arial, "Noto Sans", "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", "Noto Sans Arabic", sans-serif;
  max-width: 46em; margin: 2em auto; padding: 0 1.2em;
}
h1 { font-size: 1.7em; }
h2 { font-size: 1.3em; margin-top: 2.2em; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.05em; margin: 1.8em 0 .4em; }
nav ul { columns: 2; padding-inline-start: 1.2em; }
li { margin: .25em 0; }
kbd { border: 1px solid var(--line); border-radius: 3px; padding: 0 .35em; font: inherit; white-space: nowrap; }
dt { font-weight: bold; margin-top: .9em; }
dd { margin-inline-start: 0; }
.weight { font-weight: normal; opacity: .75; }
code { direction: ltr; unicode-bidi: isolate; }
table { border-collapse: collapse; }
td, th { padding: .2em 0; padding-inline-end: 1.2em; border-bottom: 1px solid var(--soft); text-align: start; }
.wide { font-size: .92em; line-height: 1.4; }
.wide td, .wide th { vertical-align: top; padding-block: .45em; min-width: 7em; }
@media print { body { max-width: none; margin: 0; font-size: 10pt; } h3, dt { break-after: avoid; } }
"""

Keys = Sequence[tuple[str, str]]
"""What can be done, with the keys that do it."""


def write_manual(target: Path, language: str = "en", keys: Keys = ()) -> Path:
    """Writes the manual and returns its file; the rules and the keys are told in a language, the rest in English.

    Raises what `write_atomically` raises.
    """
    write_atomically(target, partial(_write, "".join(f"{line}\n" for line in _page(language, keys))))
    return target


def _write(page: str, stream: BinaryIO) -> None:
    stream.write(page.encode())


def _page(language: str, keys: Keys) -> Iterator[str]:
    body = (resources_folder() / "manual" / "en.html").read_text("utf-8")
    reference = load_reference()
    words = Wording(reference, language)
    threats = read_json_resource("manual", "threats.json")[language]
    own = {
        "threats": threats["title"],
        "rules": words.phrase("manual.rules"),
        **({"keys": words.phrase("manual.keys")} if keys else {}),
    }
    direction = reference.vocabulary.punctuation(language).direction
    yield '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>PCT Tracker {__version__}</title><style>{_STYLE}</style></head>"
    yield f"<body>\n<h1>PCT Tracker {__version__}</h1>\n<nav><ul>"
    for id_, title in (*_HEADING.findall(body), *((id_, escape(title)) for id_, title in own.items())):
        yield f'<li><a href="#{id_}" dir="auto">{title}</a></li>'
    yield f'</ul></nav>\n{body}<section lang="{language}" dir="{direction}">'
    yield from _threats(threats)
    yield f'<h2 id="rules">{escape(own["rules"])}</h2>\n<p>{escape(words.phrase("manual.weights"))}</p>'
    yield from _rules(words)
    if keys:
        yield f'<h2 id="keys">{escape(own["keys"])}</h2>'
        yield from _keys(keys)
    yield "</section>\n</body>\n</html>"


def _threats(told: Mapping[str, Any]) -> Iterator[str]:
    """What the program promises against each threat, what it does not, and what is left to the reader."""
    yield f'<h2 id="threats">{escape(told["title"])}</h2>\n<table class="wide"><thead><tr>'
    yield from (f'<th scope="col">{escape(heading)}</th>' for heading in told["columns"])
    yield "</tr></thead><tbody>"
    for threat, *cells in told["rows"]:
        yield f'<tr><th scope="row">{escape(threat)}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in cells)}</tr>'
    yield "</tbody></table>"


def _rules(words: Wording) -> Iterator[str]:
    for field, beginnings in RULE_GROUPS.items():
        name = words.phrase("cleaning.column.activity") if field == "activity" else words.field_name(field)
        yield f"<h3>{escape(name)}</h3>\n<dl>"
        for rule in (rule for rule in SEVERITIES if rule.partition(".")[0] in beginnings):
            weight = words.phrase(f"cleaning.weight.{SEVERITIES[rule].value}")
            named = f'{escape(words.rule_name(rule))} <span class="weight">({escape(weight)}, <code>{rule}</code>)</span>'
            yield f'<dt id="{rule}">{named}</dt><dd>{escape(words.rule_explanation(rule))}</dd>'
        yield "</dl>"


def _keys(keys: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield "<table>"
    for told, pressed in keys:
        yield f'<tr><td>{escape(told)}</td><td><kbd dir="ltr">{escape(pressed)}</kbd></td></tr>'
    yield "</table>"
