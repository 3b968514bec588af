/** The word by which the browser knows our styles; the gateway makes one a page. */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';

/**
 * Libraries add styles where no nonce can be given (a dialog that locks the page's scrolling, an editor): what our own script adds is ours.
 * A page that was injected cannot do this, since no script but our files runs.
 */
export function markOurStyles(): void {
  const create = document.createElement.bind(document);
  document.createElement = (name: string, options?: ElementCreationOptions) => {
    const made = create(name, options);
    if (made instanceof HTMLStyleElement) made.nonce = styleNonce;
    return made;
  };
}
