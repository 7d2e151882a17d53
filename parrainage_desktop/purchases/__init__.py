"""What customers bought and when: a reference figure, never a payment."""
