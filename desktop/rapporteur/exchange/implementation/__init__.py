"""The table of action items as it goes out to be filled in, and as it comes back."""
