/**
 * What a question does in the browser: it swaps the plain "Answer" fold for a form, keeps the guess, and
 * only then reveals the answer. It needs neither ids nor globals, so a page may hold many questions and a
 * cell may run again. Without scripts the fold stays.
 */
export const predictScript = `(() => {
  for (const box of document.querySelectorAll("[data-lm-predict]:not([data-lm-ready])")) {
    box.setAttribute("data-lm-ready", "");
    const spec = JSON.parse(box.getAttribute("data-lm-predict"));
    const fold = box.querySelector("details");
    const make = (name, props, ...children) => {
      const node = document.createElement(name);
      for (const key in props) node.setAttribute(key, props[key]);
      node.append(...children);
      return node;
    };
    const verdict = make("p", { role: "status", style: "margin: 8px 0 0" });
    const list = box.querySelector("ul");
    const input = make("input", { "aria-label": "Your guess", size: "14", autocomplete: "off", placeholder: "your guess" });
    if (list) {
      list.style.listStyle = "none";
      list.style.paddingLeft = "0";
      [...list.children].forEach((item, k) => {
        const radio = make("input", { type: "radio", name: "guess", value: String(k) });
        item.replaceChildren(make("label", {}, radio, " ", ...item.childNodes));
      });
    }
    const form = make("form", { style: "margin: 8px 0 0" }, list ?? input, list || !spec.unit ? " " : " " + spec.unit + " ",
      make("button", { type: "submit", style: "margin-top: 8px; padding: 4px 14px; border: 1px solid currentColor; border-radius: 6px; background: transparent; color: inherit; font: inherit; cursor: pointer" }, "Predict"));
    const guessed = () => {
      if (!list) return input.value.trim();
      const chosen = [...list.querySelectorAll("input")].find((radio) => radio.checked);
      return chosen ? spec.choices[Number(chosen.value)] : "";
    };
    const number = (text) => {
      const match = /^[≈~]?\\s*([-−+]?)([\\d.,\\s_]*\\d\\.?(?:e[-+]?\\d+)?)(?:\\s*\\/\\s*(\\d+))?\\s*(%?)/i.exec(text.trim());
      if (!match) return NaN;
      const [, sign, written, below = "1", percent] = match;
      const digits = written.replace(/[\\s_]/g, "");
      const decimalComma = /^0,\\d+$|^\\d+,(\\d{1,2}|\\d{4,})$/.test(digits); // 0,125 and 2,5, but not 57,344
      const size = Number(decimalComma ? digits.replace(",", ".") : digits.replaceAll(",", "")) / Number(below);
      return (sign && sign !== "+" ? -size : size) / (percent && spec.unit !== "%" ? 100 : 1);
    };
    const judge = (guess) => {
      if (spec.choices) return guess === spec.answer ? "Right." : "Not quite.";
      if (typeof spec.answer !== "number") return "Compare with the answer.";
      const x = number(guess);
      if (Number.isNaN(x)) return null;
      if (x === spec.answer || Math.abs(x - spec.answer) <= spec.tolerance * Math.abs(spec.answer)) return "Right.";
      const ratio = x / spec.answer;
      if (!(ratio > 0) || !Number.isFinite(ratio)) return "Not quite.";
      const times = Math.max(ratio, 1 / ratio);
      if (times < 1.1) return "Very close.";
      return "Too " + (Math.abs(ratio) > 1 ? "large" : "small") + " by a factor of " + (times < 10 ? times.toFixed(1) : times < 1e6 ? String(Math.round(times)) : times.toExponential(0)) + ".";
    };
    form.addEventListener("keydown", (event) => { // JupyterLab keeps Enter for itself
      if (event.key !== "Enter" || event.target.localName !== "input") return;
      event.preventDefault();
      form.requestSubmit();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const guess = guessed();
      if (guess === "") { verdict.textContent = "First a guess, then the answer."; return; }
      const words = judge(guess);
      if (words === null) { verdict.textContent = "Please write a number."; return; }
      form.setAttribute("hidden", "");
      form.style.display = "none";
      verdict.textContent = "You said " + guess + (spec.unit && !spec.choices && number(guess) === number(guess) ? " " + spec.unit : "") + ". " + words;
      fold.style.display = "";
      fold.setAttribute("open", "");
      // The form had the focus and is gone: hand it to JupyterLab's next cell, so that Shift+Enter goes on there.
      const cell = box.closest(".jp-Cell");
      if (cell && cell.nextElementSibling) cell.nextElementSibling.focus({ preventScroll: true });
    });
    // JupyterLab's shortcuts match the element with the focus, so each must say itself that it wants its keys.
    for (const own of [...form.querySelectorAll("input, button"), fold.querySelector("summary")])
      own.setAttribute("data-lm-suppress-shortcuts", "true");
    fold.style.display = "none";
    box.insertBefore(form, fold);
    box.insertBefore(verdict, fold);
  }
})();`;
