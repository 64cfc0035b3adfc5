"""The page of sentences that show what redaction finds and what it leaves."""

import re
from pathlib import Path

import yaml

SENTENCES = Path(__file__).with_name("redaction_examples.yaml")
LABEL = re.compile(r"\{\{(?:n|([^:{}]+):([^{}]+))\}\}")
HEAD = """\
# What redaction finds, by example

What is **bold** goes, and a mark stands in its place; everything else stays. A slash stands for
a line break. A test redacts each sentence (`tests/unit/redaction/test_page.py`). Made from
`docs/redaction_examples.yaml` by `python docs/generate.py`; [redaction](redaction.md) has the
rules.
"""


def sections() -> dict[str, dict[str, list[str]]]:
    """Return the labelled sentences by kind and by what tells them."""
    data = yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))
    return {
        kind: {reason: lines.splitlines() for reason, lines in groups.items()}
        for kind, groups in data.items()
    }


def page() -> str:
    """Return the page: a heading for each kind, a list for each reason."""
    parts = [HEAD]
    for kind, groups in sections().items():
        parts.append(f"## {kind}\n")
        for reason, sentences in groups.items():
            parts.append(f"{reason}:\n")
            parts.append("".join(f"- {_shown(sentence)}\n" for sentence in sentences))
    return "\n".join(parts)


def _shown(sentence: str) -> str:
    """Return a sentence with its data in bold, and signs of Markdown as they are."""
    pieces = []
    done = 0
    for label in LABEL.finditer(sentence):
        pieces.append(_escaped(sentence[done : label.start()]))
        pieces.append(" / " if label[1] is None else f"**{_escaped(label[2])}**")
        done = label.end()
    return "".join([*pieces, _escaped(sentence[done:])])


def _escaped(text: str) -> str:
    return re.sub(r"([*_<>\[\]])", r"\\\1", text)
