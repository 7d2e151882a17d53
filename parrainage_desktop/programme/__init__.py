"""The scheme: what each side earns, when and for how long."""
