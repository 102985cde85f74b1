/** What secrets look like when they are left in a file. Parts are put together here, so that this file is no find itself. */
const PATTERNS: Readonly<Record<string, RegExp>> = {
  "private key": new RegExp(`-----BEGIN ${"(?:[A-Z]+ )*"}PRIVATE KEY-----`, "g"),
  "key of Amazon": /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  "secret of Amazon": /(?<=aws.{0,20}["'= :])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/gi,
  "token of GitHub": /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{50,})\b/g,
  "token of npm": /\bnpm_[A-Za-z0-9]{36}\b|_authToken\s*=\s*\S+/g,
  "token of Slack": /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/g,
  "key of Google": /\bAIza[0-9A-Za-z_-]{35}\b/g,
  "key of Stripe": /\b[rs]k_live_[0-9A-Za-z]{16,}/g,
  "secret of a webhook": /\bwhsec_[A-Za-z0-9+/]{24,}={0,2}/g,
  "signed token": /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/g,
  "named key": /\b[\w-]{1,32}:[A-Za-z0-9+/]{43}=/g,
  "password in an address": /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@"'`<>]+:[^\s/:@"'`<>]+@[^\s"'`<>)]+/g,
};

/** Where this repository shows what a secret looks like, and which text is no secret: nothing else may be left. */
const EXAMPLES: readonly RegExp[] = [
  /^AKIAIOSFODNN7EXAMPLE$/, // Amazon's own example
  /^[\w-]+:A{43}=$/, // a key of zeros
  /^smtp:\/\/ventanilla:secret@mail\.example\.org/,
  /:\/\/(?:ventanilla:secret|user:[\w-]+|postgres:postgres)@/,
  /:\/\/[\w${}]+:\$\{/, // filled in by who runs it
];

export interface Find {
  readonly kind: string;
  readonly line: number;
}

/** Secrets in a text: what kind, and in which line. The secret itself is not repeated. */
export function secretsIn(text: string): Find[] {
  return Object.entries(PATTERNS).flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)]
      .filter(([found]) => !EXAMPLES.some((example) => example.test(found)))
      .map(({ index }) => ({ kind, line: text.slice(0, index).split("\n").length })),
  );
}

/** Addresses of whoever's machine it was written on: folders of people, mirrors of registries. */
export function machinesIn(text: string): Find[] {
  const pattern = /(?<![\w.:/-])\/(?:home|Users|root)\/\w[\w.-]*\//g;
  return [...text.matchAll(pattern)].map(({ index }) => ({
    kind: "folder of a person",
    line: text.slice(0, index).split("\n").length,
  }));
}
