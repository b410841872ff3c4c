"""Answers as people and other programs read them: documents in, text out; nothing is printed."""
