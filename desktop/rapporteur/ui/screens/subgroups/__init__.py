"""The sub-groups screen: who they are, and what each of them reports to this session."""
