"""A reader of the site, who notes what it shows while it is changed.

It looks at both faces again and again, as fast as it can.
"""

import json
import os
import re
import time
from hashlib import blake2b
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from promises.processes import appended

LOOKS = "looks"
"""The file of what the reader saw, beside the folders of the offices."""
_PAUSE = 0.005
_MAIN_PAGE = re.compile(r"(portal|bip)/KA-\d{5}\.html")
_MARK = re.compile(rb"ed\d{7}x")


def read(site: Path, notes: Path) -> None:
    """Look, note, and look again, until killed."""
    reader = Reader(site)
    while True:
        appended(notes, json.dumps(reader.look()) + "\n")
        time.sleep(_PAUSE)


class Reader:
    """Reads all that is served. What it read before by the same bytes it does not parse again."""

    def __init__(self, site: Path) -> None:
        self._current = site / "current"
        self._whole: set[bytes] = set()

    def look(self) -> dict[str, Any]:
        """Return what is to be seen, from when to when, and what is wrong with it.

        A look is *steady* when the link was the same before it and after: then it is of one
        moment. Otherwise the site was changed
        meanwhile, each page may be of before or after, and the look has them one by one.
        """
        began, link = time.monotonic(), self._link()
        found = self._files()
        steady = link == self._link()
        seen: dict[str, Any] = {"from": began, "to": time.monotonic(), "steady": steady}
        digests = {
            path: blake2b(content, digest_size=16).digest() for path, content in found.items()
        }
        faults = [
            f"a page is not whole: {path}"
            for path, content in found.items()
            if not self._is_whole(path, content)
        ]
        if steady:
            faults += disagreements(found)
            seen["digest"] = digest_of(digests)
        else:
            seen["pages"] = {path: one.hex() for path, one in digests.items()}
        return {**seen, "faults": faults, "files": len(found)}

    def _link(self) -> tuple[int, int] | None:
        try:
            there = self._current.lstat()
        except FileNotFoundError:
            return None
        return there.st_ino, there.st_ctime_ns

    def _files(self) -> dict[str, bytes]:
        """Return all that can be read by way of the link; what is gone before, is not there."""
        found = {}
        for folder, _, names in os.walk(self._current, followlinks=True):
            for name in names:
                path = Path(folder, name)
                try:
                    found[str(path.relative_to(self._current))] = path.read_bytes()
                except FileNotFoundError:
                    continue
        return found

    def _is_whole(self, path: str, content: bytes) -> bool:
        if content not in self._whole and parses(path, content):
            self._whole.add(content)
        return content in self._whole


def digest_of(digests: dict[str, bytes]) -> str:
    """Return what a whole site is known by; „” for none."""
    if not digests:
        return ""
    return blake2b(repr(sorted(digests.items())).encode(), digest_size=16).hexdigest()


def parses(path: str, content: bytes) -> bool:
    """Return whether a file is whole, as far as its kind can tell."""
    try:
        match Path(path).suffix:
            case ".html":
                text = content.decode().strip().lower()
                return text.startswith("<!doctype html>") and text.endswith("</html>")
            case ".json":
                json.loads(content)
            case ".xml":
                ElementTree.fromstring(content)
            case _:
                pass
    except (ValueError, ElementTree.ParseError):
        return False
    return bool(content)


def disagreements(found: dict[str, bytes]) -> list[str]:
    """Return the procedures of which one face shows another edition than the other, or none."""
    faces: dict[str, dict[str, list[str]]] = {"portal": {}, "bip": {}}
    for path, content in found.items():
        if match := _MAIN_PAGE.fullmatch(path):
            faces[match[1]][path.rpartition("/")[2]] = sorted(
                {one.decode() for one in _MARK.findall(content)}
            )
    portal, bip = faces.values()
    wrong = sorted(name for name in portal.keys() | bip.keys() if portal.get(name) != bip.get(name))
    return [
        f"the faces disagree: {name}: portal {portal.get(name)}, BIP {bip.get(name)}"
        for name in wrong
    ]
