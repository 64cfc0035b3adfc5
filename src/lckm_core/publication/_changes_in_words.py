"""An update request for people: what it removes and inserts, in the form's words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from lckm_core.amendments import Change, End, ItemChange, Phrase, UpdateRequest, item_index
from lckm_core.fields import Field, Shape, fields_by_key, object_shape
from lckm_core.forms import AMOUNT, to_data
from lckm_core.law import cites
from lckm_core.procedures import Procedure
from lckm_core.publication._values_in_words import (
    Titles,
    item_in_words,
    marks_in_words,
    value_in_words,
    without_marks,
)


@attrs.frozen
class ChangeInWords:
    """One removal, insertion or move, in words for people.

    Args:
        field: the JSON Pointer of the field that changes.
        label: what the form calls it, with the parts that it is in.
        of: the list items that it is in, outermost first, each by its first words.
        removed: the words removed; empty for none.
        inserted: the words inserted or moved; empty for none.
        before: the words that it comes after.
        after: the words that it comes before.
        at: whether it is the first or the last.
        is_moved: whether it stood elsewhere in its list.
        in_text: whether it is a part of a longer text.
    """

    field: str
    label: str
    of: tuple[str, ...] = ()
    removed: str = ""
    inserted: str = ""
    before: str = ""
    after: str = ""
    at: End | None = None
    is_moved: bool = False
    in_text: bool = False


@cites("zał. 2 § 9 ust. 2")
def changes_in_words(
    request: UpdateRequest,
    old: Procedure | None = None,
    titles: Titles = lambda number: None,
) -> list[ChangeInWords]:
    """Return the changes of a request in the form's words, in their order.

    They have no keys, no choices as data have them, and no Markdown.

    Args:
        request: the request; a consolidated text has no changes.
        old: the text that it was made against. Without it items are called by what the request
            calls them, and a length of time that changes has no unit.
        titles: the titles of related procedures, by number.

    Returns:
        The changes. Provision: zał. 2 § 9 ust. 2 („precyzyjnie oznaczyć”).
    """
    words = _Words(to_data(old) if old is not None else None, titles)
    return [row for change in _joined_terms(request.changes) for row in words.rows(change)]


def label_of(pointer: str) -> str:
    """Return the label of the field at a JSON Pointer, after those of the parts around it."""
    labels = dict.fromkeys(field.mark.label for field in _fields_on(pointer))
    return " › ".join(labels)


_TERM = re.compile(r"/deadline/terms/[0-9]+/(?:amount|unit)")


@attrs.frozen
class _TermChange:
    """The amount and the unit of one length of time, which are read together."""

    change: Change
    parts: Mapping[str, tuple[Any, Any]]


def _joined_terms(changes: Sequence[Change]) -> Iterator[Change | _TermChange]:
    """Yield the changes, those of one length of time as one."""
    terms: dict[str, dict[str, tuple[Any, Any]]] = {}
    for change in changes:
        if _TERM.fullmatch(change.field):
            place, _, key = change.field.rpartition("/")
            terms.setdefault(place, {})[key] = change.remove, change.insert
    for change in changes:
        place = change.field.rpartition("/")[0]
        if not _TERM.fullmatch(change.field):
            yield change
        elif parts := terms.pop(place, None):
            yield _TermChange(attrs.evolve(change, field=place), parts)


@attrs.frozen
class _Words:
    """Puts changes into words, with the text that they were made against."""

    old: Mapping[str, Any] | None
    titles: Titles

    def rows(self, change: Change | _TermChange) -> Iterator[ChangeInWords]:
        """Yield a change in words; one of a long text or a list, part by part."""
        whole = change.change if isinstance(change, _TermChange) else change
        fields = _fields_on(whole.field)
        shape = _shape_at(whole.field)
        value, of = self._find(whole)
        row = ChangeInWords(whole.field, label_of(whole.field), of)
        if isinstance(change, _TermChange):
            removed, inserted = self._term(change, value, shape)
            yield self._whole(row, removed, inserted)
            return
        for phrase in change.text:
            yield _phrase(row, phrase, shape)
        for item in change.items:
            yield self._item(row, item, value if isinstance(value, list) else [], shape)
        if change.remove is not None or change.insert is not None:
            may_lack = bool(fields) and _may_lack(fields[-1])
            removed, inserted = (
                value_in_words(part, shape, self.titles, may_lack=may_lack)
                for part in (change.remove, change.insert)
            )
            # „17” and „17,00 zł” are one amount.
            is_amount = shape is not None and shape.text is AMOUNT
            if removed != inserted:
                yield self._whole(row, removed, inserted)
            elif not is_amount:
                parts = map(str, (change.remove, change.insert))
                looks = (marks_in_words(part, whole=True) for part in parts)
                yield self._whole(row, *looks)

    def _whole(self, row: ChangeInWords, removed: str, inserted: str) -> ChangeInWords:
        # A part is called by its first words, which may be the value that changes.
        of = tuple(name for name in dict.fromkeys(row.of) if name != removed)
        return attrs.evolve(row, of=of, removed=removed, inserted=inserted)

    def _find(self, change: Change) -> tuple[Any, tuple[str, ...]]:
        """Return the old value that a change is about, and the names of the items around it."""
        value: Any = self.old
        shape: Shape | None = object_shape(Procedure)
        names = iter(change.of)
        of: list[str] = []
        for step in change.field.split("/")[1:]:
            if not step.isdecimal():
                value = value.get(step) if isinstance(value, Mapping) else None
                shape = shape and shape.child(step)
                continue
            items = value if isinstance(value, list) else []
            shape = shape and shape.element
            name = next(names, None)
            index = item_index(items, name) if name else int(step)
            if name:
                of.append(item_in_words(name, items, index, shape, self.titles))
            value = items[index] if index is not None and index < len(items) else None
        return value, tuple(of)

    def _term(self, change: _TermChange, term: Any, shape: Shape | None) -> tuple[str, str]:
        known = term if isinstance(term, Mapping) else {}
        old, new = (
            {
                key: change.parts[key][side] if key in change.parts else known.get(key)
                for key in ("amount", "unit")
            }
            for side in (0, 1)
        )
        return value_in_words(old, shape), value_in_words(new, shape)

    def _item(
        self, row: ChangeInWords, item: ItemChange, items: list[Any], shape: Shape | None
    ) -> ChangeInWords:
        element = shape and shape.element

        def called(name: str | None) -> str:
            index = item_index(items, name) if name else None
            return item_in_words(name, items, index, element, self.titles)

        # A request says what the item comes after and before; a row, what is before and after it.
        return attrs.evolve(
            row,
            removed=value_in_words(item.remove, element, self.titles),
            inserted=value_in_words(item.insert, element, self.titles) or called(item.move),
            before=called(item.after),
            after=called(item.before),
            at=item.at,
            is_moved=item.move is not None,
        )


def _phrase(row: ChangeInWords, phrase: Phrase, shape: Shape | None) -> ChangeInWords:
    if shape is not None and shape.text is not None and not shape.text.markdown:
        # In a text of one line residents see the same characters.
        return attrs.evolve(
            row,
            removed=phrase.remove,
            inserted=phrase.insert or "",
            before=phrase.before or "",
            after=phrase.after or "",
            at=phrase.at,
            in_text=True,
        )
    removed, inserted = without_marks(phrase.remove), without_marks(phrase.insert or "")
    if removed.split() == inserted.split():
        # Only marks have changed, which would not be seen.
        removed, inserted = marks_in_words(phrase.remove), marks_in_words(phrase.insert or "")
    return attrs.evolve(
        row,
        removed=removed,
        inserted=inserted,
        before=without_marks(phrase.before or ""),
        after=without_marks(phrase.after or ""),
        at=phrase.at,
        in_text=True,
    )


def _fields_on(pointer: str) -> list[Field]:
    """Return the fields on a JSON Pointer, outermost first."""
    model: type | None = Procedure
    fields: list[Field] = []
    for step in pointer.split("/")[1:]:
        field = fields_by_key(model).get(step) if model is not None else None
        if field is None:
            continue
        fields.append(field)
        model = (field.shape.element or field.shape).model
    return fields


def _shape_at(pointer: str) -> Shape | None:
    """Return the shape of the value at a JSON Pointer, ``None`` for an unknown one."""
    shape: Shape | None = object_shape(Procedure)
    for step in pointer.split("/")[1:]:
        if shape is not None:
            shape = shape.element if step.isdecimal() else shape.child(step)
    return shape


def _may_lack(field: Field) -> bool:
    """Return whether a field is a flag that may be neither yes nor no."""
    if not field.shape.is_flag or field.key not in fields_by_key(Procedure):
        return False
    return getattr(attrs.fields(Procedure), field.key).default is None
