"""Every defect held to its contract: run by ``test_planted_defects.py``, for these must fail."""

import defective_finding  # noqa: F401  what they plant is in the dictionary below
import defective_others  # noqa: F401
import defective_refusals  # noqa: F401
import defective_report_finder  # noqa: F401
import defective_report_search  # noqa: F401
import defective_reports  # noqa: F401
import defective_requests  # noqa: F401
import defective_trail_finder  # noqa: F401
from planting import PLANTED

globals().update(PLANTED)
