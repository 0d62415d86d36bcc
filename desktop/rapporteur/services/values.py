"""From what people type to what the file holds: one canonical text per value, or a UserError.

`canonical` reads generously (dates in words, times without a colon, choices by label in any
language) and writes strictly. `check_value` tells what is odd about a value that may well be
right; it warns and never refuses. No message quotes the value, since messages reach logs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache, lru_cache, partial

from rapporteur.domain.dates import EARLIEST, parse_date, parse_time
from rapporteur.domain.editing import MAX_LENGTH, clean_text, is_clean
from rapporteur.domain.errors import UserError
from rapporteur.domain.fields import Catalogue, Choice, Field, Kind
from rapporteur.domain.sessions import join_list, split_list

_TODAY = frozenset({"today", "сегодня", "आज"})
_YES = frozenset({"yes", "y", "true", "1", "x", "✓", "✔", "да", "д", "हाँ", "हां"})
_NO = frozenset({"", "no", "n", "false", "0", "-", "–", "—", "нет", "н", "नहीं"})
_ORDINAL = re.compile(
    r"(?:№|no\.?|#)?\s*(\d{1,6})(?:\s*[-.]?\s*(?:st|nd|rd|th|е|ое|й|ый|я|वाँ|वां))?\.?"
)
_EMAIL = re.compile(r"[^\s@,;<>()]+@[^\s@,;<>()]+\.[^\s@,;<>().]{2,}")
_HASH = re.compile(r"[0-9a-f]{64}")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_PASSPORT = re.compile(r"[A-ZА-ЯЁ0-9 №\-/]{5,20}", re.IGNORECASE)

# Somebody born in "65" was born in 1965, but a passport that expires in "35" expires in 2035.
_BIRTH = "date_of_birth"
_OLDEST = 100


def canonical(field: Field, text: str, *, today: date | None = None) -> str:
    """The stored form of `text` for `field`; "" for nothing but blanks.

    Already canonical text comes back as it is. `today` is what "today" means; by default the
    computer's date. Raises UserError "value.*" with `place` the field's key where the text
    cannot be read as what the field holds.
    """
    if field.kind is Kind.DERIVED:
        raise ValueError(f"{field.key} is composed, not entered")
    cleaned = clean_text(text, lines=field.kind in {Kind.LONG, Kind.LIST})
    if len(cleaned) > MAX_LENGTH:
        raise _refusal(
            field, "too_long", f"is longer than {MAX_LENGTH:,} characters.", "Shorten the text."
        )
    if not cleaned:
        return ""
    if field.kind is Kind.DATE:
        return _date(field, cleaned, today or _today())
    read = _READERS.get(field.kind)
    return read(field, cleaned) if read else cleaned


def is_canonical(field: Field, value: str) -> bool:
    """Whether `value` may be stored as it is: what every write path asserts, cheaply."""
    return value == "" or _check_of(field)(value)


@cache
def canonical_checks(catalogue: Catalogue) -> Mapping[str, Callable[[str], bool]]:
    """`is_canonical` of each stored field by its key, for values that are not empty.

    An import asks it of every cell, so what depends on the field alone is settled before.
    """
    return {field.key: _check_of(field) for field in catalogue}


def not_canonical(catalogue: Catalogue, values: Mapping[str, str]) -> list[str]:
    """The fields of `values` that must not be stored like this; names of no field are left out.

    An import asks it of every row. Most fields hold any clean text, and texts joined by single
    blanks are clean together only where each of them is, so these are looked at in one.
    """
    plain, others = _told_apart(catalogue, tuple(values))
    if all(check(value) for key, check in others if (value := values[key])):
        texts = list(filter(None, map(values.__getitem__, plain)))
        joined = " ".join(texts)
        # Within a text other blanks than the plain one may stand, but not at its ends.
        ends = joined.isascii() or all(text == text.strip() for text in texts)
        if ends and "  " not in joined and is_clean(joined):
            return []
    checks = canonical_checks(catalogue)
    return [k for k, v in values.items() if v and (check := checks.get(k)) and not check(v)]


_Checks = tuple[tuple[str, Callable[[str], bool]], ...]


@lru_cache(maxsize=1_000)  # rows of one list fill in the same fields again and again
def _told_apart(catalogue: Catalogue, keys: tuple[str, ...]) -> tuple[tuple[str, ...], _Checks]:
    """The fields that hold any clean text, and the others with what tells that they are right."""
    checks = canonical_checks(catalogue)
    known = [key for key in keys if key in checks]
    others = tuple((key, checks[key]) for key in known if checks[key] is not is_clean)
    return tuple(key for key in known if checks[key] is is_clean), others


def require_canonical(catalogue: Catalogue, values: Mapping[str, str]) -> None:
    """Raise ValueError naming the field (never the value) that must not be stored like this.

    A fault of the caller: forms, pasting and import call `canonical` first.
    """
    if unknown := values.keys() - canonical_checks(catalogue).keys():
        raise ValueError(f"{catalogue.entity} has no stored field {min(unknown)}")
    for key in not_canonical(catalogue, values):
        raise ValueError(f"{catalogue.entity}.{key} was given text that is not canonical")


def check_value(field: Field, value: str, *, today: date | None = None) -> str:
    """What is odd about a canonical `value`, as one sentence; "" where nothing is."""
    if not value:
        return f"{field.label} is still needed." if field.required else ""
    if field.kind is Kind.EMAIL:
        parts = re.split(r"[\s,;]+", value)
        if not all(_EMAIL.fullmatch(part) for part in parts):
            return "This does not look like an e-mail address."
    elif field.kind is Kind.PHONE:
        if sum(c.isdigit() for c in value) < 5:
            return "This does not look like a telephone number."
    elif field.kind is Kind.DATE:
        return _odd_date(field, date.fromisoformat(value), today or _today())
    elif field.key == "passport_number" and not _PASSPORT.fullmatch(value):
        return "This does not look like a passport number."
    return ""


def _odd_date(field: Field, value: date, today: date) -> str:
    if field.key == _BIRTH:
        if value > today:
            return "A date of birth cannot lie in the future."
        if value.year < today.year - 110:
            return "A date of birth more than 110 years ago is unusual."
    elif not today.year - 60 <= value.year <= today.year + 30:
        return "This year is unusual."
    return ""


def _refusal(field: Field, code: str, what: str, advice: str) -> UserError:
    return UserError(
        f"value.{code}",
        f"{field.label} {what}",
        safe="The former value is kept.",
        advice=advice,
        place=field.key,
    )


def _today() -> date:
    return datetime.now().astimezone().date()


def _date(field: Field, text: str, today: date) -> str:
    if text.casefold() in _TODAY:
        return today.isoformat()
    earliest = today.year - _OLDEST + 1 if field.key == _BIRTH else EARLIEST
    parsed = parse_date(text, earliest=earliest)
    if parsed is None:
        raise _refusal(
            field, "date", "is not a date.", "Write it with the year, such as 6 Aug 2025 or 6.8.25."
        )
    return parsed.value.isoformat()


def _time(field: Field, text: str) -> str:
    found = parse_time(text)
    if found is None:
        raise _refusal(field, "time", "is not a time of day.", "Write it such as 18:05 or 6:05 pm.")
    return found


def _choice(field: Field, text: str) -> str:
    wanted = _folded(text)
    for choice in field.choices:
        if wanted in _spellings(choice):
            return choice.code
    labels = ", ".join(choice.label for choice in field.choices)
    raise _refusal(field, "choice", "has a closed list of values.", f"Choose one of: {labels}.")


def _spellings(choice: Choice) -> Iterable[str]:
    return {_folded(t) for t in (choice.code, choice.label, choice.label_ru, *choice.synonyms)}


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("ё", "е").replace("_", " ").split()).rstrip(".")


def _list(field: Field, text: str) -> str:
    """A list with choices is closed and holds their codes; one without takes any texts."""
    parts = [part for part in (p.strip() for p in re.split(r"[;,\n]", text)) if part]
    if field.choices:
        parts = [_choice(field, part) for part in parts]
    return join_list(list(dict.fromkeys(parts)))


def _flag(field: Field, text: str) -> str:
    word = text.casefold().rstrip(".")
    if word in _YES:
        return "yes"
    if word in _NO:
        return ""
    raise _refusal(field, "flag", "is either yes or no.", "Write yes or no.")


def _number(field: Field, text: str) -> str:
    found = _ORDINAL.fullmatch(text.casefold())
    if found is None:
        raise _refusal(field, "number", "is not a whole number.", "Write it in digits, such as 11.")
    return str(int(found.group(1)))


def _email(_field: Field, text: str) -> str:
    return text.removeprefix("mailto:").strip()


def _image(field: Field, text: str) -> str:
    if not _HASH.fullmatch(text):
        raise ValueError(f"{field.key} takes the hash of a stored file")
    return text


def _moment(field: Field, text: str) -> str:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise _refusal(
            field, "moment", "is not an instant with its zone.", "Write 2025-07-28T12:00:00Z."
        )
    try:
        return found.astimezone(UTC).isoformat(timespec="seconds")
    except OverflowError as error:  # in the first or the last hours of the calendar
        raise _refusal(field, "moment", "lies outside the calendar.", "Correct it.") from error


def _reference(field: Field, text: str) -> str:
    if not _UUID.fullmatch(text):
        raise _refusal(field, "reference", "names no record.", "Choose one from the list.")
    return text


def _check_of(field: Field) -> Callable[[str], bool]:
    """What tells whether a text that is not empty is canonical for `field`."""
    if field.kind is Kind.CHOICE:
        return frozenset(choice.code for choice in field.choices).__contains__
    if field.kind is Kind.LIST:
        return partial(_is_list, frozenset(choice.code for choice in field.choices))
    # Kinds that are not listed hold any clean text.
    return _CHECKS.get(field.kind, is_clean)


@lru_cache(maxsize=1_000)  # a long list has few different ones
def _is_list(codes: frozenset[str], value: str) -> bool:
    parts = split_list(value)
    return is_clean(value) and join_list(parts) == value and (not codes or codes.issuperset(parts))


@lru_cache(maxsize=1_000)  # a long list has few different ones
def _is_date(value: str) -> bool:
    try:
        return len(value) == 10 and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_moment(value: str) -> bool:
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return False
    return found.isoformat(timespec="seconds") == value and value.endswith("+00:00")


_READERS: Mapping[Kind, Callable[[Field, str], str]] = {
    Kind.TIME: _time,
    Kind.CHOICE: _choice,
    Kind.LIST: _list,
    Kind.FLAG: _flag,
    Kind.NUMBER: _number,
    Kind.EMAIL: _email,
    Kind.IMAGE: _image,
    Kind.MOMENT: _moment,
    Kind.REFERENCE: _reference,
}

_CHECKS: Mapping[Kind, Callable[[str], bool]] = {
    Kind.LONG: lambda value: is_clean(value, lines=True),
    Kind.DATE: _is_date,
    Kind.TIME: lambda value: len(value) == 5 and parse_time(value) == value,
    Kind.FLAG: lambda value: value == "yes",
    Kind.NUMBER: lambda value: re.fullmatch(r"0|[1-9][0-9]{0,5}", value) is not None,
    Kind.IMAGE: lambda value: _HASH.fullmatch(value) is not None,
    Kind.MOMENT: _is_moment,
    Kind.REFERENCE: lambda value: _UUID.fullmatch(value) is not None,
    Kind.DERIVED: lambda _: False,
}
