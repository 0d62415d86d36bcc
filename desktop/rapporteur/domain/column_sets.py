"""Named column sets: who receives which columns of a list, for which purpose.

A consumer sees only what the set names; a private field stands only in a set that lists its
class in `privacy` and says for which purpose, so a field added later stays hidden until somebody
decides otherwise. The sets below come with the program; a session may change them and add its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.errors import UserError
from rapporteur.domain.fields import Catalogue, Field, Group, Kind, Privacy

SET_TEXTS = Catalogue(
    "column_set",
    (Group("set", "Set", "Набор"), Group("title", "Title above the list", "Заголовок списка")),
    (
        Field("name", "Name", "Название", "set", required=True, width=22),
        Field("name_ru", "Name (Russian)", "Название (русский)", "set", width=22),
        Field("purpose", "Purpose", "Назначение", "set", width=34,
              help="Why the list is handed out. A list with private data needs a purpose."),
        Field("retention", "Retention note", "Срок хранения", "set", width=34,
              help="How long the recipient may keep it: until the session ends, for example."),
        Field("title", "Title (English)", "Заголовок (английский)", "title", width=34),
        Field("title_ru", "Title (Russian)", "Заголовок (русский)", "title", width=34),
        Field("title_hi", "Title (Hindi)", "Заголовок (хинди)", "title", width=34),
        Field("honorific", "Honorific before the name", "Обращение перед именем", "title",
              Kind.FLAG, width=6),
    ),
)  # fmt: skip
"""What is typed about a set, as a form shows it. `honorific` is "yes" or ""."""

_MARK = "rapporteur:"  # how hidden cells of our own lists begin

Headings = Mapping[str, Mapping[str, str]]
"""Titles of columns by field key and language, where they differ from the catalogue."""


@dataclass(frozen=True, slots=True)
class ColumnSet:
    """Columns of a list for one consumer. `fields` may name derived fields (number, full_name).

    `title` and its translations stand above the printed list where the name of the set does not say
    it. With `honorific` the full name begins with the honorific, as custom has it in a Protocol.
    `retention` says how long the consumer may keep the list.
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
    retention: str = ""
    headings: Headings = field(default_factory=dict, hash=False)

    def heading(self, language: str = "en") -> str:
        """The title above the printed list in `language`; English where there is none."""
        found = {"ru": self.title_ru or self.name_ru, "hi": self.title_hi}.get(language)
        return found or self.title or self.name

    def named(self, language: str = "en") -> str:
        """The name in `language`; English where there is none."""
        return (self.name_ru if language == "ru" else "") or self.name

    def columns(self) -> tuple[Field, ...]:
        """The fields in order, under the set's own headings.

        ValueError names a private field whose class or purpose the set does not state.
        """
        found = tuple(DELEGATE[key] for key in self.fields)
        for f in found:
            if f.privacy not in self.privacy:
                raise ValueError(f"{self.key}: {f.key} is {f.privacy.value}")
            if f.privacy is not Privacy.PUBLIC and not self.purpose.strip():
                raise ValueError(f"{self.key}: {f.key} is {f.privacy.value}, without a purpose")
        return tuple(self._under_own_heading(f) for f in found)

    def private_classes(self) -> tuple[Privacy, ...]:
        """The classes of the private fields that really stand in the set, in their order."""
        present = {DELEGATE[key].privacy for key in self.fields}
        return tuple(one for one in Privacy if one in present and one is not Privacy.PUBLIC)

    def texts(self) -> dict[str, str]:
        """The values of `SET_TEXTS`."""
        found = {f.key: getattr(self, f.key) for f in SET_TEXTS if f.key != "honorific"}
        return {**found, "honorific": "yes" if self.honorific else ""}

    def _under_own_heading(self, found: Field) -> Field:
        own = self.headings.get(found.key)
        if not own:
            return found
        return replace(
            found,
            label=own.get("en") or found.label,
            label_ru=own.get("ru") or found.label_ru,
            label_hi=own.get("hi") or found.label_hi,
        )


