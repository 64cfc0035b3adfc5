"""Reports of the Łódź Contact Centre sent to mailboxes by SMTP, bounces read back."""
