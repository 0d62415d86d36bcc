"""What a field is: the one description from which columns, forms, import and export are made.

Every value of a field is text in a canonical form that its kind defines, and "" means empty:
a date is "2025-08-06", a time "18:05", a yes-or-no "yes" or "", a list "one; two". So a value
can be compared, stored in the history, shown and exported without knowing which field it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum


class Kind(Enum):
    """How a value is written, entered and checked."""

    TEXT = "text"  # one line
    LONG = "long"  # several lines
    PRESET = "preset"  # one line, free text, with suggestions
    CHOICE = "choice"  # one of `choices`, stored as its code
    LIST = "list"  # several short texts, "one; two"
    DATE = "date"  # ISO 8601, "2025-08-06"
    TIME = "time"  # "18:05"
    FLAG = "flag"  # "yes" or ""
    NUMBER = "number"  # a whole number
    EMAIL = "email"
    PHONE = "phone"  # text: leading zeros and "+" are part of it
    IMAGE = "image"  # the hash of a stored file
    MOMENT = "moment"  # an instant in UTC, "2025-08-06T05:31:07+00:00"; set by the program
    REFERENCE = "reference"  # the uuid of a record of the entity `refers_to`
    DERIVED = "derived"  # composed from other fields, never stored


class Privacy(Enum):
    """Who may see a field; a column set names the classes that it carries."""

    PUBLIC = "public"  # may stand in the annex of a signed Protocol
    INTERNAL = "internal"  # the secretariat's own
    CONTACT = "contact"
    IDENTITY = "identity"  # passport and birth: masked on screen, erasable
    TRAVEL = "travel"  # erasable after the session
    HEALTH = "health"  # diet: may reveal religion or health

    @property
    def masked(self) -> bool:
        """True where the screen shows dots until the user asks."""
        return self is Privacy.IDENTITY


@dataclass(frozen=True, slots=True)
class Choice:
    """One allowed value of a closed list: what is stored, and what is shown per language."""

    code: str
    label: str
    label_ru: str = ""
    synonyms: tuple[str, ...] = ()

    def text(self, language: str = "en") -> str:
        """The label in `language` ("en", "ru"); English where there is none."""
        return (self.label_ru if language == "ru" else "") or self.label


@dataclass(frozen=True, slots=True)
class Field:
    """One field of one entity. `width` is in characters of ordinary text.

    `headings` are the column titles under which the world sends the field, in any of the
    three languages; they are compared after folding case, accents and punctuation.
    """

    key: str
    label: str
    label_ru: str
    group: str
    kind: Kind = Kind.TEXT
    required: bool = False
    privacy: Privacy = Privacy.PUBLIC
    choices: tuple[Choice, ...] = ()
    width: int = 20
    headings: tuple[str, ...] = ()
    help: str = ""
    label_hi: str = ""
    empty: str = ""  # what choosing nothing means, where it means something
    refers_to: str = ""  # the entity of a REFERENCE
    of_side: int = 0  # 1 or 2 where the field belongs to one side, whose name stands beside it

    def title(self, language: str = "en") -> str:
        """The label in `language` ("en", "ru", "hi"); English where there is none."""
        return {"ru": self.label_ru, "hi": self.label_hi}.get(language) or self.label

    def shown(self, value: str, language: str = "en") -> str:
        """The stored `value` as people read it: the label of a choice, else the value."""
        for choice in self.choices:
            if choice.code == value:
                return choice.text(language)
        return value


@dataclass(frozen=True, slots=True)
class Group:
    """A heading in the form, with the fields that stand under it."""

    key: str
    label: str
    label_ru: str


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All fields of one entity in their order, with their groups.

    `fields` are stored, one column each; `derived` are composed or only recognised in lists.
    """

    entity: str
    groups: tuple[Group, ...]
    fields: tuple[Field, ...]
    derived: tuple[Field, ...] = ()
    positions: Mapping[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "positions", {f.key: i for i, f in enumerate(self.fields)})

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields)

    def __contains__(self, key: object) -> bool:
        return key in self.positions

    def __getitem__(self, key: str) -> Field:
        """The field named `key`, stored or derived; KeyError where there is none."""
        if key in self.positions:
            return self.fields[self.positions[key]]
        for derived in self.derived:
            if derived.key == key:
                return derived
        raise KeyError(key)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the stored fields, in order."""
        return tuple(self.positions)

    @property
    def references(self) -> tuple[Field, ...]:
        """The stored fields that name a record of another entity."""
        return tuple(f for f in self.fields if f.kind is Kind.REFERENCE)

    def in_group(self, group: str) -> tuple[Field, ...]:
        """The stored fields under one heading, in order."""
        return tuple(f for f in self.fields if f.group == group)


@dataclass(frozen=True, slots=True)
class Record:
    """One row of an entity, frozen: what services return and every screen shows.

    `values` are in the order of the catalogue's stored fields. `version` grows by one with
    every change of the row; a form sends it back so that a lost edit is noticed.
    """

    catalogue: Catalogue = field(repr=False)
    id: int
    uuid: str
    version: int
    values: tuple[str, ...] = field(repr=False)  # personal data: not for a log

    def __getitem__(self, key: str) -> str:
        return self.values[self.catalogue.positions[key]]

    def text(self, stem: str, language: str = "en") -> str:
        """The text of the fields `stem`_en, _ru, _hi in `language`; English where there is none."""
        key = f"{stem}_{language}"
        return (self[key] if key in self.catalogue else "") or self[f"{stem}_en"]

    def as_dict(self) -> dict[str, str]:
        """All stored values by key."""
        return dict(zip(self.catalogue.keys, self.values, strict=True))
