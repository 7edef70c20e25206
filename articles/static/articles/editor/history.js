// On the page of a comparison: "n" and "p", or the two buttons, go to the next and the previous difference.
"use strict";
{
  let here = null;

  const go = (step) => {
    const all = [...document.querySelectorAll("[data-change]")];
    if (!all.length) return;
    const at = all.indexOf(here);
    const start = step > 0 ? 0 : all.length - 1;
    here = all[at < 0 ? start : (at + step + all.length) % all.length];
    here.focus({ preventScroll: true });
    here.scrollIntoView({ block: "center" });
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
    if (event.key === "n") go(1);
    if (event.key === "p") go(-1);
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-next], [data-previous]");
    if (!button) return;
    event.preventDefault();
    go("next" in button.dataset ? 1 : -1);
  });

  document.addEventListener("focusin", (event) => {
    // Whoever clicks into a difference goes on from there; the buttons do not forget the place.
    here = event.target.closest("[data-change]") ?? here;
  });
}
