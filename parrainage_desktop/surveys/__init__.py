"""The NPS question and its answers."""
