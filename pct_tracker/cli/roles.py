"""`roles`: who may do what to a log that a server keeps."""

import argparse

from pct_tracker.cli.printing import print_json
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.team import ROLES
from pct_tracker.services.keeping.sharing import Team, give_role, make_roles

_MAY = {
    "reader": "look at everything",
    "editor": "record and change activities, import, export",
    "publisher": "lock and unlock years, choose words, weights of rules and templates",
}


def run(given: argparse.Namespace) -> int:
    """Makes the roles, gives one if that is asked for, and says who has which."""
    team = make_roles(given.store)
    if given.give:
        role, person = given.give
        if role not in ROLES:
            raise UserError("server.unknown-role", role=role, roles=", ".join(ROLES))
        team = give_role(given.store, role, person)
    if given.json:
        print_json({"own": team.own, "members": team.members})
    else:
        _print(team)
    return 0


def _print(team: Team) -> None:
    for role in ROLES:
        people = ", ".join(team.members.get(role, ())) or "nobody yet"
        print(f"{role:<10} {people}  (may {_MAY[role]})")
    print("Whoever made the log may do everything. 'pct-tracker roles --give ROLE PERSON' gives somebody a role.")
