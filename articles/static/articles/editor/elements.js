// Elements of the page, made in one line.

/** Returns a new element with a class and a text. */
export function element(tag, className = "", text = "") {
  const made = document.createElement(tag)
  if (className) made.className = className
  if (text) made.textContent = text
  return made
}

/** Returns a button that does not send a form. */
export function button(className, text, click) {
  const made = element("button", className, text)
  made.type = "button"
  made.addEventListener("click", click)
  return made
}

/** Returns a label around an input; `made.input` is the input. */
export function labelled(text, attributes = {}) {
  const made = element("label", "story-picking-field")
  const input = Object.assign(document.createElement("input"), { type: "text", ...attributes })
  made.append(element("span", "", text), input)
  return Object.assign(made, { input })
}
