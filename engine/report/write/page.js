"use strict";
(() => {
  const root = document.documentElement;
  const each = (where, what, act) => where.querySelectorAll(what).forEach(act);
  each(document, "button[data-lang]", (button) =>
    button.addEventListener("click", () => {
      root.lang = button.dataset.lang;
      document.title = document.querySelector("h1").innerText;
      each(document, "button[data-lang]", (one) => one.setAttribute("aria-pressed", one === button));
    }));
  each(document, "button[data-theme]", (button) =>
    button.addEventListener("click", () => {
      const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
    }));
  // Whoever points at a box sees what it sells and what it buys.
  each(document, "svg.flows", (drawing) =>
    each(drawing, ".node", (node) => {
      const n = node.dataset.n;
      const light = (on) => {
        drawing.classList.toggle("on", on);
        each(drawing, ".f" + n, (flow) => flow.classList.toggle("lit", on));
        each(drawing, ".t" + n, (flow) => (flow.classList.toggle("lit", on), flow.classList.toggle("bought", on)));
      };
      node.addEventListener("pointerenter", () => light(true));
      node.addEventListener("pointerleave", () => light(false));
    }));
})();
