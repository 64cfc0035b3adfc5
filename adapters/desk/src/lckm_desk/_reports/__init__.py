"""Reports at the desk: their list and table, one of them, its acts, who wrote it."""