_PUBLIC = ("number", "full_name", "designation", "organisation")

COLUMN_SETS = (
    ColumnSet("public", "Public annex", "Состав делегации",
              "Annex to the Session Protocol", (*_PUBLIC, "role"),
              title="Composition of the delegation",
              title_hi="प्रतिनिधिमंडल की सूची", honorific=True),
    ColumnSet("gate-pass", "Gate pass", "Список на пропуска", "Security of the venue",
              (*_PUBLIC, "passport_name", "citizenship", "passport_number", "car"),
              frozenset({Privacy.PUBLIC, Privacy.IDENTITY, Privacy.TRAVEL}),
              title="List for gate passes", retention="Destroy after the session"),
    ColumnSet("visa", "Visa support", "Визовая поддержка", "Invitations and visas",
              ("number", "full_name", "passport_name", "sex", "date_of_birth", "place_of_birth",
               "citizenship", "passport_number", "passport_issued", "passport_expiry",
               "designation", "organisation", "arrival_date", "departure_date"),
              frozenset({Privacy.PUBLIC, Privacy.INTERNAL, Privacy.IDENTITY, Privacy.TRAVEL}),
              title="List for visa support", title_ru="Список для визовой поддержки",
              retention="Destroy once the visas are issued"),
    ColumnSet("airport", "Airport", "Встреча и проводы", "Meeting and seeing off",
              ("number", "honorific", "full_name", "designation", "phone", "arrival_date",
               "arrival_time", "arrival_flight", "arrival_terminal", "departure_date",
               "departure_time", "departure_flight", "departure_terminal", "met_by", "car"),
              frozenset({Privacy.PUBLIC, Privacy.CONTACT, Privacy.TRAVEL}),
              title="Arrivals and departures", retention="Destroy after the last departure"),
    ColumnSet("hotel", "Hotel", "Размещение", "Hotel reservations",
              ("number", "honorific", "full_name", "citizenship", "hotel", "room",
               "arrival_date", "departure_date", "diet"),
              frozenset({Privacy.PUBLIC, Privacy.IDENTITY, Privacy.TRAVEL, Privacy.HEALTH}),
              title="Hotel list", title_ru="Список на размещение",
              retention="Destroy after the last departure"),
    ColumnSet("meals", "Meals", "Питание", "Catering",
              ("number", "full_name", "organisation", "diet"),
              frozenset({Privacy.PUBLIC, Privacy.HEALTH}),
              title="List for catering", title_ru="Список на питание",
              retention="Destroy after the session"),
    ColumnSet("interpreters", "Interpreters", "Переводчики", "Interpretation",
              ("number", "full_name", "native_name", "designation", "organisation", "role",
               "sub_groups", "languages", "interpreter"),
              frozenset({Privacy.PUBLIC, Privacy.INTERNAL}),
              title="List for the interpreters", title_ru="Список для переводчиков",
              retention="Destroy after the session"),
    ColumnSet("badges", "Badges and plates", "Бейджи и таблички", "Printing badges and plates",
              ("number", "honorific", "full_name", "latin_name", "native_name", "designation",
               "organisation", "role", "category"),
              title="List for badges and name plates", title_ru="Список для бейджей и табличек"),
    ColumnSet("everything", "Everything", "Все сведения",
              "The secretariat's own copy; holds passport and travel data",
              tuple(f.key for f in (DELEGATE["number"], DELEGATE["full_name"])) + tuple(
                  key for key in DELEGATE.keys if key != "photo"),
              frozenset(Privacy), title="Full list of the delegation",
              title_ru="Полный список делегации", retention="Never leaves the secretariat"),
)  # fmt: skip


def column_set(key: str) -> ColumnSet:
    """The built-in set named `key`; KeyError where there is none."""
    for found in COLUMN_SETS:
        if found.key == key:
            return found
    raise KeyError(key)


