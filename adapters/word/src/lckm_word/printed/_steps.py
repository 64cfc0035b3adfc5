"""The steps of a procedure and related procedures in free lines."""

import re
from collections.abc import Sequence

from lckm_word.printed._contacts import (
    is_nothing,
    trimmed,
)
from lckm_word.printed._lines import Line, Row
from lckm_word.printed._part import Part, Read
from lckm_word.printed._visits import Visit, read_visit

_STEP = re.compile(r"^(?:krok|etap)\s*(?:nr\s*)?(?:[0-9]{1,2}|[IVX]{1,4})?\s*[.):–—-]*\s*", re.I)
_COMMENT = re.compile(r"\(?\bkomentarz\b\s*[:–—-]+\s*", re.IGNORECASE)
_ONLINE = re.compile(r"\s*(?<![\w.])[„\"(\[]?@[”\")\]]?(?![\w.])|(?<=\w)@\s*$")


def steps(lines: Sequence[Line]) -> Read:
    """Read the steps: „krok 1 – złóż wniosek @”, with „komentarz: …” below or behind."""
    read = Read()
    visits = [read_visit(line) for line in lines]
    named = any(
        _STEP.match(_ONLINE.sub("", line.bare).strip())
        for line, visit in zip(lines, visits, strict=True)
        if visit is None
    )
    for line, visit in zip(lines, visits, strict=True):
        if visit is not None:
            if visit.online is None or not read.parts:
                read.left.append(line)
            else:
                _put_visit(read.parts[-1], visit, line)
            continue
        text = _ONLINE.sub(" ", line.bare).strip()
        is_online = text != line.bare.strip()
        is_step = bool(_STEP.match(text)) if named else not line.depth
        name, found, comment = _with_comment(text)
        if is_online and read.parts and not is_step:
            read.parts[-1].put("online", True, line.place)
        if not name and read.parts:
            _put_comment(read.parts[-1], comment, line)
        elif (named or line.depth) and not is_step and read.parts and not found:
            _put_comment(read.parts[-1], text, line)
        else:
            part = read.begin(line)
            name = _STEP.sub("", name) if is_step else name
            part.put("name", trimmed(name), line.place)
            if found:
                _put_comment(part, comment, line)
            if is_online:
                part.put("online", True, line.place)
    return read


def step_row(row: Row) -> Line:
    """Return a row of a table of steps as the line that :func:`steps` reads."""
    name, *cells = row.texts
    if read_visit(Line(name)) is not None:
        text = f"{name}: {'; '.join(cells)}"
        return Line(text, row.place, "- ", text)
    is_online = any(re.fullmatch(r"(?i)@|tak|x|[✓☒☑]", other.strip()) for other in cells)
    comments = [other for other in cells if len(other.strip()) > 3]
    text = name + (" @" if is_online and "@" not in name else "")
    text += f" komentarz: {'; '.join(comments)}" if comments else ""
    return Line(text, row.place, "- ", text)


def _with_comment(text: str) -> tuple[str, bool, str]:
    found = _COMMENT.search(text)
    if found is None:
        return text, False, ""
    return text[: found.start()].strip(" ,;./–—-"), True, text[found.end() :].rstrip(")")


def _put_visit(part: Part, visit: Visit, line: Line) -> None:
    if visit.online:
        part.put("online", True, line.place)
    _put_comment(part, visit.comment, line)


def _put_comment(part: Part, text: str, line: Line) -> None:
    text = trimmed(text[1:-1] if text.startswith("(") and text.endswith(")") else text)
    if text and not is_nothing(text):
        earlier = part.values.get("comment")
        part.put("comment", f"{earlier} {text}" if earlier else text, line.place)


_ID = re.compile(r"\b(?:KA[ –-]?|[A-Z]{1,8}-)[0-9]{5}\b")
_LETTERS = re.compile(r"[^A-Z]")
_REQUIRED = re.compile(r"\b(?:wymagan|niezbędn|konieczn)", re.IGNORECASE)


_KIND = re.compile(r"\s*[(–—-]\s*(?:procedura )?(wymagan|niezbędn|konieczn|powiązan)\w*\)?$", re.I)


def related(lines: Sequence[Line]) -> Read:
    """Read related procedures by their numbers, or by the names that the annex asks for."""
    read = Read()
    for line in lines:
        found = _ID.findall(line.bare)
        for number in found:
            part = read.begin(line)
            part.put("id", f"{_LETTERS.split(number)[0]}-{number[-5:]}", line.place)
            if _REQUIRED.search(line.bare):
                part.put("kind", "required", line.place)
        for name in () if found else re.split(r";\s+", line.bare):
            kind = _KIND.search(name)
            title = trimmed(name[: kind.start()] if kind else name)
            if title := re.sub(r"^„([^„”]*)”$", r"\1", title):
                part = read.begin(line)
                part.put("title", title, line.place)
                if kind and not kind[1].lower().startswith("powiązan"):
                    part.put("kind", "required", line.place)
    return read
