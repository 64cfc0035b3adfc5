"""Reports of the Łódź Contact Centre in SQLite or PostgreSQL, personal data apart, destroyed at the term."""
