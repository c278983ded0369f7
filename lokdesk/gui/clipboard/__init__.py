"""What comes from other programs by way of the clipboard, and goes to them. Most of it knows no Qt."""
