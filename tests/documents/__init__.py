"""Every document that can be made, of agreements such as nobody would write, before other programs' eyes."""
