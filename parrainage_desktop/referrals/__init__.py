"""Who brought whom, from card to reward."""
