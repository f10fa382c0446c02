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
  const data = document.getElementById("trials");
  const form = document.querySelector("form.anew");
  if (data && form) {
    const known = JSON.parse(data.textContent);
    const columns = known.columns.map((text) => {
      const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      return Uint16Array.from({length: bytes.length / 2}, (_, i) => bytes[2 * i] + 256 * bytes[2 * i + 1]);
    });
    const moves = known.targets.map(() => ({bound: 0, base: 0}));
    // What report/write/recount.cpp does, in the same order of operations.
    const meets = (target, code, move) => {
      let margin = (code - target.zero) * target.step;
      if (move.base !== 0)
        margin = target.least ? (margin + target.bound) * (1 + move.base) - target.bound
                              : target.bound - (target.bound - margin) * (1 + move.base);
      return (target.least ? margin - move.bound : margin + move.bound) >= 0;
    };
    const count = (set, moved) => {
      const answer = {completed: 0, joint: 0, met: known.targets.map(() => 0)};
      const of = known.sets[set].map((column) => columns[column]);
      for (let trial = 0; trial < known.trials; ++trial) {
        if (of.some((column) => column[trial] === 65535)) continue;
        ++answer.completed;
        let all = true;
        known.targets.forEach((target, t) => {
          if (meets(target, of[t][trial], moved[t])) ++answer.met[t];
          else all = false;
        });
        if (all) ++answer.joint;
      }
      return answer;
    };
    // What report/write/chance_text.cpp does.
    const number = (value) => {
      const end = Math.min(value, 100 - value);
      const digits = end > 0 && end < 1 ? 1 + Math.ceil(-Math.log10(end)) : end === 0 ? 0 : 1;
      return value.toFixed(Math.min(digits, 9)) + "\u00a0%";
    };
    // Of none met, or of all, the bound of Clopper and Pearson.
    const percent = (met, {completed}) => {
      if (!completed) return "–";
      const below = 100 * (1 - ((1 - known.level) / 2) ** (1 / completed));
      return met === 0 ? "< " + number(below) : met === completed ? "> " + number(100 - below) : number((100 * met) / completed);
    };
    const show = () => {
      const answer = count(Number(form.elements.set.value), moves);
      answer.met.forEach((met, t) => {
        const cell = form.querySelector(`[data-chance="${t}"]`);
        cell.textContent = percent(met, answer);
        cell.classList.toggle("moved", moves[t].bound !== 0 || moves[t].base !== 0);
      });
      form.querySelector("[data-joint]").textContent = percent(answer.joint, answer);
      const all = answer.met.reduce((sum, met) => sum + met, 0);
      form.querySelector("[data-mean]").textContent = (answer.completed ? all / answer.completed : 0).toFixed(1);
    };
    const take = (slider) => {
      const {target, kind} = slider.dataset;
      const value = Number(slider.value);
      const stands = value === Number(slider.defaultValue);
      const bound = known.targets[target].bound;
      moves[target][kind] = stands ? 0 : kind === "bound" ? value - bound : value;
      slider.nextElementSibling.textContent =
        kind === "base" ? (100 * value).toFixed(0) + " %" : stands ? String(bound) : String(Number(value.toPrecision(4)));
    };
    form.addEventListener("input", (event) => {
      if (event.target.type === "range") take(event.target);
      show();
    });
    form.addEventListener("reset", () => setTimeout(() => {
      each(form, "input[type=range]", take);
      show();
    }));
    form.addEventListener("submit", (event) => event.preventDefault());
    globalThis.leontide = {count, probes: known.probes};
  }
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
