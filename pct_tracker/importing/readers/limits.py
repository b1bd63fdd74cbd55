"""How much a file may hold: far more than any annex, and little enough to be read in seconds within 500 MB."""

LARGEST_FILE = 100 * 1024 * 1024
"""Bytes of the largest file that is read; an annex has some ten thousand, pictures make it more."""

LARGEST_TEXT = 32 * 1024 * 1024
"""Bytes of a file that is text all through; 10,000 activities in six languages take two thirds of it."""

LONGEST_LINE = 1_000_000
"""Characters between two line breaks."""

MOST_LINES = 500_000
"""Lines of a text."""

LONGEST_CELL = 100_000
"""Characters of a cell; a sheet holds a third of that in one."""

LARGEST_PACKAGE = 256 * 1024 * 1024
"""Bytes that the members of a package may unpack to, all together; pictures are most of it."""

LARGEST_PART = 128 * 1024 * 1024
"""Bytes of a member that is markup to be read."""

LARGEST_RATIO = 1_000
"""How many times its own size a package may unpack to; sheets of repeated words reach a hundred."""

MOST_MEMBERS = 10_000
"""Files in a package."""

LARGEST_SHEET = 2_000_000
"""Cells between the first and the last one used, in all tables: they are laid out in memory."""

MOST_TEXT = 64 * 1024 * 1024
"""Characters of all cells of a spreadsheet: one text that is written once may be shown in very many of them."""

MOST_MERGED = 200_000
"""Places of a sheet that continue the cell above."""

MOST_FORMULAS = 20_000
"""Formulas of a sheet that no program has worked out."""

MOST_MARKS = 4_000_000
"""Signs of markup in a document: 10,000 rows have some two million, and a single row may be held in memory."""

MOST_MARKS_OF_SHEETS = 12_000_000
"""The same in a member of a spreadsheet, where most of it is cells."""

MARKS_OF_CELL = 8
"""Signs of markup that a cell may have on average."""

MOST_MARKS_OF_PARTS = 1_500_000
"""The same in a member that holds no cells, and in other files that are held in memory as a whole."""

MOST_MARKS_OF_PAGE = 1_000_000
"""The same in a web page, which is held in memory as a whole."""

LONGEST_READING = 600.0
"""Seconds after which the reading of rows is given up: a hundred times what the largest annex takes."""

LONGEST_PROSE = 500_000
"""Characters of the text around the tables that are kept."""

WIDEST_ROW = 200
"""Cells in a row, and columns that one cell may span; what stands beyond is no annex."""
