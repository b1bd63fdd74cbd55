"""The workbook for those who count: the annex, its activities as tables, and every figure as a formula over them."""
