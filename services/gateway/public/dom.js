/** An element; text goes in as text, never as markup. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value != null) element.setAttribute(name, String(value));
  }
  element.append(...children.flat().filter((child) => child != null && child !== ''));
  return element;
}

export const byId = (id) => document.getElementById(id);
export const fill = (id, ...children) => byId(id).replaceChildren(...children.flat());
