"""The sentences of press note and report, per language, with places for what the data say.

A sentence whose data are not there is left out by whoever composes the note; so each phrase
holds one statement, and parts that may be missing are phrases of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rapporteur.domain.note.counting import Forms


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one language; the fields are named after what they state."""

    press_note: str
    report: str
    held: str  # {dates} {session} {body} {place} {frame}
    at_place: str  # {place}
    framed: str  # {commission}
    framed_plain: str  # the same, where the name cannot be put into its case
    chaired: str  # {first} {first_side} {second} {second_side}
    led: str  # {side} {head}
    reviewed: str  # {session} {held}
    reviewed_date: str  # {date}
    reviewed_place: str  # {place}
    topics: str
    also_emerging: str  # {areas}
    emerging: str  # {areas}
    taking_part: str  # {verb} {people} {of}
    about: str  # {number}
    categories: str  # {categories}
    both_sides: str
    signed: str  # {protocol} {date} {place}
    signed_date: str
    signed_place: str
    next_held: str  # {place} {when}
    next_when: str  # {dates}
    protocol: str  # {ordinal}
    delegations: str
    composition: str  # {side} {people} {categories}
    inherited: str
    inherited_line: str  # {items} {counts}
    results: str  # {name}
    met: str
    work: str
    obstacles: str
    proposals: str
    decisions: str
    commitments: str
    commitment: str  # {number} {text}
    actions: str
    actions_line: str  # {items} {counts}
    action: str  # {number} {text}
    responsible: str  # {who}
    due: str  # {when}
    next_session: str


EN = Phrases(
    press_note="Press note",
    report="Report to the Commission",
    held="The {session} of the {body} was held{dates}{place}{frame}.",
    at_place=" at {place}",
    framed=", under the framework of the {commission}",
    framed_plain=", under the framework of the {commission}",
    chaired="The Session was co-chaired by {first}, for the {first_side}, and {second}, for the "
    "{second_side}.",
    led="The {side} was led by {head}.",
    reviewed="The Sides reviewed the progress made since the {session}{held}.",
    reviewed_date=", held on {date}",
    reviewed_place=" in {place}",
    topics="The discussions covered the following topics:",
    also_emerging="Emerging areas of cooperation were discussed as well: {areas}.",
    emerging="Emerging areas of cooperation were discussed: {areas}.",
    taking_part="{people}{of} took part{categories}.",
    about="About {number}",
    categories=", among them {categories}",
    both_sides=" from both Sides",
    signed="The {protocol} was signed by both Co-Chairs{date}{place}.",
    signed_date=" on {date}",
    signed_place=" in {place}",
    next_held="The next session will be held{place}{when}.",
    next_when=" ({dates})",
    protocol="Protocol of the {ordinal}",
    delegations="Delegations",
    composition="{side}: {people}{categories}.",
    inherited="Implementation of earlier decisions",
    inherited_line="{items} of earlier sessions: {counts}.",
    results="Sub-group: {name}",
    met="Met on: {}",
    work="Work since the last session: {}",
    obstacles="Obstacles: {}",
    proposals="Proposals and next steps: {}",
    decisions="Decisions",
    commitments="Commitments in the Protocol",
    commitment="Para {number}: {text}",
    actions="Action items",
    actions_line="{items} of this session: {counts}.",
    action="{number}: {text}",
    responsible=" Responsible: {who}.",
    due=" Due: {when}.",
    next_session="Next session",
)

