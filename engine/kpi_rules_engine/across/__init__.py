"""What goes across the periods and clauses of a contract: runs, blocks, gates, scorecards."""
