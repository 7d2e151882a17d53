"""The shop itself: its name, language, currency and place."""
