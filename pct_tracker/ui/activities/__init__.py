"""The register of activities and the form that edits one."""
