"""What a log on a PostgreSQL server needs beside SQL that every engine knows."""
