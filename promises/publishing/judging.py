"""Holds what was seen and stored against the books.

It is also held against an office whose commands are never killed.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

import attrs

from lckm_bip.errors import NoSiteError
from lckm_bip.site_check import faults_of
from lckm_core import Audience, Edition
from lckm_core.ports import Event
from promises.processes import lines_of
from promises.publishing.acts import Act
from promises.publishing.office import Office, tree
from promises.publishing.texts import Books, Texts

_ACKNOWLEDGED = re.compile(r"(?:(KA-\d{5}), wersja \d+: |(?:nowa|zmieniona) +(KA-\d{5}) )")
_MARK, _NUMBER = re.compile(r"ed\d{7}x"), re.compile(r"KA-\d{5}")
WRONG = {
    "acknowledged, and lost": "lost: ",
    "kept twice, or not at all": "kept ",
    "in the audit trail too often, or not at all": "the trail",
    "faces that disagree": "the faces disagree",
    "half pages": "a page is not whole",
    "neither the old nor the new": "neither the old nor the new",
    "shown, and nobody may see it": "hidden: ",
    "missing from a face": "not shown: ",
    "files left over": "left over: ",
    "other bytes than without any kill": "other bytes",
}
"""What is counted, by how the names of such faults begin."""


def acknowledged(act: Act, lines: Sequence[str]) -> list[tuple[str, int]]:
    """Return what a command said is done, before it was killed."""
    told = {match[1] or match[2] for line in lines if (match := _ACKNOWLEDGED.match(line))}
    return [one for one in act.about if one[0] in told]


def lost(
    act: Act, said: Sequence[tuple[str, int]], kept: Mapping[tuple[str, int], Edition]
) -> Iterator[str]:
    """Yield what was acknowledged and is not in the store."""
    for one in said:
        if not act.times(kept.get(one)):
            yield f"lost: {act.kind} of {one[0]}, {one[1]} was acknowledged, and is not kept"


def wrong_when_done(act: Act, books: Books, office: Office, whole: Office) -> Iterator[str]:
    """Yield what is wrong once an act is done: in store and site, or left beside them."""
    kept = office.kept()
    for one in act.about:
        if (times := act.times(kept.get(one))) != 1:
            yield f"kept {times} times: {act.kind} of {one[0]}, {one[1]}"
    yield from (
        f"kept, and handed in by nobody: {one[0]}, {one[1]}"
        for one in sorted(kept.keys() - books.texts.keys())
    )
    for name in sorted(office.names() ^ whole.names()):
        here = (office.folder / name).exists()
        yield (
            f"left over: {name}, after {act.kind}"
            if here
            else f"other bytes after {act.kind}: {name} is not there"
        )
    shown, due = tree(office.site / "current"), tree(whole.site / "current")
    if shown != due:
        names = sorted(
            path for path in shown.keys() | due.keys() if shown.get(path) != due.get(path)
        )
        yield f"other bytes after {act.kind}, in {len(names)} files: {', '.join(names[:3])}"
    if tree(office.site / "a") != tree(office.site / "b"):
        yield f"other bytes after {act.kind}: the two releases differ"


def wrong_to_see(books: Books, texts: Texts, act: Act, site: Path) -> Iterator[str]:
    """Yield words in a site that nobody may see that day, and what a face lacks."""
    contents = {
        path: content
        for path, content in tree(site).items()
        if not path.startswith(".lckm-bip/lock")
    }
    every = set(contents.values())
    for word in sorted(texts.starred(every)):
        yield f"hidden: a starred word is shown: {word}"
    marks = books.marks(act.day)
    text = {path: content.decode("utf-8", "replace") for path, content in contents.items()}
    for audience, (due, may) in marks.items():
        of_face = [words for path, words in text.items() if f"/{audience.value}/" in path]
        there = {mark for words in of_face for mark in _MARK.findall(words)}
        for mark in sorted(there - may):
            yield f"hidden: {mark} is shown in {audience.value} after {act.kind} on {act.day}"
        for mark in sorted(due - there):
            yield f"not shown: {mark} in {audience.value} after {act.kind} on {act.day}"
    whole = "\n".join(set(text.values()))
    for mark in sorted(set(_MARK.findall(whole)) - marks[Audience.BIP][1]):
        yield f"hidden: {mark} is in a file after {act.kind} on {act.day}"
    for number in sorted(
        set(_NUMBER.findall(whole)) & {one for one, _ in books.texts} - books.seen
    ):
        yield f"hidden: the number {number} is in a file, and was shown on no day"


def file_digests(office: Office) -> dict[str, bytes]:
    """Return what each file that is shown is known by."""
    there = tree(office.site / "current").items()
    return {path: blake2b(content, digest_size=16).digest() for path, content in there}


@attrs.frozen
class State:
    """What is to be seen after an act; during it, also what was there before."""

    began: float
    ended: float
    pages: Mapping[str, bytes]
    digest: str


class Looks:
    """The reader's looks, each held against what may be seen at its time."""

    def __init__(self, states: Sequence[State]) -> None:
        self._states = states
        self.counts: Counter[str] = Counter()
        self.faults: list[str] = []

    def judge(self, notes: Path) -> None:
        """Judge all that the reader noted."""
        states, at = self._states, 0
        for line in lines_of(notes):
            look = json.loads(line)
            # What ended before the look began, is over; the next may come up while it lasts.
            while at + 1 < len(states) and states[at + 1].ended < look["from"]:
                at += 1
            may = [states[at]]
            may += [one for one in states[at + 1 :] if one.began <= look["to"]]
            self._judge(look, may)

    def _judge(self, look: Mapping[str, Any], may: Sequence[State]) -> None:
        self.counts["looks"] += 1
        self.counts["files read"] += look["files"]
        self.counts["looks while an act went on"] += len(may) > 1
        self.faults += look["faults"]
        if look["steady"]:
            if look["digest"] not in [one.digest for one in may]:
                self.faults.append("neither the old nor the new is to be seen")
            return
        self.counts["looks that a change overtook, judged page by page"] += 1
        for path, digest in look["pages"].items():
            if bytes.fromhex(digest) not in [one.pages.get(path) for one in may]:
                self.faults.append(f"neither the old nor the new page: {path}")


