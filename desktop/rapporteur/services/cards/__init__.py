"""Name plates, badges and place cards: what stands on them, and what was printed before."""
