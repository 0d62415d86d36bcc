"""Workbooks that leave the program: rosters, sheets to be filled in, corrigenda, comparisons."""
