import type { Mover } from "./moves.js";

/** The two sides of an agreement. */
export type Side = "applicant" | "agency";

const SIDES: Readonly<Partial<Record<Mover, Side>>> = { business: "applicant", agency_approver: "agency" };

export type SigningDecision =
  /** `complete`: this was the second, so the agreement is signed and `sign_agreement` moves the application on. */
  | { readonly ok: true; readonly signed: readonly Side[]; readonly complete: boolean }
  | { readonly ok: false; readonly why: "role" | "already_signed" };

/** What one more signature makes of those there are; either side may come first, neither signs twice. */
export function decideSigning(signed: readonly Side[], role: Mover): SigningDecision {
  const side = SIDES[role];
  if (side === undefined) return { ok: false, why: "role" };
  if (signed.includes(side)) return { ok: false, why: "already_signed" };
  return { ok: true, signed: [...signed, side], complete: signed.length === 1 };
}
