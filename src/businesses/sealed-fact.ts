import type { FieldCipher } from "../platform/field-cipher.js";
import type { KeptFact } from "./ports.js";

/** One fact of a firm, so that only this row of this firm opens it. */
export function sealFact(cipher: FieldCipher, businessId: string, fact: KeptFact): Buffer {
  return cipher.seal(placeOf(businessId, fact.fact), JSON.stringify(fact));
}

export function openFact(
  cipher: FieldCipher,
  { businessId, fact, told }: { readonly businessId: string; readonly fact: string; readonly told: Uint8Array },
): KeptFact {
  return JSON.parse(cipher.open(placeOf(businessId, fact), told)) as KeptFact;
}

function placeOf(businessId: string, fact: string) {
  return { table: "business_fact", row: `${businessId}/${fact}`, column: "told" };
}
