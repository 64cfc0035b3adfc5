"""The first page: what waits, by kind of task, and for how long."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from lckm_core.centre import Task, TaskKind
from lckm_core.text import Noun, counted
from lckm_desk import _labels as labels
from lckm_desk._pages import View, unknown_choice
from lckm_desk._tasks.task_kinds import KINDS, LATE_DAYS
from lckm_desk._tasks.task_list import MOST

_FEW: Final = 10
_MATTERS: Final = Noun("sprawa", "sprawy", "spraw", "matter", "matters")
_OTHERS: Final = Noun("inna", "inne", "innych", "other", "others")


def tasks_view(
    found: Mapping[TaskKind, Sequence[Task]],
    today: date,
    *,
    kind: str = "",
    takes_calls: bool,
    has_role: bool,
) -> View:
    """Return the first page.

    Args:
        found: what waits, by kind.
        today: the day.
        kind: the only kind to show, as its address has it; empty for all.
        takes_calls: whether whoever looks takes reports by telephone.
        has_role: whether the directory gives them a role that day.
    """
    alone = next((known for known in KINDS if known.value == kind), None)
    faults = unknown_choice("co", "Rodzaj spraw", kind, tuple(KINDS))
    # With a faulty address, no list is shown in place of the one asked for.
    shown = () if faults else tuple(KINDS) if alone is None else (alone,)
    groups = [
        _group(each, found[each], today, is_alone=each is alone) for each in shown if each in found
    ]
    return View(
        template="tasks",
        title="Co na mnie czeka" if alone is None else KINDS[alone].title,
        here="start",
        status=400 if faults else 200,
        faults=faults,
        context={
            "groups": groups,
            "count": _count(found),
            "is_all": not kind,
            "takes_calls": takes_calls,
            "has_role": has_role,
            "late_days": labels.days_in_words(LATE_DAYS),
        },
    )


def _count(found: Mapping[TaskKind, Sequence[Task]]) -> str:
    """Return how many matters wait; empty for none."""
    count = sum(map(len, found.values()))
    if not count:
        return ""
    least = "co najmniej " if len(found.get(TaskKind.SEE_TO_REPORT, ())) > MOST else ""
    return f"{least}{counted(count, _MATTERS).pl}"


def _group(
    kind: TaskKind, tasks: Sequence[Task], today: date, *, is_alone: bool
) -> Mapping[str, Any]:
    """Return what the page shows of one kind: its first tasks, and how many others there are."""
    words = KINDS[kind]
    shown = tasks[: MOST if is_alone else _FEW]
    others = len(tasks) - len(shown)
    is_cut = kind is TaskKind.SEE_TO_REPORT and len(tasks) > MOST
    rows = [_row(kind, task, today) for task in shown]
    return {
        "kind": kind.value,
        "title": words.title,
        "hint": words.hint,
        "cites": ", ".join(dict.fromkeys(task.cites for task in tasks)),
        "page": words.page,
        "rows": rows,
        "has_late": any(row["is_late"] for row in rows),
        "others": f"i {'co najmniej ' * is_cut}{counted(others, _OTHERS).pl}" if others else "",
        # If there are very many reports, their list has pages.
        "is_elsewhere": is_cut,
    }


def _row(kind: TaskKind, task: Task, today: date) -> Mapping[str, object]:
    begin, due = task.waits_from, task.due_on
    waited = (today - begin).days if begin is not None else 0
    is_past = due is not None and due < today and kind is not TaskKind.UPDATE_PROCEDURE
    wait = ""
    if begin is not None and kind is not TaskKind.UPDATE_PROCEDURE:
        passed = f" ({labels.days_in_words(waited)})" if waited > 0 else ""
        wait = f"czeka od {labels.day(begin)}{passed}"
    return {
        "number": task.subject,
        "title": task.title or (labels.HELPDESK if kind is TaskKind.SEE_TO_REPORT else ""),
        "wait": wait,
        "due": f"{KINDS[kind].due[is_past]} {labels.day(due)}" if due is not None else "",
        "is_late": is_past or waited >= LATE_DAYS,
    }
