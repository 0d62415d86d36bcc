"""Three texts of each paragraph put beside each other: as sent, as it is here, as it came back.

Texts are compared as the file holds them, where a reference names a paragraph and not a number:
numbers that moved since are no change. What came back is read with the numbers of the version
that was sent, since those are the ones that its writers saw; and a copy in which the other side
came first (the alternat) is read with the sides in the order of this file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from rapporteur.domain import protocol as rules
from rapporteur.domain.moves import fewest_moves
from rapporteur.domain.paragraph_refs import bound, shown
from rapporteur.domain.protocol import Paragraph
from rapporteur.domain.protocol_returns import (
    ReturnAction,
    ReturnedWording,
    ReturnLine,
    ReturnState,
)
from rapporteur.domain.protocol_versions import KeptParagraph, numbers_of
from rapporteur.domain.returned_protocol import ReturnedProtocol, ReturnedRemark, ReturnedText
from rapporteur.services.protocol.likening import plain_words, with_paragraphs
from rapporteur.services.protocol.paragraphs import Protocol

Turns = tuple[Callable[[str, str], str], Callable[[str, str], str]]

_NO_BASE = "No version is kept that was sent: what has been changed here since cannot be told."
_BY_LIKENESS = "It bears no mark and was recognised by its words: see whether it is this one."
_TORN = "It was joined with another paragraph: see where the one ends and the other begins."
_BOTH = "It was changed here since it was sent, and by them."
_THEY_DELETED = "It was changed here since it was sent, and they deleted it."
_PERHAPS_NEW = "No version is kept that was sent: it may have been written after that."
_NEW_UNSURE = "No paragraph is like it; it may be new, or no part of the text."
_NOT_FOUND = "No text of the document is like it: it may be gone, or written anew."
_STRANGE = "It bears the mark of a paragraph that is not in this Protocol."
_WITHDRAWN_HERE = "It has been withdrawn here meanwhile."
_ONE_LANGUAGE = "It was moved in one language only."
_NO_TEXT = "Its text in one of the languages is not in the document; that text is left as it is."


def same_words(one: str, other: str) -> bool:
    """Whether two texts are the same but for blanks and line breaks."""
    return one == other or plain_words(one) == plain_words(other)


def lines_of(
    now: Protocol,
    returned: ReturnedProtocol,
    sent: Sequence[KeptParagraph] | None,
    turns: Turns,
) -> tuple[list[ReturnLine], list[ReturnedRemark]]:
    """A line for every paragraph that was sent or came back, and the comments without a place.

    `sent` is None where no version is known. `turns` give a text, in a language, with the
    sides in the order of this file and in the other one.
    """
    return _Comparing(now, returned, sent, turns).lines()


class _Comparing:
    def __init__(
        self,
        now: Protocol,
        returned: ReturnedProtocol,
        sent: Sequence[KeptParagraph] | None,
        turns: Turns,
    ) -> None:
        self._now = now
        self._turns = turns
        self._languages = [code for code in now.languages if code in returned.languages]
        self._sent = None if sent is None else {one.uuid: one for one in sent if one.stands}
        self._numbers = now.numbers if sent is None else numbers_of(sent)
        self._here = {one.uuid: one for one in now.paragraphs}
        self._marked = returned.marked
        self._remarks = list(returned.remarks)
        texts = [one for one in returned.texts if one.language in self._languages]
        self._texts = self._recognised(_torn_off(texts, self._words_sent), self._reference(sent))
        self._by_uuid: dict[str, dict[str, ReturnedText]] = {}
        for one in self._texts:
            if one.uuid:
                self._by_uuid.setdefault(one.uuid, {}).setdefault(one.language, one)

    def lines(self) -> tuple[list[ReturnLine], list[ReturnedRemark]]:
        moved = self._moved()
        new = self._new_lines()
        lines = new.pop("", [])
        for one in self._now.paragraphs:
            back = self._by_uuid.get(one.uuid)
            line = self._gone(one) if back is None else self._compared(one, back)
            if line is not None:
                lines.append(self._with_place(line, moved) if back else line)
            lines += new.pop(one.uuid, [])
        for rest in new.values():
            lines += rest
        known = {line.uuid for line in lines if line.uuid}
        return lines, [one for one in self._remarks if one.uuid not in known]

    def _reference(self, sent: Sequence[KeptParagraph] | None) -> list[KeptParagraph]:
        """What their texts are recognised by: the version that was sent, or the present one."""
        if sent is not None:
            return [one for one in sent if one.stands]
        now = self._now
        return [
            KeptParagraph(one.uuid, one["kind"], now.number(one), one["state"],
                          {code: now.text(one, code) for code in now.languages})
            for one in now.paragraphs
            if not one.withdrawn
        ]  # fmt: skip

    def _recognised(
        self, texts: Sequence[ReturnedText], reference: Sequence[KeptParagraph]
    ) -> list[ReturnedText]:
        taken = {(one.uuid, one.language) for one in texts if one.uuid}
        found = with_paragraphs(texts, reference, taken=taken)
        if self._marked:
            return found
        # Without marks the place of a text follows from those that were recognised.
        placed: list[ReturnedText] = []
        last: dict[str, str] = {}
        ends = {one.language: at for at, one in enumerate(found) if one.uuid}
        times = Counter(one.text for one in found if not one.uuid)
        for at, one in enumerate(found):
            if not one.uuid and (one.language not in last or at > ends[one.language]):
                continue  # before the first and behind the last there are titles and signatures
            if times[one.text] > 1:
                continue  # no paragraph is written twice: the notes of a draft are
            placed.append(replace(one, after=last.get(one.language, "")))
            if one.uuid:
                last[one.language] = one.uuid
        return placed

    def _words_sent(self, uuid: str, language: str) -> str:
        if self._sent is not None and uuid in self._sent:
            return self._sent[uuid].text(language)
        here = self._here.get(uuid)
        return self._now.text(here, language) if here else ""

    def _compared(self, one: Paragraph, back: Mapping[str, ReturnedText]) -> ReturnLine:
        texts = {
            code: self._wording(one, code, back.get(code))
            for code in self._languages
            if code in back or one[f"text_{code}"]
        }
        changes = [text for text in texts.values() if text.changes]
        reasons: list[str] = []
        if any(text.conflict for text in changes):
            reasons.append(_WITHDRAWN_HERE if one.withdrawn else _BOTH)
        if changes and not all(text.sure for text in back.values()):
            torn = self._marked and any(not text.sure and text.number for text in back.values())
            reasons.append(_TORN if torn else _BY_LIKENESS)
        if changes and self._sent is None:
            reasons.append(_NO_BASE)
        if len(back) < len(texts):
            reasons.append(_NO_TEXT)
        state = ReturnState.SAME
        if changes:
            doubtful = _TORN in reasons or _BY_LIKENESS in reasons
            state = ReturnState.DOUBTFUL if doubtful else ReturnState.CHANGED
            if any(text.conflict for text in changes):
                state = ReturnState.CONFLICT
        return ReturnLine(
            state, ReturnAction.EDIT if changes else ReturnAction.NOTHING, one.uuid,
            self._now.number(one), one["kind"], texts, one.id, reasons=tuple(reasons),
            remarks=self._remarks_of(one.uuid),
            tracked=sum(text.tracked for text in back.values()),
        )  # fmt: skip

    def _wording(self, one: Paragraph, code: str, back: ReturnedText | None) -> ReturnedWording:
        ours = one[f"text_{code}"]
        sent = self._sent.get(one.uuid) if self._sent is not None else None
        was = bound(sent.text(code), self._numbers) if sent is not None else ours
        theirs = ours if back is None else bound(self._read(back, was), self._numbers)
        if same_words(theirs, was) or same_words(theirs, ours):
            theirs = ours  # they left it, or wrote what stands here by now
        conflict = theirs != ours and (one.withdrawn or not same_words(ours, was))
        return ReturnedWording(
            shown(ours, self._now.numbers),
            shown(theirs, self._now.numbers),
            shown(was, self._now.numbers) if sent is not None else None,
            ours,
            theirs,
            conflict=conflict,
        )

    def _read(self, back: ReturnedText, sent: str) -> str:
        """Their text with the sides in the order that the text had which was sent."""
        was = shown(sent, self._numbers)
        for turn in self._turns:
            if same_words(turn(back.text, back.language), turn(was, back.language)):
                return was
        for turn in self._turns:
            if turn(was, back.language) == was:
                return turn(back.text, back.language)
        return back.text

    def _gone(self, one: Paragraph) -> ReturnLine | None:
        """The line of a paragraph that is not in the document; None where it was not sent."""
        if one.withdrawn or (self._sent is not None and one.uuid not in self._sent):
            return None
        if not any(one[f"text_{code}"] for code in self._languages):
            return None
        state = ReturnState.GONE
        reasons: tuple[str, ...] = ()
        texts = {}
        for code in self._languages:
            ours = one[f"text_{code}"]
            was = self._words_sent(one.uuid, code) if self._sent is not None else None
            conflict = was is not None and not same_words(bound(was, self._numbers), ours)
            if conflict:
                state, reasons = ReturnState.CONFLICT, (_THEY_DELETED,)
            read = shown(ours, self._now.numbers)
            texts[code] = ReturnedWording(read, "", was, ours, "", conflict=conflict)
        if self._sent is None:
            state, reasons = ReturnState.DOUBTFUL, (_PERHAPS_NEW,)
        elif not self._marked and state is ReturnState.GONE:
            state, reasons = ReturnState.DOUBTFUL, (_NOT_FOUND,)
        return ReturnLine(
            state, ReturnAction.WITHDRAW, one.uuid, self._now.number(one), one["kind"], texts,
            one.id, reasons=reasons, remarks=self._remarks_of(one.uuid),
        )  # fmt: skip

    def _new_lines(self) -> dict[str, list[ReturnLine]]:
        """Lines for what is new, by the paragraph behind which they stand."""
        groups: dict[tuple[str, int, int], dict[str, ReturnedText]] = {}
        counts: dict[tuple[str, str], int] = {}
        for one in self._texts:
            if one.uuid in self._here:
                continue
            nth = counts.get((one.language, one.after), 0)
            counts[one.language, one.after] = nth + 1
            groups.setdefault((self._known_before(one), one.row, nth), {})[one.language] = one
        found: dict[str, list[ReturnLine]] = {}
        for (after, _, _), back in groups.items():
            found.setdefault(after, []).append(self._new_line(after, back))
        return found

    def _known_before(self, one: ReturnedText) -> str:
        """The paragraph of ours behind which a new text stands."""
        return one.after if one.after in self._here else ""

    def _new_line(self, after: str, back: Mapping[str, ReturnedText]) -> ReturnLine:
        texts = {}
        for code, one in back.items():
            stored = bound(self._turns[0](one.text, code), self._numbers)
            read = shown(stored, self._now.numbers)
            texts[code] = ReturnedWording("", read, None, "", stored)
        first = next(iter(back.values()))
        reasons = (_STRANGE,) if first.uuid else () if self._marked else (_NEW_UNSURE,)
        return ReturnLine(
            ReturnState.DOUBTFUL if reasons else ReturnState.NEW,
            ReturnAction.ADD,
            first.uuid,
            "",
            rules.HEADING if first.heading else rules.PARAGRAPH,
            texts,
            after=after,
            reasons=reasons,
            remarks=self._remarks_of(first.uuid) if first.uuid else (),
            tracked=sum(one.tracked for one in back.values()),
        )

    def _moved(self) -> dict[str, tuple[str, int]]:
        """Who stands elsewhere in their text: behind whom, and in how many languages."""
        order = list(self._sent) if self._sent is not None else list(self._here)
        places = {uuid: at for at, uuid in enumerate(order)}
        found: dict[str, tuple[str, int]] = {}
        for code in self._languages:
            theirs = [one.uuid for one in self._texts
                      if one.language == code and one.uuid in places]  # fmt: skip
            theirs = self._heads_as_here(list(dict.fromkeys(theirs)), places)
            for at in fewest_moves(list(places.values()), [places[one] for one in theirs]):
                uuid = order[at]
                before = theirs.index(uuid)
                behind = next((one for one in reversed(theirs[:before]) if one in self._here), "")
                after, count = found.get(uuid, (behind, 0))
                found[uuid] = (after, count + 1)
        return found

    def _heads_as_here(self, theirs: list[str], places: Mapping[str, int]) -> list[str]:
        """Their order, with two openings that only changed places in the order of this file.

        In the copy that a side keeps, the sentence on its own head comes first.
        """
        kinds = {one.uuid: one["kind"] for one in self._now.paragraphs}
        for at in range(len(theirs) - 1):
            first, second = theirs[at : at + 2]
            openings = kinds.get(first) == rules.OPENING == kinds.get(second)
            if openings and places[first] == places[second] + 1:
                theirs[at : at + 2] = second, first
        return theirs

    def _with_place(self, line: ReturnLine, moved: Mapping[str, tuple[str, int]]) -> ReturnLine:
        if line.uuid not in moved:
            return line
        after, count = moved[line.uuid]
        line = replace(line, moved=True, after=after)
        if line.state is ReturnState.SAME:
            line = replace(line, state=ReturnState.MOVED)
        there = sum(line.uuid == one.uuid for one in self._texts)
        if count < min(there, len(self._languages)):
            reasons = (*line.reasons, _ONE_LANGUAGE)
            line = replace(line, state=ReturnState.DOUBTFUL, reasons=reasons)
        return line

    def _remarks_of(self, uuid: str) -> tuple[ReturnedRemark, ...]:
        return tuple(one for one in self._remarks if one.uuid == uuid)


def _torn_off(
    texts: Iterable[ReturnedText], words_sent: Callable[[str, str], str]
) -> list[ReturnedText]:
    """The texts, with what was written into a new line of a paragraph as one of its own.

    Some programs let a bookmark grow when somebody presses Enter at its end and goes on.
    """
    found: list[ReturnedText] = []
    for one in texts:
        sent = words_sent(one.uuid, one.language).strip() if one.uuid else ""
        if sent and one.text.startswith(f"{sent}\n"):
            rest = one.text[len(sent) :].strip()
            found.append(replace(one, text=sent))
            found.append(replace(one, text=rest, uuid="", number="", after=one.uuid))
        else:
            found.append(one)
    return found
