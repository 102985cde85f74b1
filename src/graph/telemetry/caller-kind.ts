import type { Caller, Role } from "../identity/caller.js";

/** What kind of caller a role is: enough to know whom to talk to, and no person. */
const KINDS = {
  anonymous: "anonymous",
  business: "firm",
  agency_editor: "agency",
  agency_reviewer: "agency",
  agency_approver: "agency",
  service: "service",
  auditor: "auditor",
  administrator: "administrator",
} as const satisfies Readonly<Record<Role, string>>;

export type CallerKind = (typeof KINDS)[Role];

const ALL: readonly string[] = Object.values(KINDS);

export const kindOf = ({ role }: Pick<Caller, "role">): CallerKind => KINDS[role];

export const isCallerKind = (kind: string): kind is CallerKind => ALL.includes(kind);
