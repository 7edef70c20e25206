// The panel that says what the checks find: it follows what is typed, and each finding leads to where it can be mended,
// in the form or in the text. Without this script it says how the piece stood when the page was loaded.
"use strict" // or the functions of the block would be the window's
{
  const TEXT = "#text:"
  const SHOWN_FOR = 2500 // milliseconds for which a place stays marked

  let prose = null // the editor of the text, as soon as it is there
  let drawn = "" // what the panel shows

  // --- the panel ----------------------------------------------------------------------------------------------

  function item({ level, weight, sentence, href }) {
    const line = document.createElement("li")
    line.className = `finding finding-${level}`
    const name = document.createElement("strong")
    name.className = "finding-weight"
    name.textContent = weight
    const words = document.createElement(href ? "a" : "span")
    words.textContent = sentence
    if (href) words.setAttribute("href", href)
    line.append(name, " ", words)
    return line
  }

  function draw(preflight) {
    const panel = document.getElementById("preflight")
    const now = JSON.stringify(preflight)
    if (!panel || !preflight || now === drawn) return
    drawn = now
    const list = panel.querySelector(".findings")
    const focused = list.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null
    panel.classList.toggle("stops", preflight.stops)
    const summary = panel.querySelector(".preflight-summary")
    // Said aloud only where it says something else.
    if (summary.textContent !== preflight.summary) summary.textContent = preflight.summary
    const short = document.querySelector(".preflight-short")
    if (short) {
      short.classList.toggle("stops", preflight.stops)
      short.lastElementChild.textContent = preflight.short
    }
    list.replaceChildren(...preflight.rows.map(item))
    if (focused === null) return
    const same = [...list.querySelectorAll("a")].find((link) => link.getAttribute("href") === focused)
    if (same) same.focus({ preventScroll: true })
    else {
      panel.tabIndex = -1
      panel.focus({ preventScroll: true })
    }
  }

  // --- to the place -------------------------------------------------------------------------------------------

  function mark(element) {
    element.classList.add("found-here")
    setTimeout(() => element.classList.remove("found-here"), SHOWN_FOR)
  }

  /** The element that takes the keys for an input that a widget hides. */
  function focusable(input) {
    if (input.classList.contains("select2-hidden-accessible")) {
      return input.parentElement.querySelector(".select2-search__field, .select2-selection")
    }
    return input.matches("input, select, textarea") ? input : input.querySelector("input:not([type=hidden]), select, textarea, a[href]")
  }

  function toField(id) {
    const input = document.getElementById(id)
    if (!input) return false
    input.closest("details")?.setAttribute("open", "")
    const row = input.closest(".form-row, .inline-group") ?? input
    row.scrollIntoView({ block: row.offsetHeight > window.innerHeight ? "start" : "center" })
    mark(row)
    focusable(input)?.focus({ preventScroll: true })
    return true
  }

  /** The place of the node that is called `uuid` in the editor's document, -1 for none. */
  function placeOfNode(uuid) {
    let place = -1
    prose.state.doc.descendants((node, position) => {
      if (place < 0 && node.attrs.uuid === uuid) place = position
      return place < 0
    })
    return place
  }

  /** The range of `words` in the text, or of the link that leads to them; null for none. */
  function rangeOfWords(words) {
    let range = null
    prose.state.doc.descendants((node, position) => {
      if (range) return false
      if (node.isText && node.marks.some(({ attrs }) => attrs.href === words)) {
        range = { from: position, to: position + node.nodeSize }
      } else if (node.isTextblock) {
        const start = node.textBetween(0, node.content.size, undefined, " ").indexOf(words)
        if (start >= 0) range = { from: position + 1 + start, to: position + 1 + start + words.length }
      }
      return !range
    })
    return range
  }

  function toText(wanted) {
    const row = document.querySelector(".field-body")
    if (!prose) return toField("id_body")
    const [kind, value] = wanted.split(/=(.*)/s).map(decodeURIComponent)
    const place = kind === "uuid" ? placeOfNode(value) : -1
    const range = kind === "words" && value ? rangeOfWords(value) : null
    if (place >= 0) prose.commands.setNodeSelection(place)
    else if (range) prose.commands.setTextSelection(range)
    prose.view.focus()
    const dom = place >= 0 ? prose.view.nodeDOM(place) : range ? prose.view.domAtPos(range.from).node : null
    const element = dom?.nodeType === Node.TEXT_NODE ? dom.parentElement : dom
    ;(element ?? row).scrollIntoView({ block: element ? "center" : "start" })
    // What the editor draws itself takes no class of ours.
    if (!element) mark(row)
    return true
  }

  function go(hash) {
    return hash.startsWith(TEXT) ? toText(hash.slice(TEXT.length)) : toField(hash.slice(1))
  }

  document.addEventListener("newsroom:preflight", ({ detail }) => draw(detail))
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".findings a[href^='#']")
    if (link && !event.ctrlKey && !event.metaKey && go(link.getAttribute("href"))) event.preventDefault()
  })
  document.addEventListener("prose-editor:ready", ({ detail }) => {
    prose = detail.editor
    // After the page's own script, which puts the caret where it was.
    if (location.hash.startsWith(TEXT)) setTimeout(() => go(location.hash), 0)
  }, { once: true })
  document.addEventListener("DOMContentLoaded", () => {
    if (document.getElementById("preflight") && location.hash.startsWith("#id_")) setTimeout(() => go(location.hash), 0)
  })
}
