"""Generated values that fit the record's profile, and texts that need not."""

from __future__ import annotations

from hypothesis import strategies as st

from answerable.records.canonical import SAFE_INTEGER
from answerable.records.text import text_profile

any_text = st.text(st.characters() | st.sampled_from("\ud800\ufffe\u202e\u200b\ufeff\x00\r\x85e\u0301"), max_size=40)
texts = any_text.map(lambda text: text_profile(text)[0])
names = st.from_regex(r"[a-z][a-z0-9_-]{0,12}", fullmatch=True)
integers = st.integers(min_value=-SAFE_INTEGER, max_value=SAFE_INTEGER)
values = st.recursive(
    st.none() | st.booleans() | integers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=20,
)
