"""The numbered paragraphs by area: agenda, review, sub-groups, emerging areas, presentations.

Each begins with the Sides, or with one of them, and a verb. What somebody wrote for the Protocol,
in an update or in the room, stands as it was written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rapporteur.domain.actions import DONE, DROPPED, IN_PROGRESS, ActionItem
from rapporteur.domain.agenda import AgendaItem
from rapporteur.domain.delegates import Delegate
from rapporteur.domain.drafting import words
from rapporteur.domain.drafting.leading import begins_with_sides
from rapporteur.domain.drafting.material import DraftMaterial, Piece
from rapporteur.domain.drafting.opening import latin_person, russian_person
from rapporteur.domain.due_dates import Reading, read_due
from rapporteur.domain.languages import LANGUAGES
from rapporteur.domain.meeting import MeetingRecord
from rapporteur.domain.protocol import HEADING
from rapporteur.domain.subgroups import REQUESTED, SubGroup, SubGroupUpdate, Topic

_CODES = tuple(language.code for language in LANGUAGES)


def agenda_adopted(material: DraftMaterial) -> Iterator[Piece]:
    """That the agenda was adopted, where there is one."""
    if not material.lines():
        return
    item = material.heading_of("adoption", "opening")
    links = {"agenda_item": item.uuid} if item else {}
    yield _heading(material, "agenda", None, en="Agenda", ru="Повестка дня")
    yield Piece(
        "agenda:adopted",
        words.spread(
            material.languages,
            en="The Sides adopted the agenda of the Session (Annex 3).",
            ru="Стороны утвердили повестку дня заседания (Приложение 3).",
        ),
        links=links,
    )


def review(material: DraftMaterial) -> Iterator[Piece]:
    """What has become of the last Protocol, in figures."""
    ordinal, inherited = material.session["previous_ordinal"], material.inherited()
    item = material.heading_of("review")
    if not reviews(material):
        return
    links = {"agenda_item": item.uuid} if item else {}
    ordinal_en = f"the {words.session_number(ordinal, 'en')}" if ordinal else "the previous session"
    ordinal_ru = f"{ordinal}-го заседания" if ordinal else "предыдущего заседания"
    yield _heading(
        material, "review", item,
        en=f"Implementation of the Protocol of {ordinal_en}",
        ru=f"Ход выполнения Протокола {ordinal_ru}",
    )  # fmt: skip
    held_en, held_ru = _held_before(material)
    yield Piece(
        "review:reviewed",
        words.spread(
            material.languages,
            en=f"The Sides reviewed the implementation of the Protocol of {ordinal_en}{held_en}.",
            ru=f"Стороны рассмотрели ход выполнения Протокола {ordinal_ru}{held_ru}.",
        ),
        links=links,
    )
    if inherited:
        yield from _counts(material, inherited, links)
    yield from _records(material, item.uuid if item else "", "")


def reviews(material: DraftMaterial) -> bool:
    """Whether there is a Protocol to be reviewed."""
    return bool(material.session["previous_ordinal"] or material.inherited())


def sub_groups(material: DraftMaterial) -> Iterator[Piece]:
    """Each sub-group: its report, its own text, what was noted and agreed about it."""
    items = material.leaves("report")
    for group in material.groups:
        item = next((one for one in items if one["sub_group"] == group.uuid), None)
        update = material.updates.get(group.id)
        inner = list(_reported(material, group, item, update))
        inner += _records(material, item.uuid if item else "", group.uuid)
        inner += _agreed(material, item.uuid if item else "", group.uuid)
        if inner:
            links = {"sub_group": group.uuid, "agenda_item": item.uuid if item else ""}
            names = {code: group[f"name_{code}"] for code in _CODES}
            texts = words.spread(material.languages, **names)
            head = Piece(f"heading:subgroup:{group.uuid}", texts, HEADING)
            yield from (piece.linked(**links) for piece in (head, *inner))


def emerging(material: DraftMaterial) -> Iterator[Piece]:
    """Emerging areas: items of the agenda, and topics of no sub-group that no item names."""
    items = material.leaves("emerging")
    heading = material.heading_of("emerging")
    inner: list[Piece] = []
    for item in items:
        subject = {code: item[f"title_{code}"] for code in _CODES}
        inner.append(_views(material, f"item:{item.uuid}:views", subject, item.uuid))
        inner += _records(material, item.uuid, "")
        inner += _agreed(material, item.uuid, "")
    named = {title for item in items for title in _titles(item)}
    for topic in material.topics:
        if not topic["sub_group"] and not named & _titles(topic):
            subject = {code: topic[f"title_{code}"] for code in _CODES}
            inner.append(_views(material, f"topic:{topic.uuid}:views", subject, ""))
    if inner:
        yield _heading(
            material, "emerging", heading, en="Emerging areas of cooperation",
            ru="Новые направления сотрудничества",
        )  # fmt: skip
        yield from inner


def _titles(named: AgendaItem | Topic) -> set[tuple[str, str]]:
    """What it is called in each language: one that was corrected in one language is the same."""
    titles = ((code, named[f"title_{code}"].strip().casefold()) for code in _CODES)
    return {(code, title) for code, title in titles if title}


def presentations(material: DraftMaterial) -> Iterator[Piece]:
    """What companies showed."""
    items = material.leaves("presentation")
    if not items:
        return
    yield _heading(
        material, "presentations", material.heading_of("presentation"),
        en="Industry presentations", ru="Презентации компаний",
    )  # fmt: skip
    for item in items:
        yield _presented(material, item)
        yield from _records(material, item.uuid, "")
        yield from _agreed(material, item.uuid, "")


def other(material: DraftMaterial) -> Iterator[Piece]:
    """What was noted and agreed elsewhere, so that nothing taken down is lost."""
    covered, groups = _covered(material), {group.uuid for group in material.groups}
    reviewed = material.heading_of("review")
    noted_there = covered | ({reviewed.uuid} if reviewed and reviews(material) else set())
    inner = [
        _record(material, record)
        for record in material.own_records()
        if record["agenda_item"] not in noted_there and record["sub_group"] not in groups
    ]
    inner += [
        _action(material, action)
        for action in material.own_actions()
        if action["agenda_item"] not in covered and action["sub_group"] not in groups
    ]
    if inner:
        item = material.heading_of("other")
        yield _heading(material, "other", item, en="Other matters", ru="Прочие вопросы")
        yield from inner


def _covered(material: DraftMaterial) -> set[str]:
    """The items whose records and action items stand with the item."""
    found = {item.uuid for item in material.leaves("emerging", "presentation")}
    reports = material.leaves("report")
    for group in material.groups:
        item = next((one for one in reports if one["sub_group"] == group.uuid), None)
        found |= {item.uuid} if item else set()
    return found


def _heading(
    material: DraftMaterial, name: str, item: AgendaItem | None, *, en: str, ru: str
) -> Piece:
    """A heading in the program's words, and in Hindi in those of the agenda."""
    texts = words.spread(material.languages, en=en, ru=ru, hi=item["title_hi"] if item else "")
    return Piece(f"heading:{name}", texts, HEADING).linked(agenda_item=item.uuid if item else "")


