"""Writing: one use case each. A session and a command come in; services flush and never commit."""
