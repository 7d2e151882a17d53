"""Both sides' rewards: issue, check, redeem, reverse."""
