import { z } from "zod";
import { AGENCY_ROLES, type Caller, ROLES, type Role } from "./caller.js";

/** Slug of an agency, as the catalog spells it. */
export const AGENCY_SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
export const LONGEST_SLUG = 80;

/** How subjects of API keys begin; no token may call its subject so. */
export const KEY_SUBJECT = "key:";

/** A role that a token can speak for: systems of agencies have keys in place of tokens. */
export type TokenRole = Exclude<Role, "anonymous" | "service">;
export const TOKEN_ROLES = Object.keys(ROLES).filter(isTokenRole);

export function isTokenRole(role: string): role is TokenRole {
  return Object.hasOwn(ROLES, role) && role !== "anonymous" && role !== "service";
}

const SubjectSchema = z
  .string()
  .min(1)
  .max(200)
  .regex(/^\P{C}+$/u)
  .refine((sub) => !sub.startsWith(KEY_SUBJECT));

/** Whether a token can call its subject so. */
export function isSubject(text: string): boolean {
  return SubjectSchema.safeParse(text).success;
}

const ClaimsSchema = z
  .object({
    sub: SubjectSchema,
    role: z.enum(TOKEN_ROLES),
    agency: z.string().max(LONGEST_SLUG).regex(AGENCY_SLUG).optional(),
  })
  .refine(({ role, agency }) => AGENCY_ROLES.includes(role) === (agency !== undefined));

/** Who the claims of a verified token say it is; undefined when they do not say it properly. */
export function readClaims(payload: unknown): Caller | undefined {
  const { data } = ClaimsSchema.safeParse(payload);
  return data && { role: data.role, subject: data.sub, agency: data.agency ?? null };
}
