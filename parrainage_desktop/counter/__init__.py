"""The counter: one field, one clear answer, today's activity with undo."""
