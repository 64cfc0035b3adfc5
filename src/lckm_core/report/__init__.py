"""Reports from residents: taken in, routed, delivered, and kept without a person once the term has passed (zał. 2 § 6)."""
