/**
 * A step on the way to a place of a document: the key of a field, the id of an item, a code of a list of codes, or, in lists
 * that have neither, the position of an item from 0.
 */
export type Step = string | number;

/** Where in a document something is, e.g. `["requirements", "is-msme", "text", "es"]`; empty for the whole of it. */
export type Path = readonly Step[];

/** Fields that make sense as a whole only: whoever changes a part of a rule makes another rule. */
export const WHOLE_FIELDS: ReadonlySet<string> = new Set(["rule"]);
