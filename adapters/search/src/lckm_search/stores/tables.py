"""The tables of an index, in the SQL that both databases share."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

import attrs

from lckm_core.publication import Audience
from lckm_search.entries import FIELDS, Entry, digits

LAYOUT = 2
"""Raised whenever the tables change."""
# The tables of every layout so far; those that depend on another come first.
_NAMES = ("words", "numbers", "forms", "terms", "entries", "state")
COLUMNS = tuple(f"{field}_terms" for field in FIELDS)
# The character after „9”.
_END_OF_DIGITS = ":"
_BEFORE_DIGITS = "/"


def prefix(layout: int, audience: Audience) -> str:
    """Return the prefix of an audience's table names in a layout."""
    return f"lckm_search{layout}_{audience.name.lower()}"


@attrs.frozen
class Row:
    """A procedure as stored in an index: the terms of each field."""

    row: int
    id: str
    title: str
    terms: Mapping[str, frozenset[str]]
    """By field, except the rest, which is long."""
    rest: str
    """The terms of the rest, with a space before and after each."""

    def all_terms(self) -> set[str]:
        """Return the terms of all fields."""
        return set(self.rest.split()).union(*self.terms.values())


class Tables(ABC):
    """The tables of one audience within one transaction.

    Their names begin with the layout's number, so each layout has tables of its own; writing
    removes those of earlier layouts.
    """

    def __init__(self, audience: Audience) -> None:
        self._audience = audience
        self.prefix = prefix(LAYOUT, audience)

    @abstractmethod
    def run(self, sql: str, *values: Any) -> Any:
        """Run a statement, ``?`` being values and ``{p}`` the prefix; return a cursor."""

    @abstractmethod
    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement for each row."""

    one_of: str
    """The SQL after a column that compares it with several values in one parameter."""

    @abstractmethod
    def several(self, values: Iterable[Any]) -> Any:
        """Return the parameter for :attr:`one_of`."""

    @abstractmethod
    def candidates(self, groups: Sequence[Collection[str]], limit: int) -> list[int]:
        """Return the rows with a term of every group, best ranked first."""

    @abstractmethod
    def put_words(self, row: int, terms: Sequence[str]) -> None:
        """Make the terms of a new row searchable."""

    @abstractmethod
    def drop_words(self, row: int) -> None:
        """Make the terms of a row unsearchable; called before the row is deleted."""

    def drop_older(self) -> None:
        """Remove the audience's tables of earlier layouts."""
        # Nobody reads them, and withdrawn procedures would stay in them.
        for layout in range(1, LAYOUT):
            for name in _NAMES:
                self.run(f"DROP TABLE IF EXISTS {prefix(layout, self._audience)}_{name}")

    def state(self) -> dict[str, str]:
        """Return how the index was made, its version and its number of procedures."""
        return dict(self.run("SELECT name, value FROM {p}_state").fetchall())

    def set_state(self, **values: object) -> None:
        """Replace the state."""
        self.run("DELETE FROM {p}_state")
        self.run_many(
            "INSERT INTO {p}_state VALUES (?, ?)",
            [(name, str(value)) for name, value in values.items()],
        )

    def counts(self, terms: Iterable[str]) -> dict[str, int]:
        """Return the number of procedures with each term; unused terms are left out."""
        sql = f"SELECT term, entries FROM {{p}}_terms WHERE term {self.one_of}"  # noqa: S608
        return dict(self.run(sql, self.several(terms)).fetchall())

    def titled(self, terms: Iterable[str]) -> set[str]:
        """Return those of the terms that are in a title."""
        sql = f"SELECT term FROM {{p}}_terms WHERE term {self.one_of} AND titles > 0"  # noqa: S608
        return {term for (term,) in self.run(sql, self.several(terms)).fetchall()}

    def terms_of(self, forms: Iterable[str]) -> dict[str, set[str]]:
        """Return the terms of each form without diacritics."""
        found: dict[str, set[str]] = {}
        sql = f"SELECT form, term FROM {{p}}_forms WHERE form {self.one_of}"  # noqa: S608
        for form, term in self.run(sql, self.several(forms)).fetchall():
            found.setdefault(form, set()).add(term)
        return found

    def forms_of(self, terms: Iterable[str]) -> set[str]:
        """Return the forms of terms."""
        sql = f"SELECT form FROM {{p}}_forms WHERE term {self.one_of}"  # noqa: S608
        return {form for (form,) in self.run(sql, self.several(terms)).fetchall()}

    def all_forms(self) -> list[str]:
        """Return all forms in order."""
        return sorted(
            {form for (form,) in self.run("SELECT DISTINCT form FROM {p}_forms").fetchall()}
        )

    def rows(self, numbers: Iterable[int]) -> list[Row]:
        """Return these rows, in no particular order."""
        columns = ", ".join(("number", "id", "title", *COLUMNS))
        sql = f"SELECT {columns} FROM {{p}}_entries WHERE number {self.one_of}"  # noqa: S608
        found = self.run(sql, self.several(numbers)).fetchall()
        return [
            Row(number, id, title, _sets(terms), f" {rest} ")
            for number, id, title, *terms, rest in found
        ]

    def pages(self, numbers: Iterable[int]) -> dict[int, str]:
        """Return the texts of these rows, as :meth:`Entry.page` wrote them."""
        sql = f"SELECT number, page FROM {{p}}_entries WHERE number {self.one_of}"  # noqa: S608
        return dict(self.run(sql, self.several(numbers)).fetchall())

    def by_ids(self, ids: Iterable[str]) -> list[int]:
        """Return the existing rows of procedures by number."""
        sql = f"SELECT number FROM {{p}}_entries WHERE id {self.one_of} ORDER BY id"  # noqa: S608
        return [number for (number,) in self.run(sql, self.several(ids)).fetchall()]

    def by_digits(self, numbers: Iterable[str]) -> list[int]:
        """Return the existing rows of procedures whose number ends in these five digits."""
        sql = "SELECT number FROM {p}_entries WHERE id LIKE ? ORDER BY id"
        found = (self.run(sql, f"%-{number}").fetchall() for number in numbers)
        return [number for rows in found for (number,) in rows]

    def by_number(self, number: str, limit: int, *, whole: bool = False) -> list[int]:
        """Return the rows with a telephone or account number that ends in these digits.

        Exact matches come first. *whole*: there are no others.
        """
        backwards = digits(number)[::-1]
        sql = (
            "SELECT number, MAX(CASE WHEN backwards = ? THEN 1 ELSE 0 END) AS exact FROM "
            "{p}_numbers "
            "WHERE backwards >= ? AND backwards < ? GROUP BY number ORDER BY exact DESC, number "
            "LIMIT ?"
        )
        found = self.run(
            sql,
            backwards,
            backwards,
            backwards + (_BEFORE_DIGITS if whole else _END_OF_DIGITS),
            limit,
        )
        return [row for row, _ in found.fetchall()]

    def digests(self) -> dict[str, bytes]:
        """Return the digest of each procedure by number."""
        return {
            id: bytes(digest)
            for id, digest in self.run("SELECT id, digest FROM {p}_entries").fetchall()
        }

    def put(self, entry: Entry, terms: Sequence[str]) -> None:
        """Write a new procedure; *terms* has those of each field, separated by spaces."""
        columns = ("id", "title", "digest", "page", *COLUMNS)
        sql = (
            f"INSERT INTO {{p}}_entries ({', '.join(columns)}) "  # noqa: S608
            f"VALUES ({', '.join('?' * len(columns))}) RETURNING number"
        )
        ((row,),) = self.run(
            sql, entry.id, entry.title, entry.digest, entry.page(), *terms
        ).fetchall()
        self.put_words(row, terms)
        numbers = [(number[::-1], row) for number in sorted(entry.numbers)]
        self.run_many("INSERT INTO {p}_numbers VALUES (?, ?)", numbers)

    def drop(self, id: str) -> Row:
        """Remove a procedure and return its row."""
        (row,) = self.rows(self.by_ids([id]))
        self.drop_words(row.row)
        self.run("DELETE FROM {p}_numbers WHERE number = ?", row.row)
        self.run("DELETE FROM {p}_entries WHERE number = ?", row.row)
        return row

    def count(self, changes: Mapping[str, int], titles: Mapping[str, int]) -> set[str]:
        """Add to the counts of terms and of terms in titles; return those now unused."""
        sql = (
            "INSERT INTO {p}_terms VALUES (?, ?, ?) ON CONFLICT (term) DO UPDATE "
            "SET entries = {p}_terms.entries + excluded.entries, titles = {p}_terms.titles + "
            "excluded.titles"
        )
        added = [
            (term, changes.get(term, 0), titles.get(term, 0))
            for term in sorted(changes.keys() | titles.keys())
        ]
        self.run_many(sql, [row for row in added if any(row[1:])])
        gone_terms = {
            term for (term,) in self.run("SELECT term FROM {p}_terms WHERE entries <= 0").fetchall()
        }
        self.run("DELETE FROM {p}_terms WHERE entries <= 0")
        return gone_terms

    def put_forms(self, forms: Iterable[tuple[str, str]]) -> None:
        """Write forms with their terms; existing ones stay."""
        self.run_many("INSERT INTO {p}_forms VALUES (?, ?) ON CONFLICT DO NOTHING", sorted(forms))

    def drop_forms(self, terms: Iterable[str]) -> None:
        """Remove the forms of terms."""
        sql = f"DELETE FROM {{p}}_forms WHERE term {self.one_of}"  # noqa: S608
        self.run(sql, self.several(terms))


def _sets(terms: Sequence[str]) -> dict[str, frozenset[str]]:
    return {field: frozenset(text.split()) for field, text in zip(FIELDS[:-1], terms, strict=True)}


class Store(Protocol):
    """A place for the indexes of audiences. One object may serve several threads."""

    place: str

    def reading(self, audience: Audience) -> AbstractContextManager[Tables]:
        """Open an index in a snapshot; raise :class:`NoIndexError` where there is none."""
        ...

    def writing(
        self, audiences: Collection[Audience]
    ) -> AbstractContextManager[Mapping[Audience, Tables]]:
        """Open indexes to change them, alone.

        The changes take effect when the context ends without an error, else not at all.
        """
        ...

    def close(self) -> None:
        """Close what is open; the next use opens it again."""
        ...
