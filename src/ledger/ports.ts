import type { GraphContext } from "../graph/context.js";

/** What has receipts of what was decided on it. */
export type Receipted = "Application" | "Revision";

/**
 * Whether the caller may read a thing, by its kind; one that is not there is nobody's to read. The ledger needs it of others, and the
 * composition root fills it in.
 */
export type MayRead = Readonly<Record<Receipted, (context: GraphContext, key: string) => Promise<boolean>>>;
