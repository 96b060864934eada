"""Says in words and figures why a verdict is what it is."""
