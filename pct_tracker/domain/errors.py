"""Troubles that belong to the user's world. Anything else that is raised is a mistake of the program."""

from typing import Any


class UserError(Exception):
    """Something that cannot be done, for a reason the user can understand and act on.

    `code` names the sentence in the catalogue, `params` fill it.
    """

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(f"{code} {params}" if params else code)
        self.code = code
        self.params = params


class StaleEditError(UserError):
    """Somebody else changed or deleted the activity since it was read. `activity_id` says which one."""

    def __init__(self, activity_id: int, code: str = "edit.stale") -> None:
        super().__init__(code, activity_id=activity_id)
        self.activity_id = activity_id
