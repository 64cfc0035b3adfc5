"""What the README tells an administrator is what the code does.

Its example runs with those of the other pages.
"""

import inspect
import re
import tomllib
from pathlib import Path

from lckm_log_helpdesk import LogHelpdeskAdapter
from lckm_log_helpdesk.simulator import (
    Action,
    Element,
    Operator,
    Rule,
    our_rules,
)

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def rows(title):
    """Yield the cells of each row of the first table after a title, without its head."""
    table = README.partition(f"## {title}")[2].partition("\n|---")[2].partition("\n\n")[0]
    for row in table.splitlines()[1:]:
        yield [cell.strip() for cell in row.strip("|").split("|")]


def test_the_rules_are_those_that_the_simulator_was_tried_with():
    entered = tuple(
        Rule(
            Element(element),
            Operator(operator) if operator else Operator.CONTAINS,
            text.strip("`"),
            Action(action),
            queue,
        )
        for element, operator, text, action, queue in rows("Rules to enter in LOG Helpdesk")
    )
    assert entered == our_rules("ŁCKM", otherwise="Inne", by_category={"latarnia": "Oświetlenie"})


def test_every_setting_is_there_with_its_default():
    said: dict[str, str] = {}
    for names, _, default in rows("Settings"):
        names = re.findall(r"`(\w+)`", names)
        defaults = [part.strip().strip("`") for part in default.split(",")]
        said |= dict(
            zip(
                names,
                defaults if len(defaults) == len(names) else defaults * len(names),
                strict=True,
            )
        )
    parameters = inspect.signature(LogHelpdeskAdapter).parameters
    assert list(said) == list(parameters)
    for name, parameter in parameters.items():
        if parameter.default is inspect.Parameter.empty:
            assert said[name] == "—"
        elif parameter.default is not None and name != "tls":
            assert (
                float(said[name]) == parameter.default
                if name != "sign"
                else said[name] == parameter.default
            )
    assert parameters["tls"].default == "starttls" == said["tls"]


def test_the_settings_file_makes_an_adapter():
    (settings,) = tomllib.loads(README.partition("```toml\n")[2].partition("```")[0])["adapter"]
    assert (
        settings.pop("use")
        == f"{LogHelpdeskAdapter.__module__.partition('.')[0]}:{LogHelpdeskAdapter.__name__}"
    )
    assert LogHelpdeskAdapter(**settings).name == "log-helpdesk"
