"""The bundled examples: what they must hold, and that they are complete."""
