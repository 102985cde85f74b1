import type { SealedColumn } from "../../platform/reseal.js";

const ID = [["id", "uuid"]] as const;

/** Every column of applications that holds sealed values. */
export const APPLICATION_SEALED: readonly SealedColumn[] = [
  { table: "application", column: "content", key: ID },
  { table: "application", column: "snapshot", key: ID },
  { table: "application", column: "report", key: ID },
  { table: "application_event", column: "reason", key: ID },
  { table: "information_request", column: "items", key: ID },
  { table: "information_request", column: "answer", key: ID },
  { table: "application_message", column: "body", key: ID },
];
