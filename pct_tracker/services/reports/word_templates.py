"""The Word templates of the user's own: an example to begin with, what may stand in one, and whether one is sound."""

from pathlib import Path

from pct_tracker.reporting.files import write_atomically
from pct_tracker.reporting.writers.template_places import Place, places
from pct_tracker.services.tracker import Tracker


def example_of_template(tracker: Tracker, language: str) -> bytes:
    """The Word template that is shipped as an example, in a language."""
    from pct_tracker.reporting.writers.template_example import example_template  # python-docx takes 0.2 s

    return example_template(language, tracker.reference)


def write_example(tracker: Tracker, language: str, path: Path) -> None:
    """Writes the example in a language to a file. Raises what `write_atomically` raises."""
    content = example_of_template(tracker, language)
    write_atomically(path, lambda stream: stream.write(content))


def check_template(template: bytes) -> None:
    """Raises UserError, with the place that is wrong, for a Word template that no document could be written with."""
    from pct_tracker.reporting.writers import word_template  # docxtpl takes 0.2 s

    word_template.check_template(template)


def template_places() -> tuple[Place, ...]:
    """The places that a Word template may name, each with the code of the phrase that explains it."""
    return places()
