interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** How shortcuts write a key: `j`, `?`, `Enter`, `mod+Enter`. Shift is in the character itself. */
export function comboOf({ key, ctrlKey, metaKey, altKey }: Pressed): string {
  const plain = key === ' ' ? 'Space' : key;
  return `${ctrlKey || metaKey ? 'mod+' : ''}${altKey ? 'alt+' : ''}${plain}`;
}

const FIELDS = new Set(['INPUT', 'TEXTAREA', 'SELECT']);
const NO_TEXT = new Set(['checkbox', 'radio', 'button', 'submit', 'file', 'range']);

/** Letters are text there and no commands. */
export function isTyping(target: EventTarget | null): boolean {
  const element = target as Partial<HTMLInputElement> | null;
  if (element?.isContentEditable === true) return true;
  return FIELDS.has(element?.tagName ?? '') && !NO_TEXT.has(element?.type ?? '');
}
