"""Two versions of the Protocol compared: what came, what went, what was moved, reworded, agreed.

A version is what was kept when the Protocol was sent, or the Protocol as it stands. Paragraphs
are known by their identity, not by their numbers; a reference that only shows another number
because paragraphs before it came or went is no change of the wording.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from rapporteur.domain.moves import fewest_moves
from rapporteur.domain.paragraph_refs import bound
from rapporteur.domain.protocol import WITHDRAWN
from rapporteur.domain.wording_diff import Segment, compare


class Fate(Enum):
    """What became of a paragraph between two versions, as far as its wording goes."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    WITHDRAWN = "withdrawn"  # by its state, or not there any more


@dataclass(frozen=True, slots=True)
class KeptParagraph:
    """A paragraph as a version holds it. `texts` by language, references shown as numbers."""

    uuid: str
    kind: str
    number: str
    state: str
    texts: Mapping[str, str] = field(repr=False)

    @property
    def stands(self) -> bool:
        """Whether it is part of the text; one that has been withdrawn is not."""
        return self.state != WITHDRAWN

    def text(self, language: str) -> str:
        """The text in `language`, "" where there is none."""
        return self.texts.get(language, "")


@dataclass(frozen=True, slots=True)
class ParagraphDifference:
    """One paragraph in two versions; `before` or `now` is None where it does not stand there.

    `segments` are the wordings compared word by word, in the language that was asked for.
    `renumbered` where only numbers that refer to other paragraphs differ.
    """

    fate: Fate
    paragraph: KeptParagraph  # as it is now; as it was where it stands no more
    before: KeptParagraph | None
    now: KeptParagraph | None
    segments: tuple[Segment, ...] = field(repr=False)
    moved: bool = False
    renumbered: bool = False

    @property
    def state_changed(self) -> bool:
        """Whether it stands in both, and the sides think otherwise of it."""
        if self.before is None or self.now is None:
            return False
        return self.before.state != self.now.state

    @property
    def differs(self) -> bool:
        """Whether there is anything to see: wording, place or state."""
        return self.fate is not Fate.SAME or self.moved or self.state_changed


def kept(content: Iterable[Mapping[str, Any]]) -> list[KeptParagraph]:
    """The paragraphs of a snapshot, as its `content` holds them."""
    return [
        KeptParagraph(
            str(one.get("uuid", "")),
            str(one.get("kind", "")),
            str(one.get("number", "")),
            str(one.get("state", "")),
            {
                key.removeprefix("text_"): str(text)
                for key, text in one.items()
                if key.startswith("text_")
            },
        )
        for one in content
    ]


def numbers_of(version: Iterable[KeptParagraph]) -> dict[str, int]:
    """The numbers that the paragraphs of a version bear, by uuid."""
    return {one.uuid: int(one.number) for one in version if one.number.isdecimal()}


def difference(
    before: Sequence[KeptParagraph], after: Sequence[KeptParagraph], language: str
) -> list[ParagraphDifference]:
    """Every paragraph that stands in one of two versions, compared in one language.

    In the order of `after`; what stands no more comes where it stood.
    """
    then = {one.uuid: one for one in before if one.stands}
    now = {one.uuid: one for one in after if one.stands}
    moved = _moved(list(then), list(now))
    sides = (numbers_of(then.values()), numbers_of(now.values()))
    found = {
        uuid: _compared(then.get(uuid), one, language, sides, moved=uuid in moved)
        for uuid, one in now.items()
    }
    ordered: list[ParagraphDifference] = []
    gone: dict[str, list[ParagraphDifference]] = {}  # by the paragraph they stood behind
    last = ""
    for uuid, one in then.items():
        if uuid in now:
            last = uuid
        else:
            fate = ParagraphDifference(
                Fate.WITHDRAWN, one, one, None, tuple(compare(one.text(language), ""))
            )
            gone.setdefault(last, []).append(fate)
    ordered += gone.get("", ())
    for uuid, line in found.items():
        ordered += [line, *gone.get(uuid, ())]
    return ordered


def counts(differences: Iterable[ParagraphDifference]) -> Counter[str]:
    """How many paragraphs are "changed", "new", "withdrawn", "moved", "state" and "same"."""
    found: Counter[str] = Counter()
    for one in differences:
        found[one.fate.value] += one.fate is not Fate.SAME
        found["moved"] += one.moved
        found["state"] += one.state_changed
        found["same"] += not one.differs
    return found


def _moved(then: Sequence[str], now: Sequence[str]) -> frozenset[str]:
    places = {uuid: at for at, uuid in enumerate(dict.fromkeys((*then, *now)))}
    names = list(places)
    found = fewest_moves([places[one] for one in then], [places[one] for one in now])
    return frozenset(names[at] for at in found)


def _compared(
    before: KeptParagraph | None,
    now: KeptParagraph,
    language: str,
    sides: tuple[Mapping[str, int], Mapping[str, int]],
    *,
    moved: bool,
) -> ParagraphDifference:
    if before is None:
        segments = tuple(compare("", now.text(language)))
        return ParagraphDifference(Fate.NEW, now, None, now, segments)
    old, new = before.text(language), now.text(language)
    same = bound(old, sides[0]) == bound(new, sides[1])
    return ParagraphDifference(
        Fate.SAME if same else Fate.CHANGED, now, before, now, tuple(compare(old, new)),
        moved=moved, renumbered=same and old != new,
    )  # fmt: skip
