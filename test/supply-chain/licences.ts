/** Licences that let the gateway be run, changed and passed on with nothing asked but that its notice stays. */
export const PERMISSIVE = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "ISC",
  "MIT",
  "MIT-0",
  "Unlicense",
]);

/** Packages that may run with the gateway although their licence is none of those, with the reason. */
export const EXCEPTIONS: Readonly<Record<string, { readonly licence: string; readonly reason: string }>> = {
  argparse: {
    licence: "Python-2.0",
    reason: "the Python Software Foundation's licence asks for its notice and nothing else; it is no copyleft",
  },
};

/** Whether an SPDX expression of names, AND, OR and parentheses can be met with permissive licences alone. */
export function isPermissive(expression: string | undefined): boolean {
  const plain = expression?.trim().replace(/^\((.*)\)$/, "$1");
  if (plain === undefined || /[()]/.test(plain)) return false;
  return plain.split(" OR ").some((choice) => choice.split(" AND ").every((name) => PERMISSIVE.has(name.trim())));
}
