"""What a sender is asked to write in a column: one sentence and an invented example.

They stand as notes in blank templates, in English and Russian.
"""

from __future__ import annotations

from dataclasses import dataclass

from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.fields import Kind


@dataclass(frozen=True, slots=True)
class FieldNote:
    """The note of one field, per language. An example may be "" where a list is offered."""

    text: str
    text_ru: str
    example: str = ""
    example_ru: str = ""

    def said(self, language: str) -> str:
        """The note with its example in `language` ("ru"; English for all others)."""
        text, example = (
            (self.text_ru, self.example_ru or self.example)
            if language == "ru"
            else (self.text, self.example)
        )
        word = "Например" if language == "ru" else "For example"
        return f"{text} {word}: {example}" if example else text


def field_note(key: str) -> FieldNote:
    """The note for the field `key`; a general one by its kind where it has none of its own."""
    return _NOTES.get(key) or _BY_KIND.get(DELEGATE[key].kind, _PLAIN)


_PLAIN = FieldNote("As it should stand in the list.", "Так, как должно стоять в списке.")
_DATE = FieldNote(
    "Date, the day first: DD.MM.YYYY.", "Дата: ДД.ММ.ГГГГ.", "06.08.2025", "06.08.2025"
)
_TIME = FieldNote(
    "Local time of day, 24 hours.", "Местное время, 24-часовой формат.", "18:05", "18:05"
)
_PHONE = FieldNote(
    "With the country code.", "С кодом страны.", "+91 98 0000 0000", "+7 900 000-00-00"
)
_BY_KIND = {Kind.DATE: _DATE, Kind.TIME: _TIME, Kind.PHONE: _PHONE}

_FLIGHT = ("Airline and number of the flight.", "Авиакомпания и номер рейса.", "SU 232", "SU 232")
_TERMINAL = ("Terminal of the airport.", "Терминал аэропорта.", "T3", "T3")

_NOTES = {
    "honorific": FieldNote(
        "Choose a form of address or write another one.",
        "Выберите обращение или напишите другое.",
    ),
    "family_name": FieldNote(
        "Family name as it should stand in the Protocol.",
        "Фамилия так, как она должна стоять в Протоколе.",
        "Sharma",
        "Груздев",
    ),
    "given_name": FieldNote(
        "Given names; for one name only, leave the other column empty.",
        "Имя без отчества.",
        "Anil Kumar",
        "Алексей",
    ),
    "patronymic": FieldNote("Patronymic, if any.", "Отчество, если есть.", "", "Владимирович"),
    "native_name": FieldNote(
        "Full name in the person's own script.",
        "Полное имя на родном языке.",
        "अनिल कुमार शर्मा",
        "Груздев Алексей Владимирович",
    ),
    "latin_name": FieldNote(
        "In Latin letters, as the person prefers it in the Protocol and on plates.",
        "Латинскими буквами, как участник хочет видеть имя в Протоколе и на табличке.",
        "Anil Sharma",
        "Alexey Gruzdev",
    ),
    "sex": FieldNote("Choose from the list.", "Выберите из списка."),
    "designation": FieldNote(
        "The post held, in full.", "Занимаемая должность полностью.", "Joint Secretary",
        "Директор департамента",
    ),
    "organisation": FieldNote(
        "The ministry, institute or company, in full.",
        "Министерство, институт или компания полностью.",
        "Ministry of Mines",
        "Минпромторг России",
    ),
    "designation_native": FieldNote(
        "The post in the person's own language.", "Должность на родном языке.", "संयुक्त सचिव",
        "Директор департамента",
    ),
    "organisation_native": FieldNote(
        "The organisation in the person's own language.", "Организация на родном языке.",
        "खान मंत्रालय", "Минпромторг России",
    ),
    "rank": FieldNote(
        "Choose the rank or write another one.", "Выберите ранг или напишите другой."
    ),
    "role": FieldNote(
        "Choose the role in the delegation or write another one.",
        "Выберите роль в делегации или напишите другую.",
    ),
    "category": FieldNote("Choose from the list.", "Выберите из списка."),
    "sub_groups": FieldNote(
        "Choose a sub-group; write several with a semicolon between them.",
        "Выберите подгруппу; несколько пишите через точку с запятой.",
    ),
    "languages": FieldNote(
        "Languages spoken, with a semicolon between them.",
        "Языки, через точку с запятой.",
        "Hindi; English",
        "русский; английский",
    ),
    "interpreter": FieldNote(
        "Whether an interpreter is needed.", "Нужен ли переводчик."
    ),
    "email": FieldNote("One address.", "Один адрес.", "name@example.org", "name@example.org"),
    "contact_person": FieldNote(
        "Who can be called about this person, with telephone.",
        "К кому обращаться по поводу участника, с телефоном.",
    ),
    "passport_name": FieldNote(
        "In Latin letters, exactly as in the passport.",
        "Латинскими буквами, точно как в паспорте.",
        "ANIL KUMAR SHARMA",
        "GRUZDEV ALEKSEI",
    ),
    "place_of_birth": FieldNote(
        "As in the passport.", "Как в паспорте.", "Jaipur", "Москва"
    ),
    "citizenship": FieldNote(
        "Choose the citizenship or write another one.",
        "Выберите гражданство или напишите другое.",
    ),
    "passport_number": FieldNote(
        "All letters and digits, leading zeros too.",
        "Все буквы и цифры, также нули в начале.",
        "Z0000000",
        "00 0000000",
    ),
    "passport_expiry": FieldNote(
        "Valid until, the day first: DD.MM.YYYY. At least six months after the session.",
        "Действителен до: ДД.ММ.ГГГГ. Не менее шести месяцев после заседания.",
        "31.12.2030",
        "31.12.2030",
    ),
    "arrival_flight": FieldNote(*_FLIGHT),
    "departure_flight": FieldNote(*_FLIGHT),
    "arrival_terminal": FieldNote(*_TERMINAL),
    "departure_terminal": FieldNote(*_TERMINAL),
    "car": FieldNote(
        "Make and number plate, if the person comes by car.",
        "Марка и номер, если участник приедет на автомобиле.",
    ),
    "hotel": FieldNote(
        "Leave empty where the host side reserves.",
        "Не заполняйте, если размещает принимающая сторона.",
    ),
    "diet": FieldNote(
        "Choose from the list or write what matters.", "Выберите из списка или напишите своё."
    ),
    "remarks": FieldNote("Anything else we should know.", "Что ещё нам следует знать."),
}  # fmt: skip
