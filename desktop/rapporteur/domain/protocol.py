"""The Session Protocol: its paragraphs, the clause library, snapshots, the seal.

A paragraph has its text in every language of the session, a state between the sides, and for
each language a state between the texts. "Missing" is no stored state: it follows from an empty
text. Numbers follow from the order; a text refers to another paragraph by its identity (see
`paragraph_refs`), so that renumbering keeps every reference right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapporteur.domain.brackets import has_brackets
from rapporteur.domain.fields import Catalogue, Choice, Field, Group, Kind, Privacy, Record
from rapporteur.domain.languages import LANGUAGES, per_language

OPENING = "opening"
HEADING = "heading"
PARAGRAPH = "paragraph"
CLOSING = "closing"

PARAGRAPH_KINDS = (
    Choice(OPENING, "Opening", "Вступление"),
    Choice(HEADING, "Heading", "Заголовок"),
    Choice(PARAGRAPH, "Paragraph", "Пункт"),
    Choice(CLOSING, "Closing formula", "Заключительная формула"),
)

PROPOSED = "proposed"
BRACKETED = "bracketed"
AD_REFERENDUM = "ad_referendum"
AGREED = "agreed"
WITHDRAWN = "withdrawn"
CLOSED = frozenset({AGREED, AD_REFERENDUM})

PARAGRAPH_STATES = (
    Choice(PROPOSED, "Proposed", "Предложен"),
    Choice(BRACKETED, "In brackets", "В скобках"),
    Choice(AD_REFERENDUM, "Agreed ad referendum", "Согласован ad referendum"),
    Choice(AGREED, "Agreed", "Согласован"),
    Choice(WITHDRAWN, "Withdrawn", "Снят"),
)

MISSING = "missing"
DRAFT = "draft"
OUT_OF_STEP = "out_of_step"
IN_STEP = "agreed"

LANGUAGE_STATES = (
    Choice(DRAFT, "Draft", "Проект"),
    Choice(OUT_OF_STEP, "Out of step", "Не приведён в соответствие"),
    Choice(IN_STEP, "Agreed", "Согласован"),
)
MISSING_TEXT = Choice(MISSING, "Missing", "Отсутствует")

PROTOCOL_PARAGRAPH = Catalogue(
    "protocol_paragraph",
    (
        Group("text", "Text", "Текст"),
        Group("state", "State", "Состояние"),
        Group("source", "Where it comes from", "Откуда"),
        Group("assembled", "As assembled", "Как составлено"),
        Group("remarks", "Remarks", "Примечания"),
    ),
    (
        Field("kind", "Kind", "Вид", "text", Kind.CHOICE, choices=PARAGRAPH_KINDS, width=16),
        *per_language("text", "Text", "Текст", "text", kind=Kind.LONG, width=60),
        Field("state", "State", "Состояние", "state", Kind.CHOICE, choices=PARAGRAPH_STATES,
              width=22),
        Field("proposed_by", "Proposed by", "Предложен", "state", Kind.REFERENCE, width=18,
              refers_to="side", empty="Both sides"),
        *(
            Field(f"step_{language.code}", f"Language state ({language.label})",
                  f"Состояние текста ({language.label_ru})", "state", Kind.CHOICE,
                  choices=LANGUAGE_STATES, width=20)
            for language in LANGUAGES
        ),
        Field("agenda_item", "Agenda item", "Пункт повестки дня", "source", Kind.REFERENCE,
              width=36, refers_to="agenda_item"),
        Field("sub_group", "Sub-group", "Подгруппа", "source", Kind.REFERENCE, width=28,
              refers_to="sub_group"),
        Field("action_item", "Action item", "Поручение", "source", Kind.REFERENCE, width=36,
              refers_to="action_item"),
        Field("record", "Taken down in the room", "Записано в зале", "source", Kind.REFERENCE,
              width=36, refers_to="meeting_record"),
        Field("slot", "Place in the draft", "Место в проекте", "assembled", width=24,
              privacy=Privacy.INTERNAL,
              help="What the assembled draft calls this paragraph; empty where somebody wrote it."),
        *per_language("assembled", "As assembled", "Как составлено", "assembled", kind=Kind.LONG,
                      privacy=Privacy.INTERNAL, width=60),
        Field("remarks", "Remarks", "Примечания", "remarks", Kind.LONG, width=48,
              privacy=Privacy.INTERNAL),
    ),
)  # fmt: skip

COMMITMENT = "commitment"
TASK = "task"

CLAUSE_EFFECTS = (
    Choice("finding", "Finding", "Констатация"),
    Choice("no_commitment", "No commitment", "Без обязательств"),
    Choice("support", "Support", "Поддержка"),
    Choice("record", "Record", "Фиксация"),
    Choice("one_sided", "One-sided", "Одной Стороны"),
    Choice("intention", "Intention", "Намерение"),
    Choice(COMMITMENT, "Commitment", "Обязательство"),
    Choice(TASK, "Task", "Поручение"),
    Choice("tone", "Tone", "Тон"),
    Choice("next", "Next session", "Следующее заседание"),
    Choice("closing", "Closing formula", "Заключительная формула"),
    Choice("signature", "Signature", "Подпись"),
)

CLAUSE = Catalogue(
    "clause",
    (Group("clause", "Clause", "Формулировка"),),
    (
        Field("key", "Key", "Ключ", "clause", width=20, privacy=Privacy.INTERNAL,
              help="Of the program's own clause that this one takes the place of."),
        *per_language("text", "Clause", "Формулировка", "clause", kind=Kind.LONG, width=60),
        Field("effect", "Effect", "Действие", "clause", Kind.CHOICE, choices=CLAUSE_EFFECTS,
              width=18),
        Field("hidden", "Not offered", "Не предлагать", "clause", Kind.FLAG, width=6,
              privacy=Privacy.INTERNAL),
    ),
)  # fmt: skip

SNAPSHOT = Catalogue(
    "protocol_snapshot",
    (Group("snapshot", "Version kept", "Сохранённая редакция"),),
    (
        Field("name", "Name", "Название", "snapshot", width=32),
        Field("sent_at", "Kept at", "Сохранена", "snapshot", Kind.MOMENT, width=16),
        Field("sent_to", "Sent to", "Направлена", "snapshot", Kind.REFERENCE, width=18,
              refers_to="side", empty="Nobody"),
        Field("languages", "Languages", "Языки", "snapshot", Kind.LIST, choices=LANGUAGES,
              width=16),
        Field("remarks", "Remarks", "Примечания", "snapshot", Kind.LONG, width=48,
              privacy=Privacy.INTERNAL),
    ),
)  # fmt: skip

SEAL = Catalogue(
    "seal",
    (
        Group("signing", "Signing", "Подписание"),
        Group("originals", "Originals", "Экземпляры"),
        Group("seal", "Seal", "Закрытие файла"),
        Group("reopened", "Reopened", "Открыт снова"),
    ),
    (
        Field("signed_on", "Signed on", "Подписан", "signing", Kind.DATE, required=True, width=12),
        *per_language("place", "Signed at", "Место подписания", "signing", width=32),
        Field("signer_first", "Signed by", "Подписал", "signing", width=40, of_side=1),
        Field("signer_second", "Signed by", "Подписал", "signing", width=40, of_side=2),
        Field("originals", "Number of originals", "Число экземпляров", "originals", Kind.NUMBER,
              width=6),
        Field("languages", "Languages", "Языки", "originals", Kind.LIST, choices=LANGUAGES,
              width=16),
        Field("keeper_first", "Its original is kept at", "Экземпляр хранится", "originals",
              width=48, of_side=1),
        Field("keeper_second", "Its original is kept at", "Экземпляр хранится", "originals",
              width=48, of_side=2),
        Field("sealed_at", "Sealed at", "Закрыт", "seal", Kind.MOMENT, width=16),
        Field("sealed_by", "Sealed by", "Закрыл", "seal", width=28),
        Field("digest", "Seal", "Контрольная сумма", "seal", width=64),
        Field("reopened_at", "Reopened at", "Открыт снова", "reopened", Kind.MOMENT, width=16),
        Field("reopened_by", "Reopened by", "Открыл", "reopened", width=28),
        Field("reason", "Reason", "Причина", "reopened", Kind.LONG, width=48),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paragraph(Record):
    """One piece of the Protocol: a paragraph, a heading, an opening or closing sentence."""

    position: int

    @property
    def numbered(self) -> bool:
        """Whether it bears a number: a paragraph that has not been withdrawn."""
        return self["kind"] == PARAGRAPH and not self.withdrawn

    @property
    def withdrawn(self) -> bool:
        """True for what will not stand in the signed text."""
        return self["state"] == WITHDRAWN

    @property
    def open(self) -> bool:
        """Whether the sides have not agreed on it; headings are part of it."""
        return self["state"] not in {AGREED, WITHDRAWN}

    def language_state(self, language: str) -> str:
        """MISSING, DRAFT, OUT_OF_STEP or IN_STEP."""
        if not self[f"text_{language}"].strip():
            return MISSING
        return self[f"step_{language}"] or DRAFT


@dataclass(frozen=True, slots=True)
class Clause(Record):
    """A phrase that is put into the Protocol in all languages at once."""

    position: int


@dataclass(frozen=True, slots=True)
class Snapshot(Record):
    """The Protocol as it stood at a moment, mostly when it was sent to the other side.

    `content` has one mapping per paragraph in their order: "uuid", "kind", "number", "state",
    "text_en" and so on, with references shown as numbers.
    """

    content: Sequence[Mapping[str, Any]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Seal(Record):
    """One signing of the Protocol. The last one counts, unless it was reopened."""

    @property
    def holds(self) -> bool:
        """Whether the file is sealed by it."""
        return bool(self["sealed_at"]) and not self["reopened_at"]


def numbers(paragraphs: Iterable[Paragraph]) -> dict[str, int]:
    """The number of each paragraph that bears one, by uuid: 1, 2, … through all headings."""
    bearing = (one.uuid for one in paragraphs if one.numbered)
    return {uuid: number for number, uuid in enumerate(bearing, 1)}


def first_state(values: Mapping[str, str]) -> str:
    """The state of a paragraph with these values of which nothing was agreed yet."""
    texts = (values.get(f"text_{language.code}", "") for language in LANGUAGES)
    return BRACKETED if any(map(has_brackets, texts)) else PROPOSED


def first_steps(values: Mapping[str, str]) -> dict[str, str]:
    """The language states of a paragraph with these texts, which nobody compared yet."""
    codes = (language.code for language in LANGUAGES)
    return {f"step_{code}": DRAFT for code in codes if values.get(f"text_{code}")}


def open_count(paragraphs: Iterable[Paragraph]) -> tuple[int, int]:
    """How many paragraphs are open, and of how many that stand: "7 of 41 paragraphs open"."""
    standing = [one for one in paragraphs if one["kind"] == PARAGRAPH and not one.withdrawn]
    return sum(one.open for one in standing), len(standing)
