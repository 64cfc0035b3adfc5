"""What a statement says of the ways of handing in: those there are, are not, or are alone."""

from itertools import pairwise
from typing import NamedTuple

from lckm_core.procedures.parts import Way
from lckm_core.procedures.rules.clauses_on_ways import (
    DIGITAL,
    IN_PERSON,
    KINDS,
    PAPERS,
    REMOTE,
    WAYS,
    Words,
    clauses_of,
    ways_listed,
)

_NEED = frozenset(("must", "need"))
_HANDED_IN = ("file", "writ", "papers", "matter", "fault")


class Ways(NamedTuple):
    """What is said of ways: each set stands for any of its own.

    ``among`` are the ways that it speaks of, those of papers of one kind. ``of`` is what is handed
    in, „file”, „writ”, „papers”, „matter”, „fault”, or an „act” alone. ``by_some`` is whether a
    person is named who does it, and ``at_an_office`` whether an office alone tells that one comes.
    """

    offered: tuple[frozenset[Way], ...] = ()
    denied: tuple[frozenset[Way], ...] = ()
    alone: bool = False
    among: frozenset[Way] = frozenset(Way)
    of: str = ""
    by_some: bool = False
    at_an_office: bool = False


def said_of_ways(statement: str) -> Ways | None:
    """Return what a statement says of ways of handing in, of all who do and all that they do.

    Returns:
        What it says; ``None`` if nothing, or if it may be of some people, days or papers.
    """
    said: Ways | None = Ways()
    for clause in clauses_of(statement) or ():
        if said is not None:
            said = _of_a_clause(clause, said)
    return said if said and said.of and (said.offered or said.denied) else None


def _of_a_clause(words: Words, said: Ways) -> Ways | None:
    """Return what was said with what a clause adds; ``None`` if it is not understood."""
    words, among = _of_papers_of_a_kind(words)
    said = said._replace(
        of=_handed_in(words, said.of),
        among=among or said.among,
        by_some=said.by_some or "who" in words,
    )
    is_only = "only" in words and ("not", "only") not in pairwise(words)
    denials = words.count("not") - ("only" in words and not is_only)
    items = ways_listed(words)
    if "other" in words:
        return _of_another(words, items, said)
    if "case" in words or any(a == "signed" and b in WAYS for a, b in pairwise(words)):
        return None
    if denials and _NEED & set(words):
        # „Nie trzeba przychodzić osobiście”, for a proxy may.
        from_home = {"come", "visit", "leave"} & set(words) and not {"person", "only"} & set(words)
        return said._replace(offered=(*said.offered, REMOTE)) if from_home else said
    if "visit" in words and not {*_NEED, "sole"} & set(words):
        return said
    is_refused = bool({"none", "unconsidered"} & set(words))
    if "without" in words or (not items and denials):
        return None
    if denials or is_refused:
        is_clear = not is_only and not (denials and is_refused) and "also" not in words
        # „Listem zwykłym nie”, „od 1 do 15 sierpnia nie”: otherwise or later perhaps.
        is_clear = is_clear and "registered" not in words and not {"month", "to"} <= set(words)
        return said._replace(denied=(*said.denied, *items)) if is_clear else None
    if not items or ("available" in words and not is_only and not {"give", "web"} & set(words)):
        return said
    if "sent" in words and not is_only:
        return said  # perhaps by the office
    if is_only:
        if not _limits_a_way(words):
            return None
        # „Elektronicznie tylko przez ePUAP” says nothing of paper.
        before = ways_listed(words[: words.index("only")])
        said = said._replace(among=frozenset().union(*before) or said.among)
    # „Nie pocztą, tylko osobiście” tells where else.
    is_alone = (is_only and not (said.denied and words[0] == "only")) or "sole" in words
    is_alone = is_alone and "also" not in words
    return _offered(words, items, said, is_alone=is_alone)


def _handed_in(words: Words, before: str) -> str:
    known = next((word for word in _HANDED_IN if word in words), "")
    if not known and {"form", "web"} & set(words):
        known = "file"
    # „Można przyjść osobiście” is of anything.
    is_act = {"give", "visit"} & set(words) or ("come" in words and _NEED & set(words))
    return known or before or ("act" if is_act else "")


def _offered(words: Words, items: list[frozenset[Way]], said: Ways, *, is_alone: bool) -> Ways:
    must = "must" in words and not {"may", "also"} & set(words)
    is_paper = {"paper", "papery"} & set(words) and said.of != "papers"
    by_hand = {"person", "bring", "come", "visit"} & set(words)
    if must and (by_hand or (is_paper and len(items) == 1)):
        is_alone = True
    return said._replace(
        offered=(*said.offered, *items),
        alone=said.alone or is_alone,
        of="file" if said.of == "papers" and {"paper", "papery"} & set(words) else said.of,
        at_an_office="office" in words and not by_hand and items == [IN_PERSON],
    )


def _of_another(words: Words, items: list[frozenset[Way]], said: Ways) -> Ways | None:
    """Return what „nie załatwisz inaczej niż osobiście” and „inaczej się nie da” add."""
    if "not" not in words or {"only", "must"} & set(words):
        return None
    if "than" in words:
        return said._replace(offered=(*said.offered, *items), alone=True) if items else None
    return said._replace(alone=True) if said.offered and not items else None


def _of_papers_of_a_kind(
    words: Words,
) -> tuple[Words, frozenset[Way] | None]:
    """Return words without „papierowy” of „papierowy wniosek”, and the ways of such papers.

    Where no other way is named it is the way of which something is said, and stays.
    """
    for place, pair in enumerate(pairwise(words)):
        if pair[0] in KINDS and pair[1] in PAPERS:
            at = place
        elif pair[0] in PAPERS and pair[1] in KINDS:
            at = place + 1
        else:
            continue
        rest = words[:at] + words[at + 1 :]
        if ways_listed(rest):
            return rest, WAYS[words[at]]
    return words, None


def _limits_a_way(words: Words) -> bool:
    """Return whether „tylko” is of the way that follows it, „tylko wniosek elektroniczny”."""
    rest = words[words.index("only") + 1 :]
    for at, word in enumerate(rest):
        if word in WAYS or (word == "form" and rest[at - 1 : at] == ("by",)):
            return True
        if word == "file" and rest[at + 1 : at + 2] and rest[at + 1] in WAYS:
            return True
        if word not in ("by", "to", "give", "may"):
            return False
    return False


def is_wrong_on(said: Ways, offered: set[Way], for_all: set[Way]) -> bool:
    """Return whether what is said of ways is wrong for those that are offered.

    Args:
        said: what is said.
        offered: every way.
        for_all: the ways that are for everybody and for every paper.
    """
    if any(not item & offered for item in said.offered):
        # Where nothing is handed in, a matter may yet be settled by telephone.
        return bool(offered) or said.offered != (WAYS["phone"],)
    if said.by_some:
        return False
    if said.alone and (for_all & said.among) - frozenset().union(*said.offered):
        return True
    return any(
        (item - {Way.EMAIL} if item == DIGITAL else item) & for_all & said.among
        for item in said.denied
    )
