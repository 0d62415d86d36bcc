"""What stands before the first number, and what stands behind the last one.

Opening: held, led by, composition, atmosphere, defined terms. Ending: the next session, the
closing formula. Title and signatures are no paragraphs; papers compose them from the session.
"""

from __future__ import annotations

from collections.abc import Iterator

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.drafting import words
from rapporteur.domain.drafting.material import BLANK, DraftMaterial, Piece
from rapporteur.domain.names import full_name, is_cyrillic
from rapporteur.domain.note.counting import form
from rapporteur.domain.protocol import CLOSING, HEADING, OPENING
from rapporteur.domain.russian import genitive, in_city, side_in
from rapporteur.domain.sessions import Side

_NEUTRAL_LED = {"male": "возглавлял", "female": "возглавляла"}


def opening(material: DraftMaterial) -> Iterator[Piece]:
    """The sentences without a number, in the order of published protocols."""
    yield _held(material)
    for side in material.sides:
        yield _led(material, side)
    yield Piece(
        "opening.composition",
        words.spread(
            material.languages,
            en="The composition of the delegations is at Annexes 1 and 2.",
            ru="Составы делегаций приведены в Приложениях 1 и 2.",
        ),
        OPENING,
    )
    yield Piece(
        "opening.atmosphere",
        words.spread(
            material.languages,
            en="The Session was held in a friendly and constructive atmosphere, in a spirit of "
            "mutual understanding.",
            ru="Заседание прошло в дружественной и конструктивной атмосфере, в духе "
            "взаимопонимания.",
        ),
        OPENING,
    )
    yield _terms(material)


def next_session(material: DraftMaterial) -> Iterator[Piece]:
    """Where and when the Sides meet again, under its heading."""
    session = material.session
    item = material.heading_of("next")
    ordinal = session["ordinal"]
    following = str(int(ordinal) + 1) if ordinal.isdigit() else ""
    links = {"agenda_item": item.uuid} if item else {}
    yield Piece(
        "heading:next",
        words.spread(material.languages, en="Next session", ru="Очередное заседание",
                     hi=item["title_hi"] if item else ""),
        HEADING,
        links,
    )  # fmt: skip
    place_en, dates_en = session["next_place_en"] or BLANK, session["next_dates_en"]
    place_ru, dates_ru = session["next_place_ru"] or BLANK, session["next_dates_ru"]
    number_en = f"the {words.session_number(following, 'en')}" if following else "the next session"
    number_ru = f"{following}-е заседание" if following else "очередное заседание"
    behind = {"ru"} if session["next_place_en"] and not session["next_place_ru"] else set()
    behind |= {"ru"} if dates_en and not dates_ru else set()
    english = f"The Sides agreed to hold {number_en} in {place_en}"
    english += f" {dates_en}." if dates_en else " on mutually convenient dates."
    russian = f"Стороны условились провести {number_ru} (место проведения: {place_ru})"
    russian += f" {dates_ru}." if dates_ru else "; сроки будут согласованы дополнительно."
    yield Piece(
        "next:agreed",
        words.spread(material.languages, en=english, ru=russian),
        links=links,
        behind=frozenset(behind),
    )


def closing(material: DraftMaterial) -> Piece:
    """Done at, on, in so many originals, in which languages, equally authentic."""
    session, codes = material.session, material.languages
    count = int(session["originals"] or "2")
    place_en = session["signing_place_en"] or session["city_en"] or BLANK
    place_ru = session["signing_place_ru"] or session["city_ru"]
    day = session["signing_date"] or session["end_date"] or session["start_date"]
    date_en, date_ru = (words.long_date(day, code) for code in words.WITH_PHRASES)
    many = len(codes) > 1
    texts = "both texts" if len(codes) == 2 else "all texts"
    tail_en = f", {texts} being equally authentic" if many else ""
    texts_ru = "оба текста имеют" if len(codes) == 2 else "все тексты имеют"
    tail_ru = f", причём {texts_ru} одинаковую силу" if many else ""
    each_en, each_ru = (", each", ", каждый") if count > 1 else ("", "")
    noun_en = "originals" if count > 1 else "original"
    noun_ru = form(count, ("экземпляре", "экземплярах", "экземплярах"), "ru")
    where_ru = in_city(place_ru) if place_ru else BLANK
    return Piece(
        "closing.done",
        words.spread(
            codes,
            en=f"Done at {place_en} on {date_en} in {words.counted(count, 'en')} {noun_en}"
            f"{each_en} in {words.in_languages(codes, 'en')}{tail_en}.",
            ru=f"Совершено в {where_ru} {date_ru} в {words.counted(count, 'ru')} {noun_ru}"
            f"{each_ru} на {words.in_languages(codes, 'ru')}{tail_ru}.",
        ),
        CLOSING,
    )


