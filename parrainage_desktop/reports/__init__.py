"""The month, as figures and as a PDF."""
