"""What referrers earn of their friends' purchases: a statement per person and month, due and paid."""
