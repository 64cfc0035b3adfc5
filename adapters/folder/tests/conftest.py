"""Tests are imported by path, so what they share in this folder is found by this alone."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
