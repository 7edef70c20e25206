// One line that says where the text is, and one that says who else has it open. What is routine is shown without
// being read out; what needs the writer is announced, once.

const ROUTINE = new Set(["typing", "browser", "saved"])

const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_all, name) => values[name] ?? "")

function place(id, keeping) {
  const found = document.getElementById(id)
  if (found) return found
  const made = document.createElement("span")
  made.id = id
  made.setAttribute("role", "status")
  keeping.prepend(made)
  return made
}

/** Returns { state, people } that write into #kept-state and #presence. */
export function keptState(keeping) {
  const words = JSON.parse(document.getElementById("keeping-words").textContent)
  const line = place("kept-state", keeping)
  const others = place("presence", keeping)

  /** Shows the state called `name`; `values` fill the places of its sentence. */
  function state(name, values = {}) {
    const sentence = fill(words[name], values)
    if (line.dataset.state === name && line.dataset.sentence === sentence) return
    line.setAttribute("aria-live", ROUTINE.has(name) ? "off" : "polite")
    line.dataset.state = name
    line.dataset.sentence = sentence
    line.replaceChildren(sentence)
    if (name === "signedout") line.append(" ", link(words.login, keeping.dataset.login, "_blank"))
    if (name === "gone") line.append(" ", link(words.asNew, `${keeping.dataset.add}?take_up=${values.version}`))
  }

  function link(text, address, target = "") {
    const made = document.createElement("a")
    made.href = address
    made.target = target
    made.textContent = text
    return made
  }

  function people(list) {
    const names = list.map((one) => fill(words.since, one)).join(", ")
    const sentence = names ? fill(words.others, { names }) : ""
    if (others.textContent !== sentence) others.textContent = sentence
  }

  return { state, people, words, fill }
}
