/** A line at the foot of the window, with one thing to do about it. There is one at a time. */
export function notice(words: string, action: string, act: () => void): void {
  document.querySelector(".notice")?.remove();
  const box = document.createElement("div");
  box.className = "notice";
  box.setAttribute("role", "status");
  const button = (label: string, then: () => void) => {
    const one = document.createElement("button");
    one.type = "button";
    one.textContent = label;
    one.addEventListener("click", then);
    return one;
  };
  box.append(
    words,
    button(action, act),
    button("Later", () => box.remove()),
  );
  document.body.append(box);
}
