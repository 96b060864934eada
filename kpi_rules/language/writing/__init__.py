"""From the tree of a clause back to its one canonical text, in English or Russian."""
