"""The audit trail at the desk: who did what, to what, when."""
