// The admin's own popups, opened as its forms open them and answered through its RelatedObjectLookups.js: that puts
// the key of the row into the element that the window is named after and triggers `change` there.

const ID = "story-popup"

function waiting(tag) {
  document.getElementById(ID)?.remove()
  const field = document.createElement(tag)
  field.id = ID
  field.hidden = true
  document.body.append(field) // outside of the form: it is never sent
  return field
}

function link(prefix, address) {
  const anchor = document.createElement("a")
  anchor.id = `${prefix}_${ID}`
  anchor.href = address
  return anchor
}

function listen(field, then) {
  // jQuery's own events do not reach addEventListener.
  window.django.jQuery(field).one("change", () => {
    const { value } = field
    field.remove()
    then(value)
  })
}

/** Opens the form of a new row; `then` gets the key of the row that was made. */
export function openNew(address, then) {
  listen(waiting("input"), then)
  window.showRelatedObjectPopup(link("add", `${address}?_popup=1`))
}

/** Opens the admin's list; `then` gets the key of the row that was chosen. */
export function openList(address, then) {
  listen(waiting("input"), then)
  window.showRelatedObjectLookupPopup(link("lookup", `${address}?_to_field=id`))
}

/** Opens the form of a row that is there; `then` is called when it was saved. */
export function openForm(address, pk, then) {
  const field = waiting("select")
  field.append(new Option("", String(pk), true, true))
  listen(field, then)
  window.showRelatedObjectPopup(link("change", `${address}?_popup=1`))
}
