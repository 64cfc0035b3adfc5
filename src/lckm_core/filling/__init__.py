"""A form as it is filled in: its texts tidied and judged, its shape judged, its values built."""
