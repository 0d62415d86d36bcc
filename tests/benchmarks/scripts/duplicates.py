"""Who may be the same person, among all of a long list: found by leads, or by all pairs.

The peer is given the names in one script and in small letters, which takes it no time here; it
finds a true pair where the likeness of the two names is at least `CUTOFF`, at which it suggests
about as many pairs as we do (at 70 it misses none, and suggests fifteen times as many).
"""

import json
import sys
import time
from pathlib import Path

from rapidfuzz import fuzz
from rapidfuzz.process_cpp import _UINT8
from rapidfuzz.process_cpp_impl import cdist  # as process.cdist, which wants numpy to wrap it

from rapporteur.domain.delegates import DELEGATE, Delegate
from rapporteur.domain.names import compose_name
from rapporteur.services.folding import plain
from rapporteur.services.names import NameIndex

CUTOFF = 85

what, found_in = sys.argv[1], json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
people, twins = found_in["people"], [tuple(pair) for pair in found_in["twins"]]
if what.startswith("ours"):
    delegates = [
        Delegate(DELEGATE, n, str(n), 1, tuple(p.get(k, "") for k in DELEGATE.keys), 1, n)
        for n, p in enumerate(people)
    ]
    started = time.perf_counter()
    pairs = {frozenset((n, match.delegate_id)) for n, match in NameIndex().pairs(delegates)}
    taken = time.perf_counter() - started
    missed = sum(frozenset(pair) not in pairs for pair in twins)
else:
    names = [plain(compose_name(p)) for p in people]
    started = time.perf_counter()
    scores = memoryview(cdist(names, names, scorer=fuzz.token_sort_ratio, dtype=_UINT8, workers=1))
    taken = time.perf_counter() - started
    missed = sum(scores[a, b] < CUTOFF for a, b in twins)
print(missed if what.endswith("missed") else taken)
