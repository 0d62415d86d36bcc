"""PDF and print, through Qt's text engine: it shapes Devanagari, and it paginates."""
