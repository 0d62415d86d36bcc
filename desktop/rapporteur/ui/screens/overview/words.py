"""The points of readiness in words: what stands how, with its numbers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from rapporteur.domain.dates import shown_date
from rapporteur.domain.readiness.points import PLATES_PRINTED, ROOM_CHECKED, Phase, Point, State
from rapporteur.domain.subgroups import AGREED_BOTH, AGREED_ONE, RECEIVED, REQUESTED


class PointWords(QObject):
    """Says points; a QObject for the sake of its plurals."""

    def state(self, point: Point) -> str:
        """The state in a word, which stands beside its shape."""
        if point.state is State.MISSING and point.key in ("overdue", "overdue_item"):
            return self.tr("overdue")
        if point.state is State.MISSING and point.phase is not Phase.BEFORE:
            return self.tr("open")
        return {
            State.READY: self.tr("ready"),
            State.PARTLY: self.tr("partly"),
            State.MISSING: self.tr("missing"),
            State.NOT_NEEDED: self.tr("not needed"),
        }[point.state]

    def phase(self, phase: Phase) -> str:
        """The name of a phase, for its switch."""
        return {
            Phase.BEFORE: self.tr("Before"),
            Phase.DURING: self.tr("During"),
            Phase.AFTER: self.tr("After"),
        }[phase]

    def say(self, point: Point) -> str:
        """The point in one sentence."""
        say: dict[str, Callable[[Point], str]] = {
            "facts": self._facts,
            "list": self._list,
            "head": self._head,
            "frozen": self._frozen,
            "agenda": self._agenda,
            "sittings": self._sittings,
            "times": self._times,
            "overrun": self._overrun,
            "circulated": self._circulated,
            "leads": self._leads,
            "co_leads": self._co_leads,
            "update": self._update,
            "agreed": self._update,
            "inherited": self._inherited,
            "interpreters": self._interpreters,
            "plate_names": self._plate_names,
            "attendance": self._attendance,
            "taken_up": self._taken_up,
            "postponed": self._postponed,
            "speakers": self._speakers,
            "notes": self._notes,
            "paragraphs": self._paragraphs,
            "agreed_paragraphs": self._agreed_paragraphs,
            "in_step": self._in_step,
            "assigned": self._assigned,
            "overdue": self._overdue,
            "overdue_item": self._overdue_item,
            "due_this_month": self._due_this_month,
            "closed": self._closed,
            PLATES_PRINTED: lambda _point: self.tr("Name plates printed"),
            ROOM_CHECKED: lambda _point: self.tr("Room, seating and sound checked"),
        }
        return say[point.key](point)

    # Before --------------------------------------------------------------------------

    def _facts(self, point: Point) -> str:
        if point.state is State.READY:
            return self.tr("Dates and place of the session are known")
        return self.tr("Facts of the session to fill in: {fields}").format(fields=point.detail)

    def _list(self, point: Point) -> str:
        if not point.total:
            return self.tr("{side}: no list yet").format(side=point.subject)
        words = self.tr("{side}: %n delegates on the list", "", point.total)
        unsure = point.total - point.done
        if unsure:
            words += self.tr(", %n not confirmed", "", unsure)
        return words.format(side=point.subject)

    def _head(self, point: Point) -> str:
        if point.detail:
            return self.tr("{side}: led by {name}").format(side=point.subject, name=point.detail)
        return self.tr("{side}: nobody is named as head of delegation").format(side=point.subject)

    def _frozen(self, point: Point) -> str:
        if point.state is State.MISSING:
            return self.tr("{side}: the list is not frozen yet").format(side=point.subject)
        words = self.tr("{side}: list frozen {stamp}")
        if point.total:
            words += self.tr(", %n changes since: a corrigendum is due", "", point.total)
        return words.format(side=point.subject, stamp=point.detail)

    def _agenda(self, point: Point) -> str:
        if not point.total:
            return self.tr("No agenda yet")
        words = self.tr("Agenda: %n items placed", "", point.done)
        waiting = point.total - point.done
        return words + (self.tr(", %n in the parking lot", "", waiting) if waiting else "")

    def _sittings(self, point: Point) -> str:
        if not point.total:
            return self.tr("No sitting yet: day, time and room are to be set")
        if point.state is State.READY:
            return self.tr("%n sittings with day, time and room", "", point.total)
        return self.tr("Sittings with day, time and room: {done} of {total}").format(
            done=point.done, total=point.total
        )

    def _times(self, point: Point) -> str:
        return self.tr("Planned minutes: {done} of {total} items").format(
            done=point.done, total=point.total
        )

    def _overrun(self, point: Point) -> str:
        if point.state is not State.PARTLY:
            return self.tr("The items fit into their sittings")
        title = point.subject or self.tr("Sitting")
        words = self.tr("{sitting}: the items take %n minutes too long", "", int(point.detail))
        return words.format(sitting=title)

    def _circulated(self, point: Point) -> str:
        if not point.detail:
            return self.tr("The agenda has not been circulated")
        there = datetime.fromisoformat(point.detail)
        at = f"{shown_date(there.date().isoformat())} {there:%H:%M}"
        words = self.tr("Agenda circulated {moment}").format(moment=at)
        return words + (self.tr(", %n items added since", "", point.total) if point.total else "")

    def _leads(self, point: Point) -> str:
        words = self.tr("Agenda items that somebody leads: {done} of {total}").format(
            done=point.done, total=point.total
        )
        return self._next(words, point)

    def _co_leads(self, point: Point) -> str:
        if point.state is State.READY:
            return self.tr("{group}: both co-leads named").format(group=point.subject)
        if point.state is State.PARTLY:
            return self.tr("{group}: one co-lead to name").format(group=point.subject)
        return self.tr("{group}: no co-lead named").format(group=point.subject)

    def _update(self, point: Point) -> str:
        words = {
            "": self.tr("{group}: update not requested yet"),
            REQUESTED: self.tr("{group}: update requested, not received"),
            RECEIVED: self.tr("{group}: update received"),
            AGREED_ONE: self.tr("{group}: update agreed by one side"),
            AGREED_BOTH: self.tr("{group}: update agreed by both sides"),
        }[point.detail]
        return words.format(group=point.subject)

    def _inherited(self, point: Point) -> str:
        if not point.total:
            return self.tr("No action items inherited from earlier sessions")
        return self.tr("Inherited action items reviewed: {done} of {total}").format(
            done=point.done, total=point.total
        )

    def _interpreters(self, point: Point) -> str:
        words = (
            self.tr("{side}: %n interpreters", "", point.done)
            if point.done
            else self.tr("{side}: no interpreter")
        )
        if point.state is State.PARTLY:
            words += self.tr(" of its own")
        if point.total:
            words += self.tr(", needed by %n delegates", "", point.total)
        return words.format(side=point.subject)

    def _plate_names(self, point: Point) -> str:
        lacking = point.total - point.done
        if lacking:
            words = self.tr("Names for plates in Latin letters: %n missing", "", lacking)
            return self._next(words, point)
        return self.tr("Names for plates: everybody has one")

    # During --------------------------------------------------------------------------

    def _attendance(self, point: Point) -> str:
        title = point.subject or shown_date(point.detail) or self.tr("Sitting")
        return self.tr("{sitting}: attendance of {done} of {total} noted").format(
            sitting=title, done=point.done, total=point.total
        )

    def _taken_up(self, point: Point) -> str:
        if not point.total:
            return self.tr("No agenda items to take up")
        words = self.tr("Agenda items taken up: {done} of {total}").format(
            done=point.done, total=point.total
        )
        return self._next(words, point)

    def _postponed(self, point: Point) -> str:
        if not point.total:
            return self.tr("Nothing postponed or waiting in the parking lot")
        words = self.tr("%n items postponed or in the parking lot", "", point.total)
        return self._next(words, point)

    def _speakers(self, point: Point) -> str:
        waiting = point.total - point.done
        if waiting:
            return self.tr("%n speakers are waiting for the floor", "", waiting)
        return self.tr("Nobody is waiting for the floor")

    def _notes(self, point: Point) -> str:
        bare = point.total - point.done
        if bare:
            return self._next(self.tr("%n items done, but nothing written down", "", bare), point)
        return self.tr("Something is written down of every item done")

    def _paragraphs(self, point: Point) -> str:
        if not point.total:
            return self.tr("No paragraph taken down for the Session Protocol")
        words = self.tr("%n paragraphs for the Session Protocol", "", point.total)
        lacking = point.total - point.done
        more = self.tr(", %n not in every language", "", lacking) if lacking else ""
        return words + more

    def _agreed_paragraphs(self, point: Point) -> str:
        if point.done == point.total:
            return self.tr("All %n paragraphs of the Session Protocol are agreed", "", point.total)
        words = self.tr("{open} of %n paragraphs of the Session Protocol open", "", point.total)
        return words.format(open=point.total - point.done)

    def _in_step(self, point: Point) -> str:
        behind = point.total - point.done
        if behind:
            return self.tr("%n texts of the Session Protocol missing or out of step", "", behind)
        return self.tr("The languages of the Session Protocol are in step")

    def _assigned(self, point: Point) -> str:
        if not point.total:
            return self.tr("No open action items")
        bare = point.total - point.done
        if bare:
            return self.tr("%n action items without a body or a date", "", bare)
        return self.tr("Every open action item has a body and a date")

    # After ---------------------------------------------------------------------------

    def _overdue(self, point: Point) -> str:
        if point.total:
            return self.tr("%n action items are overdue", "", point.total)
        return self.tr("No action item is overdue")

    def _overdue_item(self, point: Point) -> str:
        return self.tr("Due {date}: {item}").format(
            date=shown_date(point.detail), item=" ".join(point.subject.split())
        )

    def _due_this_month(self, point: Point) -> str:
        if point.total:
            return self.tr("%n action items are due this month", "", point.total)
        return self.tr("No action item is due this month")

    def _closed(self, point: Point) -> str:
        if not point.total:
            return self.tr("No action items yet")
        return self.tr("Action items closed: {done} of {total}").format(
            done=point.done, total=point.total
        )

    def _next(self, words: str, point: Point) -> str:
        """With the first one that is concerned."""
        if point.state.settled or not point.subject:
            return words
        return self.tr("{words}; first: {name}").format(words=words, name=point.subject)
