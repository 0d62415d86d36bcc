"""Name plates, badges and place cards: chosen, looked at, printed or written as PDF."""
