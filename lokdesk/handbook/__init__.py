"""The handbook: steps and questions as data, what applies and what comes next, and the registers."""
