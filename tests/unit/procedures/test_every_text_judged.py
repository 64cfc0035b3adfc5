"""A text is judged whatever the texts before it say, and whatever became of them."""

import copy
from collections.abc import Iterator
from functools import reduce
from pathlib import Path as File
from typing import Any

import pytest
import yaml

from lckm_core import check

FILES = File(__file__).parents[2] / "files"
MINIMAL = yaml.safe_load((FILES / "accepted" / "minimal.yaml").read_bytes())
Path = tuple[str | int, ...]
TEXTS: dict[Path, str] = {
    ("summary",): MINIMAL["summary"],
    ("steps", 0, "comment"): "Zobacz.",
    ("steps", 1, "comment"): "Zobacz.",
    ("how_to",): MINIMAL["how_to"],
    ("additional_info",): "Pytaj.",
    ("useful_info", 0): "wizyta",
    ("useful_info", 1): "druk",
    ("call_centre", "faq", 0, "answer"): "Zadzwonimy.",
    ("call_centre", "faq", 1, "answer"): "Zadzwonimy.",
    ("appeal",): "brak",
}
"""The texts of a description in which nothing is found, with two of each list."""
ONCE = {"LCKM-R075"}
"""Found once by design: what is left out of a list is named where it first stands."""
LINK = "https://www.uml.lodz.pl/files/regulamin.pdf"


def found(data: Any, code: str) -> set[str]:
    return {finding.path for finding in check(data) if finding.code == code}


def pointer(path: Path) -> str:
    return "".join(f"/{step}" for step in path)


def put(data: Any, texts: dict[Path, str]) -> Any:
    """Return *data* with *texts* in their places."""
    made = copy.deepcopy(data)
    for (*above, last), text in texts.items():
        reduce(lambda inner, step: inner[step], above, made)[last] = text
    return made


def described() -> Any:
    """Return a description with each of the texts."""
    questions = [{"question": word, "answer": ""} for word in ("Co dalej?", "A potem?")]
    more = {"useful_info": ["", ""], "call_centre": {"faq": questions}}
    return put(MINIMAL | more, TEXTS)


def at(inner: Any, step: str | int) -> Any:
    """Return what is at a key or index, or nothing: a field may be missing."""
    try:
        return inner[step]
    except (KeyError, IndexError, TypeError):
        return None


def faulty_texts() -> Iterator[tuple[str, Any, str]]:
    """Yield the rules that find fault with a text: code, what stands beside it, and the text."""
    ours = {path[0] for path in TEXTS}
    for file in sorted((FILES / "rejected").glob("LCKM-R*.yaml")):
        data, code = yaml.safe_load(file.read_bytes()), file.stem[:9]
        beside = described() | {key: value for key, value in data.items() if key not in ours}
        for path in sorted(found(data, code)):
            steps = [int(step) if step.isdigit() else step for step in path.split("/")[1:]]
            text = reduce(at, steps, data)
            if isinstance(text, str):
                yield code, beside, text


def test_what_is_found_in_one_text_is_found_in_each_of_many():
    several = set()
    for code, beside, text in faulty_texts():
        alone = {
            path: text for path in TEXTS if pointer(path) in found(put(beside, {path: text}), code)
        }
        if len(alone) > 1 and code not in ONCE:
            several.add(code)
            assert found(put(beside, alone), code) >= set(map(pointer, alone)), code
    assert len(several) >= 25


@pytest.mark.parametrize(
    ("passed_over", "code", "text"),
    [
        (
            {"fees": [MINIMAL["fees"][0] | {"transfer_title": "opłata, sprawa xxx"}]},
            "LCKM-R061",
            "Termin: do uzupełnienia",
        ),
        ({"other_documents": [{"name": f"Druk {LINK}"}]}, "LCKM-R041", f"Przeczytaj {LINK}."),
    ],
)
@pytest.mark.parametrize("key", ["summary", "how_to", "additional_info", "appeal"])
def test_a_text_that_is_passed_over_hides_no_other(passed_over, code, text, key):
    data = MINIMAL | passed_over
    assert found(data, code) == set()
    assert found(data | {key: text}, code) == {f"/{key}"}


@pytest.mark.parametrize("group", ["to_submit", "to_present"])
def test_of_a_document_only_its_name_and_files_are_passed_over(group):
    """They have findings of their own, and when it is needed is a text like any other."""
    documents = {group: [{"name": f"Druk {LINK}", "circumstance": f"Gdy brak: {LINK}"}]}
    path = f"/required_documents/{group}/0/circumstance"
    assert found(MINIMAL | {"required_documents": documents}, "LCKM-R041") == {path}
    other = {"name": "Druk", "e_forms": [{"platform": "ePUAP", "url": LINK}]}
    path = f"/required_documents/{group}/0/e_forms/0/url"
    assert found(MINIMAL | {"required_documents": {group: [other]}}, "LCKM-R041") == {path}
