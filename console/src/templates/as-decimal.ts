/** What somebody typed as the API wants it: full-width digits, spaces and thousands' commas are meant well. Null: no number above 0. */
export function asDecimal(text: string): string | null {
  const plain = text.normalize('NFKC').replaceAll(/[\s,]/g, '');
  if (!/^\d{1,12}(\.\d{1,6})?$/.test(plain) || Number(plain) <= 0) return null;
  return plain.replace(/^0+(?=\d)/, '');
}
