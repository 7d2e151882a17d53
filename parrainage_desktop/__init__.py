"""Run a customer referral scheme at a shop's counter."""

__version__ = "0.1.0"
