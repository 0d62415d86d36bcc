"""Form rows and editors made from the catalogue of fields."""