def _held_before(material: DraftMaterial) -> tuple[str, str]:
    """ ", held in Moscow on 15 October 2024", as far as it is known; in English and Russian."""
    session = material.session
    day = session["previous_date"]
    place_en, place_ru = session["previous_place_en"], session["previous_place_ru"]
    english = " ".join(
        text
        for text in (
            f"in {place_en}" if place_en else "",
            f"on {words.long_date(day, 'en')}" if day else "",
        )
        if text
    )
    russian = ", ".join(
        text for text in (words.long_date(day, "ru"), f"г. {place_ru}" if place_ru else "") if text
    )
    return f", held {english}" if english else "", _in_brackets(russian)


def _reported(
    material: DraftMaterial,
    group: SubGroup,
    item: AgendaItem | None,
    update: SubGroupUpdate | None,
) -> Iterator[Piece]:
    came = update is not None and update["state"] not in ("", REQUESTED)
    if item is None and not came:
        return
    slot, ordinal = f"subgroup:{group.uuid}", material.session["previous_ordinal"]
    name_en, name_ru = group["name_en"], group["name_ru"]
    yield Piece(
        f"{slot}:heard",
        words.spread(
            material.languages,
            en=f"The Sides heard the report of the sub-group on {words.continued(name_en)}.",
            ru=f"Стороны заслушали информацию подгруппы «{name_ru or name_en}».",
        ),
        behind=frozenset() if name_ru else frozenset({"ru"}),
    )
    if update is None or not came:
        return
    since_en = f"the {words.session_number(ordinal, 'en')}" if ordinal else "the previous session"
    since_ru = f"{ordinal}-го заседания" if ordinal else "предыдущего заседания"
    yield from _note(
        material, update, "work", f"{slot}:work",
        (
            f"The Sides took note of the work of the sub-group since {since_en}.",
            f"Стороны приняли к сведению работу подгруппы со времени {since_ru}.",
        ),
    )  # fmt: skip
    texts = {code: update[f"protocol_text_{code}"].strip() for code in _CODES}
    if any(texts.values()):
        yield from _own_text(material, texts, slot, update)
        return
    yield from _note(
        material, update, "obstacles", f"{slot}:obstacles",
        (
            "The Sides exchanged views on the difficulties reported by the sub-group.",
            "Стороны обменялись мнениями о трудностях, о которых сообщила подгруппа.",
        ),
    )  # fmt: skip
    yield from _note(
        material, update, "proposals", f"{slot}:proposals",
        (
            "The Sides welcomed the proposals of the sub-group:",
            "Стороны приветствовали предложения подгруппы:",
        ),
    )  # fmt: skip


