"""A Protocol with made-up words, as long as a test wants it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from rapporteur.domain.papers.protocol import (
    BlockKind,
    Layout,
    ProtocolBlock,
    ProtocolPaper,
    SignatureBlock,
)

WORDS = {
    "en": "The Sides noted with satisfaction the progress achieved in the joint work & agreed to "
    "continue the exchange of technical documentation on the subject.",
    "ru": "Стороны с удовлетворением отметили прогресс, достигнутый в совместной работе, и "
    "договорились продолжить обмен технической документацией по данному вопросу.",
    "hi": "पक्षों ने संयुक्त कार्य में हुई प्रगति को संतोष के साथ नोट किया और विषय पर तकनीकी "
    "दस्तावेज़ों का आदान-प्रदान जारी रखने पर सहमति व्यक्त की।",
}
TITLE = {
    "en": ("PROTOCOL", "of the 11th Session of the India-Russia Working Group",
           "New Delhi, 6 August 2025"),
    "ru": ("ПРОТОКОЛ", "11-го заседания Индийско-Российской рабочей группы",
           "Нью-Дели, 6 августа 2025 г."),
    "hi": ("कार्यवृत्त", "भारत-रूस कार्य समूह का 11वां सत्र", "नई दिल्ली, 6 अगस्त 2025"),
}  # fmt: skip
CLOSING = {
    "en": "Done at New Delhi on 6 August 2025 in two originals, all texts being equally authentic.",
    "ru": "Совершено в г. Нью-Дели 6 августа 2025 г. в двух экземплярах, "
    "причём все тексты имеют одинаковую силу.",
    "hi": "नई दिल्ली में 6 अगस्त 2025 को दो मूल प्रतियों में संपन्न, सभी पाठ समान रूप से प्रामाणिक हैं।",
}  # fmt: skip
SIGNED = (
    {"en": ("For the Indian Side", "Co-Chair", "Amardeep Singh Bhatia"),
     "ru": ("За Индийскую Сторону", "Сопредседатель", "Амардип Сингх Бхатия"),
     "hi": ("भारतीय पक्ष की ओर से", "सह-अध्यक्ष", "अमरदीप सिंह भाटिया")},
    {"en": ("For the Russian Side", "Co-Chair", "A. V. Gruzdev"),
     "ru": ("За Российскую Сторону", "Сопредседатель", "А. В. Груздев"),
     "hi": ("रूसी पक्ष की ओर से", "सह-अध्यक्ष", "ए. वी. ग्रुज़देव")},
)  # fmt: skip


def protocol(
    paragraphs: int = 12,
    languages: tuple[str, ...] = ("en", "ru"),
    layout: Layout = Layout.COLUMNS,
    **more: object,
) -> ProtocolPaper:
    """A Protocol of so many numbered paragraphs, of differing lengths, under headings."""

    def texts(words: dict[str, str], before: str = "") -> tuple[str, ...]:
        return tuple(before + words[code] for code in languages)

    blocks = [ProtocolBlock(BlockKind.OPENING, texts(WORDS))]
    for number in range(1, paragraphs + 1):
        if number % 6 == 1:
            heading = {"en": "Mining", "ru": "Горная промышленность", "hi": "खनन"}
            blocks.append(ProtocolBlock(BlockKind.HEADING, texts(heading, f"{number} ")))
        words = {code: " ".join([text] * (1 + number % 3)) for code, text in WORDS.items()}
        uuid = f"{number:032x}"
        blocks.append(ProtocolBlock(BlockKind.PARAGRAPH, texts(words), str(number), uuid=uuid))
    blocks.append(ProtocolBlock(BlockKind.CLOSING, texts(CLOSING)))
    first, second = (SignatureBlock(tuple(side[code] for code in languages)) for side in SIGNED)
    paper = ProtocolPaper(
        languages=languages,
        layout=layout,
        title=tuple(TITLE[code] for code in languages),
        blocks=tuple(blocks),
        signatures=(first, second),
        annexes=(),
        copy_of=tuple("" for _ in languages),
        footer="Protocol of the 11th Session",
        made=datetime(2025, 8, 6, 12, tzinfo=UTC),
    )
    return replace(paper, **more)  # type: ignore[arg-type]
