/**
 * Sector tags that a SCIAN code certainly has, by prefix. Codes of 2018 and 2023 both stand here: software publishing moved from 5112
 * to 5132. A firm may belong to further sectors by what it supplies, so these are never the whole list.
 */
const BY_PREFIX: readonly (readonly [sector: string, prefixes: readonly string[]])[] = [
  ["manufacturing", ["31", "32", "33"]],
  ["automotive", ["3361", "3362", "3363"]],
  ["aerospace", ["3364"]],
  ["electronics", ["334"]],
  ["leather_footwear", ["316"]],
  ["garments", ["315"]],
  ["plastics", ["3261"]],
  ["metalworking", ["331", "332"]],
  ["food", ["311"]],
  ["it", ["5112", "5132", "5415", "518"]],
];

export function sectorsOfIndustry(code: string): readonly string[] {
  return BY_PREFIX.filter(([, prefixes]) => prefixes.some((prefix) => code.startsWith(prefix))).map(
    ([sector]) => sector,
  );
}
