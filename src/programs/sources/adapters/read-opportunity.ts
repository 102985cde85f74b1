import { ProgramDocument } from "../../document/program-document.js";
import { readId } from "./pages.js";
import { isRecord, own, type UnknownRecord } from "./record.js";

/** What an opportunity's status says of a program; `custom` and what is not listed says nothing. */
const STATUSES: Readonly<Record<string, string>> = { forecasted: "planned", open: "active", closed: "ended" };

/** The amounts of `funding`, and what each is an amount of. */
const AMOUNTS = {
  minAwardAmount: { type: "min", concerns: { es: "apoyo por solicitud", en: "support per award" } },
  maxAwardAmount: { type: "max", concerns: { es: "apoyo por solicitud", en: "support per award" } },
  totalAmountAvailable: {
    type: "total",
    concerns: { es: "recursos de la convocatoria", en: "funds of the opportunity" },
  },
} as const;

/**
 * The custom field that carries a part of a program document as it is, by the part's key: `requirements` and its rules, for one, are
 * in `ventanillaRequirements`.
 */
export const customFieldOf = (key: string): string => `ventanilla${key[0]?.toUpperCase()}${key.slice(1)}`;
const PARTS = Object.keys(ProgramDocument.shape);

/**
 * What a CommonGrants opportunity (`OpportunityBase`) says of a program: title, description, status, dates and amounts; and whatever
 * parts of a program document its custom fields carry, which are more exact and stand in their place.
 */
export function readOpportunity(raw: unknown): UnknownRecord | undefined {
  if (!isRecord(raw) || readId(raw.id) === undefined) return undefined;
  const { title, description, status, keyDates, funding, customFields, lastModifiedAt } = raw;
  const amounts = Object.entries(AMOUNTS).flatMap(([key, words]) => readAmount(own(funding, key), words));
  const timeline = defined({ start: dateOf(own(keyDates, "postDate")), end: dateOf(own(keyDates, "closeDate")) });
  const state = own(status, "value");
  const attestedOn = dayOf(lastModifiedAt);
  return {
    ...defined({
      name: textOf(title),
      description: textOf(description),
      timeline: Object.keys(timeline).length > 0 ? timeline : undefined,
      supports: amounts.length > 0 ? { kinds: ["unspecified"], amounts } : undefined,
      status:
        typeof state === "string"
          ? [{ code: statusOf(state), ...defined({ attestedOn }), confidence: "stated", cite: [] }]
          : undefined,
    }),
    ...carried(customFields),
  };
}

function carried(customFields: unknown): UnknownRecord {
  return defined(Object.fromEntries(PARTS.map((part) => [part, own(own(customFields, customFieldOf(part)), "value")])));
}

const statusOf = (state: string) => (Object.hasOwn(STATUSES, state) ? STATUSES[state] : undefined) ?? "unknown";

/** `Money`: a decimal text and a currency. */
function readAmount(money: unknown, words: (typeof AMOUNTS)[keyof typeof AMOUNTS]): readonly UnknownRecord[] {
  const value = own(money, "amount");
  if (typeof value !== "string") return [];
  return [{ ...words, value, ...defined({ currency: own(money, "currency") }), currencyBasis: "stated", cite: [] }];
}

/** The day of an `Event`; the last one of a range. */
const dateOf = (event: unknown) => dayOf(own(event, "date")) ?? dayOf(own(event, "endDate"));
const dayOf = (text: unknown) =>
  typeof text === "string" && /^\d{4}-\d{2}-\d{2}/.test(text) ? text.slice(0, 10) : undefined;

/** The protocol does not say the language of its texts; those who publish for Mexico write Spanish. */
const textOf = (words: unknown) => (typeof words === "string" ? { es: words } : undefined);

function defined(record: UnknownRecord): UnknownRecord {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
