"""The command line: reads, makes one call, shows, exits."""
