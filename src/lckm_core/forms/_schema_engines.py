"""The two JSON Schema engines that judge shape: ``jsonschema-rs`` when the extra ``fast`` is there, else ``jsonschema``.

Both are asked for the same thing, where and which keyword, and nothing they say reaches a user. A property test holds
them to the same answers.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, Literal

from lckm_core.forms._json_schema import describe

Path = tuple[str | int, ...]
Judge = Callable[[Any], list[tuple[Path, str]]]
Engine = Literal["jsonschema-rs", "jsonschema"]


def engines() -> tuple[Engine, ...]:
    """Return the engines that are installed, the preferred one first."""
    try:
        import jsonschema_rs  # noqa: F401
    except ImportError:
        return ("jsonschema",)
    return ("jsonschema-rs", "jsonschema")


@cache
def shape_judge(model: type, engine: Engine | None = None) -> Judge:
    """Return a function from plain data to the places and keywords where they do not fit the schema of *model*."""
    schema = describe(model)
    return _rust(schema) if (engine or engines()[0]) == "jsonschema-rs" else _python(schema)


def _rust(schema: dict[str, Any]) -> Judge:
    import jsonschema_rs

    validator = jsonschema_rs.validator_for(schema)

    def judge(data: Any) -> list[tuple[Path, str]]:
        if validator.is_valid(data):
            return []
        return [
            (tuple(error.instance_path), str(error.schema_path[-1]))
            for error in validator.iter_errors(data)
        ]

    return judge


def _python(schema: dict[str, Any]) -> Judge:
    import jsonschema

    validator = jsonschema.Draft202012Validator(schema)

    def judge(data: Any) -> list[tuple[Path, str]]:
        return [
            (tuple(error.absolute_path), str(error.validator))
            for error in validator.iter_errors(data)
        ]

    return judge
