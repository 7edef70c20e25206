// The panel that finds what is to be inserted. It stands beside the text and not over it, so that what it finds can
// be dragged into the text.
import { answerOf, learn, make, settingsOf } from "newsroom-editor/asking"
import { button, element, labelled } from "newsroom-editor/elements"
import { cardNode, insertBlock, providerOf } from "newsroom-editor/insertion"
import { openList, openNew } from "newsroom-editor/popups"

export const DRAGGED = "application/x-newsroom-row" // what a dragged row says of itself
const PAUSE = 200 // milliseconds without a key before the desk is asked

let open = null

/** Opens the panel for a kind of node: "picture", "gallery", "related" or "embed". */
export function openPicking(editor, kind) {
  open?.close()
  open = kind === "embed" ? new EmbedPanel(editor) : new RowPanel(editor, kind)
  open.show()
}

/** Opens the panel with the address of the embed at a place in the text. */
export function editEmbed(editor, pos) {
  open?.close()
  open = new EmbedPanel(editor, pos)
  open.show()
}

/** Makes the row that stands in the text for what was found: a related link for an article. Returns its UUID. */
export async function rowFor(editor, kind, card) {
  if (kind !== "related") {
    learn(card.uuid, card)
    return card.uuid
  }
  const { words } = settingsOf(editor)
  const made = await makeLink(editor, { label: card.label ?? words.readAlso, target: card.pk })
  return made.uuid
}

function makeLink(editor, fields) {
  const { link, article, words } = settingsOf(editor)
  return make(link, new URLSearchParams({ article, ...fields }), words)
}

// --- what all panels have -----------------------------------------------------------------------------------

class Panel {
  constructor(editor, kind) {
    Object.assign(this, { editor, kind, settings: settingsOf(editor) })
    this.words = this.settings.words
    this.dialog = element("dialog", "story-picking")
    this.dialog.setAttribute("aria-labelledby", "story-picking-title")
    const head = element("div", "story-picking-head")
    const title = element("h2", "", this.words[kind])
    title.id = "story-picking-title"
    const close = button("story-picking-close", "×", () => this.close())
    close.setAttribute("aria-label", this.words.close)
    head.append(title, close)
    this.said = element("p", "story-picking-said")
    this.said.setAttribute("role", "status")
    this.dialog.append(head)
    this.dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return
      event.preventDefault()
      this.close()
    })
  }

  show() {
    document.body.append(this.dialog) // outside of the form: Enter in the search must not save the article
    this.dialog.show()
    this.first.focus()
  }

  close() {
    this.dialog.remove()
    open = null
    this.editor.view.focus()
  }

  say(...sentences) {
    this.said.textContent = sentences.join(" ")
  }

  insert(uuid) {
    this.close()
    insertBlock(this.editor, cardNode(this.kind, { uuid }))
  }
}

// --- rows: pictures, galleries, related links ---------------------------------------------------------------

class RowPanel extends Panel {
  constructor(editor, kind) {
    super(editor, kind)
    this.chosen = new Map() // uuid -> card, in the order of choosing
    this.first = Object.assign(element("input", "story-picking-search"), { type: "search" })
    this.first.placeholder = this.words.search
    this.first.setAttribute("aria-label", this.words.search)
    this.list = element("ul", "story-picking-list")
    this.list.setAttribute("aria-label", this.words.results)
    this.dialog.append(this.first, this.said, this.list)
    if (kind === "related") this.addWriting()
    if (kind === "picture") this.addGathering()
    this.addPopups()
    this.first.addEventListener("input", () => {
      clearTimeout(this.pause)
      this.pause = setTimeout(() => this.look(), PAUSE)
    })
    this.dialog.addEventListener("keydown", (event) => this.walk(event))
    this.look()
  }

  async look() {
    const question = Symbol("question")
    this.latest = question
    const query = new URLSearchParams({ kind: this.kind, q: this.first.value })
    const answer = await answerOf(`${this.settings.found}?${query}`).catch(() => null)
    if (this.latest !== question) return // a later question overtook this one
    this.cards = answer?.found ?? []
    this.list.replaceChildren(...this.cards.map((card) => this.row(card)))
    if (!answer) this.say(this.words.failed)
    else if (this.cards.length) this.say(this.words.newest, this.words.dragHint)
    else this.say(this.words.nothing)
  }

  row(card) {
    const item = element("li")
    const offer = button("story-picking-row", "", (event) => this.press(card, event))
    if (card.thumbnail) {
      const image = Object.assign(element("img"), { src: card.thumbnail, alt: "", draggable: false })
      offer.append(image)
    } else offer.append(element("span", "story-picking-nothumb"))
    const text = element("span", "story-picking-text")
    text.append(element("span", "story-card-title", card.title), element("span", "story-card-detail", card.detail))
    offer.append(text)
    offer.draggable = true
    offer.addEventListener("dragstart", (event) => this.drag(card, event))
    item.append(offer)
    if (this.kind === "picture" && this.gathering) item.append(this.checkbox(card))
    return item
  }

  checkbox(card) {
    const box = Object.assign(element("input"), { type: "checkbox", checked: this.chosen.has(card.uuid) })
    box.setAttribute("aria-label", `${this.words.choose}: ${card.title}`)
    box.dataset.uuid = card.uuid
    box.addEventListener("change", () => this.choose(card, box.checked))
    return box
  }

