"""Announcements at the desk: their list, one of them, its form and its moves."""
