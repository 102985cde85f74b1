import { customFieldsOf } from "../programs/formats/common-grants.js";
import { OPPORTUNITY_STATUSES } from "../programs/formats/common-grants-tables.js";

type Profile = Readonly<Record<string, unknown>>;

/** A program as a CommonGrants opportunity, its profile in custom fields as far as the form carries it. */
export function writeOpportunity(id: string, profile: Profile): unknown {
  const { name, description, status } = profile as {
    name?: { es?: string };
    description?: { es?: string };
    status?: readonly { code: string }[];
  };
  const code = status?.at(-1)?.code ?? "unknown";
  const value = (OPPORTUNITY_STATUSES as Readonly<Record<string, string>>)[code] ?? "custom";
  return {
    id,
    title: name?.es ?? "",
    description: description?.es ?? "",
    status: value === "custom" ? { value, customValue: code } : { value },
    customFields: customFieldsOf(profile),
  };
}
