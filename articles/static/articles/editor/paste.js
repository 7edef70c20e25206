// What is pasted from Word, Google Docs, LibreOffice and web pages keeps paragraphs, subheads, lists, links and
// emphasis, and nothing else. `cleaned` is a pure function from HTML to HTML; what this editor put on the clipboard
// itself is left as it is.
import { Extension, pm } from "django-prose-editor/editor"

const OWN = /<[^>]+\sdata-pm-slice=/
const SKIPPED = new Set(
  "audio button canvas del embed figure head iframe img input math noscript object option script select style svg template textarea title video xml".split(
    " ",
  ),
)
const BLOCKS = new Set(
  "address article aside blockquote body center dd details div dl dt fieldset footer form header hr main nav p pre section summary".split(
    " ",
  ),
)
// Word hides its list markers, comments and tracked deletions in ordinary elements.
const HIDDEN = /mso-list:\s*ignore|mso-element:\s*(comment|annotation)|display:\s*none|mso-hide:\s*all|line-through/i
const OF_COMMENTS = /\b(MsoCommentReference|msocomanchor|msocomtxt|msoDel|MsoCommentText)\b/i
const SAFE = /^(https?:\/\/|mailto:|tel:)/i
const NUMBER = /^\s*[([]?([0-9]+|[a-z]{1,3})[.)]/i

const BLANKS = /[\s\u00a0]+/g
const INVISIBLE = /[\u200b\u200c\u200d\u2060\ufeff\u00ad]/g

// --- what an element says -----------------------------------------------------------------------------------

const styleOf = (dom) => dom.getAttribute("style") ?? ""

function skipped(dom) {
  const name = dom.localName
  if (SKIPPED.has(name) || HIDDEN.test(styleOf(dom)) || OF_COMMENTS.test(dom.className)) return true
  return name === "a" && /^#(cmnt|_msocom)/.test(dom.getAttribute("href") ?? "")
}

function headingOf(dom) {
  const tag = /^h([1-6])$/.exec(dom.localName)
  if (tag) return tag[1] < 3 ? 2 : 3
  if (dom.localName !== "p" && dom.localName !== "div") return 0
  const level = /mso-outline-level:\s*(\d)/i.exec(styleOf(dom)) ?? /\bMsoHeading(\d)/i.exec(dom.className)
  if (level) return level[1] < 3 ? 2 : 3
  if (/\bMsoTitle\b/.test(dom.className)) return 2
  return /\bMsoSubtitle\b/.test(dom.className) ? 3 : 0
}

/** Returns the kind of list that a paragraph of Word is an item of, "" where it is of none. */
function wordList(dom) {
  if (dom.localName !== "p" || !(/\bMsoListParagraph/.test(dom.className) || /mso-list:\s*l\d/i.test(styleOf(dom)))) {
    return ""
  }
  const marker = [...dom.querySelectorAll("[style]")].find((one) => /mso-list:\s*ignore/i.test(styleOf(one)))
  if (!marker && !/mso-list:\s*l\d/i.test(styleOf(dom))) return ""
  const text = marker?.textContent ?? ""
  return NUMBER.test(text) && !/^\s*o\s/.test(text.replace(BLANKS, " ")) ? "ol" : "ul"
}

function linkOf(dom) {
  const href = (dom.getAttribute("href") ?? "").trim()
  if (!SAFE.test(href)) return ""
  // Google Docs leads each link through itself.
  const through = /^https:\/\/www\.google\.com\/url\?/.test(href) && new URL(href).searchParams.get("q")
  return through && SAFE.test(through) ? through : href
}

/** Returns the marks inside of `dom`, from those around it. */
function marksOf(dom, around) {
  const marks = { ...around }
  if (/^(b|strong)$/.test(dom.localName)) marks.bold = true
  if (/^(i|em|cite|dfn|var)$/.test(dom.localName)) marks.italic = true
  const weight = /(?:^|;)\s*font-weight:\s*([\w]+)/i.exec(styleOf(dom))?.[1]
  if (weight) marks.bold = /^bold/i.test(weight) || Number(weight) >= 600
  const slant = /(?:^|;)\s*font-style:\s*(\w+)/i.exec(styleOf(dom))?.[1]
  if (slant) marks.italic = /^(italic|oblique)$/i.test(slant)
  if (dom.localName === "a" && linkOf(dom)) marks.href = linkOf(dom)
  return marks
}

// --- reading ------------------------------------------------------------------------------------------------

class Reader {
  constructor() {
    this.blocks = [] // { tag, html }; the items of a list stand behind each other
    this.runs = []
    this.tag = "p"
  }

  end() {
    const html = htmlOf(this.runs, /^h/.test(this.tag))
    this.runs = []
    if (html) this.blocks.push({ tag: this.tag, html })
  }

  /** Reads what is inside of `dom` as blocks of their own. */
  inside(dom, tag, marks) {
    const before = this.tag
    this.end()
    this.tag = tag
    this.children(dom, marks)
    this.end()
    this.tag = before
  }

  children(dom, marks) {
    for (const child of dom.childNodes) this.node(child, marks)
  }

  node(node, marks) {
    if (node.nodeType === 3) this.runs.push({ text: node.data, ...marks })
    if (node.nodeType !== 1 || skipped(node)) return
    const name = node.localName
    const heading = headingOf(node)
    if (name === "br") this.lineBreak()
    else if (heading) this.inside(node, `h${heading}`, {})
    else if (wordList(node)) this.inside(node, wordList(node), marksOf(node, marks))
    else if (name === "ul" || name === "ol") this.list(node, marks)
    else if (name === "table") this.table(node, marks)
    else if (name === "pre") this.lines(node)
    else if (name === "li" || BLOCKS.has(name)) this.inside(node, this.tag, marksOf(node, marks))
    else this.children(node, marksOf(node, marks))
  }

  lineBreak() {
    // Two breaks behind each other end a paragraph.
    if (this.runs.findLast((run) => run.lineBreak || run.text.replace(BLANKS, ""))?.lineBreak) this.end()
    else this.runs.push({ lineBreak: true })
  }

  list(dom, marks) {
    for (const child of dom.children) {
      if (child.localName === "ul" || child.localName === "ol") this.list(child, marks)
      else if (!skipped(child)) this.inside(child, dom.localName, marksOf(child, marks))
    }
  }

  table(dom, marks) {
    this.end()
    for (const row of dom.rows) {
      const cells = [...row.cells]
      // A table of one column, or with whole texts in its cells, only places things on a page.
      if (cells.length === 1 || cells.some((cell) => cell.querySelectorAll("p, h1, h2, h3, li, table").length > 1)) {
        cells.forEach((cell) => this.inside(cell, this.tag, marks))
      } else this.cells(cells, marks)
    }
  }

  cells(cells, marks) {
    const texts = cells.map((cell) => {
      const reader = new Reader()
      reader.children(cell, marks)
      reader.end()
      return reader.blocks.map(({ html }) => html).join(" ")
    })
    const html = texts.filter(Boolean).join(" · ")
    if (html) this.blocks.push({ tag: "p", html })
  }

  lines(dom) {
    this.end()
    for (const line of dom.textContent.split("\n")) {
      this.runs.push({ text: line })
      this.end()
    }
  }
}

// --- writing ------------------------------------------------------------------------------------------------

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** Returns the HTML of a block's runs, "" where they say nothing. */
function htmlOf(runs, plain) {
  const line = []
  for (const { text, lineBreak, bold, italic, href } of runs) {
    const last = line.at(-1)
    if (lineBreak) {
      if (last && !last.lineBreak) line.push({ lineBreak })
      continue
    }
    let words = text.replace(INVISIBLE, "").replace(BLANKS, " ")
    if (!last || last.lineBreak || last.text.endsWith(" ")) words = words.replace(/^ /, "")
    if (!words) continue
    const marks = { bold: Boolean(bold && !plain), italic: Boolean(italic && !plain), href: href ?? "" }
    const same = last && !last.lineBreak && Object.keys(marks).every((mark) => last[mark] === marks[mark])
    if (same) last.text += words
    else line.push(words === " " ? { text: words, bold: false, italic: false, href: "" } : { text: words, ...marks })
  }
  while (line.length && (line.at(-1).lineBreak || !line.at(-1).text.trim())) line.pop()
  if (line.length) line.at(-1).text = line.at(-1).text.trimEnd()
  return line.map(runHtml).join("").replace(/ <br>/g, "<br>")
}

function runHtml({ text, lineBreak, bold, italic, href }) {
  if (lineBreak) return "<br>"
  let html = escaped(text)
  if (italic) html = `<em>${html}</em>`
  if (bold) html = `<strong>${html}</strong>`
  return href ? `<a href="${escaped(href)}">${html}</a>` : html
}

/** Returns HTML from a clipboard as paragraphs, subheads, lists, links and emphasis. */
export function cleaned(html) {
  if (OWN.test(html)) return html
  // Styles and handlers mean something already in the document that is read from, and the content security policy
  // refuses them there.
  const unstyled = html
    .replace(/<style\b[^>]*>[^]*?(<\/style\s*>|$)/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\son\w+\s*=/gi, " data-was="))
  const reader = new Reader()
  reader.children(new DOMParser().parseFromString(unstyled, "text/html").body, {})
  reader.end()
  const parts = []
  let list = ""
  for (const { tag, html: inside } of [...reader.blocks, { tag: "", html: "" }]) {
    const kind = /^[uo]l$/.test(tag) ? tag : ""
    if (list && list !== kind) parts.push(`</${list}>`)
    if (kind && list !== kind) parts.push(`<${kind}>`)
    list = kind
    if (kind) parts.push(`<li><p>${inside}</p></li>`)
    else if (tag) parts.push(`<${tag}>${inside}</${tag}>`)
  }
  return parts.join("")
}

/** Returns plain text as paragraphs, one for each line that says something. */
function paragraphs(text, schema) {
  const lines = text.split(/[\r\n]+/).map((line) => line.replace(INVISIBLE, "").replace(BLANKS, " ").trim())
  const blocks = lines.filter(Boolean).map((line) => schema.nodes.paragraph.create(null, schema.text(line)))
  return pm.model.Slice.maxOpen(pm.model.Fragment.from(blocks))
}

export const Paste = Extension.create({
  name: "storyPaste",

  addProseMirrorPlugins() {
    const { schema } = this.editor
    return [
      new pm.state.Plugin({
        props: {
          transformPastedHTML: cleaned,
          clipboardTextParser: (text, $context, plain) =>
            $context.parent.type.spec.code || (plain && !text.trim()) ? null : paragraphs(text, schema),
        },
      }),
    ]
  },
})
