// The panel of what a search finds: rows to be taken by a click, by Enter, or dragged to where they belong.
import { answerOf } from "newsroom-editor/asking"
import { button, element } from "newsroom-editor/elements"
import { Panel } from "newsroom-editor/panel"

export const DRAGGED = "application/x-newsroom-row" // what a dragged row says of itself
const PAUSE = 200 // milliseconds without a key before the desk is asked

export class RowSearch extends Panel {
  /** `found` is the address that is asked; what is mixed in says by `take(card)` what becomes of a row. */
  constructor({ kind, found, article = "", ...about }) {
    super(about)
    Object.assign(this, { kind, found, article })
    this.first = Object.assign(element("input", "story-picking-search"), { type: "search" })
    this.first.placeholder = this.words.search
    this.first.setAttribute("aria-label", this.words.search)
    this.list = element("ul", "story-picking-list")
    this.list.setAttribute("aria-label", this.words.results)
    this.dialog.append(this.first, this.said, this.list)
    this.first.addEventListener("input", () => {
      clearTimeout(this.pause)
      this.pause = setTimeout(() => this.look(), PAUSE)
    })
    this.dialog.addEventListener("keydown", (event) => this.walk(event))
  }

  async look() {
    const question = Symbol("question")
    this.latest = question
    // Which pictures may be used depends on the article.
    const query = new URLSearchParams({ kind: this.kind, q: this.first.value, article: this.article })
    const answer = await answerOf(`${this.found}?${query}`).catch(() => null)
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
    return item
  }

  press(card) {
    return this.take(card)
  }

  drag(card, event) {
    event.dataTransfer.setData(DRAGGED, JSON.stringify({ kind: this.kind, card }))
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
}
