"""A Session Protocol of made-up paragraphs, as large as a test needs it."""

from __future__ import annotations

from datetime import UTC, datetime

from rapporteur.domain.papers.protocol import (
    Annex,
    BlockKind,
    Layout,
    ProtocolBlock,
    ProtocolPaper,
    SignatureBlock,
)
from rapporteur.domain.papers.sheet import PaperBand, PaperColumn, PaperRow, PaperSheet, SheetHead

MADE = datetime(2025, 8, 6, 12, 0, tzinfo=UTC)
LANGUAGES = ("en", "ru", "hi")
PARAGRAPHS = (
    ("The Sides noted with satisfaction the progress in the exchange of geological data on rare "
     "earth and critical minerals, and agreed to hand over the data of the third deposit "
     "[by the end of 2026]."),
    ("Стороны с удовлетворением отметили ход обмена геологическими данными по редкоземельным "
     "металлам и критически важному минеральному сырью и договорились передать данные по "
     "третьему месторождению [до конца 2026 года]."),
    ("दोनों पक्षों ने दुर्लभ मृदा एवं महत्वपूर्ण खनिजों पर भूवैज्ञानिक आँकड़ों के आदान-प्रदान की "
     "प्रगति पर संतोष व्यक्त किया [वर्ष 2026 के अंत तक]।"),
)  # fmt: skip
TITLES = (
    ("PROTOCOL", "of the 11th Session of the India-Russia Working Group",
     "New Delhi, 6 August 2025"),
    ("ПРОТОКОЛ", "11-го заседания Российско-Индийской рабочей группы",
     "Нью-Дели, 6 августа 2025 г."),
    ("कार्यवृत्त", "भारत-रूस कार्य समूह का 11वाँ सत्र", "नई दिल्ली, 6 अगस्त 2025"),
)  # fmt: skip
CLOSING = (
    ("Done at New Delhi on 6 August 2025 in two originals, each in the English and Russian "
     "languages, both texts being equally authentic."),
    ("Совершено в г. Нью-Дели 6 августа 2025 г. в двух экземплярах, каждый на английском и "
     "русском языках, причём оба текста имеют одинаковую силу."),
    "नई दिल्ली में 6 अगस्त 2025 को दो मूल प्रतियों में संपन्न।",
)  # fmt: skip
SIGNING = (
    (("For the Indian Side", "Co-Chair", "Amardeep Singh Bhatia"),
     ("За Индийскую Сторону", "Сопредседатель", "Амардип Сингх Бхатия"),
     ("भारतीय पक्ष की ओर से", "सह-अध्यक्ष", "अमरदीप सिंह भाटिया")),
    (("For the Russian Side", "Co-Chair", "Alexey Gruzdev"),
     ("За Российскую Сторону", "Сопредседатель", "Алексей Груздев"),
     ("रूसी पक्ष की ओर से", "सह-अध्यक्ष", "अलेक्सी ग्रुज़्देव")),
)  # fmt: skip


def protocol(
    count: int = 45,
    languages: int = 2,
    layout: Layout = Layout.COLUMNS,
    *,
    draft: bool = False,
    initials: bool = False,
    annexes: bool = True,
) -> ProtocolPaper:
    """A Protocol of `count` paragraphs, a heading before every tenth."""
    blocks = [_block(BlockKind.OPENING, [f"Opening. {text}" for text in PARAGRAPHS], languages)]
    for at in range(1, count + 1):
        if at % 10 == 1:
            heading = ["Modernisation", "Модернизация", "आधुनिकीकरण"]
            blocks.append(_block(BlockKind.HEADING, heading, languages))
        notes = "bracketed, proposed by the Russian Side" if at % 7 == 0 else ""
        texts = [f"P{at}x. {text * (1 + at % 3)}" for text in PARAGRAPHS]
        blocks.append(_block(BlockKind.PARAGRAPH, texts, languages, str(at), notes))
    blocks.append(_block(BlockKind.CLOSING, CLOSING, languages))
    return ProtocolPaper(
        languages=LANGUAGES[:languages],
        layout=layout,
        title=TITLES[:languages],
        blocks=tuple(blocks),
        signatures=(SignatureBlock(SIGNING[0][:languages]), SignatureBlock(SIGNING[1][:languages])),
        annexes=(Annex(("Annex 1", "Приложение 1", "अनुलग्नक 1")[:languages], (_sheet(),)),)
        if annexes
        else (),
        copy_of=("Copy of the Indian Side", "Экземпляр Индийской Стороны", "")[:languages],
        footer="11th Session · Protocol",
        made=MADE,
        draft=draft,
        initials=initials,
    )


def _block(
    kind: BlockKind,
    texts: list[str] | tuple[str, ...],
    count: int,
    number: str = "",
    notes: str = "",
) -> ProtocolBlock:
    return ProtocolBlock(kind, tuple(texts[:count]), number, notes)


def _sheet() -> PaperSheet:
    head = SheetHead("en", ("Working Group",), "Composition of the delegations", (), "", MADE)
    columns = (PaperColumn("No.", 6.0, centred=True), PaperColumn("Name", 40.0),
               PaperColumn("Designation", 50.0))  # fmt: skip
    parts = (PaperBand("Indian Side"), *(
        PaperRow((str(at), f"Delegate{at}x", "Director")) for at in range(1, 46)
    ))  # fmt: skip
    return PaperSheet("Annex 1", head, "", columns, parts, portrait=True)
