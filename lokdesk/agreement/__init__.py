"""What an agreement and a draft are: immutable values, one address for every answer, no I/O."""
