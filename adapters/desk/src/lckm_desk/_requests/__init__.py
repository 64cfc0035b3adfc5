"""Requests to units at the desk: their list, one of them, asking, and answering."""
