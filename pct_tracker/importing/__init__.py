"""From files to drafts: readers, headings, cells, and what they match in the store."""
