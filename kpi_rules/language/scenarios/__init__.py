"""A contract's own tests: from text to checked scenarios."""