RU = Phrases(
    press_note="Сообщение для прессы",
    report="Отчёт для Комиссии",
    held="{dates}{place} состоялось {session} {body}{frame}.",
    at_place=" в {place}",
    framed=" в рамках {commission}",
    framed_plain=" ({commission})",
    chaired="Сопредседателями заседания выступили: от {first_side} – {first}; от {second_side} – "
    "{second}.",
    led="Глава делегации ({side}): {head}.",
    reviewed="Стороны рассмотрели ход работы за период после {session}{held}.",
    reviewed_date=", состоявшегося {date}",
    reviewed_place=" ({place})",
    topics="Обсуждались следующие темы:",
    also_emerging="Обсуждены также новые направления сотрудничества: {areas}.",
    emerging="Обсуждены новые направления сотрудничества: {areas}.",
    taking_part="В заседании {verb} {people}{of}{categories}.",
    about="около {number}",
    categories=", в том числе {categories}",
    both_sides=" обеих Сторон",
    signed="{protocol} подписан обоими сопредседателями{date}{place}.",
    signed_date=" {date}",
    signed_place=" в {place}",
    next_held="Очередное заседание состоится{place}{when}.",
    next_when=" ({dates})",
    protocol="Протокол {ordinal}",
    delegations="Состав делегаций",
    composition="{side}: {people}{categories}.",
    inherited="Выполнение ранее принятых решений",
    inherited_line="Поручения предыдущих заседаний – {items}: {counts}.",
    results="Подгруппа «{name}»",
    met="Встречи: {}",
    work="Работа с прошлого заседания: {}",
    obstacles="Препятствия: {}",
    proposals="Предложения и дальнейшие шаги: {}",
    decisions="Решения",
    commitments="Обязательства по Протоколу",
    commitment="Пункт {number}: {text}",
    actions="Поручения",
    actions_line="По итогам заседания – {items}: {counts}.",
    action="{number}: {text}",
    responsible=" Ответственные: {who}.",
    due=" Срок: {when}.",
    next_session="Следующее заседание",
)

PHRASES: Mapping[str, Phrases] = {"en": EN, "ru": RU}
NOTE_LANGUAGES = tuple(PHRASES)

DELEGATES: Forms = {
    "en": ("delegate", "delegates"),
    "ru": ("делегат", "делегата", "делегатов"),
}
ABOUT_DELEGATES: Forms = {  # the case after "about"
    "en": ("delegate", "delegates"),
    "ru": ("делегата", "делегатов", "делегатов"),
}
TOOK_PART: Forms = {"en": ("",), "ru": ("принял участие", "приняли участие", "приняли участие")}
ITEMS: Forms = {
    "en": ("action item", "action items"),
    "ru": ("поручение", "поручения", "поручений"),
}
GROUPS_REPORTED: Forms = {
    "en": ("{number} sub-group reported on its work: {names}.",
           "{number} sub-groups reported on their work: {names}."),
    "ru": ("О своей работе доложила {number} подгруппа: {names}.",
           "О своей работе доложили {number} подгруппы: {names}.",
           "О своей работе доложили {number} подгрупп: {names}."),
}  # fmt: skip

# The categories of delegates in the plural, and with a number; by their code.
CATEGORIES: Mapping[str, Mapping[str, str]] = {
    "official": {"en": "senior government officials", "ru": "официальные лица"},
    "expert": {"en": "domain experts", "ru": "эксперты"},
    "industry": {"en": "industry representatives", "ru": "представители промышленности"},
}
CATEGORY_FORMS: Mapping[str, Forms] = {
    "official": {"en": ("senior government official", "senior government officials"),
                 "ru": ("официальное лицо", "официальных лица", "официальных лиц")},
    "expert": {"en": ("domain expert", "domain experts"),
               "ru": ("эксперт", "эксперта", "экспертов")},
    "industry": {"en": ("industry representative", "industry representatives"),
                 "ru": ("представитель промышленности", "представителя промышленности",
                        "представителей промышленности")},
    "support": {"en": ("support staff", "support staff"),
                "ru": ("сотрудник обеспечения", "сотрудника обеспечения",
                       "сотрудников обеспечения")},
}  # fmt: skip

STATES: Mapping[str, Mapping[str, str]] = {  # of action items, with a number after them
    "done": {"en": "done", "ru": "выполнено"},
    "in_progress": {"en": "in progress", "ru": "выполняется"},
    "open": {"en": "not started", "ru": "не начато"},
    "dropped": {"en": "dropped by agreement", "ru": "снято по договорённости"},
}
OVERDUE = {"en": "overdue", "ru": "просрочено"}
