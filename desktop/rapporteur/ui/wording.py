"""Words that several parts of the window need: ordinals, titles, days."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from rapporteur.domain.dates import shown_date
from rapporteur.domain.fields import Catalogue, Privacy
from rapporteur.domain.sessions import Session, Side


def ordinal(number: str) -> str:
    """ "11" as "11th"; text that is no number stays as it is."""
    if not number.isdigit():
        return number
    last, tens = number[-1], number[-2:-1]
    ending = "th" if tens == "1" else {"1": "st", "2": "nd", "3": "rd"}.get(last, "th")
    return number + ending


def session_title(session: Session) -> str:
    """ "11th Session · New Delhi · 6 Aug 2025"."""
    parts = [
        QCoreApplication.translate("Words", "{ordinal} Session").format(
            ordinal=ordinal(session["ordinal"])
        ),
        session["city_en"],
        shown_date(session["start_date"]),
    ]
    return " · ".join(part for part in parts if part)


def days_shown(session: Session) -> str:
    """ "6 Aug 2025", or "6 Aug 2025 – 7 Aug 2025"."""
    start, end = session["start_date"], session["end_date"]
    if not end or end == start:
        return shown_date(start)
    return f"{shown_date(start)} – {shown_date(end)}"


def privacy_word(privacy: Privacy) -> str:
    """The class of a private field in one word, for a mark beside it; "" for public ones."""
    tr = QCoreApplication.translate
    return {
        Privacy.PUBLIC: "",
        Privacy.INTERNAL: tr("Words", "internal"),
        Privacy.CONTACT: tr("Words", "contact"),
        Privacy.IDENTITY: tr("Words", "passport"),
        Privacy.TRAVEL: tr("Words", "travel"),
        Privacy.HEALTH: tr("Words", "health"),
    }[privacy]


def privacy_words(privacy: Privacy) -> str:
    """What a class of private fields holds, in a few words; "" for public ones."""
    tr = QCoreApplication.translate
    return {
        Privacy.PUBLIC: "",
        Privacy.INTERNAL: tr("Words", "internal data"),
        Privacy.CONTACT: tr("Words", "telephone and e-mail"),
        Privacy.IDENTITY: tr("Words", "passport and birth"),
        Privacy.TRAVEL: tr("Words", "travel and stay"),
        Privacy.HEALTH: tr("Words", "diet"),
    }[privacy]


def titles_of_sides(catalogue: Catalogue, sides: Sequence[Side]) -> dict[str, str]:
    """The titles of the fields that belong to one side, with that side's name: "Lead (India)"."""
    return {
        field.key: f"{field.label} ({sides[field.of_side - 1].name()})"
        for field in catalogue
        if field.of_side
    }


def entity_titles() -> dict[str, str]:
    """What the records of each entity are called where several kinds stand together."""
    tr = QCoreApplication.translate
    return {
        "delegate": tr("Words", "Delegates"),
        "agenda_item": tr("Words", "Agenda"),
        "sitting": tr("Words", "Sittings"),
        "sub_group": tr("Words", "Sub-groups"),
        "topic": tr("Words", "Topics"),
        "sub_group_update": tr("Words", "Sub-group updates"),
        "action_item": tr("Words", "Action items"),
        "progress_entry": tr("Words", "Progress"),
        "meeting_record": tr("Words", "Taken down in the room"),
        "speaker": tr("Words", "Speakers"),
        "attendance": tr("Words", "Attendance"),
        "session": tr("Words", "Session"),
        "side": tr("Words", "Sides"),
        "readiness_tick": tr("Words", "Readiness"),
        "protocol_paragraph": tr("Words", "Session Protocol"),
        "clause": tr("Words", "Clauses"),
        "protocol_snapshot": tr("Words", "Versions of the Protocol"),
        "seal": tr("Words", "Signing"),
        "printed_card": tr("Words", "Printed cards"),
        "seating_plan": tr("Words", "Seating plans"),
        "seat": tr("Words", "Seats"),
        "received_list": tr("Words", "Received lists"),
        "delegate_source": tr("Words", "Lines of received lists"),
        "sender": tr("Words", "Senders"),
        "identity_decision": tr("Words", "Decisions about people"),
        "frozen_list": tr("Words", "Frozen lists"),
        "column_set": tr("Words", "Column sets"),
    }
