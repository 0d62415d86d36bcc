"""Which field each column of a list holds: by its heading, its contents, or what was taught."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.workbook import CellValue, Column, Issue, Sheet
from rapporteur.exchange.lists.addresses import column_letters
from rapporteur.exchange.lists.content import Profile
from rapporteur.exchange.lists.header import Header, field_keys, text_of
from rapporteur.exchange.lists.headings import BASE, PART, REFERENCE, Headings, fold_heading
from rapporteur.exchange.lists.marks import find_mark, is_remark
from rapporteur.exchange.lists.sides import SideNames

# Fields that several columns may fill together.
SHARED = frozenset({"organisation", "remarks"})
_WHOLE_NAMES = frozenset({"full_name", "name_and_designation"})
_ANY_NAME = _WHOLE_NAMES | {"family_name", "native_name", "latin_name", "passport_name"}
_SAMPLED_ROWS = 400
_CONTENT_WEIGHT = 40

# What a column without a heading may be, in the order of asking, and how sure one must be.
_BY_CONTENT = (
    ("email", 0.6),
    ("phone", 0.7),
    ("number", 0.8),
    ("honorific", 0.7),
    ("sex", 0.9),
    ("side", 0.8),
    ("passport_number", 0.7),
    ("role", 0.7),
    ("full_name", 0.6),
    ("name_and_designation", 0.6),
    ("organisation", 0.5),
    ("designation", 0.5),
)


@dataclass(slots=True)
class _Guess:
    """One column while its field is being found."""

    index: int
    heading: str
    profile: Profile
    scores: dict[str, int] = field(default_factory=dict)
    how: str = ""
    target: str = ""
    lost: str = ""  # the field that another column got
    fixed: bool = False

    @property
    def certain(self) -> bool:
        """Whether the heading has one meaning only."""
        return len(self.scores) == 1 and not self.lost and max(self.scores.values()) >= PART


def assign_columns(
    sheet: Sheet,
    header: Header | None,
    first_row: int,
    *,
    headings: Headings,
    sides: SideNames,
    remembered: Mapping[str, str],
    chosen: Mapping[int, str],
) -> tuple[tuple[Column, ...], list[Issue]]:
    """The columns that have a heading or contents, with their fields, and what is to be said."""
    guesses = _guesses(sheet, header, first_row, sides)
    named = {i: key for i, key in field_keys(sheet, header).items() if not key or _known(key)}
    for guess in guesses:
        if guess.index in named and guess.index not in chosen:
            _fix(guess, named[guess.index], "heading")
            continue
        _score(guess, header, headings, remembered, chosen)
    _assign(guesses)
    _by_content(guesses)
    _names_together(guesses)
    columns = tuple(
        Column(g.index, g.heading, g.target, g.how if g.target or g.fixed else "",
               min(g.scores.get(g.target, 0), 100))
        for g in guesses
    )  # fmt: skip
    return columns, _issues(sheet, header, guesses)


def _guesses(sheet: Sheet, header: Header | None, first_row: int, sides: SideNames) -> list[_Guess]:
    rows = sheet.rows[first_row - 1 : first_row - 1 + _SAMPLED_ROWS]
    full = [row for row in rows if sum(v is not None for v in row) >= 2] or list(rows)
    titles = header.titles if header else {}
    used = max((len(row) for row in sheet.rows[first_row - 1 :]), default=0)
    ours = find_mark(sheet) is not None  # elsewhere a column of that name is the sender's own
    seen: set[str] = set()
    guesses = []
    for index in range(1, max(used, *titles, 0) + 1 if titles else used + 1):
        heading = titles.get(index, "")
        if heading in {REFERENCE, BASE} or (ours and is_remark(heading)):
            continue
        values: list[CellValue] = [row[index - 1] for row in full if len(row) >= index]
        profile = Profile(values, sides)
        if not heading and not _filled(sheet, first_row, index, profile):
            continue
        letters = column_letters(index)
        shown = heading or f"[{letters}]"
        shown = f"{shown} [{letters}]" if shown in seen else shown
        seen.add(shown)
        guesses.append(_Guess(index, shown, profile))
    return guesses


def _filled(sheet: Sheet, first_row: int, index: int, profile: Profile) -> bool:
    """Whether a column without a heading holds anything below the sample."""
    if profile.values:
        return True
    return any(
        len(row) >= index and row[index - 1] is not None
        for row in sheet.rows[first_row - 1 + _SAMPLED_ROWS :]
    )


def _score(
    guess: _Guess,
    header: Header | None,
    headings: Headings,
    remembered: Mapping[str, str],
    chosen: Mapping[int, str],
) -> None:
    """Collect what the column could be."""
    if guess.index in chosen:
        _fix(guess, chosen[guess.index], "chosen")
        return
    title = header.titles.get(guess.index, "") if header else ""
    taught = remembered.get(fold_heading(guess.heading))
    if title and taught is not None and (not taught or _known(taught)):
        _fix(guess, taught, "remembered")
        return
    if not title or header is None:
        return
    scores = dict(headings.match(title))
    if group := header.groups.get(guess.index):
        for target, score in headings.exact(f"{group} {title}").items():
            scores[target] = max(scores.get(target, 0), score + 5)
    if scores:
        guess.how = "heading" if max(scores.values()) > 75 else "fuzzy"
    if len(scores) > 1:
        _weigh(scores, guess.profile)
    guess.scores = scores


def _fix(guess: _Guess, target: str, how: str) -> None:
    """Nothing more is to be found out about the column."""
    guess.target, guess.how, guess.fixed = target, how, True
    guess.scores = {target: 100}


def _weigh(scores: dict[str, int], profile: Profile) -> None:
    """Let the contents speak where a heading has several meanings."""
    for target, score in list(scores.items()):
        share = profile.share(target)
        if target == "full_name" and "family_name" in scores:
            share = profile.patronymics()
        elif target == "full_name" and "given_name" in scores:
            share = max(profile.patronymics(), share if score > 90 else 0.0)
        scores[target] = score + round(_CONTENT_WEIGHT * share)


def _known(target: str) -> bool:
    return target in DELEGATE or any(target == f.key for f in DELEGATE.derived)


def _assign(guesses: list[_Guess]) -> None:
    """Give every field to the column that fits best; the loser takes its next meaning."""
    taken = {g.target for g in guesses if g.fixed}
    open_ones = [g for g in guesses if not g.fixed and g.scores]
    while open_ones:
        # Of two that fit alike, the one that can be nothing else goes first.
        open_ones.sort(key=lambda g: (not g.certain, -max(g.scores.values()), g.index))
        guess = open_ones.pop(0)
        target = max(guess.scores, key=lambda t: guess.scores[t])
        if target in taken and target not in SHARED:
            guess.lost = guess.lost or target
            del guess.scores[target]
            if guess.scores:
                open_ones.append(guess)
            continue
        guess.target = target
        taken.add(target)


def _by_content(guesses: list[_Guess]) -> None:
    """Recognise columns that have no heading of their own by what is in them."""
    taken = {g.target for g in guesses if g.target}
    for target, needed in _BY_CONTENT:
        if target in taken or (target in _WHOLE_NAMES and taken & _ANY_NAME):
            continue
        unknown = [g for g in guesses if not (g.target or g.fixed or g.scores)]
        # Without any name there is no list: then a column under an unknown heading will do.
        under_any = target in _WHOLE_NAMES or target == "email"
        nameless = [g for g in unknown if g.heading.startswith("[") or under_any]
        best = max(nameless, key=lambda g: g.profile.share(target), default=None)
        if best is not None and (share := best.profile.share(target)) >= needed:
            best.target, best.how = target, "content"
            best.scores = {target: round(100 * share)}
            taken.add(target)
    _dates_by_content(guesses, taken)


def _dates_by_content(guesses: list[_Guess], taken: set[str]) -> None:
    """Dates without a heading can only be dates of birth; others could be anything."""
    for guess in guesses:
        if guess.target or guess.fixed or guess.scores or "date_of_birth" in taken:
            continue
        share = guess.profile.share("date_of_birth")
        if guess.heading.startswith("[") and share > 0.7 and guess.profile.birth_years():
            guess.target, guess.how = "date_of_birth", "content"
            guess.scores = {"date_of_birth": round(100 * share)}
            taken.add("date_of_birth")


def _names_together(guesses: list[_Guess]) -> None:
    """Settle what name columns mean together: "Name" next to "Surname" is the given name."""
    by_target = {g.target: g for g in guesses}
    full, family = by_target.get("full_name"), by_target.get("family_name")
    if full is None or family is None or full.fixed or "given_name" in by_target:
        return
    pairs = list(zip(full.profile.values, family.profile.values, strict=False))
    inside = sum(text_of(f) in text_of(n) for n, f in pairs)
    if pairs and inside < 0.3 * len(pairs):
        full.target = "given_name"
        full.scores["given_name"] = 80


def _issues(sheet: Sheet, header: Header | None, guesses: list[_Guess]) -> list[Issue]:
    issues = []
    for guess in guesses:
        row = header.cells.get(guess.index, header.rows[-1]) if header else 1
        cell = f"{column_letters(guess.index)}{row}"
        if not guess.target and not guess.fixed:
            text = f"Column “{guess.heading}” has no field; it is kept with the list as received."
            code = "column_unmapped"
            if rival := next(
                (g.heading for g in guesses if g.target and g.target == guess.lost), ""
            ):
                code, text = "column_twice", f"{text} Column “{rival}” has its field already."
            issues.append(Issue(cell, code, text, sheet.name))
        elif guess.how in {"fuzzy", "content"}:
            label = DELEGATE[guess.target].label
            why = "its spelling" if guess.how == "fuzzy" else "its contents"
            text = f"Column “{guess.heading}” was taken as “{label}” by {why}."
            issues.append(Issue(cell, "column_guessed", text, sheet.name))
        if guess.target and guess.index in sheet.hidden_columns:
            text = f"Column “{guess.heading}” is hidden in the sheet; it was read as well."
            issues.append(Issue(cell, "column_hidden", text, sheet.name))
    return issues
