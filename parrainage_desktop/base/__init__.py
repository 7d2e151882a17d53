"""What every feature stands on: no Qt, no feature knowledge."""
