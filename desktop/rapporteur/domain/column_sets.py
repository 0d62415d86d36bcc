"""Named column sets: who receives which columns of a list, for which purpose.

A consumer sees only what the set names; a private field stands only in a set that lists its
class in `privacy`, so a field added later stays hidden until somebody decides otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass

from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.fields import Field, Privacy


@dataclass(frozen=True, slots=True)
class ColumnSet:
    """Columns of a list for one consumer. `fields` may name derived fields (number, full_name).

    `title` and its translations stand above the printed list where the name of the set does not say
    it. With `honorific` the full name begins with the honorific, as custom has it in a Protocol.
    """

    key: str
    name: str
    name_ru: str
    purpose: str
    fields: tuple[str, ...]
    privacy: frozenset[Privacy] = frozenset({Privacy.PUBLIC})
    title: str = ""
    title_ru: str = ""
    title_hi: str = ""
    honorific: bool = False

    def heading(self, language: str = "en") -> str:
        """The title above the printed list in `language`; English where there is none."""
        found = {"ru": self.title_ru or self.name_ru, "hi": self.title_hi}.get(language)
        return found or self.title or self.name

    def columns(self) -> tuple[Field, ...]:
        """The fields in order; ValueError names a private field the set does not allow."""
        found = tuple(DELEGATE[key] for key in self.fields)
        for f in found:
            if f.privacy not in self.privacy:
                raise ValueError(f"{self.key}: {f.key} is {f.privacy.value}")
        return found


_PUBLIC = ("number", "full_name", "designation", "organisation")

COLUMN_SETS = (
    ColumnSet("public", "Public annex", "Состав делегации",
              "Annex to the Session Protocol", (*_PUBLIC, "role"),
              title="Composition of the delegation",
              title_hi="प्रतिनिधिमंडल की सूची", honorific=True),
    ColumnSet("gate-pass", "Gate pass", "Список на пропуска", "Security of the venue",
              (*_PUBLIC, "passport_name", "citizenship", "passport_number", "car"),
              frozenset({Privacy.PUBLIC, Privacy.IDENTITY, Privacy.TRAVEL}),
              title="List for gate passes"),
    ColumnSet("visa", "Visa support", "Визовая поддержка", "Invitations and visas",
              ("number", "full_name", "passport_name", "sex", "date_of_birth", "place_of_birth",
               "citizenship", "passport_number", "passport_issued", "passport_expiry",
               "designation", "organisation", "arrival_date", "departure_date"),
              frozenset({Privacy.PUBLIC, Privacy.INTERNAL, Privacy.IDENTITY, Privacy.TRAVEL}),
              title="List for visa support", title_ru="Список для визовой поддержки"),
    ColumnSet("airport", "Airport", "Встреча и проводы", "Meeting and seeing off",
              ("number", "honorific", "full_name", "designation", "phone", "arrival_date",
               "arrival_time", "arrival_flight", "arrival_terminal", "departure_date",
               "departure_time", "departure_flight", "departure_terminal", "met_by", "car"),
              frozenset({Privacy.PUBLIC, Privacy.CONTACT, Privacy.TRAVEL}),
              title="Arrivals and departures"),
    ColumnSet("hotel", "Hotel", "Размещение", "Hotel reservations",
              ("number", "honorific", "full_name", "citizenship", "hotel", "room",
               "arrival_date", "departure_date", "diet"),
              frozenset({Privacy.PUBLIC, Privacy.IDENTITY, Privacy.TRAVEL, Privacy.HEALTH}),
              title="Hotel list", title_ru="Список на размещение"),
    ColumnSet("meals", "Meals", "Питание", "Catering",
              ("number", "full_name", "organisation", "diet"),
              frozenset({Privacy.PUBLIC, Privacy.HEALTH}),
              title="List for catering", title_ru="Список на питание"),
    ColumnSet("interpreters", "Interpreters", "Переводчики", "Interpretation",
              ("number", "full_name", "native_name", "designation", "organisation", "role",
               "sub_groups", "languages", "interpreter"),
              frozenset({Privacy.PUBLIC, Privacy.INTERNAL}),
              title="List for the interpreters", title_ru="Список для переводчиков"),
    ColumnSet("badges", "Badges and plates", "Бейджи и таблички", "Printing badges and plates",
              ("number", "honorific", "full_name", "latin_name", "native_name", "designation",
               "organisation", "role", "category"),
              title="List for badges and name plates", title_ru="Список для бейджей и табличек"),
    ColumnSet("everything", "Everything", "Все сведения",
              "The secretariat's own copy; holds passport and travel data",
              tuple(f.key for f in (DELEGATE["number"], DELEGATE["full_name"])) + tuple(
                  key for key in DELEGATE.keys if key != "photo"),
              frozenset(Privacy), title="Full list of the delegation",
              title_ru="Полный список делегации"),
)  # fmt: skip


def column_set(key: str) -> ColumnSet:
    """The built-in set named `key`; KeyError where there is none."""
    for found in COLUMN_SETS:
        if found.key == key:
            return found
    raise KeyError(key)
