// One search over everything, on every page of the desk: Ctrl-K or Cmd-K opens it, arrow keys choose, Enter opens.
// Without this script the button in the header leads to the same search as a page.
"use strict" // or the functions of the block would be the window's
{
  // Milliseconds
  const QUIET = 120 // after the last letter, before the server is asked
  const PATIENCE = 8000 // longer and the line counts as dead

  const opener = document.querySelector(".desk-search-open")
  const dialog = document.getElementById("desk-search")

  /** The dialog: an input that keeps the focus, and a list of links in groups, one of which is chosen. */
  class Search {
    constructor() {
      this.form = dialog.querySelector("form")
      this.input = dialog.querySelector("[role=combobox]")
      this.list = dialog.querySelector("[role=listbox]")
      this.said = dialog.querySelector("[role=status]")
      this.words = dialog.dataset
      this.chosen = -1
      this.shown = null // the text whose results are in the list
      this.asked = null // the text that the server is being asked for
      this.enters = false // Enter was pressed before the answer came
    }

    get options() {
      return [...this.list.querySelectorAll("[role=option]")]
    }

    listen() {
      opener.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        this.open()
      })
      // In the text of an article the editor takes Ctrl-K for itself: there it makes a link.
      document.addEventListener("keydown", (event) => {
        const command = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
        if (!command || event.key.toLowerCase() !== "k" || event.defaultPrevented) return
        event.preventDefault()
        if (dialog.open) this.input.select()
        else this.open()
      })
      this.input.addEventListener("input", () => this.typed())
      this.input.addEventListener("keydown", (event) => this.press(event))
      this.form.addEventListener("submit", (event) => {
        event.preventDefault()
        this.enter({})
      })
      this.list.addEventListener("pointermove", ({ target }) => {
        const option = target.closest("[role=option]")
        if (option) this.choose(this.options.indexOf(option), { scroll: false })
      })
      dialog.querySelector(".desk-search-close").addEventListener("click", () => dialog.close())
      // The dialog has no padding: only a click beside it has the dialog itself for its target.
      dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close())
      dialog.addEventListener("close", () => this.stop())
    }

    open() {
      if (document.querySelector("dialog[open]")) return // a question of the editor comes first
      dialog.showModal()
      this.input.select()
      this.input.focus()
      this.ask()
    }

    stop() {
      clearTimeout(this.timer)
      this.asking?.abort()
      this.asked = this.shown = null
      this.enters = false
    }

    // --- asking -----------------------------------------------------------------------------------------------

    typed() {
      this.enters = false
      clearTimeout(this.timer)
      this.timer = setTimeout(() => this.ask(), QUIET)
    }

    /** Asks for what is typed. An answer that comes after the next question is thrown away. */
    async ask() {
      clearTimeout(this.timer)
      const text = this.input.value.trim()
      if (text === this.asked || (text === this.shown && this.asked === null)) return
      this.asking?.abort()
      const asking = new AbortController()
      this.asking = asking
      this.asked = text
      this.list.setAttribute("aria-busy", "true")
      const answer = await this.answerTo(text, asking)
      if (this.asking !== asking || !dialog.open) return
      this.asked = null
      this.list.removeAttribute("aria-busy")
      if (answer.groups) this.show(answer, text)
      else this.fail(answer)
    }

    async answerTo(text, asking) {
      const late = setTimeout(() => asking.abort(), PATIENCE)
      try {
        const response = await fetch(`${this.words.address}?${new URLSearchParams({ q: text })}`, {
          headers: { Accept: "application/json" }, redirect: "manual", signal: asking.signal,
        })
        if (response.type === "opaqueredirect" || response.status === 401) return { signedOut: true }
        if (response.ok) return await response.json()
        const told = response.status === 403 ? await response.json().catch(() => null) : null
        return { sentence: told?.error ?? this.words.fails }
      } catch {
        return { sentence: this.words.dead }
      } finally {
        clearTimeout(late)
      }
    }

    fail({ signedOut, sentence }) {
      this.enters = false
      this.shown = null
      this.list.replaceChildren()
      this.choose(-1)
      this.input.setAttribute("aria-expanded", "false")
      this.said.className = "desk-search-said failed"
      if (!signedOut) {
        this.said.textContent = sentence
        return
      }
      const way = document.createElement("a")
      way.href = this.words.login
      way.target = "_blank"
      way.textContent = this.words.signIn
      this.said.replaceChildren(`${this.words.signedOut} `, way)
    }

    // --- showing ----------------------------------------------------------------------------------------------

    show({ groups, said }, text) {
      this.shown = text
      this.said.className = groups.length ? "desk-search-said" : "desk-search-said empty"
      this.said.textContent = said
      this.list.replaceChildren(...groups.map((group, number) => this.group(group, number)))
      this.options.forEach((option, number) => { option.id = `desk-search-option-${number}` })
      this.input.setAttribute("aria-expanded", String(groups.length > 0))
      this.list.scrollTop = 0
      this.choose(groups.length ? 0 : -1)
      if (this.enters) this.enter({})
    }

    group({ name, lines, more }, number) {
      const group = made("div", "desk-search-group")
      const title = made("p", "desk-search-name", name)
      group.setAttribute("role", "group")
      group.setAttribute("aria-labelledby", (title.id = `desk-search-group-${number}`))
      group.append(title, ...lines.map((line) => option(line)))
      if (more) {
        const all = option({ title: this.words.all, detail: "", address: more })
        all.classList.add("desk-search-all")
        group.append(all)
      }
      return group
    }

    choose(number, { scroll = true } = {}) {
      const { options } = this
      options[this.chosen]?.setAttribute("aria-selected", "false")
      this.chosen = number
      const chosen = options[number]
      if (!chosen) {
        this.input.removeAttribute("aria-activedescendant")
        return
      }
      for (const one of options) one.setAttribute("aria-selected", String(one === chosen))
      this.input.setAttribute("aria-activedescendant", chosen.id)
      if (!scroll) return
      if (number === 0) this.list.scrollTop = 0 // with the name of its group
      else chosen.scrollIntoView({ block: "nearest" })
    }

    // --- keys -------------------------------------------------------------------------------------------------

    press(event) {
      if (event.isComposing) return
      const last = this.options.length - 1
      const to = {
        ArrowDown: this.chosen >= last ? 0 : this.chosen + 1,
        ArrowUp: this.chosen <= 0 ? last : this.chosen - 1,
        Home: 0,
        End: last,
        PageDown: Math.min(this.chosen + 5, last),
        PageUp: Math.max(this.chosen - 5, 0),
      }[event.key]
      if (event.key === "Enter") {
        event.preventDefault()
        this.enter(event)
      } else if (to !== undefined && last >= 0 && !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey) {
        event.preventDefault()
        this.choose(to)
      }
    }

    /** Opens what is chosen; what was typed a moment ago is waited for. */
    enter({ ctrlKey = false, metaKey = false }) {
      if (this.input.value.trim() !== this.shown) {
        this.enters = true
        this.ask()
        return
      }
      this.enters = false
      const address = this.options[this.chosen]?.href
      if (!address) return
      if (ctrlKey || metaKey) window.open(address, "_blank", "noopener")
      else location.assign(address)
    }
  }

  function made(name, className, text = "") {
    const element = document.createElement(name)
    element.className = className
    element.textContent = text
    return element
  }

  function option({ title, detail, address }) {
    const link = made("a", "desk-search-option")
    link.href = address
    link.tabIndex = -1
    link.setAttribute("role", "option")
    link.setAttribute("aria-selected", "false")
    link.append(made("span", "desk-search-title", title))
    if (detail) link.append(" ", made("span", "desk-search-detail", detail))
    return link
  }

  if (opener && dialog) {
    if (/Mac|iPhone|iPad/.test(navigator.platform)) opener.querySelector("kbd").textContent = "⌘ K"
    new Search().listen()
  }
}
