"""Makes a process of root hold to the modes of files, as everybody else has to."""

import ctypes
import sys

IS_POSSIBLE = sys.platform == "linux"

_VERSION = 0x20080522
"""Of the capabilities that `capset` takes: two words for each set of them."""


def give_up_privileges() -> None:
    """Gives up every capability of this process, that to pass over the modes of files among them, for good."""
    header = (ctypes.c_uint32 * 2)(_VERSION, 0)
    none = (ctypes.c_uint32 * 6)()
    if ctypes.CDLL(None, use_errno=True).capset(header, none):
        raise OSError(ctypes.get_errno(), "capabilities cannot be given up")
