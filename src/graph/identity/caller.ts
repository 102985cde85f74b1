import type { Claims } from "../../platform/database.js";

/** Everything a caller can be. One token speaks for one role; a person with two has two tokens. */
export const ROLES = {
  anonymous: { es: "Sin identificarse", en: "Not signed in" },
  business: {
    es: "Empresa, o quien actúa por ella con mandato",
    en: "Firm, or whoever acts for it under a mandate",
  },
  agency_editor: { es: "Captura y ventanilla de una dependencia", en: "Editor and window of an agency" },
  agency_reviewer: { es: "Evalúa en una dependencia", en: "Reviewer of an agency" },
  agency_approver: { es: "Decide en una dependencia", en: "Approver of an agency" },
  auditor: { es: "Audita: lee y no escribe", en: "Auditor: reads and never writes" },
  administrator: { es: "Administra esta ventanilla", en: "Administrator of this window" },
  service: { es: "Sistema de una dependencia", en: "Service account of an agency" },
} as const;
export type Role = keyof typeof ROLES;

/** Roles that act for one agency, and must name it. */
export const AGENCY_ROLES: readonly Role[] = ["agency_editor", "agency_reviewer", "agency_approver", "service"];

/** Who asks. */
export interface Caller {
  readonly role: Role;
  /** Who it is, as the issuer of its token names them; empty when nobody signed in. */
  readonly subject: string;
  /** Slug of the agency it acts for, e.g. "inadem"; only roles of agencies have one. */
  readonly agency: string | null;
  /** When its credential ends; a stream that was opened with it ends then too. Absent for what does not end by itself. */
  readonly expiresAt?: Date;
}

export const NOBODY: Caller = { role: "anonymous", subject: "", agency: null };

/** What row-level security knows of the caller: `caller('role')`, `caller('subject')`, `caller('agency')` in policies. */
export function claimsOf({ role, subject, agency }: Caller): Claims {
  return { role, subject, agency: agency ?? "" };
}
