"""Pictures that people look at: picture documents in, pages and drawings out; nothing is written."""
