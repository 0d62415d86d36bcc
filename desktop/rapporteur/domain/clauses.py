"""The clauses of the program: phrases of a Protocol in pairs, so that the tone does not drift.

A text may hold names in braces that are filled in where it is used: `{side}` and `{other}` are
the adjectives of the sides ("Indian", «Индийская»), in Russian also in other cases (`{side_acc}`,
«Индийскую»); `{city}`, `{date}`, `{originals}`, `{languages}` are those of the signing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rapporteur.domain.drafting import words
from rapporteur.domain.protocol import COMMITMENT, TASK
from rapporteur.domain.russian import changed_forms, in_city
from rapporteur.domain.sessions import Session, Side

BLANK = "…"
"""Stands where somebody has to go on writing."""

OF_SIDE = re.compile(r"\{(?:side|other)(?:_\w+)?\}")
_NAME = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class ProgramClause:
    """A clause that comes with the program; `key` never changes."""

    key: str
    effect: str
    texts: Mapping[str, str] = field(repr=False)


def _clause(key: str, effect: str, en: str, ru: str, hi: str = "") -> ProgramClause:
    return ProgramClause(key, effect, {"en": en, "ru": ru, "hi": hi})


PROGRAM_CLAUSES = (
    _clause("noted", "finding", "The Sides noted", "Стороны отметили",
            "दोनों पक्षों ने नोट किया कि"),
    _clause("noted_with_satisfaction", "finding", "The Sides noted with satisfaction",
            "Стороны с удовлетворением отметили", "दोनों पक्षों ने संतोष के साथ नोट किया कि"),
    _clause("took_note", "no_commitment", "The Sides took note of",
            "Стороны приняли к сведению"),
    _clause("welcomed", "support", "The Sides welcomed", "Стороны приветствовали",
            "दोनों पक्षों ने … का स्वागत किया।"),
    _clause("reviewed", "record", "The Sides reviewed", "Стороны рассмотрели",
            "दोनों पक्षों ने … की समीक्षा की।"),
    _clause("heard", "record", "The Sides heard the report of", "Стороны заслушали информацию"),
    _clause("exchanged_views", "record", "The Sides exchanged views on",
            "Стороны обменялись мнениями по", "दोनों पक्षों ने … पर विचारों का आदान-प्रदान किया।"),
    _clause("informed", "one_sided", "The {side} Side informed",
            "{side} Сторона проинформировала", "{side} पक्ष ने सूचित किया कि"),
    _clause("informed_other", "one_sided", "The {side} Side informed the {other} Side of",
            "{side} Сторона проинформировала {other_acc} Сторону о"),
    _clause("interest", "intention", "The Sides expressed interest in",
            "Стороны выразили заинтересованность в"),
    _clause("readiness", "intention", "The Sides expressed their readiness to",
            "Стороны выразили готовность"),
    _clause("agreed", COMMITMENT, "The Sides agreed to", "Стороны договорились"),
    _clause("implement", COMMITMENT, "The Sides shall implement",
            "Стороны обеспечат реализацию"),
    _clause("requested", TASK, "The Sides requested the sub-group to",
            "Стороны поручили подгруппе"),
    _clause("reaffirmed", "tone", "The Sides reaffirmed", "Стороны подтвердили",
            "दोनों पक्षों ने … की पुनः पुष्टि की।"),
    _clause("next_session", "next",
            "The Sides agreed to hold the next session in … on mutually convenient dates.",
            "Стороны условились провести очередное заседание в …, сроки будут согласованы "
            "дополнительно."),
    _clause("done_at", "closing",
            "Done at {city} on {date} in {originals} originals, each in {languages}, {texts} "
            "being equally authentic.",
            "Совершено в {city} {date} в {originals} экземплярах, каждый на {languages}, причём "
            "{texts} имеют одинаковую силу."),
    _clause("for_the_side", "signature", "For the {side} Side, Co-Chair",
            "За {side_acc} Сторону, Сопредседатель"),
)  # fmt: skip


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with what is known in the place of the names in braces, BLANK for the rest.

    A reference to a paragraph is no such name and stays.
    """
    return _NAME.sub(lambda found: values.get(found[1]) or BLANK, text)


def speaks_of_one_side(texts: Iterable[str]) -> bool:
    """Whether a clause is another one for each side."""
    return any(OF_SIDE.search(text) for text in texts)


def names_of_sides(side: Side, other: Side, language: str) -> dict[str, str]:
    """What `{side}` and `{other}` stand for in a language, with the cases of Russian."""
    found: dict[str, str] = {}
    for key, one in (("side", side), ("other", other)):
        found[key] = one[f"adjective_{language}"] or one.name(language)
        if language == "ru":
            forms = changed_forms(one.as_dict())
            found |= {f"{key}_{case}": form for case, form in forms.items()}
    return found


def names_of_signing(session: Session, language: str) -> dict[str, str]:
    """What the names of the closing formula stand for; nothing in a language without phrases."""
    if language not in words.WITH_PHRASES:
        return {}
    codes = session.language_codes or ("en",)
    city = session[f"signing_place_{language}"] or session[f"city_{language}"]
    day = session["signing_date"] or session["end_date"] or session["start_date"]
    both = len(codes) == 2
    texts = {"en": "both texts" if both else "all texts",
             "ru": "оба текста" if both else "все тексты"}  # fmt: skip
    return {
        "city": in_city(city) if language == "ru" else city,
        "date": words.long_date(day, language) if day else "",
        "originals": words.counted(int(session["originals"] or "2"), language),
        "languages": words.in_languages(codes, language),
        "texts": texts[language],
    }


def spliced(text: str, at: int | None, clause: str) -> str:
    """The text with the clause at a place (None: at the end), and a blank where one is needed."""
    place = len(text) if at is None else max(0, min(at, len(text)))
    before, after = text[:place], text[place:]
    left = " " if before and not before[-1].isspace() and before[-1] not in '([«“"/-' else ""
    right = " " if after and not after[0].isspace() and after[0] not in ')]»”",.;:!?/' else ""
    return f"{before}{left}{clause}{right}{after}"
