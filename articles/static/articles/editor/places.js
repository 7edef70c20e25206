// The pictures of a gallery: ordered by drag and by keys, added by drop, search and upload, removed with a way back.
// Beneath stands Django's formset; what is seen here is only its rows.
import { answerOf } from "newsroom-editor/asking"
import { button, element } from "newsroom-editor/elements"
import { showPanel } from "newsroom-editor/panel"
import { openForm } from "newsroom-editor/popups"
import { DRAGGED, RowSearch } from "newsroom-editor/rows"
import { takeChosen, takeDrops } from "newsroom-editor/uploaddrop"
import { UploadList } from "newsroom-editor/uploadlist"
import { Queue } from "newsroom-editor/uploadqueue"

const STEP = 10 // between two positions, so that one can be put between
const PLACE = "application/x-newsroom-place"
const group = document.querySelector(".inline-group.places")
const told = document.getElementById("places-settings")

const fill = (sentence, values) => sentence.replace(/%\((\w+)\)s/g, (_, name) => values[name])

class Places {
  constructor() {
    this.settings = JSON.parse(told.textContent)
    this.words = this.settings.words
    this.list = group.querySelector(".place-list")
    this.total = group.querySelector("[name$=-TOTAL_FORMS]")
    this.prefix = this.total.name.replace(/-TOTAL_FORMS$/, "")
    this.says = group.querySelector(".place-says")
    group.classList.add("places-live")
    group.querySelector(".place-bar").hidden = false
    for (const place of this.all) this.enliven(place)
    this.sort()
    this.listen()
    this.count()
    if (this.settings.upload) this.takeUploads()
  }

  get all() {
    return [...this.list.children]
  }

  get staying() {
    return this.all.filter((place) => !place.classList.contains("removed"))
  }

  field(place, name) {
    return place.querySelector(`[name$="-${name}"]`)
  }

  titleOf(place) {
    return place.dataset.title || this.words.noCaption
  }

  // --- one place ---

  enliven(place) {
    const caption = this.field(place, "caption")
    const own = place.querySelector(".place-own")
    caption.placeholder = own.textContent || this.words.noCaption
    place.dataset.title ||= own.textContent
    place.querySelector(".place-tools").hidden = false
    place.querySelector(".place-shown").draggable = true
    if (this.field(place, "DELETE")?.checked) this.remove(place)
  }

  /** Shows a picture in a place: another one, or the same as it is now. */
  show(place, card) {
    const shown = place.querySelector(".place-shown")
    const number = shown.querySelector(".place-nth")
    const image = card.thumbnail
      ? Object.assign(element("img"), { src: card.thumbnail, alt: card.alt ?? "", draggable: false })
      : element("span", "place-nofile", this.words.nofile)
    shown.replaceChildren(image, number)
    place.querySelector(".place-own").textContent = card.caption
    this.field(place, "caption").placeholder = card.caption || this.words.noCaption
    const credit = place.querySelector(".place-credit")
    credit.textContent = card.credit || this.words.noCredit
    credit.classList.toggle("place-lacks", !card.credit)
    Object.assign(place.dataset, { picture: card.pk, title: card.title })
    this.field(place, "picture").value = card.pk
  }

  // --- adding ---

