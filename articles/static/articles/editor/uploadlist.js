// The files of a queue as they are seen: name, progress, what went wrong, and what to do about a picture that is
// there already.
import { useInstead } from "newsroom-editor/uploadqueue"

const DECIDING = "deciding"

function element(tag, className = "", text = "") {
  const made = document.createElement(tag)
  if (className) made.className = className
  if (text) made.textContent = text
  return made
}

function button(text, click, className = "") {
  const made = element("button", `upload-button ${className}`.trim(), text)
  made.type = "button"
  made.addEventListener("click", click)
  return made
}

function image(source) {
  return source ? Object.assign(element("img"), { src: source, alt: "" }) : element("span", "upload-noimage")
}

const fill = (sentence, values) => sentence.replace(/%\((\w+)\)s/g, (_, name) => values[name])

/** Shows a queue. Tells "settled" on itself when every file is over and everything is decided. */
export class UploadList extends EventTarget {
  constructor(queue, place) {
    super()
    Object.assign(this, { queue, place, settings: queue.settings, words: queue.settings.words })
    this.rows = new Map() // item -> its row
    this.summary = element("p", "upload-summary")
    this.summary.setAttribute("role", "status")
    this.list = element("ul", "uploads")
    this.list.setAttribute("aria-label", this.words.files)
    queue.addEventListener("added", ({ detail }) => detail.items.forEach((item) => this.add(item)))
    queue.addEventListener("changed", ({ detail }) => this.changed(detail.item))
  }

  /** Returns what was taken, in the order of the files: { pk, uuid, card } each. */
  get taken() {
    const all = this.queue.items.filter(({ state }) => state === "done").map(({ chosen, answer }) => chosen ?? answer)
    return [...new Map(all.map((one) => [one.pk, one])).values()]
  }

  get open() {
    return this.queue.items.filter((item) => item.question === DECIDING).length
  }

  add(item) {
    if (!this.list.isConnected) this.place.append(this.summary, this.list)
    const row = element("li", "upload")
    const line = element("div", "upload-line")
    const shown = element("span", "upload-shown")
    const text = element("div", "upload-text")
    const name = element("span", "upload-name", item.file.name)
    const state = element("span", "upload-state")
    const progress = Object.assign(element("progress"), { max: 1, value: 0 })
    progress.setAttribute("aria-label", item.file.name)
    const tools = element("span", "upload-tools")
    text.append(name, progress, state)
    line.append(shown, text, tools)
    row.append(line)
    this.list.append(row)
    this.rows.set(item, { row, shown, state, progress, tools })
    this.changed(item)
  }

  changed(item) {
    const parts = this.rows.get(item)
    if (!parts) return
    const { row, state, progress } = parts
    if (row.dataset.state !== item.state) {
      row.dataset.state = item.state
      state.textContent = item.sentence || this.words[item.state]
      this.arm(item, parts)
      if (item.state === "done") this.arrived(item, parts)
    }
    progress.hidden = item.state !== "sending" && item.state !== "reading"
    if (item.state === "reading") progress.removeAttribute("value")
    else progress.value = item.sent
    this.count()
  }

  arm(item, { tools }) {
    const had = tools.contains(document.activeElement)
    tools.replaceChildren()
    if (item.state === "failed" && !item.refused) {
      tools.append(button(this.words.retry, () => this.queue.retry(item)))
    } else if (["waiting", "sending", "reading"].includes(item.state)) {
      tools.append(button(this.words.cancel, () => this.queue.cancel(item)))
    }
    const [offer] = tools.children
    offer?.setAttribute("aria-label", `${offer.textContent}: ${item.file.name}`)
    if (had) offer?.focus()
  }

  arrived(item, parts) {
    const { card, lacks, like, same } = item.answer
    parts.shown.replaceChildren(image(card.thumbnail))
    if (lacks?.length) {
      parts.state.textContent = `${this.words.done}. ${fill(this.words.lacks, { names: lacks.join(", ") })}`
    }
    if (like?.length) this.ask(item, parts, like, same)
  }

  // --- there already ---

  ask(item, { row, state }, like, same) {
    item.question = DECIDING
    const box = element("div", "upload-like")
    box.setAttribute("role", "group")
    const awaited = like.every(({ card }) => !card.thumbnail)
    const question = same ? this.words.same : awaited ? this.words.awaited : this.words.alike
    box.setAttribute("aria-label", `${item.file.name}: ${question}`)
    const said = element("p", "upload-question", question)
    const pair = element("div", "upload-pair")
    pair.append(this.figure(item.answer.card, this.words.new))
    const decided = (sentence, chosen) => {
      const hadFocus = box.contains(document.activeElement)
      Object.assign(item, { question: "", chosen })
      box.remove()
      state.textContent = sentence
      if (chosen) this.rows.get(item).shown.replaceChildren(image(chosen.card.thumbnail))
      if (hadFocus) this.refocus()
      this.dispatchEvent(new CustomEvent("decided", { detail: { item, chosen: chosen ?? item.answer } }))
      this.count()
    }
    for (const there of like) {
      const figure = this.figure(there.card, this.words.there)
      const use = button(this.words.useThere, async () => {
        use.disabled = true
        const chosen = await useInstead(this.settings, item.answer.pk, there.pk)
        use.disabled = false
        if (chosen.errors) said.textContent = chosen.errors.join(" ")
        else decided(this.words.usesThere, chosen)
      })
      use.setAttribute("aria-label", `${this.words.useThere}: ${there.card.title}`)
      figure.append(use)
      pair.append(figure)
    }
    box.append(said, pair, button(this.words.keepBoth, () => decided(this.words.keptBoth, null)))
    row.append(box)
    this.list.prepend(row) // what is to be decided comes first
  }

  figure(card, said) {
    const figure = element("div", "upload-figure")
    figure.append(element("b", "", said), image(card.thumbnail), element("span", "upload-caption", card.title))
    if (card.detail) figure.append(element("span", "upload-credit", card.detail))
    return figure
  }

  refocus() {
    const next = this.list.querySelector(".upload-like button") ?? this.place.querySelector(".upload-onward")
    next?.focus()
  }

  // --- all of it ---

  count() {
    const { items } = this.queue
    const [done, failed] = ["done", "failed"].map((name) => items.filter(({ state }) => state === name).length)
    const parts = [fill(this.words.soFar, { done, all: items.length })]
    if (failed) parts.push(fill(this.words.someFailed, { count: failed }))
    if (this.open) parts.push(fill(this.words.questions, { count: this.open }))
    const text = parts.join(" ")
    if (this.summary.textContent !== text) this.summary.textContent = text
    if (items.length && !this.queue.busy && !this.open) this.dispatchEvent(new CustomEvent("settled", { detail: { failed } }))
  }
}
