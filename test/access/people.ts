import { claimsOf } from "../../src/graph/identity/caller.js";
import type { Claims } from "../../src/platform/database.js";
import type { Case } from "./cases.js";

/** Everybody who could ask about a case, by what they are to it. */
export const PEOPLE = {
  nobody: () => claimsOf({ role: "anonymous", subject: "", agency: null }),
  owner: (one: Case) => firm(one.owner),
  "mandate to read": (one: Case) => firm(holder("read", one)),
  "mandate to profile": (one: Case) => firm(holder("profile", one)),
  "mandate to apply": (one: Case) => firm(holder("apply", one)),
  "mandate to sign": (one: Case) => firm(holder("sign", one)),
  "expired mandate": (one: Case) => firm(holder("expired", one)),
  "revoked mandate": (one: Case) => firm(holder("revoked", one)),
  "another firm": (one: Case) => firm(holder("stranger", one)),
  editor: (one: Case) => window("agency_editor", one.agency),
  reviewer: (one: Case) => window("agency_reviewer", one.agency),
  approver: (one: Case) => window("agency_approver", one.agency),
  service: (one: Case) => window("service", one.agency),
  "another agency's editor": (one: Case) => window("agency_editor", one.otherAgency),
  "another agency's reviewer": (one: Case) => window("agency_reviewer", one.otherAgency),
  "another agency's approver": (one: Case) => window("agency_approver", one.otherAgency),
  "another agency's service": (one: Case) => window("service", one.otherAgency),
  "the owner's namesake in the agency": (one: Case) =>
    claimsOf({ role: "agency_editor", subject: one.owner, agency: one.otherAgency }),
  auditor: () => claimsOf({ role: "auditor", subject: "auditor", agency: null }),
  administrator: () => claimsOf({ role: "administrator", subject: "administrator", agency: null }),
} as const satisfies Readonly<Record<string, (one: Case) => Claims>>;
export type Person = keyof typeof PEOPLE;
export const EVERYBODY = Object.keys(PEOPLE) as readonly Person[];

const firm = (subject: string) => claimsOf({ role: "business", subject, agency: null });
const window = (role: "agency_editor" | "agency_reviewer" | "agency_approver" | "service", agency: string) =>
  claimsOf({ role, subject: role, agency });
const holder = (of: string, { owner }: Case) => owner.replace("owner", of);
