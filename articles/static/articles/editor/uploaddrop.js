// Where files are let go: a page or a part of it takes what is dropped on it, and an input takes what is chosen.

/** Returns whether files are being dragged, and not a row or a piece of text. */
export function hasFiles(event) {
  return [...(event.dataTransfer?.types ?? [])].includes("Files")
}

/** Returns the dropped files in the order in which they came; a folder is marked as one. */
export function filesOf(transfer) {
  const items = [...(transfer?.items ?? [])].filter(({ kind }) => kind === "file")
  if (!items.length) return [...(transfer?.files ?? [])]
  return items
    .map((item) => {
      const file = item.getAsFile()
      if (file && item.webkitGetAsEntry?.()?.isDirectory) file.isFolder = true
      return file
    })
    .filter(Boolean)
}

/** Has `take` called with the files that are dropped anywhere on the page; `zone` lights up meanwhile. */
export function takeDrops(zone, take) {
  let inside = 0
  const light = (on) => zone.classList.toggle("upload-over", on)
  document.addEventListener("dragenter", (event) => {
    if (!hasFiles(event)) return
    inside += 1
    light(true)
  })
  document.addEventListener("dragleave", (event) => {
    if (!hasFiles(event)) return
    inside = Math.max(0, inside - 1)
    light(inside > 0)
  })
  document.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return
    event.preventDefault()
    event.dataTransfer.dropEffect = "copy"
  })
  document.addEventListener("drop", (event) => {
    inside = 0
    light(false)
    if (!hasFiles(event) || event.defaultPrevented) return
    event.preventDefault() // or the browser would leave the page for the picture
    take(filesOf(event.dataTransfer))
  })
}

/** Has `take` called with the files that are chosen in `input`; its form is not needed then. */
export function takeChosen(input, take) {
  input.addEventListener("change", () => {
    const files = [...input.files]
    input.value = "" // the same file can be chosen again
    if (files.length) take(files)
  })
}
