"""The log on disk. Nothing leaves this room but values of the domain."""

from pct_tracker.store.asyncio_aside import set_aside

set_aside()
