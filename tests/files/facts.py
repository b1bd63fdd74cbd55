"""Made-up activities of the years 2016 to 2023, and the cells an annex in any of the six languages prints of them."""

from dataclasses import dataclass
from typing import Any

from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.reference.loader import load_reference

ONLINE = "online"


@dataclass(frozen=True, slots=True)
class Fact:
    """An activity that never was. `month` counts from 1, `venue` is a code or ONLINE."""

    month: int
    type: str
    contents: str
    titles: tuple[str, ...]
    venue: str
    origins: tuple[str, ...]
    people: tuple[str, ...]
    participants: int
    with_whom: str = ""

    def title(self, language: str) -> str:
        return self.titles[LANGUAGES.index(language)]


FACTS = (
    Fact(
        2,
        "pct-seminar",
        "BC",
        (
            "Seminar on filing for small Offices",
            "Séminaire sur le dépôt pour les petits offices",
            "Seminario sobre la presentación para oficinas pequeñas",
            "Семинар о подаче заявок для малых ведомств",
            "面向小型主管局的申请研讨会",
            "ندوة عن الإيداع للمكاتب الصغيرة",
        ),
        "KE",
        ("KE", "UG", "TZ"),
        ("offices",),
        42,
    ),
    Fact(
        3,
        "epct-training",
        "CD",
        (
            "Training in electronic files",
            "Formation aux dossiers électroniques",
            "Formación en expedientes electrónicos",
            "Обучение работе с электронными делами",
            "电子文档培训",
            "تدريب على الملفات الإلكترونية",
        ),
        ONLINE,
        ("PE", "CL"),
        ("offices", "users"),
        1234,
    ),
    Fact(
        3,
        "pct-workshop",
        "B",
        (
            "Workshop for universities of the coast",
            "Atelier pour les universités de la côte",
            "Taller para universidades de la costa",
            "Практикум для университетов побережья",
            "沿海大学讲习班",
            "حلقة عمل لجامعات الساحل",
        ),
        "MA",
        ("MA", "SN", "GN"),
        ("universities",),
        65,
        "Atlas",
    ),
    Fact(
        5,
        "pct-webinar",
        "A",
        (
            "First steps with an invention",
            "Premiers pas avec une invention",
            "Primeros pasos con una invención",
            "Первые шаги с изобретением",
            "发明的第一步",
            "الخطوات الأولى مع اختراع",
        ),
        ONLINE,
        ("VN", "LA", "KH", "MM"),
        ("users",),
        310,
    ),
    Fact(
        9,
        "pct-training",
        "BC",
        (
            "Course for new examiners",
            "Cours pour nouveaux examinateurs",
            "Curso para nuevos examinadores",
            "Курс для новых экспертов",
            "新审查员课程",
            "دورة للفاحصين الجدد",
        ),
        "UZ",
        ("UZ", "KG", "TJ"),
        ("offices",),
        28,
    ),
    Fact(
        11,
        "pct-meeting",
        "EF",
        (
            "Meeting on accession",
            "Réunion sur l’adhésion",
            "Reunión sobre la adhesión",
            "Совещание о присоединении",
            "关于加入的会议",
            "اجتماع بشأن الانضمام",
        ),
        "FJ",
        ("FJ", "WS", "TO", "VU"),
        ("offices", "ministry-officials"),
        17,
    ),
)


def place(code: str, language: str) -> str:
    """A State with its code as the language prints it."""
    reference = load_reference()
    party = reference.parties.find(code)
    assert party is not None
    return reference.vocabulary.punctuation(language).with_code(party.names[language], code)


def headings(language: str) -> list[str]:
    """The nine headings of a language."""
    vocabulary = load_reference().vocabulary
    return [vocabulary.column_label(column, language) for column in vocabulary.columns]


def titles(year: int, language: str, *, planned: bool = False) -> list[str]:
    """The two lines over the table."""
    return list(load_reference().vocabulary.annex_title(year, language, planned=planned))


def cells(fact: Fact, year: int, language: str) -> list[str]:
    """The nine cells of an activity."""
    vocabulary = load_reference().vocabulary
    marks = vocabulary.punctuation(language)
    return [
        f"{year}-{fact.month:02}",
        vocabulary.type_label(fact.type, language),
        marks.contents_separator.join(fact.contents),
        fact.title(language),
        fact.with_whom,
        vocabulary.online_label(language) if fact.venue == ONLINE else place(fact.venue, language),
        marks.list_separator.join(place(code, language) for code in fact.origins),
        "; ".join(vocabulary.participant_type_label(kind, language) for kind in fact.people),
        str(fact.participants),
    ]


def table(year: int, language: str, facts: tuple[Fact, ...] = FACTS[:4]) -> list[list[str]]:
    """Headings and rows."""
    return [headings(language), *(cells(fact, year, language) for fact in facts)]


def expected(fact: Fact, year: int, language: str, status: str = "held", **other: Any) -> dict[str, Any]:
    """What reading the cells of an activity has to give."""
    row = {
        "month": f"{year}-{fact.month:02}",
        "days": None,
        "type": fact.type,
        "contents": fact.contents,
        "title": fact.title(language),
        "with_whom": [fact.with_whom] if fact.with_whom else [],
        "venue": fact.venue,
        "origins": list(fact.origins),
        "people": list(fact.people),
        "participants": fact.participants,
        "language": language,
        "status": status,
        "year": year,
        "doubts": [],
    }
    return row | other
