import { Migration20261123Catalog } from "./migration-20261123-catalog.js";
import { Migration20261123Gateway } from "./migration-20261123-gateway.js";
import { Migration20261124Callers } from "./migration-20261124-callers.js";
import { Migration20261124Outbox } from "./migration-20261124-outbox.js";

/** Every migration, in the order they run. A migration that has been released is never edited; a new one follows it. */
export const MIGRATIONS = [
  { name: "20261123-gateway", class: Migration20261123Gateway },
  { name: "20261123-catalog", class: Migration20261123Catalog },
  { name: "20261124-callers", class: Migration20261124Callers },
  { name: "20261124-outbox", class: Migration20261124Outbox },
];
