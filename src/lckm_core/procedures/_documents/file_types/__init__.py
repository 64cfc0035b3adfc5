"""What bytes are, judged by content and never by name: one module per family of formats, nothing read from disk."""
