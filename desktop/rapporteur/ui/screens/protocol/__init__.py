"""The Protocol screen: every paragraph with its texts side by side, from draft to agreed."""
