"""What verdicts cost: the lines of a verdict, and the statement of a fee period that caps them."""
