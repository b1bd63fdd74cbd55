"""Files that are replaced as a whole or not at all, and the folders they go to."""

import contextlib
import errno
import io
import os
import secrets
import stat
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from pct_tracker.domain.errors import UserError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_UNUSABLE_NAME = {errno.ENAMETOOLONG, errno.EINVAL, errno.ELOOP}
# ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION.
_SHARING_VIOLATIONS = {32, 33}
_ACCESS_DENIED = 5


class _BreathingFile(io.BufferedWriter):
    """A file that calls `breathe` each time something is written to it."""

    def __init__(self, raw: io.FileIO, breathe: Callable[[], None]) -> None:
        super().__init__(raw)
        self._breathe = breathe

    def write(self, data: "ReadableBuffer", /) -> int:
        self._breathe()
        return super().write(data)


def write_atomically(target: Path, write: Callable[[BinaryIO], object], breathe: Callable[[], None] | None = None) -> None:
    """Puts what `write` writes in the place of the target, or leaves everything as it was.

    `breathe` is called each time something is written; what it raises ends the work. Raises UserError export.no-folder,
    .is-folder, .not-writable, .disk-full, .in-use or .unusable-name with `file`.
    """
    try:
        # A link keeps pointing to the file that is replaced.
        place = Path(os.path.realpath(target))
        _check_target(place, target)
        temporary = place.with_name(f".pct-{secrets.token_hex(8)}.tmp")
        try:
            _write_durably(temporary, write, breathe or _go_on)
            _move(temporary, place, target)
        except BaseException:
            _remove(temporary)
            raise
        _sync_folder(place.parent)
    except OSError as trouble:
        raise UserError(_code_of(trouble), file=str(target)) from trouble


def make_folder(folder: Path) -> Path:
    """The folder, made with those above it if it is not there. Raises UserError export.not-a-folder or .not-writable."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise UserError("export.not-a-folder", file=str(folder)) from error
    except OSError as error:
        raise UserError("export.not-writable", file=str(folder)) from error
    return folder


def _check_target(place: Path, target: Path) -> None:
    if place.is_dir():
        raise UserError("export.is-folder", file=str(target))
    if not place.parent.is_dir():
        raise UserError("export.no-folder", file=str(target), folder=str(target.parent))
    # Moving a file over a protected one, or over a device, would succeed on POSIX: whoever protected it does not want that.
    if place.exists() and not (place.is_file() and place.stat().st_mode & 0o222 and os.access(place, os.W_OK)):
        raise UserError("export.not-writable", file=str(target))


def _write_durably(temporary: Path, write: Callable[[BinaryIO], object], breathe: Callable[[], None]) -> None:
    with _BreathingFile(io.FileIO(temporary, "x"), breathe) as stream:
        write(stream)
        stream.flush()
        os.fsync(stream.fileno())


def _move(temporary: Path, place: Path, target: Path) -> None:
    with contextlib.suppress(OSError):
        temporary.chmod(stat.S_IMODE(place.stat().st_mode))
    try:
        temporary.replace(place)
    except PermissionError as trouble:
        # The folder takes new files, so on Windows it is the old one that some program holds open.
        if getattr(trouble, "winerror", None) == _ACCESS_DENIED:
            raise UserError("export.in-use", file=str(target)) from trouble
        raise


def _remove(temporary: Path) -> None:
    with contextlib.suppress(OSError):
        temporary.unlink()


def _sync_folder(folder: Path) -> None:
    """Makes the new name durable where the system can; Windows opens no folders."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _code_of(trouble: OSError) -> str:
    if getattr(trouble, "winerror", None) in _SHARING_VIOLATIONS:
        return "export.in-use"
    if trouble.errno in _FULL:
        return "export.disk-full"
    if trouble.errno in _UNUSABLE_NAME:
        return "export.unusable-name"
    return "export.not-writable"


def _go_on() -> None:
    """Nobody wants to end the work."""
