// The panels that find what is to be inserted into a text: pictures, galleries, related links, embeds.
import { answerOf, learn, make, settingsOf } from "newsroom-editor/asking"
import { button, element, labelled } from "newsroom-editor/elements"
import { cardNode, insertBlock, providerOf } from "newsroom-editor/insertion"
import { onEnter, Panel, showPanel } from "newsroom-editor/panel"
import { openList, openNew } from "newsroom-editor/popups"
import { DRAGGED, RowSearch } from "newsroom-editor/rows"
import { openUploading } from "newsroom-editor/uploading"

/** Opens the panel for a kind of node: "picture", "gallery", "related" or "embed". */
export function openPicking(editor, kind) {
  showPanel(kind === "embed" ? new EmbedPanel(editor) : new RowPanel(editor, kind))
}

/** Opens the panel with the address of the embed at a place in the text. */
export function editEmbed(editor, pos) {
  showPanel(new EmbedPanel(editor, pos))
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

// --- rows: pictures, galleries, related links ---------------------------------------------------------------

class RowPanel extends RowSearch {
  constructor(editor, kind) {
    const settings = settingsOf(editor)
    const { words, found, article } = settings
    super({ kind, found, article, words, title: words[kind], back: () => editor.view.focus() })
    Object.assign(this, { editor, settings })
    this.chosen = new Map() // uuid -> card, in the order of choosing
    if (kind === "related") this.addWriting()
    if (kind === "picture") this.addGathering()
    this.addPopups()
    this.look()
  }

  insert(uuid) {
    this.close()
    insertBlock(this.editor, cardNode(this.kind, { uuid }))
  }

  row(card) {
    const item = super.row(card)
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
    super.drag({ ...card, label: this.label?.input.value }, event)
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
    if (this.kind === "picture" && this.settings.upload) {
      foot.append(button("", this.words.upload, () => openUploading(this.editor)))
    }
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
    const { words, providers } = settingsOf(editor)
    super({ words, title: words.embed, back: () => editor.view.focus() })
    Object.assign(this, { editor, providers, pos })
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
    const provider = providerOf(url, this.providers) || new URL(url).hostname.replace(/^www\./, "")
    const attrs = { provider, url, text: this.text.input.value.trim() || null }
    this.close()
    if (this.pos === null) insertBlock(this.editor, cardNode("embed", attrs))
    else this.editor.view.dispatch(this.editor.state.tr.setNodeMarkup(this.pos, null, attrs))
  }
}
