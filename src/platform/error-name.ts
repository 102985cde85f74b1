/**
 * What an error is, never what it says: texts of errors may quote what was being sent or written. The code of its innermost
 * cause that has one, such as `ECONNREFUSED` or PostgreSQL's `23505`; else the name of its class.
 */
export function errorName(error: unknown): string {
  let named = "unknown";
  let code: string | undefined;
  for (let cause = error, depth = 0; typeof cause === "object" && cause !== null && depth < 5; depth += 1) {
    const { code: itsCode, name, cause: next } = cause as { code?: unknown; name?: unknown; cause?: unknown };
    if (depth === 0 && typeof name === "string") named = name;
    if (typeof itsCode === "string") code = itsCode;
    cause = next;
  }
  return code ?? named;
}
