/** An element with attributes and children. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

/** A button that says what it does. @param label for who does not see what it stands beside */
export function button(words: string, label: string, act: () => void): HTMLButtonElement {
  const node = make("button", { type: "button", "aria-label": label }, words);
  node.addEventListener("click", act);
  return node;
}
