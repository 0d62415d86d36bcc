"""The implementation table: out to those responsible, and back in."""