def possible_columns() -> tuple[Field, ...]:
    """Every field that can be a column of a list, in the order of the catalogue."""
    composed = (DELEGATE["number"], DELEGATE["full_name"], DELEGATE["side"])
    return (*composed, *(f for f in DELEGATE if f.kind is not Kind.IMAGE))


def with_texts(found: ColumnSet, texts: Mapping[str, str]) -> ColumnSet:
    """`found` with other values of `SET_TEXTS`, not `checked` yet."""
    values: dict[str, Any] = dict(texts)
    if "honorific" in values:
        values["honorific"] = values["honorific"] == "yes"
    return replace(found, **values)


def with_fields(found: ColumnSet, keys: Sequence[str]) -> ColumnSet:
    """`found` with these columns in this order, and exactly their classes.

    Raises UserError "column_set.*" as `checked` does: choosing a private field is the decision
    that its class may leave, and it is not taken without a purpose.
    """
    order = tuple(dict.fromkeys(keys))
    classes = frozenset({Privacy.PUBLIC, *(DELEGATE[key].privacy for key in order)})
    return checked(replace(found, fields=order, privacy=classes))


def with_heading(found: ColumnSet, key: str, language: str, text: str) -> ColumnSet:
    """`found` with `text` above one column; the catalogue's own heading where it says the same.

    UserError "column_set.heading" for a text by which our own lists mark their columns.
    """
    if _is_mark(text):
        raise _refusal(
            "heading",
            f"A heading cannot begin with “{_MARK}”; the marks in our lists begin like that.",
            "Choose other words.",
            key,
        )
    own = {code: words for code, words in found.headings.get(key, {}).items() if code != language}
    if text and text != DELEGATE[key].title(language):
        own[language] = text
    others = {one: words for one, words in found.headings.items() if one != key}
    return replace(found, headings={**others, key: own} if own else others)


def checked(found: ColumnSet) -> ColumnSet:
    """`found`, if it may be kept; UserError "column_set.*" with the place of what is wrong."""
    if not found.name.strip():
        raise _refusal("name", "The set needs a name.", "Type a name.", "name")
    if not found.fields:
        raise _refusal("empty", "A list needs at least one column.", "Choose a column.", "fields")
    private = next((DELEGATE[k] for k in found.fields if needs_purpose(k)), None)
    if private is not None and not found.purpose.strip():
        raise _refusal(
            "purpose",
            f"{private.label} is private; a list that carries it needs a purpose.",
            "Say for which purpose the list is handed out, or take the private columns out first.",
            "purpose",
        )
    return found


def needs_purpose(key: str) -> bool:
    """Whether the field is private, so that only a set with a purpose may carry it."""
    return DELEGATE[key].privacy is not Privacy.PUBLIC


def permitted(found: ColumnSet) -> ColumnSet:
    """`found` without what it may not carry: for sets that come out of a file.

    Left out are fields that this program does not know, and private ones whose class or purpose
    the set does not state: whatever wrote it, what nobody has decided stays hidden.
    """
    stated = found.privacy if found.purpose.strip() else frozenset()
    classes = stated | {Privacy.PUBLIC}
    possible = {f.key: f for f in possible_columns()}
    kept = tuple(
        key
        for key in dict.fromkeys(found.fields)
        if key in possible and possible[key].privacy in classes
    )
    headings = {
        key: plain
        for key, words in found.headings.items()
        if key in possible
        and (plain := {code: text for code, text in words.items() if not _is_mark(text)})
    }
    return replace(found, fields=kept, privacy=classes, headings=headings)


def _is_mark(text: str) -> bool:
    return text.casefold().startswith(_MARK)


def _refusal(code: str, message: str, advice: str, place: str) -> UserError:
    return UserError(
        f"column_set.{code}", message, safe="The set is as it was.", advice=advice, place=place
    )
