"""From a sheet to the people on it: where the list stands, what its columns are, who is who."""
