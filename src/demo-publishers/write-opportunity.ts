import { customFieldOf } from "../programs/sources/adapters/read-opportunity.js";

type Profile = Readonly<Record<string, unknown>>;

/** Statuses of programs as opportunities have them; what is not listed is custom. */
const STATUSES: Readonly<Record<string, string>> = { planned: "forecasted", active: "open", ended: "closed" };
/** What custom fields call the values that are neither lists nor objects. */
const FIELD_TYPES: Readonly<Record<string, string>> = { string: "string", number: "number", boolean: "boolean" };

/** A program as a CommonGrants opportunity, with all of its profile in custom fields. */
export function writeOpportunity(id: string, profile: Profile): unknown {
  const { name, description, status } = profile as {
    name?: { es?: string };
    description?: { es?: string };
    status?: readonly { code: string }[];
  };
  const code = status?.at(-1)?.code ?? "unknown";
  const value = STATUSES[code] ?? "custom";
  return {
    id,
    title: name?.es ?? "",
    description: description?.es ?? "",
    status: value === "custom" ? { value, customValue: code } : { value },
    customFields: Object.fromEntries(
      Object.entries(profile).map(([key, part]) => [
        customFieldOf(key),
        { name: customFieldOf(key), fieldType: fieldTypeOf(part), value: part },
      ]),
    ),
  };
}

const fieldTypeOf = (part: unknown) => (Array.isArray(part) ? "array" : (FIELD_TYPES[typeof part] ?? "object"));
