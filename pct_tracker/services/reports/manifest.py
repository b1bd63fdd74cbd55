"""The manifest of an export: what was written from what, and the proof that it says so."""

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from pct_tracker import __version__
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.report import ExportRecord
from pct_tracker.figures.counts import count_figures
from pct_tracker.reporting.files import write_atomically
from pct_tracker.rules.catalogue import RULES_EDITION
from pct_tracker.services.reports.choices import ReportChoices
from pct_tracker.services.reports.differences import Proof
from pct_tracker.services.reports.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file of the report, and the proof that it says what it should.

    `untranslated` counts the rows of all annexes, and the lines of the front block, in which some text stands in another
    language or is outdated. `unlike_before` is True for a repeated export whose bytes are not those of the first time.
    """

    path: Path
    language: str
    format: str
    sha256: str
    untranslated: int
    proof: Proof
    unlike_before: bool = False


def build_manifest(snapshot: Snapshot, choices: ReportChoices, files: Iterable[WrittenFile]) -> dict[str, Any]:
    """The manifest as objects, lists, texts and numbers."""
    written = tuple(files)
    return {
        "program": f"PCT Tracker {__version__}",
        "year": snapshot.year,
        "snapshot": {"journal_entry": snapshot.entry_id, "words": snapshot.edition, "rules": RULES_EDITION},
        "templates": dict(choices.template_ids),
        "activities": {name: [_told(one) for one in getattr(snapshot, name)] for name in ("held", "planned")},
        "figures": {one.name: one.value for one in count_figures(snapshot.held, snapshot.reference)},
        "doubtful": sorted(snapshot.doubtful),
        "errors": snapshot.errors,
        "proven": agree(one.proof for one in written),
        "files": files_as_json(written),
    }


def files_as_json(files: Iterable[WrittenFile]) -> list[dict[str, Any]]:
    """The files with their checksums and proofs, as a manifest tells them."""
    return [_file(one) for one in files]


def agree(proofs: Iterable[Proof]) -> bool:
    """Whether every file says what it should, and all of them have the same rows and the same sum of participants."""
    known = tuple(proofs)
    return all(one.holds for one in known) and len({(one.rows, one.participants) for one in known}) <= 1


def agree_by_language(files: Iterable[WrittenFile]) -> bool:
    """Whether every file says what it should, and those of each language have the same rows and numbers."""
    proofs: dict[str, list[Proof]] = {}
    for one in files:
        proofs.setdefault(one.language, []).append(one.proof)
    return all(map(agree, proofs.values()))


def write_manifest(path: Path, manifest: Mapping[str, Any]) -> None:
    """Writes the manifest as JSON. Raises what `write_atomically` raises."""
    write_atomically(path, partial(_write_json, manifest))


def keep_with_manifest(path: Path, manifest: Mapping[str, Any], keep: Callable[[], ExportRecord]) -> ExportRecord:
    """Writes the manifest, keeps the export, and adds its number to the manifest, if it has one.

    Nothing is kept where no manifest can be written, and where nothing is kept no manifest stays. Raises what
    `write_atomically` and `keep` raise.
    """
    write_manifest(path, manifest)
    try:
        record = keep()
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise
    # Without its number, too, the manifest is true, and what is kept and locked now is not to be taken back for it.
    if record.id:
        with suppress(UserError):
            write_manifest(path, {**manifest, "export": record.id})
    return record


def _told(activity: Any) -> dict[str, int]:
    return {"id": activity.id, "version": activity.version}


def _file(one: WrittenFile) -> dict[str, Any]:
    proof = asdict(one.proof)
    del proof["file"]
    return {
        "file": one.path.name,
        "language": one.language,
        "format": one.format,
        "sha256": one.sha256,
        "untranslated": one.untranslated,
        "proof": {**proof, "holds": one.proof.holds},
    }


def _write_json(content: object, stream: BinaryIO) -> None:
    stream.write(json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n")