def _own_text(
    material: DraftMaterial, texts: dict[str, str], slot: str, update: SubGroupUpdate
) -> Iterator[Piece]:
    """The text that a sub-group offers, in as many paragraphs as it has itself."""
    parts = {code: [p.strip() for p in text.split("\n") if p.strip()] for code, text in
             texts.items()}  # fmt: skip
    counts = {len(found) for found in parts.values() if found}
    if len(counts) > 1:  # divided in different ways: better one paragraph than a wrong pair
        parts = {code: [" ".join(found)] if found else [] for code, found in parts.items()}
        counts = {1}
    for at in range(max(counts)):
        chosen = {code: found[at] if found else "" for code, found in parts.items()}
        name = f"{slot}:text" if at == 0 else f"{slot}:text:{at + 1}"
        spread = words.spread(material.languages, **chosen)
        yield Piece(name, spread).linked(proposed_by=update["agreed_side"])


def _note(
    material: DraftMaterial, update: SubGroupUpdate, stem: str, slot: str, lead: tuple[str, str]
) -> Iterator[Piece]:
    """A sentence of the Sides, in English and Russian, and what a part of the update says."""
    said = {code: words.one_line(update[f"{stem}_{code}"]) for code in words.WITH_PHRASES}
    if any(said.values()):
        texts = {
            code: _led_in(opening, said[code]) if said[code] else ""
            for code, opening in zip(words.WITH_PHRASES, lead, strict=True)
        }
        yield Piece(slot, words.spread(material.languages, **texts))


def _led_in(opening: str, said: str) -> str:
    return f"{opening} {words.continued(said) if opening.endswith(':') else said}"


def _views(
    material: DraftMaterial, slot: str, subject: dict[str, str], item: str
) -> Piece:  # fmt: skip
    english, russian = subject["en"], subject["ru"] or subject["en"]
    return Piece(
        slot,
        words.spread(
            material.languages,
            en=f"The Sides exchanged views on cooperation in the area of "
            f"{words.continued(english)}.",
            ru=f"Стороны обменялись мнениями по теме «{russian}».",
        ),
        behind=frozenset() if subject["ru"] else frozenset({"ru"}),
    ).linked(agenda_item=item)


def _presented(material: DraftMaterial, item: AgendaItem) -> Piece:
    people = [p for key in ("lead_first", "lead_second") if (p := material.person(item[key]))]
    who_en = "; ".join(_with_body(latin_person(p), p["organisation"]) for p in people)
    named_ru = [_presenter_in_russian(person) for person in people]
    who_ru = "; ".join(said for said, _borrowed in named_ru)
    borrowed = any(one for _said, one in named_ru)
    if not people and item["presenters"]:
        who_en = who_ru = item["presenters"]
        borrowed = True
    title_en, title_ru = item["title_en"], item["title_ru"]
    behind = borrowed or not title_ru
    return Piece(
        f"item:{item.uuid}:heard",
        words.spread(
            material.languages,
            en=f"The Sides heard the presentation “{title_en}”{_in_brackets(who_en)}.",
            ru=f"Стороны заслушали презентацию «{title_ru or title_en}»{_in_brackets(who_ru)}.",
        ),
        links={"agenda_item": item.uuid},
        behind=frozenset({"ru"}) if behind else frozenset(),
    )


def _presenter_in_russian(person: Delegate) -> tuple[str, bool]:
    name, borrowed = russian_person(person)
    if borrowed:
        return _with_body(name, person["organisation"]), True
    return _with_body(name, person["organisation_native"] or person["organisation"]), False


