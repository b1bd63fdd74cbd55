"""The page of the PDF in typst's language; it finds the report as JSON among its inputs."""

PAGE = """
#let report = json(bytes(sys.inputs.report))
#set document(title: report.title.join(" "), date: none)
#set page(
  width: report.page.width * 1mm,
  height: report.page.height * 1mm,
  margin: (x: report.page.side * 1mm, y: report.page.top * 1mm),
  header: align(center, text(8pt, context counter(page).display())),
)
#set text(font: report.fonts, size: 8pt, lang: report.language, hyphenate: false)
// The same lines for all scripts, whatever the measures of their fonts; Arabic letters reach higher and lower.
#set text(top-edge: 0.85em, bottom-edge: -0.22em)
#set par(leading: if report.language == "ar" { 0.38em } else { 0.1em })
#show table.cell.where(y: 0): set text(weight: "bold")

// Line breaks of the data, and no others.
#let words(it) = it.split("\\n").map(text).join(linebreak())
#let unbroken = ("month", "contents")
#let unsplit(x, it) = {
  table.cell(breakable: false, if report.columns.at(x) in unbroken { box(words(it)) } else { words(it) })
}
#let aligned(x, y) = {
  if y == 0 { center + horizon } else if report.columns.at(x) == "participants" { right + top } else { start + top }
}

#align(center, text(12pt, weight: "bold", report.title.map(words).join(linebreak())))
#v(4mm)
#table(
  columns: report.widths.map(width => width * 1mm),
  align: aligned,
  stroke: 0.5pt + luma(65%),
  fill: (x, y) => if y == 0 { luma(90%) },
  inset: (x: 1.2mm, y: 1mm),
  table.header(..report.headings.map(words)),
  ..report.rows.map(row => row.enumerate().map(((x, it)) => unsplit(x, it))).flatten(),
)
#for note in report.notes { par(words(note)) }
#v(6mm)
#align(center, text(10pt, words(report.end)))
"""
