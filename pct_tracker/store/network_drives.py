"""Which files lie on a network drive, where little of what a disk promises holds."""

from pathlib import Path

_NETWORK_FILE_SYSTEMS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs"})


def is_on_network(path: Path) -> bool:
    """Whether the file lies on a network drive, where the write-ahead log would be unsafe."""
    if str(path).startswith(("\\\\", "//")):
        return True
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return False
    folder, best, kind = str(path.resolve().parent), "", ""
    for line in mounts.read_text("utf-8", "replace").splitlines():
        _, point, file_system, *_ = line.split(" ")
        point = point.replace("\\040", " ")  # the list is separated by spaces, so that it writes those of a name otherwise
        if (folder + "/").startswith(point.rstrip("/") + "/") and len(point) >= len(best):
            best, kind = point, file_system
    return kind in _NETWORK_FILE_SYSTEMS
