"""Words that a pattern tries by their first letters are found as if tried one after the other."""

import re

from hypothesis import given, strategies as st

from lckm_core.redaction._patterns import any_of

# With one first letter and several, marks, groups, and letters that may be missing.
WORDS = (
    *("syn", "syn(a|em)", "syn_i_córka", "sąsiad*", "ścisk", "śrub[aęy]", "Szef", "szef*"),
    *("żona", "zona_moja", "(mój_|twój_)brat", "z?ona", "z+a", "p", "pan", "pan_z*", "[Pp]ani"),
    *("źle", "łoś", "los", "los_łosia", "12", "пан", "пані"),
)
# As they were tried before.
MARKS = {"ą": "a", "ć": "c", "ę": "e", "ł": "l", "ń": "n", "ó": "o", "ś": "s", "ź": "z", "ż": "z"}


def one_after_the_other(words: list[str]) -> str:
    pattern = "|".join(words).replace("*", r"\w*+").replace("_", r"\s")
    in_class = re.split(r"(\[[^]]*\])", pattern)
    for index in range(0, len(in_class), 2):
        for mark, plain in MARKS.items():
            in_class[index] = in_class[index].replace(mark, f"[{mark}{plain}]")
    return rf"(?i:{''.join(in_class)})(?!\w)"


TEXTS = st.lists(
    st.sampled_from([re.sub(r"[()|*?+\[\]]", "", word).replace("_", " ") for word in WORDS])
    | st.sampled_from(["SYNA", "syn i corka", "zona", "Szefowa", "twój brat", "panie", "zzza"]),
    max_size=6,
).map(" ".join)


@given(words=st.lists(st.sampled_from(WORDS), min_size=1, unique=True), text=TEXTS)
def test_the_same_words_are_found(words: list[str], text: str) -> None:
    found = re.compile(any_of(" ".join(words)))
    before = re.compile(one_after_the_other(words))
    assert [match.span() for match in found.finditer(text)] == [
        match.span() for match in before.finditer(text)
    ]
