"""The ladder by which a file of an older version becomes one of this version.

The scripts in `versions/` are frozen: they import nothing of the program, because a script that
did would change with it. The migration tool is loaded only when a file needs upgrading.
"""
