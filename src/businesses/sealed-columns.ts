import type { SealedColumn } from "../platform/reseal.js";

const ID = [["id", "uuid"]] as const;

/** Every column of firms that holds sealed values. */
export const BUSINESS_SEALED: readonly SealedColumn[] = [
  { table: "business", column: "rfc", key: ID },
  { table: "business", column: "curp", key: ID },
  { table: "business", column: "email", key: ID },
  {
    table: "business_fact",
    column: "told",
    key: [
      ["business_id", "uuid"],
      ["fact", "text"],
    ],
  },
  { table: "document", column: "name", key: ID },
];
