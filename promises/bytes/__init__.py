"""Nothing of a person is left in any file of ours after the term or a withdrawal."""
