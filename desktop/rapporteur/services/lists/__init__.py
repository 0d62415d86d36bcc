"""Lists as received, as they stand, and as they go out: comparison, freezing, exports."""
