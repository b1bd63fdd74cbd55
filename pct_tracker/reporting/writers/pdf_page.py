"""The pages of the PDF in typst's language; they find what they print as JSON among their inputs."""

_TABLE = """
// Line breaks of the data, and no others.
#let words(it) = if it.contains("\\n") { it.split("\\n").map(text).join(linebreak()) } else { text(it) }
#let unbroken = ("month", "contents")
#let numbers = ("participants", "value")

#let annex-table(report) = {
  // The rows behind a figure may be more than a page holds.
  let unsplit(x, it) = {
    let content = if report.columns.at(x) in unbroken { box(words(it)) } else { words(it) }
    table.cell(breakable: report.splittable, content)
  }
  let aligned(x, y) = {
    if y == 0 { center + horizon } else if report.columns.at(x) in numbers { right + top } else { start + top }
  }
  align(center, text(12pt, weight: "bold", report.title.map(words).join(linebreak())))
  v(4mm)
  table(
    columns: report.widths.map(width => width * 1mm),
    align: aligned,
    stroke: 0.5pt + luma(65%),
    fill: (x, y) => if y == 0 { luma(90%) },
    inset: (x: 1.2mm, y: 1mm),
    table.header(..report.headings.map(it => text(weight: "bold", words(it)))),
    ..report.rows.map(row => row.enumerate().map(((x, it)) => unsplit(x, it))).flatten(),
  )
  for note in report.notes { par(words(note)) }
  v(6mm)
  align(center, text(10pt, words(report.end)))
}
"""

_TEXT = """
// The same lines for all scripts, whatever the measures of their fonts; Arabic letters reach higher and lower.
#set text(top-edge: 0.85em, bottom-edge: -0.22em)
#let leading = if given.language == "ar" { 0.38em } else { 0.1em }
#set par(leading: leading)
"""

PAGE = f"""
#let given = json(bytes(sys.inputs.report))
#set document(title: given.title.join(" "), date: none)
#set page(
  width: given.page.width * 1mm,
  height: given.page.height * 1mm,
  margin: (x: given.page.side * 1mm, y: given.page.top * 1mm),
  header: align(center, text(8pt, context counter(page).display())),
)
#set text(font: given.fonts, size: 8pt, lang: given.language, hyphenate: false)
{_TEXT}
{_TABLE}
#annex-table(given)
"""
"""The annex alone."""

DOCUMENT = f"""
#let given = json(bytes(sys.inputs.document))
#set document(title: given.title, date: none)
#set text(font: given.fonts, size: 11pt, lang: given.language, hyphenate: false)
{_TEXT}
{_TABLE}
#let front = given.front
#let end-line(..lines) = align(end, lines.pos().filter(line => line != "").map(words).join(linebreak()))

// The head of a page: nothing or a heading on the first page of its section, the page in words on the others.
#let head(first, heading, page-words) = context {{
  let number = here().page() - query(first).first().location().page() + 1
  let line = if number == 1 {{ heading }} else {{ page-words.replace("{{page}}", str(number)) }}
  if line != "" {{ text(10pt, end-line(front.symbol, line)) }}
}}
#let begin(name) = [#metadata(none)#label(name)]

#let front-block = {{
  align(end, text(20pt, weight: "bold", words(front.letter)))
  v(-3mm)
  line(length: 100%, stroke: 0.75pt)
  v(-2mm)
  text(10pt, weight: "bold", end-line(front.symbol, front.original, front.date))
  v(14mm)
  text(14pt, weight: "bold", words(front.body))
  for line in (front.session, front.place_and_dates) {{
    if line != "" {{ par(text(12pt, weight: "bold", words(line))) }}
  }}
  v(10mm)
  par(text(12pt, upper(words(front.title))))
  par(text(style: if given.slanted {{ "italic" }} else {{ "normal" }}, words(front.prepared)))
  v(6mm)
}}

#let numbered(number, it) = {{
  block(above: 11pt, below: 7pt, {{ box(width: 10mm, str(number) + "."); words(it.text) }})
  for entry in it.entries {{
    block(above: 7pt, below: 7pt, grid(columns: (10mm, 10mm, 1fr), [], ..entry.map(words)))
  }}
}}

#page(
  width: given.page.height * 1mm,
  height: given.page.width * 1mm,
  margin: given.text_page.side * 1mm,
  header: head(<text>, "", given.page_words),
)[
  #begin("text")
  #set par(spacing: 11pt)
  #front-block
  #for (at, it) in given.paragraphs.enumerate() {{ numbered(at + 1, it) }}
  #v(4mm)
  #end-line(given.closing)
]

#for (at, part) in given.parts.enumerate() {{
  let first = "part" + str(at)
  page(
    width: given.page.width * 1mm,
    height: given.page.height * 1mm,
    margin: (x: given.page.side * 1mm, top: given.page.head_top * 1mm, bottom: given.page.top * 1mm),
    header: head(label(first), part.heading, part.page_words),
  )[
    #begin(first)
    #set text(8pt)
    #annex-table(part.report)
  ]
}}
"""
"""The whole document, each annex on landscape pages of its own."""
