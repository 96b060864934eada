"""A contract's scenarios played on made-up figures, by the same judge."""
