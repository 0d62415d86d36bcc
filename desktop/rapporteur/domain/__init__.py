"""What the program knows about a session, in plain values: records, rules, the field catalogue.

Standard library only, no input or output: everything here can be tried in a Python prompt.
"""
