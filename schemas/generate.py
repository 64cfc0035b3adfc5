"""Write every JSON Schema beside this file: ``python schemas/generate.py``.

A test fails while they are out of date.
"""

import json
from pathlib import Path

from lckm_core import schema, schema_names

HERE = Path(__file__).parent


def text_of(name: str) -> str:
    """Return the schema of a name as its file has it, keys in the order of the form."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    for schema_name in schema_names():
        (HERE / f"{schema_name}.schema.json").write_text(text_of(schema_name), encoding="utf-8")