  /** Adds a picture before another place, or at the end. Returns its place, null where it is there already. */
  add(card, before = null) {
    const there = this.staying.find(({ dataset }) => dataset.picture === String(card.pk))
    if (there) {
      this.say(this.words.thereAlready, { title: card.title })
      return null
    }
    const index = this.total.value
    const html = document.getElementById("place-new").innerHTML.replaceAll("__prefix__", index)
    const place = new DOMParser().parseFromString(html, "text/html").body.firstElementChild
    document.adoptNode(place)
    this.list.insertBefore(place, before)
    this.total.value = Number(index) + 1
    this.show(place, card)
    this.enliven(place)
    this.number(place)
    place.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: this.prefix } }))
    this.say(this.words.added, { title: card.title })
    this.count()
    return place
  }

  // --- order ---

  /** Puts the rows of a page that came back as the positions say. */
  sort() {
    const at = (place) => Number(this.field(place, "position").value)
    const sorted = this.all.map((place, nth) => ({ place, nth })).sort((a, b) => at(a.place) - at(b.place) || a.nth - b.nth)
    if (sorted.some(({ nth }, index) => nth !== index)) this.list.append(...sorted.map(({ place }) => place))
  }

  /** Gives a place a position between its neighbours: nobody else's row changes unless there is no room. */
  number(place) {
    const positions = this.all.map((one) => Number(this.field(one, "position").value))
    const here = this.all.indexOf(place)
    const low = here ? positions[here - 1] : 0
    const high = here + 1 < positions.length ? positions[here + 1] : low + 2 * STEP
    if (high - low > 1) this.put(place, low + Math.floor((high - low) / 2))
    else this.all.forEach((one, nth) => this.put(one, (nth + 1) * STEP))
  }

  put(place, position) {
    const field = this.field(place, "position")
    if (field.value === String(position)) return
    field.value = position
    field.dispatchEvent(new Event("change", { bubbles: true }))
  }

  move(place, where) {
    const { staying } = this
    const here = staying.indexOf(place)
    const last = staying.length - 1
    const to = where === "first" ? 0 : where === "last" ? last : Math.max(0, Math.min(last, here + Number(where)))
    if (to !== here) this.moveTo(place, to < here ? staying[to] : staying[to].nextElementSibling)
    this.tellPlace(place)
  }

  moveTo(place, before) {
    const focused = place.contains(document.activeElement) ? document.activeElement : null
    this.list.insertBefore(place, before)
    focused?.focus() // moving an element takes the focus from it
    this.number(place)
    this.count()
  }

  tellPlace(place) {
    const { staying } = this
    this.say(this.words.moved, { title: this.titleOf(place), nth: staying.indexOf(place) + 1, all: staying.length })
    place.scrollIntoView({ block: "nearest" })
  }

  // --- removing ---

  remove(place) {
    this.mark(place, true)
    const title = this.titleOf(place)
    const undo = element("div", "place-undo")
    const back = button("", this.words.undo, () => this.restore(place))
    back.setAttribute("aria-label", `${this.words.undo}: ${title}`)
    undo.append(element("p", "", fill(this.words.removed, { title })), back)
    place.append(undo)
    return back
  }

  restore(place) {
    place.querySelector(".place-undo").remove()
    this.mark(place, false)
    this.field(place, "caption").focus()
    this.say(this.words.restored, { title: this.titleOf(place) })
  }

  mark(place, gone) {
    place.classList.toggle("removed", gone)
    const box = this.field(place, "DELETE")
    box.checked = gone
    box.dispatchEvent(new Event("change", { bubbles: true }))
    this.count()
  }

  // --- saying ---

  say(sentence, values = {}) {
    this.says.textContent = fill(sentence, values)
  }

  count() {
    const { staying } = this
    group.querySelector(".place-size").textContent = fill(this.words.size, { count: staying.length })
    staying.forEach((place, nth) => {
      place.querySelector(".place-nth").textContent = nth + 1
      place.setAttribute("aria-label", `${nth + 1}: ${this.titleOf(place)}`)
      for (const one of place.querySelectorAll("[data-moves]")) {
        const towardsStart = one.dataset.moves === "first" || one.dataset.moves === "-1"
        one.setAttribute("aria-disabled", String(towardsStart ? nth === 0 : nth === staying.length - 1))
      }
    })
  }

  // --- listening ---

  listen() {
    this.list.addEventListener("click", ({ target }) => this.clicked(target.closest("button")))
    this.list.addEventListener("keydown", (event) => this.pressed(event))
    for (const name of ["dragstart", "dragover", "dragleave", "drop", "dragend"]) {
      group.addEventListener(name, (event) => this[name](event))
    }
    document.getElementById("place-search")?.addEventListener("click", () => this.search())
  }

  clicked(pressed) {
    const place = pressed?.closest(".place")
    if (!place) return
    if (pressed.dataset.moves) this.move(place, pressed.dataset.moves)
    else if ("removes" in pressed.dataset) this.remove(place).focus()
    else if ("edits" in pressed.dataset) this.edit(place)
  }

  pressed(event) {
    const where = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1, Home: "first", End: "last" }[event.key]
    const place = event.target.closest(".place")
    if (!event.altKey || event.ctrlKey || event.metaKey || !where || !place) return
    event.preventDefault() // Alt and an arrow would leave the page
    this.move(place, where)
  }

  edit(place) {
    const { picture } = place.dataset
    openForm(this.settings.edit.replace("__pk__", picture), picture, async () => {
      const query = new URLSearchParams({ pk: picture })
      const card = await answerOf(`${this.settings.card}?${query}`).catch(() => null)
      if (card) this.show(place, card)
    })
  }

  search() {
    const add = (card) => this.add(card)
    const back = () => document.getElementById("place-search").focus()
    showPanel(new PlaceSearch({ ...this.settings, add, back }))
  }

  // --- dragging: places among themselves, and rows out of the panel ---

  dragstart(event) {
    const place = event.target.closest?.(".place")
    if (!place || !event.target.classList.contains("place-shown")) return
    this.dragged = place
    event.dataTransfer.setData(PLACE, place.id)
    event.dataTransfer.effectAllowed = "move"
    event.dataTransfer.setDragImage(place, 20, 20)
    place.classList.add("dragged")
  }

  /** Returns the place before which something would be let go; null is the end, undefined is nowhere. */
  target(event) {
    const over = event.target.closest?.(".place")
    if (!over) return null
    const { left, width } = over.getBoundingClientRect()
    return event.clientX < left + width / 2 ? over : over.nextElementSibling
  }

  takes(event) {
    return this.dragged || event.dataTransfer.types.includes(DRAGGED)
  }

  dragover(event) {
    if (!this.takes(event)) return
    event.preventDefault()
    this.unmark()
    const before = this.target(event)
    if (before) before.classList.add("before")
    else this.list.lastElementChild?.classList.add("behind")
  }

  dragleave(event) {
    if (!group.contains(event.relatedTarget)) this.unmark()
  }

  drop(event) {
    if (!this.takes(event)) return
    event.preventDefault()
    const before = this.target(event)
    const row = event.dataTransfer.getData(DRAGGED)
    if (row) this.add(JSON.parse(row).card, before)
    else if (this.dragged !== before) {
      this.moveTo(this.dragged, before)
      this.tellPlace(this.dragged)
    }
    this.dragend()
  }

  dragend() {
    this.dragged?.classList.remove("dragged")
    this.dragged = null
    this.unmark()
  }

  unmark() {
    for (const one of group.querySelectorAll(".before, .behind")) one.classList.remove("before", "behind")
  }

  // --- uploading ---

  takeUploads() {
    const queue = new Queue(this.settings.upload)
    const list = new UploadList(queue, group.querySelector(".place-uploads"))
    const take = (files) => queue.add(files)
    takeDrops(group, take)
    takeChosen(document.getElementById("place-files"), take)
    queue.addEventListener("changed", () => this.takeOver(queue))
    list.addEventListener("decided", ({ detail }) => this.exchange(detail))
  }

  /** Adds what is there in the order of the files: what takes longer holds its place. */
  takeOver({ items }) {
    for (const item of items) {
      if (["waiting", "sending", "reading"].includes(item.state)) return
      if (item.state !== "done" || item.placed) continue
      item.placed = true
      this.add({ ...item.answer.card, uuid: item.answer.uuid })
    }
  }

  /** Puts the picture that was there in the place of the uploaded one, which is gone. */
  exchange({ item, chosen }) {
    if (chosen.pk === item.answer.pk) return
    const place = this.staying.find(({ dataset }) => dataset.picture === String(item.answer.pk))
    if (!place) {
      item.answer = { ...item.answer, ...chosen } // it is added when its turn comes
      return
    }
    const there = this.staying.find(({ dataset }) => dataset.picture === String(chosen.pk))
    if (there) this.remove(place)
    else this.show(place, chosen.card)
  }
}

class PlaceSearch extends RowSearch {
  constructor({ words, found, add, back }) {
    super({ kind: "picture", found, words: { ...words, dragHint: words.add }, title: words.searchPictures, back })
    this.add = add
    this.look()
  }

  take(card) {
    const added = this.add(card)
    this.say((added ? this.words.added : this.words.thereAlready).replace("%(title)s", card.title))
  }
}

if (group && told) new Places()
