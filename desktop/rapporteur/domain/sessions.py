"""The session and its two sides: catalogues of fields, records, presets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapporteur.domain.fields import Catalogue, Choice, Field, Group, Kind, Privacy, Record
from rapporteur.domain.languages import LANGUAGES, per_language

SESSION_GROUPS = (
    Group("body", "Working group", "Рабочая группа"),
    Group("previous", "Previous session", "Предыдущее заседание"),
    Group("place", "Dates and place", "Время и место"),
    Group("texts", "Texts", "Тексты"),
    Group("agenda", "Agenda", "Повестка дня"),
    Group("protocol", "Session Protocol", "Протокол заседания"),
)

# The defined terms of a Protocol: one per line, English = Russian = Hindi.
TERMS = "the Sides = Стороны = दोनों पक्ष"


SESSION = Catalogue(
    "session",
    SESSION_GROUPS,
    (
        Field("ordinal", "Number of the session", "Номер заседания", "body", Kind.NUMBER,
              required=True, width=6, help="11 for the 11th Session."),
        *per_language("working_group", "Working group", "Рабочая группа", "body", required=True),
        *per_language("commission", "Commission", "Комиссия", "body"),
        Field("previous_ordinal", "Previous session, number", "Предыдущее заседание, номер",
              "previous", Kind.NUMBER, width=6),
        Field("previous_date", "Previous session, date", "Предыдущее заседание, дата",
              "previous", Kind.DATE, width=12),
        *per_language("previous_place", "Previous session, place", "Предыдущее заседание, место",
                       "previous", width=24),
        Field("start_date", "First day", "Первый день", "place", Kind.DATE, required=True,
              width=12),
        Field("end_date", "Last day", "Последний день", "place", Kind.DATE, width=12),
        Field("signing_date", "Date of signing", "Дата подписания", "place", Kind.DATE, width=12),
        *per_language("venue", "Venue", "Место проведения", "place", width=32),
        *per_language("city", "City", "Город", "place", width=24),
        Field("time_zone", "Time zone", "Часовой пояс", "place", Kind.PRESET, width=20, choices=(
            Choice("Asia/Kolkata", "Asia/Kolkata"), Choice("Europe/Moscow", "Europe/Moscow"),
            Choice("UTC", "UTC")), help="As in the tz database, for example Asia/Kolkata."),
        Field("languages", "Languages of the texts", "Языки текстов", "texts", Kind.LIST,
              required=True, width=16, choices=LANGUAGES, help="en; ru; hi"),
        Field("interpretation", "Time with interpretation, %", "Время с переводом, %", "agenda",
              Kind.NUMBER, privacy=Privacy.INTERNAL, width=6,
              help="How long an item takes with consecutive interpretation: 160 for 1.6 times "
              "its planned minutes. Empty for simultaneous interpretation."),
        Field("agenda_circulated", "Agenda circulated", "Повестка дня разослана", "agenda",
              Kind.MOMENT, privacy=Privacy.INTERNAL, width=16),
        Field("originals", "Number of originals", "Число экземпляров", "protocol", Kind.NUMBER,
              width=6, help="2 where it is empty: one for each side."),
        *per_language("signing_place", "Place of signing", "Место подписания", "protocol",
                      width=32),
        *per_language("next_place", "Next session, place", "Следующее заседание, место",
                      "protocol", width=32),
        *per_language("next_dates", "Next session, dates", "Следующее заседание, сроки",
                      "protocol", width=32),
        Field("terms", "Defined terms", "Определённые термины", "protocol", Kind.LONG, width=48,
              help=f"One per line in every language, such as: {TERMS}"),
    ),
)  # fmt: skip

SIDE_GROUPS = (
    Group("side", "Side", "Сторона"),
    Group("usage", "Usage", "Обычаи"),
)

SIDE = Catalogue(
    "side",
    SIDE_GROUPS,
    (
        Field("code", "Short code", "Код", "side", required=True, width=6,
              help="Two or three letters, for example IN."),
        *per_language("name", "Name", "Название", "side", required=True, width=28),
        *per_language("adjective", "Adjective", "Прилагательное", "side", width=20),
        *per_language("formal_name", "Formal name", "Полное название", "side", width=36),
        Field("host", "Hosts the session", "Принимает заседание", "side", Kind.FLAG, width=6),
        Field("ours", "Our side", "Наша сторона", "side", Kind.FLAG, width=6),
        Field("aliases", "Also written as", "Также пишется", "side", Kind.LIST, width=40,
              help="Other names under which lists call this side or its country."),
        Field("honorifics", "Honorifics", "Обращения", "usage", Kind.LIST, width=40),
        Field("ranks", "Ranks, highest first", "Ранги, по старшинству", "usage", Kind.LIST,
              width=60),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Session(Record):
    """One meeting of the working group; a file holds exactly one."""

    @property
    def language_codes(self) -> tuple[str, ...]:
        """The languages of the texts in their order, "en" first unless set otherwise."""
        return tuple(part.strip() for part in self["languages"].split(";") if part.strip())


@dataclass(frozen=True, slots=True)
class Side(Record):
    """One of the two parties. `position` is 1 or 2."""

    position: int

    def name(self, language: str = "en") -> str:
        """The name in `language`; English where there is none."""
        key = f"name_{language}"
        return (self[key] if key in self.catalogue else "") or self["name_en"]

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every name by which a list may call this side, without duplicates."""
        keys = [k for k in self.catalogue.keys if k.startswith(("name_", "formal_name_"))]
        found = [self["code"], *(self[k] for k in keys), *split_list(self["aliases"])]
        return tuple(dict.fromkeys(text for text in found if text))


