// The words of many pictures, filled in by keyboard: each row is saved by itself in the background, by the rules of
// the form beneath. What could not be saved stays typed, says so, and is tried again.
"use strict"
{
  const QUIET = 1200 // milliseconds after the last key before a row is saved
  const AGAIN = 5000 // before a failed save is tried again
  const COUNTED = ["caption", "credit", "alt_text"]
  const form = document.getElementById("grid")

  const token = () => /(?:^|;\s*)newsroom_csrf=([^;]+)/.exec(document.cookie)?.[1] ?? ""
  const fill = (sentence, values) => sentence.replace(/%\((\w+)\)s/g, (_, name) => values[name])

  class Row {
    constructor(element, grid) {
      Object.assign(this, { element, grid, key: element.dataset.key })
      this.fields = new Map([...element.querySelectorAll("[data-column]")].map((one) => [one.dataset.column, one]))
      this.base = element.querySelector(`[name="p${this.key}-base"]`)
      this.state = element.querySelector(".grid-row-state")
      this.box = element.querySelector(".grid-select-box")
      this.kept = this.values()
      this.sending = null
      // A page that came back with errors, or that the browser filled with what was typed, is not saved yet.
      this.wrong = Boolean(element.querySelector(".errorlist"))
      if (this.wrong) this.say("failed", grid.words.wrong)
      else if ([...this.fields.values()].some((one) => one.value !== one.defaultValue)) this.kept = {}
    }

    values() {
      return Object.fromEntries([...this.fields].map(([name, field]) => [name, field.value]))
    }

    get dirty() {
      return this.wrong || [...this.fields].some(([name, field]) => field.value !== this.kept[name])
    }

    changed() {
      clearTimeout(this.timer)
      if (!this.dirty) return
      this.say("typing", this.grid.words.typing)
      this.timer = setTimeout(() => this.save(), QUIET)
    }

    say(state, sentence = "") {
      this.element.dataset.state = state
      if (this.state.textContent !== sentence) this.state.textContent = sentence
      this.grid.tell()
    }

    /** Saves the row if there is something to save. One request at a time; what is typed meanwhile follows. */
    async save() {
      clearTimeout(this.timer)
      if (this.sending) await this.sending
      if (!this.dirty) return
      this.sending = this.send()
      await this.sending
      this.sending = null
      if (!this.wrong && this.element.dataset.state === "typing") this.changed()
    }

    async send() {
      const sent = this.values()
      const body = new FormData()
      body.append("row", this.key)
      body.append(this.base.name, this.base.value)
      for (const field of this.fields.values()) body.append(field.name, field.value)
      this.say("saving", this.grid.words.saving)
      const { rows, trouble } = await ask(body)
      if (trouble) {
        this.say("failed", this.grid.words[trouble])
        if (trouble === "failed") this.timer = setTimeout(() => this.save(), AGAIN)
        return
      }
      const answer = rows[this.key]
      if (!answer) this.say("failed", this.grid.words.gone)
      else if (answer.errors) this.refused(answer)
      else this.saved(answer, sent)
    }

    refused({ errors, base }) {
      this.wrong = true
      this.base.value = base // whoever sends it again has read the sentence
      for (const [name, field] of this.fields) this.complain(field, errors[name] ?? [])
      this.say("failed", errors.__all__?.join(" ") ?? this.grid.words.wrong)
    }

    saved({ values, base }, sent) {
      this.wrong = false
      this.base.value = base
      for (const [name, field] of this.fields) {
        this.complain(field, [])
        this.kept[name] = values[name]
        // What somebody else has written meanwhile appears, unless something new was typed here.
        if (field.value === sent[name]) field.value = values[name]
      }
      if (this.dirty) this.say("typing", this.grid.words.typing)
      else this.say("saved", this.grid.words.saved)
    }

    complain(field, sentences) {
      const place = document.getElementById(`${field.id}-errors`)
      const list = document.createElement("ul")
      list.className = "errorlist"
      list.append(...sentences.map((text) => Object.assign(document.createElement("li"), { textContent: text })))
      place.replaceChildren(...(sentences.length ? [list] : []))
      if (sentences.length) {
        field.setAttribute("aria-invalid", "true")
        field.setAttribute("aria-describedby", place.id)
      } else {
        field.removeAttribute("aria-invalid")
        field.removeAttribute("aria-describedby")
      }
    }
  }

  async function ask(body) {
    let response
    try {
      const headers = { Accept: "application/json", "X-CSRFToken": token() }
      response = await fetch(location.pathname, { method: "POST", body, headers, redirect: "manual" })
      if (response.ok) return await response.json()
    } catch {
      return { trouble: "failed" }
    }
    return { trouble: response.type === "opaqueredirect" || response.status === 403 ? "signedout" : "failed" }
  }

  class Grid {
    constructor() {
      this.words = JSON.parse(document.getElementById("grid-words").textContent)
      this.line = document.getElementById("grid-state")
      this.rows = []
      const writable = [...form.querySelectorAll(".grid-row")].filter((one) => one.querySelector("[data-column]"))
      for (const one of writable) this.rows.push(new Row(one, this))
      this.byElement = new Map(this.rows.map((row) => [row.element, row]))
      for (const one of form.querySelectorAll(".grid-apply, .grid-keys, .grid-select, .grid-above")) one.hidden = false
      this.listen()
      this.count()
      this.select()
      for (const row of this.rows) row.changed()
      this.first()
    }

    rowOf(element) {
      return this.byElement.get(element.closest?.(".grid-row"))
    }

    /** Puts the cursor where something is missing, so that one can type at once. */
    first() {
      const gap = this.gaps("caption")[0] ?? this.gaps("credit")[0] ?? this.gaps("alt_text")[0]
      gap?.focus({ preventScroll: true })
    }

    gaps(name) {
      return this.rows.map(({ fields }) => fields.get(name)).filter((field) => field && !field.value.trim())
    }

    // --- keys ---

    listen() {
      form.addEventListener("input", ({ target }) => this.typed(target))
      form.addEventListener("focusout", ({ target, relatedTarget }) => {
        const row = this.rowOf(target)
        if (row && row !== this.rowOf(relatedTarget ?? document.body) && !row.wrong) row.save()
      })
      form.addEventListener("keydown", (event) => this.pressed(event))
      form.addEventListener("submit", (event) => {
        event.preventDefault()
        this.saveAll()
      })
      document.addEventListener("keydown", (event) => {
        if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey) return
        event.preventDefault()
        this.saveAll()
      })
      form.addEventListener("change", ({ target }) => target.matches(".grid-select-box") && this.select())
      form.addEventListener("click", ({ target }) => this.clicked(target))
      document.getElementById("grid-all").addEventListener("change", ({ target }) => {
        for (const { box } of this.rows) box.checked = target.checked
        this.select()
      })
      document.getElementById("grid-apply").addEventListener("click", () => this.apply())
      document.getElementById("grid-credit").addEventListener("keydown", (event) => {
        if (event.key !== "Enter") return
        event.preventDefault()
        this.apply()
      })
      document.getElementById("grid-gather")?.addEventListener("submit", (event) => this.gather(event))
      window.addEventListener("beforeunload", (event) => {
        if (!this.rows.some((row) => row.dirty || row.sending)) return
        this.saveAll()
        event.preventDefault()
      })
      window.addEventListener("online", () => this.saveAll())
      document.addEventListener("visibilitychange", () => document.hidden && this.saveAll())
    }

    typed(target) {
      const row = this.rowOf(target)
      if (!row || !target.dataset.column) return
      row.changed()
      this.count()
    }

    pressed(event) {
      const { target, key } = event
      if (!target.dataset?.column || event.isComposing) return
      const control = event.ctrlKey || event.metaKey
      if (key === "Enter" && !event.shiftKey && !event.altKey) this.step(event, 1)
      else if (key === "Enter" && control && event.shiftKey) this.step(event, -1)
      else if (key === "ArrowDown" && !event.shiftKey && atEdge(target, 1)) this.step(event, 1)
      else if (key === "ArrowUp" && !event.shiftKey && atEdge(target, -1)) this.step(event, -1)
      else if (key.toLowerCase() === "d" && control && !event.shiftKey) {
        event.preventDefault()
        this.asAbove(target)
      }
    }

    step(event, by) {
      const row = this.rowOf(event.target)
      const next = this.rows[this.rows.indexOf(row) + by]?.fields.get(event.target.dataset.column)
      if (event.key === "Enter") event.preventDefault()
      if (!next) return
      event.preventDefault()
      const folded = next.closest("details")
      if (folded) folded.open = true
      next.focus()
      next.closest(".grid-row").scrollIntoView({ block: "nearest" })
      next.setSelectionRange(next.value.length, next.value.length)
    }

    asAbove(field) {
      const above = this.rows[this.rows.indexOf(this.rowOf(field)) - 1]
      if (!above) return this.announce(this.words.nothingAbove)
      return write(field, above.fields.get(field.dataset.column).value)
    }

    clicked(target) {
      const above = target.closest(".grid-above")
      if (!above) return
      const field = above.parentElement.querySelector("[data-column]")
      this.asAbove(field)
      field.focus()
    }

    // --- several at once ---

    get selected() {
      return this.rows.filter(({ box }) => box.checked)
    }

    select() {
      const count = this.selected.length
      document.getElementById("grid-selected").textContent = count ? fill(this.words.selected, { count }) : ""
      const all = document.getElementById("grid-all")
      all.checked = count > 0 && count === this.rows.length
      all.indeterminate = count > 0 && count < this.rows.length
    }

    apply() {
      const { value } = document.getElementById("grid-credit")
      const onlyEmpty = document.getElementById("grid-only-empty").checked
      const fields = this.selected.map(({ fields: known }) => known.get("credit"))
      const chosen = fields.filter((field) => !onlyEmpty || !field.value.trim())
      for (const field of chosen) write(field, value)
      this.announce(fill(this.words.applied, { count: chosen.length }))
    }

    /** The gallery gets the selected pictures, all where none is selected; what was typed is saved before. */
    async gather(event) {
      event.preventDefault()
      const sent = event.target
      await this.saveAll()
      if (this.rows.some((row) => row.dirty)) return
      const { selected } = this
      if (selected.length) sent.elements.namedItem("ids").value = selected.map(({ key }) => key).join(",")
      sent.submit()
    }

    // --- saying ---

    async saveAll() {
      await Promise.all(this.rows.map((row) => row.save()))
      this.tell()
    }

    tell() {
      const states = this.rows.map(({ element }) => element.dataset.state)
      const state = ["failed", "saving", "typing", "saved"].find((one) => states.includes(one))
      const failed = this.rows.find(({ element }) => element.dataset.state === "failed")
      this.line.dataset.state = state ?? ""
      this.announce(failed ? failed.state.textContent : this.words[state] ?? "")
    }

    announce(sentence) {
      if (this.line.textContent !== sentence) this.line.textContent = sentence
    }

    count() {
      const place = document.getElementById("grid-missing")
      const had = place.contains(document.activeElement)
      const parts = COUNTED.map((name) => this.counted(name)).filter(Boolean)
      if (!parts.length) parts.push(document.createTextNode(this.words.complete))
      place.replaceChildren(...parts)
      if (had) place.querySelector("button")?.focus()
    }

    counted(name) {
      const gaps = this.gaps(name)
      for (const { fields } of this.rows) {
        const field = fields.get(name)
        field.closest(".grid-field").classList.toggle("lacking", !field.value.trim())
      }
      if (!gaps.length) return null
      const button = document.createElement("button")
      button.type = "button"
      const label = gaps[0].closest(".grid-field").querySelector("label").textContent
      button.textContent = fill(this.words.missing, { count: gaps.length, name: label })
      button.addEventListener("click", () => gaps[0].focus())
      return button
    }
  }

  /** Says whether the cursor stands in the first or last line of a field, so that an arrow leads out of it. */
  function atEdge(field, by) {
    const { selectionStart, selectionEnd, value } = field
    if (field.tagName === "INPUT") return true
    if (selectionStart !== selectionEnd) return false
    return by > 0 ? selectionStart === value.length : selectionStart === 0
  }

  function write(field, value) {
    if (field.value === value) return
    field.value = value
    field.dispatchEvent(new Event("input", { bubbles: true }))
  }

  if (form) new Grid()
}