  press(card, event) {
    if (!this.gathering || !(event.ctrlKey || event.metaKey || event.shiftKey)) return this.take(card)
    const here = this.cards.indexOf(card)
    const from = event.shiftKey && this.lastPressed !== undefined ? this.lastPressed : here
    const [start, end] = [Math.min(from, here), Math.max(from, here)]
    for (const one of this.cards.slice(start, end + 1)) {
      this.choose(one, event.shiftKey || !this.chosen.has(one.uuid))
    }
    this.lastPressed = here
    return undefined
  }

  async take(card) {
    const uuid = await rowFor(this.editor, this.kind, { ...card, label: this.label?.input.value })
    if (uuid) this.insert(uuid)
    else this.say(this.words.failed)
  }

  drag(card, event) {
    const row = { kind: this.kind, card: { ...card, label: this.label?.input.value } }
    event.dataTransfer.setData(DRAGGED, JSON.stringify(row))
    event.dataTransfer.effectAllowed = "copy"
  }

  walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const rows = [this.first, ...this.list.querySelectorAll(".story-picking-row")]
    const here = rows.indexOf(document.activeElement)
    if (!step || here < 0 || (here === 0 && step < 0)) return
    event.preventDefault()
    rows[Math.min(here + step, rows.length - 1)].focus()
  }

  // --- several pictures at once ---

  addGathering() {
    if (!this.settings.kinds.gallery?.add) return
    this.gathering = element("div", "story-picking-gathering")
    this.title = labelled(this.words.galleryTitle)
    this.count = element("p", "story-picking-count")
    const done = button("story-picking-main", this.words.asGallery, () => this.gather())
    onEnter(this.title.input, () => this.gather())
    this.gathering.append(this.count, this.title, done)
    this.gathering.hidden = true
    this.dialog.append(this.gathering)
  }

  choose(card, on) {
    if (on) this.chosen.set(card.uuid, card)
    else this.chosen.delete(card.uuid)
    const box = this.list.querySelector(`[data-uuid="${card.uuid}"]`)
    if (box) box.checked = on
    this.count.textContent = `${this.words.chosen} ${this.chosen.size}`
    this.gathering.hidden = !this.chosen.size
  }

  async gather() {
    const fields = new URLSearchParams([...this.chosen.keys()].map((uuid) => ["picture", uuid]))
    fields.set("title", this.title.input.value)
    const made = await make(this.settings.gather, fields, this.words)
    if (made.errors) return this.say(...made.errors)
    this.kind = "gallery"
    return this.insert(made.uuid)
  }

  // --- a related link by hand ---

  addWriting() {
    if (!this.settings.kinds.related.add) return
    this.label = labelled(this.words.label, { value: this.words.readAlso })
    this.list.before(this.label)
    const hand = element("details", "story-picking-hand")
    const title = labelled(this.words.title)
    const url = labelled(this.words.address, { type: "url", placeholder: "https://" })
    const done = async () => {
      const fields = { label: this.label.input.value, title: title.input.value, url: url.input.value }
      const made = await makeLink(this.editor, fields)
      if (made.errors) this.say(...made.errors)
      else this.insert(made.uuid)
    }
    for (const { input } of [title, url]) onEnter(input, done)
    const insert = button("story-picking-main", this.words.insertIt, done)
    hand.append(element("summary", "", this.words.orTyped), title, url, insert)
    this.dialog.append(hand)
  }

  // --- the admin's popups ---

  addPopups() {
    const { add, list } = this.settings.kinds[this.kind]
    const foot = element("div", "story-picking-foot")
    if (add) foot.append(button("", this.words.new, () => openNew(add, (pk) => this.fetched(this.kind, pk))))
    const chosen = (pk) => (this.kind === "related" ? this.take({ pk }) : this.fetched(this.kind, pk))
    foot.append(button("", this.words.inTheList, () => openList(list, chosen)))
    this.dialog.append(foot)
  }

  async fetched(kind, pk) {
    const query = new URLSearchParams({ kind, pk })
    const row = await answerOf(`${this.settings.row}?${query}`).catch(() => null)
    if (!row) return this.say(this.words.failed)
    learn(row.uuid, row.card)
    return this.insert(row.uuid)
  }
}

// --- embeds -------------------------------------------------------------------------------------------------

class EmbedPanel extends Panel {
  constructor(editor, pos = null) {
    super(editor, "embed")
    this.pos = pos
    const attrs = pos === null ? {} : editor.state.doc.nodeAt(pos).attrs
    this.url = labelled(this.words.addressOfEmbed, { type: "url", placeholder: "https://", value: attrs.url ?? "" })
    this.text = labelled(this.words.textOfEmbed, { value: attrs.text ?? "" })
    this.first = this.url.input
    for (const { input } of [this.url, this.text]) onEnter(input, () => this.done())
    const main = button("story-picking-main", this.words.insertIt, () => this.done())
    this.dialog.append(this.url, this.text, this.said, main)
  }

  done() {
    const url = this.url.input.value.trim()
    if (!/^https?:\/\/\S+$/i.test(url) || !URL.canParse(url)) {
      this.say(this.words.notAnAddress)
      return
    }
    const provider = providerOf(url, this.settings.providers) || new URL(url).hostname.replace(/^www\./, "")
    const attrs = { provider, url, text: this.text.input.value.trim() || null }
    this.close()
    if (this.pos === null) insertBlock(this.editor, cardNode("embed", attrs))
    else this.editor.view.dispatch(this.editor.state.tr.setNodeMarkup(this.pos, null, attrs))
  }
}

function onEnter(input, done) {
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return
    event.preventDefault()
    done()
  })
}
