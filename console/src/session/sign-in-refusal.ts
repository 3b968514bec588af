const REFUSALS = ['not-signed-in', 'forbidden', 'not-found', 'unavailable'] as const;
export type SignInRefusal = (typeof REFUSALS)[number];

/** Why a company's identity provider was left empty-handed; told once, in the address, and read before the router goes on. */
export const signInRefusal = ((): SignInRefusal | undefined => {
  const code = new URLSearchParams(window.location.search).get('sign-in-refused');
  return code === null ? undefined : (REFUSALS.find((one) => one === code) ?? 'not-signed-in');
})();
