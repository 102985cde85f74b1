import type { GraphContext } from "../graph/context.js";

/** What the ledger needs from others; the composition root fills it in. */
export interface Applications {
  /** Whether the caller may read an application; one that is not there is nobody's to read. */
  mayRead(context: GraphContext, applicationKey: string): Promise<boolean>;
}
