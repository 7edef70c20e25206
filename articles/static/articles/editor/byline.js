// The byline as a row of chips: initials in their order, each with what somebody did. The choice is kept in the
// options of a native select, whose order is the order of the names.
"use strict" // or the functions of the block would be the window's
{
  const $ = window.django.jQuery
  const NEW = "+"
  const SEPARATORS = ["/", ","]
  const DRAGGED = "application/x-newsroom-byline"

  const whoOf = (value) => value.replace(/:\w*$/, "")
  const roleOf = (value) => (value.includes(":") && !value.startsWith(NEW) ? value.replace(/^.*:/, "") : "")
  const hasRole = (value) => value.startsWith("author-")
  const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_all, name) => values[name])

  function chipsOf(select, words) {
    const list = document.createElement("ol")
    list.className = "byline-chips"
    const said = document.createElement("span")
    said.className = "unseen"
    said.setAttribute("role", "status")
    select.before(list, said)

    const chosen = () => [...select.selectedOptions]
    const nameOf = (option) => option.textContent.trim()

    function changed(focused) {
      $(select).trigger("change")
      select.dispatchEvent(new Event("input", { bubbles: true }))
      if (focused !== undefined) list.querySelectorAll("button.chip")[focused]?.focus()
    }

    /** Puts an option of another value in the place of `option`: select2 remembers what an element was. */
    function revalue(option, value) {
      const made = new Option(nameOf(option), value, true, true)
      option.replaceWith(made)
      return made
    }

    function turnRole(option, focused) {
      if (!hasRole(option.value)) return
      const names = words.roles.map(({ value }) => value)
      const next = names[(names.indexOf(roleOf(option.value)) + 1) % names.length]
      revalue(option, whoOf(option.value) + (next && `:${next}`))
      changed(focused)
    }

    function move(from, to) {
      const options = chosen()
      if (to < 0 || to >= options.length || from === to) return
      const [option] = options.splice(from, 1)
      options.splice(to, 0, option)
      select.append(...options)
      changed(to)
      said.textContent = fill(words.moved, { name: nameOf(option), place: to + 1, all: options.length })
    }

    function remove(option, index) {
      option.remove()
      said.textContent = fill(words.removed, { name: nameOf(option) })
      changed(Math.min(index, chosen().length - 1))
      if (!chosen().length) list.parentElement.querySelector(".select2-search__field")?.focus()
    }

    function chip(option, index) {
      const role = hasRole(option.value) ? words.roles.find(({ value }) => value === roleOf(option.value)) : null
      const item = document.createElement("li")
      const button = document.createElement("button")
      button.type = "button"
      button.className = "chip"
      button.draggable = true
      button.append(nameOf(option))
      const mark = document.createElement("small")
      if (option.value.startsWith(NEW)) mark.textContent = words.newName
      else if (role?.value) mark.textContent = role.name
      if (mark.textContent) button.append(" ", mark)
      button.title = fill(words.chip, { name: nameOf(option), role: role?.name ?? "–" })
      button.addEventListener("click", () => turnRole(option, index))
      button.addEventListener("keydown", (event) => {
        const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key]
        if (step) move(index, index + step)
        else if (event.key === "Delete" || event.key === "Backspace") remove(option, index)
        else return
        event.preventDefault()
      })
      button.addEventListener("dragstart", ({ dataTransfer }) => dataTransfer.setData(DRAGGED, String(index)))
      item.addEventListener("dragover", (event) => {
        if (event.dataTransfer.types.includes(DRAGGED)) event.preventDefault()
      })
      item.addEventListener("drop", (event) => {
        event.preventDefault()
        move(Number(event.dataTransfer.getData(DRAGGED)), index)
      })
      const cross = document.createElement("button")
      cross.type = "button"
      cross.className = "chip-remove"
      cross.textContent = "×"
      cross.setAttribute("aria-label", fill(words.remove, { name: nameOf(option) }))
      cross.tabIndex = -1 // Delete on the chip does the same
      cross.addEventListener("click", () => remove(option, index))
      item.append(button, cross)
      return item
    }

    const show = () => list.replaceChildren(...chosen().map(chip))
    show()
    return show
  }

  /** Keeps one option for each name, in the order of choosing. */
  function append(select, id, text) {
    const whom = whoOf(id)
    const same = [...select.options].filter((option) => whoOf(option.value) === whom)
    const before = same.find((option) => option.value !== id && option.selected)
    if (before) {
      for (const option of same) if (option !== before) option.remove()
      return
    }
    for (const option of same) option.remove()
    select.append(new Option(text, id, true, true))
  }

  /** Typed faster than the desk answers, everybody looks new: puts the one in its place whose initials they are. */
  async function recognise(select, typed) {
    const query = new URLSearchParams({ term: typed })
    const response = await fetch(`${select.dataset.names}?${query}`).catch(() => null)
    if (!response?.ok) return // saving finds out as well
    const { results } = await response.json()
    const known = results.find(({ text }) => text.toLowerCase() === typed.toLowerCase())
    const option = [...select.options].find(({ value }) => value === NEW + typed)
    if (!known || !option) return
    if ([...select.options].some(({ value }) => whoOf(value) === known.id)) option.remove()
    else option.replaceWith(new Option(known.text, known.id, true, true))
    $(select).trigger("change")
  }

  function offerNames(select, words) {
    const show = chipsOf(select, words)
    $(select).select2({
      theme: "admin-autocomplete", // the only one that knows the dark mode
      width: "100%",
      placeholder: words.bylineSearch,
      ajax: {
        url: select.dataset.names,
        data: ({ term, page }) => ({ term: term ?? "", page }),
        processResults: ({ results, pagination }) => ({ results, pagination }),
      },
      tags: true,
      tokenSeparators: SEPARATORS,
      createTag({ term }) {
        const text = term.trim()
        return text ? { id: NEW + text, text, detail: words.newName } : null
      },
      insertTag(found, made) {
        if (!found.some(({ text }) => text.toLowerCase() === made.text.toLowerCase())) found.push(made)
      },
      templateResult: ({ text, detail }) => (detail ? $("<span>").append($("<b>").text(text), " ", $("<small>").text(detail)) : text),
    })
    $(select).on("select2:select", ({ params }) => {
      append(select, params.data.id, params.data.text)
      $(select).trigger("change")
      select.dispatchEvent(new Event("input", { bubbles: true }))
      if (params.data.id.startsWith(NEW)) recognise(select, params.data.text)
    })
    $(select).on("change", show)

    const box = select.parentElement.querySelector(".select2-search__field")
    box.setAttribute("aria-label", words.bylineSearch)
    box.addEventListener("keydown", (event) => {
      // Enter before the answer has come: what was typed is what was meant.
      const term = box.value.trim()
      if (event.key !== "Enter" || !term || document.querySelector(".select2-results__option--highlighted")) return
      event.preventDefault()
      event.stopPropagation()
      append(select, NEW + term, term)
      recognise(select, term)
      box.value = ""
      $(select).select2("close").trigger("change")
      box.focus()
    }, true)
  }

  $(() => {
    const block = document.getElementById("writing-words")
    if (!block) return
    const words = JSON.parse(block.textContent)
    document.querySelectorAll("select.byline-select").forEach((select) => offerNames(select, words))
  })
}
