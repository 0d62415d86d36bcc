"""Words by which a column or a line is known without its heading.

Beginnings of words, folded as headings are, in English, Russian and Hindi.
"""

from __future__ import annotations

import re

from rapporteur.exchange.lists.headings import fold_heading


def _beginnings(text: str) -> re.Pattern[str]:
    words = sorted((fold_heading(word) for word in text.split()), key=len, reverse=True)
    return re.compile(r"(?:^|\s)(?:" + "|".join(map(re.escape, words)) + ")")


def _whole(*phrases: str) -> re.Pattern[str]:
    words = "|".join(re.escape(fold_heading(phrase)) for phrase in phrases)
    return re.compile(rf"(?:^|\s)(?:{words})(?=\s|$)")


_ORGANISATION = _beginnings(
    "ministr department dept division directorate institut universit college academ compan "
    "corporation enterprise limited agenc council federat chamber associat committee "
    "embass mission service bureau bank centre foundation railway board authorit laborator "
    "министерств департамент управлени институт университет академи компани корпораци предприяти "
    "агентств федеральн совет палат ассоциаци комитет посольств представительств служб банк центр "
    "фонд завод холдинг госкорпораци концерн правительств минпром минэконом минтранс росатом "
    "минэнерго торгпред "
    "मंत्रालय विभाग संस्थान विश्वविद्यालय निगम आयोग परिषद दूतावास प्राधिकरण बोर्ड रेल"
)
_ORGANISATION_WHOLE = _whole(
    "ltd",
    "llc",
    "jsc",
    "pjsc",
    "ojsc",
    "plc",
    "inc",
    "gmbh",
    "pvt",
    "psu",
    "dpiit",
    "cii",
    "ficci",
    "group",
    "trade representation",
    "center",
    "ооо",
    "оао",
    "пао",
    "зао",
    "ао",
    "фгуп",
    "фгбу",
    "гк",
    "нии",
    "мид",
    "рспп",
    "тпп",
    "рф",
    "लिमिटेड",
)
_DESIGNATION = _beginnings(
    "secretar director advis deputy chief manag officer presiden chairm chairperson engineer "
    "research counsel specialist scientist consultant partner executive assistant "
    "attach interpreter ambassador minister commissioner superintendent coordinator analyst "
    "секретар директор советник заместител начальник руководител министр инженер сотрудник эксперт "
    "специалист консультант референт президент председател менеджер атташе переводчик посол "
    "помощник ведущ главн уполномоченн "
    "सचिव निदेशक अधिकारी सलाहकार अध्यक्ष प्रबंधक मंत्री अभियंता महानिदेशक वैज्ञानिक"
)
_DESIGNATION_WHOLE = _whole(
    "head", "joint", "ceo", "cfo", "cto", "md", "dg", "expert", "member", "глава", "член", "зам"
)
_ROLE = _whole(
        "head of delegation", "deputy head of delegation", "co chair", "co-chairman", "member",
        "member of delegation", "alternate", "delegate", "observer", "interpreter", "adviser",
        "advisor", "expert", "head of the delegation", "leader", "глава делегации",
        "руководитель делегации", "сопредседатель", "член делегации", "заместитель главы",
        "заместитель главы делегации", "наблюдатель", "переводчик", "эксперт", "советник",
        "प्रमुख", "सदस्य", "प्रतिनिधिमंडल प्रमुख", "सह अध्यक्ष",
)  # fmt: skip

# Headings over several people, and what each of them is.
_ROLES_OF_BANDS = {
    fold_heading(band): role
    for role, bands in {
        "Head of Delegation": ("heads of delegation", "heads of delegations"),
        "Deputy Head of Delegation": ("deputy heads of delegation",),
        "Member of Delegation": ("members", "members of delegation", "members of the delegation",
                                 "delegation members", "other members"),
        "Adviser": ("advisers", "advisors"),
        "Expert": ("experts",),
        "Interpreter": ("interpreters", "interpreter team"),
        "Observer": ("observers",),
        "Глава делегации": ("главы делегаций",),
        "Заместитель главы делегации": ("заместители главы делегации",
                                        "заместители руководителя делегации"),
        "Член делегации": ("члены делегации", "члены", "члены официальной делегации"),
        "Советник": ("советники",),
        "Эксперт": ("эксперты",),
        "Переводчик": ("переводчики",),
        "Наблюдатель": ("наблюдатели",),
        "सदस्य": ("सदस्यगण", "प्रतिनिधिमंडल के सदस्य"),
    }.items()
    for band in bands
}  # fmt: skip
_SIDE = _whole(
    "side", "delegation", "party", "сторона", "делегация", "делегации", "стороны", "पक्ष",
    "प्रतिनिधिमंडल",
)  # fmt: skip

_LIST = _beginnings(
    "delegat member experts representatives participants list side team officials composition "
    "делегац делегат член эксперты представители участник список сторон состав сопровожда "
    "प्रतिनिधि सदस्य सूची"
)


def is_about_list(text: str) -> bool:
    """Whether `text` speaks of a list or of a part of it, as headings between people do."""
    return bool(_LIST.search(fold_heading(text)))


def is_about_side(text: str) -> bool:
    """Whether `text` says in so many words that it speaks of a side."""
    return bool(_SIDE.search(fold_heading(text)))


def role_of_band(text: str) -> str:
    """What each person under a heading such as "Experts:" or «Члены делегации» is, or ""."""
    return _ROLES_OF_BANDS.get(fold_heading(text), "")


def is_organisation(text: str) -> bool:
    """Whether `text` speaks of a ministry, an institute, a company."""
    folded = fold_heading(text)
    return bool(_ORGANISATION.search(folded) or _ORGANISATION_WHOLE.search(folded))


def is_designation(text: str) -> bool:
    """Whether `text` speaks of a post."""
    folded = fold_heading(text)
    return bool(_DESIGNATION.search(folded) or _DESIGNATION_WHOLE.search(folded))


def leads_with_post(text: str) -> bool:
    """Whether `text` begins with a post, whatever body it goes on to name."""
    words = fold_heading(text).split()
    return is_designation(" ".join(words[:1])) or is_designation(" ".join(words[:2]))


def is_role(text: str) -> bool:
    """Whether `text` is a place in a delegation rather than a post."""
    return bool(_ROLE.fullmatch(fold_heading(text)))
