// A panel beside what one works on, one at a time: it leaves that in sight, and what it finds can be dragged there.
import { button, element } from "newsroom-editor/elements"

let open = null

/** Shows a panel in the place of the one that is open. */
export function showPanel(panel) {
  open?.close()
  open = panel
  panel.show()
}

/** Has `done` called where Enter is pressed in an input. */
export function onEnter(input, done) {
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return
    event.preventDefault()
    done()
  })
}

export class Panel {
  /** `title` is its heading, `words` the desk's, `back` puts the focus where it was before. */
  constructor({ title, words, back }) {
    Object.assign(this, { words, back })
    this.dialog = element("dialog", "story-picking")
    this.dialog.setAttribute("aria-labelledby", "story-picking-title")
    const head = element("div", "story-picking-head")
    const heading = element("h2", "", title)
    heading.id = "story-picking-title"
    const close = button("story-picking-close", "×", () => this.close())
    close.setAttribute("aria-label", this.words.close)
    head.append(heading, close)
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
    if (open === this) open = null
    this.back()
  }

  say(...sentences) {
    this.said.textContent = sentences.join(" ")
  }
}
