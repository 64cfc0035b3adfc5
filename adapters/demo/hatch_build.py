"""Puts the repository's samples into the wheel, for ``lckm demo`` without a checkout."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class SamplesHook(BuildHookInterface[Any]):
    """Adds ``samples/`` as ``lckm_demo/samples``; an sdist has them there already."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the folder to include; an editable install reads it where it lies."""
        samples = Path(self.root).parents[1] / "samples"
        if version == "editable" or not samples.is_dir():
            return
        package = "src/lckm_demo" if self.target_name == "sdist" else "lckm_demo"
        build_data["force_include"][str(samples)] = f"{package}/samples"
