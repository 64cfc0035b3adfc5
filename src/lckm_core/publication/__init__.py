"""The published page: editions and who may move them, who sees what, and what a page shows (zał. 2 § 4, § 5, § 7, § 10, § 12)."""
