// Keys for those who read much: every one of them presses what is on the page as well, so nothing needs a script.
"use strict";
(() => {
  const typing = (element) => element && /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
  const cards = () => [...document.querySelectorAll(".card .jump, .row .content")];
  const light = (id, on) => {
    for (const piece of document.querySelectorAll(`[data-s="${CSS.escape(id)}"]`)) piece.classList.toggle("lit", on);
    document.getElementById(`c-${id}`)?.classList.toggle("lit", on);
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (event.key === "/") {
      event.preventDefault();
      document.getElementById("find")?.focus();
    } else if (event.key === "j" || event.key === "k") {
      const all = cards();
      const at = all.indexOf(document.activeElement);
      const next = event.key === "j" ? at + 1 : at < 0 ? all.length - 1 : at - 1;
      all[Math.max(0, Math.min(all.length - 1, next))]?.focus();
    } else if (/^[a-z]$/.test(event.key)) {
      const field = document.querySelector(`[data-focus="${event.key}"]`);
      const button = document.querySelector(`[data-key="${event.key}"]`);
      if (field) {
        event.preventDefault();
        field.focus();
      } else if (button) button.click();
    }
  });
  for (const type of ["mouseover", "focusin", "mouseout", "focusout"]) {
    document.addEventListener(type, (event) => {
      const piece = event.target.closest?.("[data-s]");
      const card = event.target.closest?.(".card");
      const id = piece?.dataset.s ?? card?.id.slice(2);
      if (id) light(id, type === "mouseover" || type === "focusin");
    });
  }
  document.addEventListener("mouseup", () => {
    const words = String(getSelection()).trim();
    const offer = document.getElementById("offer");
    const inside = getSelection().anchorNode?.parentElement?.closest(".text");
    if (!offer || !inside || words.length < 4) return;
    offer.querySelector("[name=exact]").value = words;
    offer.classList.add("ready");
  });
})();
