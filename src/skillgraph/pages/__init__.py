"""Pictures that people look at: picture documents in, texts out; nothing is written to a file."""
