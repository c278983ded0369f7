"""What is promised of reliability, proved: each module is one kind of harm, run at full length by `make`."""
