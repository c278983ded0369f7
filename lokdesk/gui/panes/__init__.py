"""What stands beside the questions or instead of them: help, discussion, document, figures, overview."""
