"""Every paper the shop can make, by name."""
