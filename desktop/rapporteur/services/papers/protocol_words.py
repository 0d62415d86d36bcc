"""The words around the paragraphs of a Protocol: title, signatures, annexes, notes of a draft."""

from __future__ import annotations

from collections.abc import Sequence

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.drafting.opening import latin_person, russian_person
from rapporteur.domain.languages import LANGUAGES
from rapporteur.domain.names import is_devanagari
from rapporteur.domain.protocol import (
    AGREED,
    LANGUAGE_STATES,
    MISSING,
    MISSING_TEXT,
    OUT_OF_STEP,
    PARAGRAPH_STATES,
    PROPOSED,
    Paragraph,
)
from rapporteur.domain.russian import genitive, side_in
from rapporteur.domain.sessions import Session, Side
from rapporteur.services.lists import titles

_CO_CHAIR = {"en": "Co-Chair", "ru": "Сопредседатель", "hi": "सह-अध्यक्ष"}
_ANNEX = {
    "en": "Annex {number}\nto the Protocol of the {session}",
    "ru": "Приложение {number}\nк Протоколу {session}",
    "hi": "परिशिष्ट {number}\n{session} का प्रोटोकॉल",
}
_FOOTER = {
    "en": "Protocol of the {session}",
    "ru": "Протокол {session}",
    "hi": "{session} का प्रोटोकॉल",
}
_LANGUAGE_RU = {"en": "английский", "ru": "русский", "hi": "на хинди"}


def title(session: Session, language: str) -> tuple[str, ...]:
    """What the Protocol is of: the session, its body, the commission; then place and days."""
    body, commission = (session.text(stem, language) for stem in ("working_group", "commission"))
    ordinal = _session(session, language)
    if language == "ru":
        held = genitive(body)
        lines = ["ПРОТОКОЛ", f"{ordinal} {held}" if held else f"{ordinal}: {body}"]
        lines.append(genitive(commission) or commission)
    elif language == "hi":
        lines = ["प्रोटोकॉल", f"{body} का {ordinal}", commission]
    else:
        lines = ["PROTOCOL", f"of the {ordinal} of the {body}",
                 f"of the {commission}" if commission else ""]  # fmt: skip
    city = session.text("city", language)
    if language == "ru" and city:
        city = f"г. {city}"
    days = titles.session_days(session["start_date"], session["end_date"], language)
    where = ", ".join(part for part in (city, days) if part)
    return tuple(line for line in (*lines, f"({where})" if where else "") if line)


def footer(session: Session, language: str) -> str:
    """What stands at the foot of each page."""
    return _FOOTER[language].format(session=_session(session, language))


def annex(number: int, session: Session, language: str) -> str:
    """The name of an annex, in two lines."""
    return _ANNEX[language].format(number=number, session=_session(session, language))


def copy_of(side: Side, language: str) -> str:
    """Whose copy it is."""
    if language == "ru":
        return f"Экземпляр {side_in(side, 'gen')}"
    adjective = _adjective(side, language)
    return f"{adjective} पक्ष की प्रति" if language == "hi" else f"Copy of the {adjective} Side"


def signature(side: Side, head: Delegate | None, language: str) -> tuple[str, ...]:
    """The lines of a signature block: for which side, in which office, who."""
    adjective = _adjective(side, language)
    if language == "ru":
        for_side = f"За {side_in(side, 'acc')}"
    elif language == "hi":
        for_side = f"{adjective} पक्ष की ओर से"
    else:
        for_side = f"For the {adjective} Side"
    return for_side, _CO_CHAIR[language], _name(head, language)


def notes(one: Paragraph, side: Side | None, languages: Sequence[str]) -> str:
    """The note of a draft, in the first of the languages: state, who proposed, what is behind."""
    russian = languages[0] == "ru"
    state = next((s for s in PARAGRAPH_STATES if s.code == (one["state"] or PROPOSED)), None)
    said = [] if state is None else [state.label_ru if russian else state.label]
    if side is not None and one["state"] != AGREED:
        by = (
            f"предложение {side_in(side, 'gen')}"
            if russian
            else f"proposed by the {_adjective(side, 'en')} Side"
        )
        said = [by[0].upper() + by[1:]] if one["state"] in ("", PROPOSED) else [*said, by]
    for code in languages:
        if (found := one.language_state(code)) in (MISSING, OUT_OF_STEP):
            said.append(_behind(found, code, russian=russian))
    return "; ".join(said)


def _behind(state: str, language: str, *, russian: bool) -> str:
    words = next(s for s in (*LANGUAGE_STATES, MISSING_TEXT) if s.code == state)
    if russian:
        return f"текст ({_LANGUAGE_RU[language]}): {words.label_ru.lower()}"
    named = next(one.label for one in LANGUAGES if one.code == language)
    return f"{named} text: {words.label.lower()}"


def _session(session: Session, language: str) -> str:
    """The session by its number, as it stands after "of"."""
    number = session["ordinal"]
    if language == "ru":
        return f"{number}-го заседания"
    return f"{number}वां सत्र" if language == "hi" else titles.ordinal(number, language)


def _adjective(side: Side, language: str) -> str:
    return side[f"adjective_{language}"] or side.name(language)


def _name(head: Delegate | None, language: str) -> str:
    if head is None:
        return ""
    if language == "ru":
        return russian_person(head)[0]
    if language == "hi" and is_devanagari(head["native_name"]):
        return head["native_name"]
    return latin_person(head)
