"""The terms of the portal at the desk: versions, drafts and approval."""
