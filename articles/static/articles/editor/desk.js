// Small help for the desk's pages: growing texts, topics that may be new, filters that submit themselves, and the
// chosen lead picture shown at once. Everything works without it, only less comfortably.
"use strict" // or the functions of the block would be the window's
{
  const $ = window.django.jQuery

  // --- texts that grow, where CSS cannot (field-sizing) -----------------------------------------------------

  if (!CSS.supports("field-sizing", "content")) {
    document.addEventListener("input", ({ target }) => {
      if (!target.matches("textarea.grows")) return
      target.style.height = "auto"
      target.style.height = `${target.scrollHeight}px`
    })
  }

  // --- topics -----------------------------------------------------------------------------------------------

  function offerTopics(select) {
    const { appLabel, modelName, fieldName } = select.dataset
    $(select).select2({
      width: "100%",
      ajax: {
        data: ({ term, page }) => ({
          term, page, app_label: appLabel, model_name: modelName, field_name: fieldName,
        }),
      },
      tags: true,
      tokenSeparators: [","],
      // "+" tells the server that this is a word and not the key of a topic.
      createTag({ term }) {
        const text = term.trim()
        return text ? { id: `+${text}`, text } : null
      },
      insertTag: (found, made) => {
        const same = (topic) => topic.text.toLowerCase() === made.text.toLowerCase()
        if (!found.some(same)) found.push(made)
      },
    })
  }

  // --- filters ----------------------------------------------------------------------------------------------

  function submitWhenChosen(select) {
    select.form.classList.add("submits-itself")
    $(select).on("change", () => select.form.requestSubmit())
  }

  // --- the lead picture -------------------------------------------------------------------------------------

  async function showPicture(preview, pk) {
    preview.replaceChildren()
    if (!pk) return
    const response = await fetch(`${preview.dataset.previews}?picture=${encodeURIComponent(pk)}`)
    if (!response.ok) return
    const { picture } = await response.json()
    if (!picture?.thumbnail) return
    const image = document.createElement("img")
    image.className = "thumb"
    image.src = picture.thumbnail
    image.alt = ""
    preview.replaceChildren(image)
  }

  $(() => {
    document.querySelectorAll("select.topic-select").forEach(offerTopics)
    document.querySelectorAll("select[data-submits]").forEach(submitWhenChosen)
    for (const preview of document.querySelectorAll(".lead-preview")) {
      const select = document.getElementById(preview.dataset.follows)
      if (select) $(select).on("change", () => showPicture(preview, select.value))
    }
  })
}
