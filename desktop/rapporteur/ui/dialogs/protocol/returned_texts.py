"""The texts of one returned paragraph, as the preview shows them: theirs against ours."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from rapporteur.domain.languages import LANGUAGES
from rapporteur.domain.protocol_returns import ReturnedWording, ReturnLine, ReturnState
from rapporteur.domain.returned_protocol import ReturnedRemark
from rapporteur.domain.wording_diff import compare
from rapporteur.ui.widgets.compared_text import ComparedPart

translate = QCoreApplication.translate


def parts_of(line: ReturnLine, languages: Sequence[str]) -> list[ComparedPart]:
    """What there is to say of a line, and its text in each language."""
    parts: list[ComparedPart] = []
    said = list(line.reasons)
    if line.moved:
        said.append(translate("ReturnedTexts", "It stands in another place of their text."))
    if line.state is ReturnState.GONE:
        said.append(
            translate("ReturnedTexts", "They deleted it. Taking this withdraws the paragraph.")
        )
    if line.state is ReturnState.NEW:
        said.append(translate("ReturnedTexts", "They added it."))
    if said:
        parts.append(ComparedPart(note="\n".join(said)))
    for code in languages:
        if code in line.texts:
            parts += _language_parts(code, line.texts[code])
    parts += [_remark_part(one) for one in line.remarks]
    return parts


def _language_parts(code: str, text: ReturnedWording) -> list[ComparedPart]:
    name = next((one.label for one in LANGUAGES if one.code == code), code)
    if not text.changes:
        return [
            ComparedPart(
                name,
                compare(text.ours, text.ours),
                translate("ReturnedTexts", "Not changed by them."),
            )
        ]
    if not text.conflict or text.sent is None:
        note = (
            translate("ReturnedTexts", "Our text against theirs")
            if text.ours and text.theirs
            else ""
        )
        return [ComparedPart(name, compare(text.ours, text.theirs), note)]
    return [
        ComparedPart(
            name,
            compare(text.sent, text.ours),
            translate("ReturnedTexts", "What was changed here since it was sent"),
        ),
        ComparedPart(
            "",
            compare(text.sent, text.theirs),
            translate("ReturnedTexts", "What they have changed since it was sent"),
        ),
        ComparedPart(
            "",
            compare(text.ours, text.theirs),
            translate("ReturnedTexts", "What taking theirs does to our text"),
        ),
    ]


def _remark_part(one: ReturnedRemark) -> ComparedPart:
    title = (
        translate("ReturnedTexts", "Comment of {author}").format(author=one.author)
        if one.author
        else translate("ReturnedTexts", "Comment")
    )
    quote = translate("ReturnedTexts", "on “{quote}”").format(quote=one.quote) if one.quote else ""
    return ComparedPart(title, compare(one.text, one.text), quote)
