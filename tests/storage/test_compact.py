"""The JSON of the file is what a general encoder writes, however it is put together."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from rapporteur.storage.compact import JsonText, compact_json

_TEXTS = st.text(max_size=8) | st.sampled_from(['"', "\\", "%s", "100 %", "\x00", "\u2028", "Имя"])
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | _TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXTS, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(_TEXTS, _VALUES, max_size=5))
def test_an_object_is_written_as_by_the_general_encoder(value):
    general = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    assert compact_json(value) == general
    assert compact_json({"base": JsonText(general), "n": 1}) == f'{{"base":{general},"n":1}}'
