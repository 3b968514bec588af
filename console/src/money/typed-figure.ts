/** `1,234.5`: thousands as both of our languages write them. */
const GROUPED = /^\d{1,3}(,\d{3})+(\.\d*)?$/;

/** A figure as people type or paste it (`１２`, `1,234.50`), as the API takes it; what is no figure stays as it is. */
export function typedFigure(text: string): string {
  const plain = text.normalize('NFKC').trim();
  return GROUPED.test(plain) ? plain.replaceAll(',', '') : plain;
}
