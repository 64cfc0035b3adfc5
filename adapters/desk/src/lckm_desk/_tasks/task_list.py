"""What waits for whoever is signed in, in all of their roles, by kind of task."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from lckm_core import ContactCentre
from lckm_core.centre import Task, TaskKind
from lckm_sign_in import StaffSession

MOST: Final = 100
"""How many tasks of one kind are shown, and how many reports are looked for, at most."""


def tasks_by_kind(
    centre: ContactCentre, staff: StaffSession, today: date
) -> Mapping[TaskKind, list[Task]]:
    """Return what waits for somebody, the longest wait first, each once whatever their roles."""
    found: dict[TaskKind, dict[str, Task]] = {}
    for official in staff.officials:
        for role in official.roles:
            # One more than is shown, to know that there are more.
            for task in centre.tasks_for(role, official, on=today, most_reports=MOST + 1):
                found.setdefault(task.kind, {}).setdefault(task.subject, task)
    return {kind: sorted(tasks.values(), key=_order) for kind, tasks in found.items()}


def _order(task: Task) -> tuple[date, date, str]:
    return task.waits_from or date.min, task.due_on or date.max, task.subject
