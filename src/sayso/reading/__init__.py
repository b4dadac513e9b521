"""Article → reading; `pipeline` shows every step in order."""
