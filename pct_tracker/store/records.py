"""An activity as plain data, for the journal: JSON that will still be read in many years."""

import json
from datetime import date
from typing import Any

from pct_tracker.domain.activity import Acceptance, ActivityDraft, CoOrganizer, Doubt, HeadCount, Origin, Question, Venue
from pct_tracker.domain.codes import Modality, Review, Status, TextMark, VenueKind
from pct_tracker.domain.texts import Texts


def draft_to_json(draft: ActivityDraft) -> str:
    """The content of an activity as JSON; fields that hold nothing are left out."""
    record = {
        "year": draft.year,
        "month": draft.month,
        "start": draft.start and draft.start.isoformat(),
        "end": draft.end and draft.end.isoformat(),
        "status": draft.status.value,
        "type": draft.type,
        "contents": list(draft.contents),
        "title": dict(draft.title),
        "title_marks": dict(draft.title.marks),
        "co_organizers": [_organizer_values(one) for one in draft.co_organizers],
        "venue": [draft.venue.kind.value, draft.venue.code, draft.venue.city],
        "modality": draft.modality and draft.modality.value,
        "origins": [one.code or {"text": one.text} for one in draft.origins],
        "origin_note": dict(draft.origin_note),
        "origin_note_marks": dict(draft.origin_note.marks),
        "participant_types": list(draft.participant_types),
        "participants": draft.participants,
        "funding": draft.funding,
        "planned_participants": draft.planned_participants,
        "online_participants": draft.online_participants,
        "head_counts": [[one.code, one.participants] for one in draft.head_counts],
        "status_reason": draft.status_reason,
        "follows": draft.follows,
        "review": draft.review.value if draft.review is not Review.COMPLETE else None,
        "notes": draft.notes,
        "links": list(draft.links),
        "questions": [_question_values(one) for one in draft.questions],
        "distinct_from": list(draft.distinct_from),
        "acceptances": [_acceptance_values(one) for one in draft.acceptances],
        "source_cells": list(draft.source_cells),
        "doubts": [[doubt.rule, doubt.field, doubt.text] for doubt in draft.doubts],
    }
    return json.dumps({key: value for key, value in record.items() if value not in (None, [], {})}, ensure_ascii=False)


def draft_from_json(text: str) -> ActivityDraft:
    """The content that `draft_to_json` wrote."""
    record: dict[str, Any] = json.loads(text)
    kind, code, city = record.get("venue") or (VenueKind.UNKNOWN, None, None)
    modality = record.get("modality")
    return ActivityDraft(
        year=record.get("year"),
        month=record.get("month"),
        start=_day(record.get("start")),
        end=_day(record.get("end")),
        status=Status(record["status"]),
        type=record.get("type"),
        contents=tuple(record.get("contents", ())),
        title=_texts(record, "title"),
        co_organizers=tuple(CoOrganizer(_texts(one, "name"), one["code"]) for one in record.get("co_organizers", ())),
        venue=Venue(VenueKind(kind), code, city),
        modality=Modality(modality) if modality else None,
        origins=tuple(
            Origin(code=one) if isinstance(one, str) else Origin(text=one["text"]) for one in record.get("origins", ())
        ),
        origin_note=_texts(record, "origin_note"),
        participant_types=tuple(record.get("participant_types", ())),
        participants=record.get("participants"),
        funding=record.get("funding"),
        planned_participants=record.get("planned_participants"),
        online_participants=record.get("online_participants"),
        head_counts=tuple(HeadCount(*values) for values in record.get("head_counts", ())),
        status_reason=record.get("status_reason"),
        follows=record.get("follows"),
        review=Review(record.get("review", Review.COMPLETE)),
        notes=record.get("notes"),
        links=tuple(record.get("links", ())),
        questions=tuple(_question(values) for values in record.get("questions", ())),
        distinct_from=tuple(record.get("distinct_from", ())),
        acceptances=tuple(_acceptance(*values) for values in record.get("acceptances", ())),
        source_cells=tuple(record.get("source_cells", ())),
        doubts=tuple(Doubt(*doubt) for doubt in record.get("doubts", ())),
    )


def _organizer_values(one: CoOrganizer) -> dict[str, Any]:
    values = {"name": dict(one.name), "code": one.code}
    return {**values, "name_marks": dict(one.name.marks)} if one.name.marks else values


def _texts(record: dict[str, Any], key: str) -> Texts:
    """A text with its marks, which stand under a key of their own; a mark of a later version is left out."""
    known = {one.value: one for one in TextMark}
    return Texts(record.get(key), {one: known.get(mark) for one, mark in record.get(f"{key}_marks", {}).items()})


def _question_values(one: Question) -> list[str | None]:
    answered = one.answered.isoformat() if one.answered else None
    return [one.field, one.text, one.author, one.asked.isoformat(), one.answer, one.answered_by, answered]


def _question(values: list[str | None]) -> Question:
    field, text, author, asked, answer, answered_by, answered = values
    return Question(field or "", text or "", author or "", _day(asked) or date.min, answer, answered_by, _day(answered))


def _acceptance_values(one: Acceptance) -> list[str]:
    return [one.rule, one.field, one.subject, one.reason, one.author, one.accepted.isoformat()]


def _acceptance(rule: str, field: str, subject: str, reason: str, author: str, accepted: str) -> Acceptance:
    return Acceptance(rule, field, subject, reason, author, date.fromisoformat(accepted))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
