"""The languages of the texts, and fields that hold one text in each of them."""

from __future__ import annotations

from rapporteur.domain.fields import Choice, Field, Kind, Privacy

LANGUAGES = (
    Choice("en", "English", "английский"),
    Choice("ru", "Russian", "русский"),
    Choice("hi", "Hindi", "хинди"),
)


def per_language(
    key: str,
    label: str,
    label_ru: str,
    group: str,
    *,
    kind: Kind = Kind.TEXT,
    required: bool = False,
    privacy: Privacy = Privacy.PUBLIC,
    width: int = 48,
) -> tuple[Field, ...]:
    """One field per language of the texts; only the English one may be required."""
    return tuple(
        Field(
            f"{key}_{language.code}",
            f"{label} ({language.label})",
            f"{label_ru} ({language.label_ru})",
            group,
            kind,
            required=required and language.code == "en",
            privacy=privacy,
            width=width,
        )
        for language in LANGUAGES
    )
