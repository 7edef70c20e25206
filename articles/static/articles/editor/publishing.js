// The pages that ask before publishing: Ctrl+Enter sends the answer from wherever one writes.
"use strict"
{
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return
    const form = document.querySelector("form.asks")
    if (!form) return
    event.preventDefault()
    form.requestSubmit()
  })
}
