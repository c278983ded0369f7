"""What is missing, wrong or doubtful in an agreement: findings as pure functions of it and a date."""
