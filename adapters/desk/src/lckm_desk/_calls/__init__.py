"""A call: a question, a procedure that answers it, and a report in the making."""
