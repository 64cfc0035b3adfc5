"""What the tests of sign-in share."""

import sys
from pathlib import Path

# Tests are imported by path, so what they share is found by this alone.
sys.path.insert(0, str(Path(__file__).parent))
