"""Endpoint of the JSON Schemas."""

from typing import Final

from lckm_api._endpoint import Answer, Call, Endpoint, Parameter
from lckm_core import schema, schema_names


def _show(call: Call) -> Answer:
    return Answer(schema(call.values["name"]))


SCHEMAS: Final = (
    Endpoint(
        method="GET",
        path="/schemas/{name}",
        id="show_schema",
        about="Show a JSON Schema of the library, for editors and other programs.",
        tag="schemas",
        parameters=(
            Parameter(
                "name",
                "path",
                "Its name.",
                {"type": "string", "enum": list(schema_names())},
                required=True,
            ),
        ),
        answers={200: "json-schema"},
        answer=_show,
    ),
)
