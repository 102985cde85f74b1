import ipaddr from "ipaddr.js";
import { z } from "zod";
import { isMailAddress } from "../platform/mail/mailer.js";

/** What the values of settings may be: each takes the text of a variable, or that there is none. */

export const wholeNumber = (fallback: number, min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be from ${min} to ${max}`)
    .optional()
    .transform((value) => value ?? fallback);

export const optionalPort = z
  .string()
  .regex(/^\d+$/, "must be a whole number")
  .transform(Number)
  .refine((value) => value <= 65_535, "must be from 0 to 65535")
  .optional();

export const address = (protocols: readonly string[]) =>
  z
    .string()
    .refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
      message: `must be an address beginning with ${protocols.map((protocol) => `${protocol}//`).join(" or ")}`,
    })
    .optional();

export const choice = <const T extends readonly [string, ...string[]]>(values: T, fallback: T[number]) =>
  z
    .enum(values, `must be one of ${values.join(", ")}`)
    .optional()
    .transform((value) => value ?? fallback);

export const text = z.string().min(1).optional();
export const days = z
  .string()
  .transform((text) => text.split(","))
  .pipe(z.array(z.iso.date("must be days as YYYY-MM-DD with commas between them")))
  .optional()
  .transform((listed) => listed ?? []);

/** Addresses, and networks as an address with the length of its prefix. */
export const networks = z
  .string()
  .transform((text) => text.split(","))
  .refine((listed) => listed.every((one) => ipaddr.isValid(one) || ipaddr.isValidCIDR(one)), {
    message: "must be IP addresses or networks (10.0.0.0/8) with commas between them",
  })
  .optional()
  .transform((listed) => listed ?? []);

/** Keys with a name each, the current one first. */
export const namedKeys = z
  .string()
  .regex(
    /^[\w-]{1,32}:[A-Za-z0-9+/]{43}=(,[\w-]{1,32}:[A-Za-z0-9+/]{43}=)*$/,
    "must be name:key, with base64 of 32 bytes",
  )
  .transform((text) =>
    text.split(",").map((entry) => {
      const [id = "", key = ""] = entry.split(":");
      return { id, key: Buffer.from(key, "base64") };
    }),
  )
  .refine((keys) => new Set(keys.map(({ id }) => id)).size === keys.length, "must give each key a name of its own")
  .refine((keys) => keys.every(({ id }) => id !== "database"), "must name no key `database`: the gateway's own is")
  .optional();

/** Sender of mail where nobody set one: good for files, not for a mail server. */
export const NO_SENDER = "Ventanilla única <no-responder@localhost>";

/** `Name <address>` or an address alone. */
export const sender = z
  .string()
  .refine((value) => isMailAddress(/^[^<>"\\,;:@\p{Cc}]{1,100} <([^<>]+)>$/u.exec(value)?.[1] ?? value), {
    message: "must be an address, or a name and an address in angle brackets",
  })
  .optional()
  .transform((value) => value ?? NO_SENDER);
