"""What must be asked of the data: periods, windows, aggregates, and the SQL for them."""
