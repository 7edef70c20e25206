// Comments on a preview, wherever a page shows them: <div data-annotations="all"> stands there filled;
// <div data-annotations data-address="…"> is filled with the open ones. Each can be ticked off in place. What goes wrong
// is said in the words of data-failed.

const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value

function complain(box) {
  const sentence = box.querySelector("[role=alert]") ?? document.createElement("p")
  sentence.setAttribute("role", "alert")
  sentence.className = "errornote"
  sentence.textContent = box.dataset.failed
  box.prepend(sentence)
}

async function fill(box, address, options = {}) {
  try {
    const answer = await fetch(address, { credentials: "same-origin", redirect: "error", ...options })
    if (!answer.ok) return complain(box)
    box.innerHTML = await answer.text()
    box.dispatchEvent(new CustomEvent("newsroom:annotations", { bubbles: true }))
  } catch {
    complain(box)
  }
}

function tickOff(box, button) {
  const body = new FormData()
  body.set("done", button.value)
  body.set("fragment", "1")
  if (box.dataset.annotations === "all") body.set("all", "1")
  button.disabled = true
  return fill(box, button.formAction, { method: "POST", body, headers: { "X-CSRFToken": token() } })
}

for (const box of document.querySelectorAll("[data-annotations]")) {
  box.addEventListener("click", async (event) => {
    const button = event.target.closest("button[formaction]")
    if (!button) return
    // Inside of another form the button must not send that form.
    event.preventDefault()
    const id = button.closest("[id]").id
    await tickOff(box, button)
    button.disabled = false
    ;(document.getElementById(id) ?? box).querySelector("button")?.focus()
  })
  if (box.dataset.address) fill(box, box.dataset.address)
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    const input = button.parentElement.querySelector("input")
    input.select()
    // Only pages over HTTPS, and those of this machine, may write to the clipboard; else it is selected for Ctrl-C.
    if (!navigator.clipboard) return
    await navigator.clipboard.writeText(input.value)
    button.textContent = button.dataset.copied
  })
}
