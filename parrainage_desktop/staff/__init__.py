"""Who may do what only the shop may do: codes kept as fingerprints, tried with patience."""
