"""From a file to drafts: reading tables, finding the annex in them, understanding cells, matching with the store."""
