"""Who sits where: plans of a negotiation table, made by the rules and changed by hand."""
