// What the file of a picture says of itself, put into the fields of its form.
"use strict" // or the functions of the block would be the window's
{
  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("button[data-into]")
    const field = button && document.getElementById(button.dataset.into)
    if (!field) return
    field.value = button.dataset.value
    field.dispatchEvent(new Event("input", { bubbles: true }))
    field.dispatchEvent(new Event("change", { bubbles: true }))
    field.focus()
  })
  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("button[data-into]")) {
      button.hidden = !document.getElementById(button.dataset.into)
    }
  })
}
