"""Write every JSON Schema beside this file: ``python schemas/generate.py``. A test fails while they are out of date."""  # noqa: E501, W505

import json
from pathlib import Path

from lckm_core import schema, schema_names

HERE = Path(__file__).parent


def text_of(name: str) -> str:
    """Return the schema of that name as its file holds it: keys in form order, Polish letters as they are."""  # noqa: E501, W505
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    for schema_name in schema_names():
        (HERE / f"{schema_name}.schema.json").write_text(text_of(schema_name), encoding="utf-8")
