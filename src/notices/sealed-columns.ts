import type { SealedColumn } from "../platform/reseal.js";

const ID = [["id", "uuid"]] as const;

/** Every column of notices that holds sealed values. */
export const NOTICES_SEALED: readonly SealedColumn[] = [
  { table: "webhook_endpoint", column: "secret", key: ID },
  { table: "webhook_endpoint", column: "previous_secret", key: ID },
];
