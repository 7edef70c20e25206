// Brings each comment and its form from the end of the page to the paragraph that it is about. Without this script, or
// where the page and the list do not agree, everything stays at the end and works from there.

const remarks = document.getElementById("kommentare")
const text = document.querySelector("article > .text")
const head = document.querySelector("article > header")
const spots = [...remarks.querySelectorAll(":scope > .spot")]

function settle(spot, after) {
  after.after(spot)
  spot.classList.add("settled")
}

const [first, ...others] = spots
if (head && first?.dataset.number === "0") settle(first, head)
if (text) {
  const blocks = [...text.children].filter((one) => !one.matches(".byline, .note"))
  if (blocks.length === others.length) others.forEach((spot, index) => settle(spot, blocks[index]))
} else {
  const stage = document.querySelector("article > .stage")
  if (stage && others.length === 1) settle(others[0], stage)
}

// What the address points to was moved after the browser looked for it.
if (location.hash.startsWith("#kommentar-")) document.getElementById(location.hash.slice(1))?.scrollIntoView()
