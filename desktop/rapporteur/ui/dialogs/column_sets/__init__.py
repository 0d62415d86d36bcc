"""The editor of column sets: which columns of a list a consumer gets, and under which words."""
