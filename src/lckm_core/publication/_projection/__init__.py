"""What an audience is shown of a procedure or notice: its fields in order, as blocks."""
