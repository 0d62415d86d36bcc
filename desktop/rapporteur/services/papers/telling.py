"""What happened at the session, sentence by sentence, out of its data.

Press note and report both say it. Only fields that anybody may see are told. What is not there
is not guessed: its sentence, or the part of it, is left out, and `missing` says so to whoever
writes the note.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session as Db

from rapporteur.domain import russian
from rapporteur.domain.agenda import POSTPONED
from rapporteur.domain.clocks import today_of
from rapporteur.domain.delegates import Delegate
from rapporteur.domain.drafting.opening import says_body
from rapporteur.domain.errors import UserError
from rapporteur.domain.fields import Privacy, Record
from rapporteur.domain.heads import is_head
from rapporteur.domain.note import counting, phrases
from rapporteur.domain.papers.note import NotePaper
from rapporteur.domain.roster_text import FULL_NAME, roster_text, written_in
from rapporteur.domain.sessions import Side
from rapporteur.domain.subgroups import UPDATE_PARTS, SubGroup, SubGroupUpdate
from rapporteur.services import delegates, sessions, stored
from rapporteur.services.agenda.reading import agenda
from rapporteur.services.lists import titles
from rapporteur.services.subgroups import updates

REPORT = "report"  # the kind of agenda item under which a sub-group reports
_LANGUAGE_NAMES = {"en": "English", "ru": "Russian"}


@dataclass(frozen=True, slots=True)
class Note:
    """A note, and in words what it could not say because the file does not."""

    paper: NotePaper
    missing: tuple[str, ...]


class Telling:
    """The sentences of one session in one language.

    `missing` grows as sentences are asked for. Raises UserError "note.language" for a language
    that notes are not written in.
    """

    def __init__(self, db: Db, language: str, moment: datetime) -> None:
        if language not in phrases.PHRASES:
            known = " and ".join(_LANGUAGE_NAMES[code] for code in phrases.NOTE_LANGUAGES)
            raise UserError(
                "note.language",
                f"Notes are written in {known} only.",
                safe="No file was written.",
                advice="Choose one of these languages.",
            )
        self.db = db
        self.language = language
        self.moment = moment
        self.phrases = phrases.PHRASES[language]
        self.session = sessions.session(db)
        self.sides = sessions.sides(db)
        self.people = delegates.list_delegates(db, withdrawn=False)
        self.in_language = f"in {_LANGUAGE_NAMES[language]}"
        self.missing: list[str] = []

    def note_missing(self, what: str) -> None:
        """Remember what is not in the file, once."""
        if what not in self.missing:
            self.missing.append(what)

    def held(self) -> str:
        """That the session was held: which, of which body, when, where, under what."""
        body = self._text(self.session, "working_group", "name of the body")
        found = self.phrases.held.format(
            dates=self._dates(),
            session=titles.ordinal(public(self.session, "ordinal"), self.language),
            body=self._of_body(body),
            place=self._place(),
            frame=self._frame(),
        )
        return found[:1].upper() + found[1:]

    def chairs(self) -> list[str]:
        """Who headed the two sides, in one sentence where both are known."""
        heads = [self.head(side) for side in self.sides]
        if all(heads):
            return [
                self.phrases.chaired.format(
                    first=heads[0],
                    first_side=self._by_side(self.sides[0]),
                    second=heads[1],
                    second_side=self._by_side(self.sides[1]),
                )
            ]
        return [
            self.phrases.led.format(side=titles.side_title(side, self.language), head=head)
            for side, head in zip(self.sides, heads, strict=True)
            if head
        ]

    def head(self, side: Side) -> str:
        """Who heads a side: name and post; "" where nobody does."""
        person = next((p for p in self._of(side) if is_head(public(p, "role"))), None)
        if person is None:
            self.note_missing(f"the co-chair of the {titles.side_title(side, 'en')}")
            return ""
        return self._person(person)

    def progress(self) -> list[str]:
        """That progress since the session before was reviewed."""
        number = public(self.session, "previous_ordinal")
        if not number:
            self.note_missing("the number of the previous session")
            return []
        date = public(self.session, "previous_date")
        held = ""
        if date:
            held = self.phrases.reviewed_date.format(date=self._day(date))
            # A language that has no word for the place says nothing of it: it is seldom entered.
            if place := public(self.session, f"previous_place_{self.language}"):
                held += self.phrases.reviewed_place.format(place=place)
        else:
            self.note_missing("the date of the previous session")
        return [self.phrases.reviewed.format(session=self.session_of(number), held=held)]

    def groups_reported(self) -> list[str]:
        """Which sub-groups reported."""
        names = [self.group_name(group) for group in self.reporting()]
        if not names:
            self.note_missing("a sub-group that reported")
            return []
        wording = counting.form(
            len(names), phrases.GROUPS_REPORTED[self.language], self.language
        ).format(
            number=counting.in_words(len(names), self.language),
            names=counting.enumerated([self._quoted(name) for name in names], self.language),
        )
        return [wording[:1].upper() + wording[1:]]

    def reporting(self) -> list[SubGroup]:
        """The sub-groups whose report stood on the agenda, or is there in writing."""
        planned = {
            public(line.item, "sub_group")
            for line in agenda(self.db).lines()
            if public(line.item, "kind") == REPORT and line.item["state"] != POSTPONED
        }
        written = updates.all_of_this_session(self.db)
        found = []
        for group in sessions.sub_groups(self.db):
            has_text = told(written.get(group.id))
            if not has_text:
                self.note_missing(f"a written update of the sub-group {group.name()}")
            if has_text or group.uuid in planned:
                found.append(group)
        return found

    def topics(self) -> list[tuple[str, list[str]]]:
        """The topics by sub-group, for the groups that reported: its name, then its topics."""
        found = []
        for group in self.reporting():
            names = self._topics_of(group.uuid)
            if names:
                found.append((self.group_name(group), names))
        if not found:
            self.note_missing("the topics of the sub-groups")
        return found

    def emerging(self) -> list[str]:
        """The areas that belong to no sub-group yet."""
        found = self._topics_of("")
        if not found:
            self.note_missing("the emerging areas")
        return found

    def taking_part(self) -> list[str]:
        """About how many came, and who they were."""
        number, about = counting.rounded(len(self.people))
        if not number:
            self.note_missing("the delegates")
            return []
        if about:
            people = self.phrases.about.format(
                number=counting.counted(number, phrases.ABOUT_DELEGATES, self.language)
            )
        else:
            people = counting.counted(number, phrases.DELEGATES, self.language)
        present = {public(person, "category") for person in self.people}
        named = [
            words[self.language] for code, words in phrases.CATEGORIES.items() if code in present
        ]
        if not named:
            self.note_missing("the categories of the delegates")
        both = all(self._of(side) for side in self.sides)
        sentence = self.phrases.taking_part.format(
            verb=counting.form(number, phrases.TOOK_PART[self.language], self.language),
            people=people,
            of=self.phrases.both_sides if both else "",
            categories=self.phrases.categories.format(
                categories=counting.enumerated(named, self.language)
            )
            if named
            else "",
        )
        return [sentence[:1].upper() + sentence[1:]]

    def signing(self) -> list[str]:
        """That the Protocol was signed: as the file was sealed, or once its day has come."""
        sealed, date, place = self._signed()
        if not date:
            self.note_missing("the date of signing")
            return []
        if date > today_of(self.session, self.moment).isoformat():
            self.note_missing("the signing, which is still to come")
            return []
        if not sealed:
            self.note_missing(
                "the sealed Protocol: the note says that it was signed, since its day has come; "
                "strike that out if it was not"
            )
        return [
            self.phrases.signed.format(
                protocol=self.phrases.protocol.format(
                    ordinal=self.session_of(public(self.session, "ordinal"))
                ),
                date=self.phrases.signed_date.format(date=self._day(date)),
                place=self.phrases.signed_place.format(place=self._city(place)) if place else "",
            )
        ]

    def _signed(self) -> tuple[bool, str, str]:
        """Whether the file is sealed; date and place of the signing, "" for what is not known."""
        seals = [seal for seal in stored.read(self.db, stored.SEALS) if seal.holds]
        if seals:
            date, place = public(seals[-1], "signed_on"), self._exact(seals[-1], "place")
        else:
            date = public(self.session, "signing_date")
            place = self._exact(self.session, "signing_place")
        return bool(seals), date, place or self._exact(self.session, "city")

    def next_session(self) -> list[str]:
        """Where and when the next session is to be held, as far as that was agreed."""
        place = self._exact(self.session, "next_place")
        dates = self._exact(self.session, "next_dates")
        if not place:
            self.note_missing("the place of the next session")
        if not dates:
            self.note_missing("the date of the next session")
        if not (place or dates):
            return []
        return [
            self.phrases.next_held.format(
                place=self.phrases.signed_place.format(place=self._city(place)) if place else "",
                when=self.phrases.next_when.format(dates=dates) if dates else "",
            )
        ]

    def session_of(self, number: str) -> str:
        """A session after "of" and "since"."""
        if self.language == "ru":
            return f"{number}-го заседания"
        return titles.ordinal(number, self.language)

    def group_name(self, group: SubGroup) -> str:
        """The name of a sub-group, in English where it has none in the language."""
        return self._exact_or_english(group, "name", f"the name of the sub-group {group.name()}")

    def composition(self, side: Side) -> Counter[str]:
        """How many of a side are of which category."""
        return Counter(public(person, "category") for person in self._of(side))

    def _of(self, side: Side) -> list[Delegate]:
        return [person for person in self.people if person.side_id == side.id]

    def _person(self, person: Delegate) -> str:
        values = {
            key: public(person, key)
            for key in person.catalogue.keys
            if person.catalogue[key].privacy is Privacy.PUBLIC
        }
        if self.language == "en" and values["latin_name"]:  # as the person prefers it in print
            title = values["honorific"]
            name = f"{title} {values['latin_name']}" if title else values["latin_name"]
        else:
            name = roster_text(values, FULL_NAME, self.language, honorific=True)
        post = roster_text(values, "designation", self.language)
        body = roster_text(values, "organisation", self.language)
        for what, text in (("name", name), ("designation", post), ("organisation", body)):
            if not text:
                self.note_missing(f"the {what} of {values['family_name']}")
            elif written_in(text) != self.language:
                self.note_missing(f"the {what} of {values['family_name']} {self.in_language}")
        parts = (name, post, "" if says_body(post, body) else body)
        return ", ".join(part for part in parts if part)

    def _topics_of(self, group: str) -> list[str]:
        return [
            self._exact_or_english(topic, "title", f"the topic {topic['title_en']}")
            for topic in stored.read(self.db, stored.TOPICS)
            if topic["sub_group"] == group
        ]

    def _dates(self) -> str:
        days = titles.session_days(
            public(self.session, "start_date"), public(self.session, "end_date"), self.language
        )
        if not days:
            self.note_missing("the date of the session")
            return ""
        return f" on {days}" if self.language == "en" else days

    def _place(self) -> str:
        venue = self._text(self.session, "venue", "venue")
        city = self._text(self.session, "city", "city")
        if self.language == "ru":
            inside = f" в {self._city(city)}" if city else ""
            return inside + (f" ({venue})" if venue else "")
        if venue:
            return self.phrases.at_place.format(place=", ".join(p for p in (venue, city) if p))
        return self.phrases.signed_place.format(place=city) if city else ""

    def _city(self, city: str) -> str:
        return russian.in_city(city) if self.language == "ru" else city

    def _frame(self) -> str:
        commission = self._text(self.session, "commission", "commission")
        if not commission:
            return ""
        if self.language == "ru":
            cased = russian.genitive(commission)
            if not cased:
                return self.phrases.framed_plain.format(commission=commission)
            return self.phrases.framed.format(commission=cased)
        return self.phrases.framed.format(commission=_without_article(commission))

    def _of_body(self, body: str) -> str:
        if self.language != "ru":
            return _without_article(body)
        return russian.genitive(body) or (f"(«{body}»)" if body else "рабочей группы")

    def _by_side(self, side: Side) -> str:
        if self.language == "ru":
            return russian.side_in(side, "gen")
        return titles.side_title(side, self.language)

    def _day(self, iso: str) -> str:
        return titles.session_days(iso, iso, self.language)

    def _quoted(self, name: str) -> str:
        return f"«{name}»" if self.language == "ru" else name

    def _exact(self, record: Record, stem: str) -> str:
        return public(record, f"{stem}_{self.language}")

    def _text(self, record: Record, stem: str, what: str) -> str:
        """A text in the very language of the note; noted as missing where it is not there."""
        text = self._exact(record, stem)
        if not text:
            self.note_missing(f"the {what} {self.in_language}")
        return text

    def _exact_or_english(self, record: Record, stem: str, what: str) -> str:
        text = self._exact(record, stem)
        if not text:
            self.note_missing(f"{what} {self.in_language}")
        return text or public(record, f"{stem}_en")


def public(record: Record, key: str) -> str:
    """The value of a field that anybody may see; ValueError for any other."""
    if record.catalogue[key].privacy is not Privacy.PUBLIC:
        raise ValueError(f"{record.catalogue.entity}.{key} is not public")
    return record[key]


def told(update: SubGroupUpdate | None) -> bool:
    """Whether a sub-group has written anything."""
    return update is not None and any(
        public(update, key)
        for key in update.catalogue.keys
        if key.rpartition("_")[0] in UPDATE_PARTS
    )


def ended(sentence: str) -> str:
    """A sentence with one full stop at its end, after an abbreviation too."""
    return sentence[:-1] if sentence.endswith("..") else sentence


def _without_article(name: str) -> str:
    return name[4:] if name[:4].casefold() == "the " else name