def _held(material: DraftMaterial) -> Piece:
    session = material.session
    number_en, number_ru = (words.session_number(session["ordinal"], c) for c in ("en", "ru"))
    group_en, group_ru = session["working_group_en"], session["working_group_ru"]
    english = f"The {number_en} of the {group_en}"
    if commission := session["commission_en"]:
        english += f", established within the framework of the {commission},"
    english += " was held "
    english += words.on_days(session["start_date"], session["end_date"], "en")
    if place := ", ".join(t for t in (session["venue_en"], session["city_en"]) if t):
        english += f" at {place}" if session["venue_en"] else f" in {place}"
    return Piece(
        "opening.held",
        words.spread(
            material.languages, en=f"{english}.", ru=_held_russian(material, number_ru)
        ),
        OPENING,
        behind=frozenset() if group_ru else frozenset({"ru"}),
    )  # fmt: skip


def _held_russian(material: DraftMaterial, number: str) -> str:
    session = material.session
    name = session["working_group_ru"] or session["working_group_en"]
    body = genitive(name)
    said = words.on_days(session["start_date"], session["end_date"], "ru")
    city = f"г. {session['city_ru']}" if session["city_ru"] else ""
    place = ", ".join(text for text in (session["venue_ru"], city) if text)
    said += f" ({place})" if place else ""
    said += f" состоялось {number} {body}" if body else f" состоялось {number}: {name}"
    commission = session["commission_ru"]
    if commission and (within := genitive(commission)):
        said += f" в рамках {within}" if body else f" (в рамках {within})"
    elif commission:
        said += f" ({commission})"
    return f"{said[0].upper()}{said[1:]}."


def _led(material: DraftMaterial, side: Side) -> Piece:
    """Who leads a side, as the side's own list has the name and the post."""
    head = material.head_of(side)
    adjective_en = side["adjective_en"] or side.name()
    if head is None:
        english, russian, behind = BLANK, f"возглавлял {BLANK}", frozenset[str]()
    else:
        english = ", ".join(
            text
            for text in (
                " ".join(part for part in (head["honorific"], latin_person(head)) if part),
                head["designation"],
                _body(head),
            )
            if text
        )
        who, borrowed = russian_person(head)
        posts = (head["designation_native"], head["organisation_native"])
        if not is_cyrillic(posts[0]):
            posts, borrowed = (head["designation"], head["organisation"]), True
        posts = (posts[0], "" if says_body(*posts) else posts[1])
        led = _NEUTRAL_LED.get(head["sex"], "возглавлял(а)")
        russian = f"{led} {', '.join(text for text in (who, *posts) if text)}"
        behind = frozenset({"ru"}) if borrowed else frozenset()
    return Piece(
        f"opening.led:{side.position}",
        words.spread(
            material.languages,
            en=f"The {adjective_en} Side was led by {english}.",
            ru=f"{side_in(side, 'acc')} {russian}.",
        ),
        OPENING,
        behind=behind,
    )


def latin_person(person: Delegate) -> str:
    """The name as the person prefers it in Latin letters, without the honorific."""
    return person["latin_name"] or full_name(person)


def russian_person(person: Delegate) -> tuple[str, bool]:
    """The name in Russian letters, and False; else as the list has it, and True."""
    if is_cyrillic(person["native_name"]):
        return person["native_name"], False
    name = full_name(person)
    if is_cyrillic(name):
        return name, False
    return person["latin_name"] or name, True


def _body(head: Delegate) -> str:
    """The organisation, unless the post names it already."""
    return "" if says_body(head["designation"], head["organisation"]) else head["organisation"]


def says_body(post: str, body: str) -> bool:
    """Whether a post says what body it is of: "Deputy Minister of Industry and Trade of …"."""
    words_of = [word for word in body.casefold().split() if len(word) > 3]
    stems = [word[:6] for word in words_of]
    plain = post.casefold()
    return bool(stems) and sum(stem in plain for stem in stems) >= max(2, len(stems) - 1)


def _terms(material: DraftMaterial) -> Piece:
    first, second = material.sides
    named_en = [side["adjective_en"] or side.name() for side in (first, second)]
    named_ru = [side["adjective_ru"] for side in (first, second)]
    russian = (
        f"{named_ru[0]} Сторона и {named_ru[1]} Сторона далее совместно именуются «Стороны»."
        if all(named_ru)
        else "Участвующие в заседании стороны далее совместно именуются «Стороны»."
    )
    return Piece(
        "opening.terms",
        words.spread(
            material.languages,
            en=f"The {named_en[0]} Side and the {named_en[1]} Side are hereinafter jointly "
            "referred to as “the Sides”.",
            ru=russian,
        ),
        OPENING,
    )