def wrong_with_site(site: Path) -> Iterator[str]:
    """Yield what the site's own check finds, as ``lckm site check`` does."""
    try:
        yield from (f"other bytes: {one.path}: {one.message.text('en')}" for one in faults_of(site))
    except NoSiteError:
        yield "other bytes: it is no site"


def wrong_in_trail(killed: Sequence[Event], whole: Sequence[Event]) -> Iterator[str]:
    """Yield the events that the trail tells more or less often than without kills.

    Exports may be repeated.
    """
    told, due = (
        Counter((one.verb, one.subject, one.at) for one in some if one.verb != "export")
        for some in (killed, whole)
    )
    for verb, subject, at in sorted(told.keys() | due.keys()):
        if (times := told[verb, subject, at]) != due[verb, subject, at]:
            yield (
                f"the trail tells {times} times of {verb} {subject}, which was done "
                f"{due[verb, subject, at]} times"
            )


def counted(faults: Sequence[str]) -> dict[str, int]:
    """Return how many faults there are of each kind."""
    return {name: sum(fault.startswith(begin) for fault in faults) for name, begin in WRONG.items()}


def some_of_each(faults: Sequence[str], count: int = 10) -> list[str]:
    """Return the first faults of each kind, each once, and all that are of none."""
    begins = tuple(WRONG.values())
    each = list(dict.fromkeys(faults))
    kinds = [[fault for fault in each if fault.startswith(begin)][:count] for begin in begins]
    return [
        *(fault for fault in each if not fault.startswith(begins)),
        *(fault for kind in kinds for fault in kind),
    ]
