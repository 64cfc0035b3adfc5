"""Striking personal data out of free text (`zał. 2 § 6 ust. 5`, interpretation I7): what was seen, and the text without it."""

from lckm_core.report.striking.struck import personal_spans, strike, strike_spans

__all__ = ["personal_spans", "strike", "strike_spans"]
