"""Protocols for tests: a few headings and paragraphs of every state."""

from __future__ import annotations

from rapporteur.domain.protocol import AGREED, HEADING, IN_STEP, OUT_OF_STEP, PARAGRAPH, WITHDRAWN
from rapporteur.services import sessions, stored
from rapporteur.services.protocol import paragraphs
from rapporteur.services.workspace import Db


def clear_protocol(db: Db) -> int:
    """Take away the Protocol that the sample has."""
    return stored.remove(db, stored.PARAGRAPHS, [p.id for p in stored.read(db, stored.PARAGRAPHS)])


def write_protocol(db: Db) -> list[int]:
    """Ten pieces in the place of what the sample has: an opening sentence, three headings and
    six paragraphs; their ids in order."""
    clear_protocol(db)
    first, second = sessions.sides(db)
    mining = next(g for g in stored.read(db, stored.SUB_GROUPS) if g["name_en"] == "Mining")
    item = stored.read(db, stored.AGENDA_ITEMS)[0]
    pieces: list[dict[str, str]] = [
        {"kind": "opening", "text_en": "The 11th Session was held on 6 August 2025 in New Delhi.",
         "text_ru": "Одиннадцатое заседание состоялось 6 августа 2025 г. в г. Нью-Дели."},
        {"kind": HEADING, "text_en": "Modernisation", "text_ru": "Модернизация"},
        {"kind": PARAGRAPH, "text_en": "The Sides noted the progress of the wind tunnel.",
         "text_ru": "Стороны отметили прогресс по аэродинамической трубе.",
         "agenda_item": item.uuid, "step_en": IN_STEP, "step_ru": IN_STEP, "state": AGREED},
        {"kind": PARAGRAPH, "proposed_by": first.uuid,
         "text_en": "The Sides agreed to sign by the end of [March][June] 2026 [, as in para 1].",
         "text_ru": "Стороны согласились подписать до конца [марта][июня] 2026 г. [, как в п. 1]."},
        {"kind": HEADING, "text_en": "Mining", "text_ru": "Горнодобывающая промышленность"},
        {"kind": PARAGRAPH, "proposed_by": second.uuid, "sub_group": mining.uuid,
         "text_en": "The Sides requested the sub-group to prepare a plan.",
         "text_ru": "Стороны поручили подгруппе подготовить план.", "step_ru": OUT_OF_STEP},
        {"kind": PARAGRAPH, "text_en": "The Sides exchanged views on underground coal "
         "gasification, exploration, and the management of industrial and domestic waste."},
        {"kind": PARAGRAPH, "text_en": "The Sides welcomed something.", "state": WITHDRAWN},
        {"kind": HEADING, "text_en": "Next session", "text_ru": "Следующее заседание"},
        {"kind": PARAGRAPH, "text_en": "The Sides agreed to hold the next session in Moscow.",
         "text_ru": "Стороны условились провести следующее заседание в г. Москве."},
    ]  # fmt: skip
    return [paragraphs.add(db, piece).id for piece in pieces]