def _with_body(name: str, body: str) -> str:
    return f"{name}, {body}" if body else name


def _in_brackets(text: str) -> str:
    return f" ({text})" if text else ""


def _records(material: DraftMaterial, item: str, group: str) -> list[Piece]:
    """What was taken down for an item; without one, for a sub-group."""
    covered = _covered(material)
    return [
        _record(material, record)
        for record in material.own_records()
        if (item and record["agenda_item"] == item)
        or (group and record["sub_group"] == group and record["agenda_item"] not in covered)
    ]


def _record(material: DraftMaterial, record: MeetingRecord) -> Piece:
    """A paragraph or a decision as it was taken down; a bare decision is given its Sides."""
    texts = {}
    for code in material.languages:
        text = words.sentence(" ".join(record[f"text_{code}"].split()))
        if text and code in words.WITH_PHRASES and not begins_with_sides(
            text, code, material.sides
        ):  # fmt: skip
            lead = {"en": "The Sides agreed as follows:", "ru": "Стороны договорились о следующем:"}
            text = f"{lead[code]} {words.continued(text)}"
        texts[code] = text
    return Piece(f"record:{record.uuid}", texts).linked(
        record=record.uuid,
        proposed_by=record["side"],
        agenda_item=record["agenda_item"],
        sub_group=record["sub_group"],
    )


def _agreed(material: DraftMaterial, item: str, group: str) -> list[Piece]:
    """The action items of an item; without one, of a sub-group."""
    covered = _covered(material)
    return [
        _action(material, action)
        for action in material.own_actions()
        if (item and action["agenda_item"] == item)
        or (group and action["sub_group"] == group and action["agenda_item"] not in covered)
    ]


def _action(material: DraftMaterial, action: ActionItem) -> Piece:
    texts = {}
    for code, sides in (("en", "The Sides"), ("ru", "Стороны")):
        text, due = action[f"text_{code}"].strip().rstrip("."), _due(material, action, code)
        if said := words.agreed_to(text, code, due):
            texts[code] = words.sentence(f"{sides} {said}")
    behind = {"ru"} if "en" in texts and "ru" not in texts else set()
    return Piece(
        f"action:{action.uuid}",
        words.spread(material.languages, **texts),
        behind=frozenset(behind),
    ).linked(
        action_item=action.uuid, agenda_item=action["agenda_item"], sub_group=action["sub_group"]
    )


def _due(material: DraftMaterial, action: ActionItem, language: str) -> str:
    """By when, as a day, so that it is the same in every language."""
    if action["due_date"]:
        day = words.long_date(action["due_date"], language)
        return f"by {day}" if language == "en" else f"не позднее {day}"
    session = material.session
    start = session["end_date"] or session["start_date"]
    if action["due_words"] and start:
        due = read_due(action["due_words"], date.fromisoformat(start))
        if due.reading is Reading.NEXT_SESSION:
            return "by the next session" if language == "en" else "к следующему заседанию"
    return ""


def _counts(
    material: DraftMaterial, inherited: Sequence[ActionItem], links: dict[str, str]
) -> Iterator[Piece]:
    done = sum(a["status"] == DONE for a in inherited)
    going = sum(a["status"] == IN_PROGRESS for a in inherited)
    dropped = sum(a["status"] == DROPPED for a in inherited)
    still = len(inherited) - done - going - dropped
    parts = [(done, "implemented", "выполнено"), (going, "in progress", "выполняется"),
             (still, "not yet begun", "не начато"),
             (dropped, "dropped by agreement", "снято по договорённости")]  # fmt: skip
    english = words.joined([f"{n} {said}" for n, said, _ in parts if n], "and")
    russian = ", ".join(f"{said} — {n}" for n, _, said in parts if n)
    yield Piece(
        "review:counts",
        words.spread(
            material.languages,
            en=f"The Sides noted the state of the action items carried over from previous "
            f"Protocols ({len(inherited)} in all): {english}.",
            ru=f"Стороны отметили состояние поручений, перенесённых из предыдущих Протоколов "
            f"(всего — {len(inherited)}): {russian}.",
        ),
        links=links,
    )
    if going + still:
        yield Piece(
            "review:continue",
            words.spread(
                material.languages,
                en="The Sides agreed to complete the implementation of the outstanding action "
                "items, which are listed in Annex 4.",
                ru="Стороны договорились завершить выполнение оставшихся поручений, перечисленных "
                "в Приложении 4.",
            ),
            links=links,
        )
