"""What a sender is told about a cell, in the language of the list: what is wrong, what to write.

Only what the sender can put right stands here. A code without words is a matter of our own, such
as a person who is in the session already, and never goes out.
"""

from __future__ import annotations

from collections.abc import Mapping

# By code: English and Russian. {value} is what we read, or the values there are; {row} a row.
_DATE = "DD.MM.YYYY", "ДД.ММ.ГГГГ"

_WORDS: Mapping[str, tuple[str, str]] = {
    "no_name": (
        "The name is missing. Please write it, or empty the line.",
        "Нет имени. Укажите его или очистите строку.",
    ),
    "several_people": (
        "Several people stand in one cell. Please give each a line; free lines are at the end.",
        ("В одной ячейке несколько человек. Укажите каждого в отдельной строке; свободные строки "
        "внизу."),
    ),
    "name_to_be_confirmed": (
        "The name is still open. Please write it once it is known.",
        "Имя ещё не указано. Впишите его, когда оно станет известно.",
    ),
    "number_shared": (
        ("The same number as the row above: the same person in another script? Then empty one "
        "of the two lines."),
        ("Тот же номер, что в строке выше: это тот же человек на другом языке? Тогда очистите "
        "одну из двух строк."),
    ),
    "person_twice": (
        "Is this the same person as in row {row}? Then empty one of the two lines.",
        "Это тот же человек, что в строке {row}? Тогда очистите одну из двух строк.",
    ),
    "row_hidden": (
        "This row is hidden in your list. Does it count? Empty the line if it does not.",
        "Эта строка скрыта в вашем списке. Она нужна? Если нет, очистите её.",
    ),
    "text_beside_name": (
        ("A post or an organisation stands beside the name and differs from its own column. "
        "Which is right?"),
        "Рядом с именем указана должность или организация, не та, что в своём столбце. Что верно?",
    ),
    "error_value": (
        "The cell holds the error of a formula. Please write the value.",
        "В ячейке ошибка формулы. Впишите значение.",
    ),
    "to_be_confirmed": (
        "Still open. Please write the value, or empty the cell if there is none.",
        "Ещё не указано. Впишите значение или очистите ячейку, если его нет.",
    ),
    "lookalike": (
        "Latin and Cyrillic letters are mixed in one word. Please type it anew; “{value}”?",
        "В одном слове смешаны латинские и русские буквы. Наберите его заново: «{value}»?",
    ),
    "lost_digits": (
        "The spreadsheet has lost digits. Please write the whole number as text.",
        "Таблица потеряла цифры. Впишите номер полностью, как текст.",
    ),
    "date_serial": (
        f"A number instead of a date; we read it as {{value}}. Please write it as {_DATE[0]}.",
        f"Число вместо даты; мы прочитали {{value}}. Напишите дату как {_DATE[1]}.",
    ),
    "date_ambiguous": (
        f"Day or month first? We read it as {{value}}. Please write it as {_DATE[0]}.",
        f"Что сначала, день или месяц? Мы прочитали {{value}}. Напишите дату как {_DATE[1]}.",
    ),
    "date_with_text": (
        f"More than a date; we took {{value}}. Please write only the date: {_DATE[0]}.",
        f"Здесь не только дата; мы взяли {{value}}. Напишите только дату: {_DATE[1]}.",
    ),
    "date_unreadable": (
        f"This is not a date that we can read. Please write it as {_DATE[0]}.",
        f"Эту дату не удалось прочитать. Напишите её как {_DATE[1]}.",
    ),
    "place_unreadable": (
        "This is not a place. Please write the town and the country.",
        "Это не похоже на место. Укажите город и страну.",
    ),
    "time_unreadable": (
        "This is not a time of day. Please write it as 18:05.",
        "Время не удалось прочитать. Напишите его как 18:05.",
    ),
    "choice_unknown": (
        "We do not know this value. Please write one of: {value}.",
        "Такого значения нет. Напишите одно из: {value}.",
    ),
    "email_doubtful": (
        "This does not look like an e-mail address. Please check it.",
        "Это не похоже на адрес эл. почты. Проверьте его.",
    ),
    "value": (
        "This value cannot be used as it stands. Please check it.",
        "Это значение нельзя использовать в таком виде. Проверьте его.",
    ),
    "missing": ("Please fill this in.", "Пожалуйста, заполните."),
    "missing_one_of": (
        "Please fill in this or: {value}.",
        "Заполните это поле или: {value}.",
    ),
    "passport.expired": (
        ("The passport expires before the session is over. Please check the date or name a new "
        "passport."),
        "Паспорт истекает до окончания заседания. Проверьте дату или укажите новый паспорт.",
    ),
    "passport.expires_soon": (
        "The passport expires within six months of the session. Is there a newer one?",
        "Паспорт истекает менее чем через шесть месяцев после заседания. Есть ли новый?",
    ),
    "passport.order": (
        "The dates of the passport contradict each other or the date of birth.",
        "Даты паспорта противоречат друг другу или дате рождения.",
    ),
    "passport.issued": (
        "The date of issue lies in the future.",
        "Дата выдачи ещё не наступила.",
    ),
    "passport.twice": (
        "Another person of the list has the same passport number.",
        "Тот же номер паспорта указан у другого человека в списке.",
    ),
    "birth.future": (
        "The date of birth lies in the future.",
        "Дата рождения ещё не наступила.",
    ),
    "travel.order": (
        "The departure is before the arrival.",
        "Отъезд раньше прибытия.",
    ),
    "travel.outside": (
        "The date does not fit the days of the session.",
        "Дата не подходит к дням заседания.",
    ),
}  # fmt: skip


def is_for_sender(code: str) -> bool:
    """Whether the sender of a list can put right what the code of an issue stands for."""
    return words_code(code) in _WORDS


def words_code(code: str) -> str:
    """The code under which there are words: refused values of any kind have one in common."""
    return "value" if code.startswith("value.") else code


def fault_words(code: str, language: str, **said: object) -> str:
    """The words for one fault in `language` ("ru"; English for all others)."""
    english, russian = _WORDS[words_code(code)]
    return (russian if language == "ru" else english).format(**said)