def split_list(value: str) -> tuple[str, ...]:
    """The parts of a stored list value, "one; two" -> ("one", "two")."""
    return tuple(part for part in (p.strip() for p in value.split(";")) if part)


def join_list(parts: Sequence[str]) -> str:
    """The canonical text of a list value."""
    return "; ".join(part.strip() for part in parts if part.strip())


@dataclass(frozen=True, slots=True)
class SidePreset:
    """What the assistant fills in when a country is chosen. Values by key of `SIDE`."""

    country: str
    values: dict[str, str]


INDIA = SidePreset(
    "India",
    {
        "code": "IN",
        "name_en": "India",
        "name_ru": "Индия",
        "name_hi": "भारत",
        "adjective_en": "Indian",
        "adjective_ru": "Индийская",
        "adjective_hi": "भारतीय",
        "formal_name_en": "the Republic of India",
        "formal_name_ru": "Республика Индия",
        "formal_name_hi": "भारत गणराज्य",
        "aliases": "Republic of India; Bharat; IND; Indian Side; Indian delegation; "
        "Индийская Сторона; Индийская делегация; भारतीय पक्ष",
        "honorifics": "Shri; Smt.; Ms.; Dr.; Prof.; H.E. Mr.; H.E. Ms.; Mr.",
        "ranks": "Minister; Secretary; Additional Secretary; Joint Secretary; Director; "
        "Deputy Secretary; Under Secretary; Section Officer",
    },
)

RUSSIA = SidePreset(
    "Russia",
    {
        "code": "RU",
        "name_en": "Russia",
        "name_ru": "Россия",
        "name_hi": "रूस",
        "adjective_en": "Russian",
        "adjective_ru": "Российская",
        "adjective_hi": "रूसी",
        "formal_name_en": "the Russian Federation",
        "formal_name_ru": "Российская Федерация",
        "formal_name_hi": "रूसी संघ",
        "aliases": "Russian Federation; RF; RUS; РФ; Russian Side; Russian delegation; "
        "Российская Сторона; Российская делегация; रूसी पक्ष",
        "honorifics": "Mr.; Ms.; Dr.; H.E. Mr.; H.E. Ms.; г-н; г-жа; д-р",
        "ranks": "Minister; Deputy Minister; Director of Department; Deputy Director; "
        "Head of Division; Deputy Head; Leading Adviser; Adviser",
    },
)

SIDE_PRESETS = (INDIA, RUSSIA)
