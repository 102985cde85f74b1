import { randomBytes } from "node:crypto";
import { createCursors } from "../../src/graph/cursor.js";
import { createMemoryCache } from "../../src/platform/cache/memory-cache.js";
import type { Database } from "../../src/platform/database.js";
import { createLog } from "../../src/platform/log.js";
import { Revision } from "../../src/platform/revision.js";
import { DirectoryService } from "../../src/programs/directory.service.js";
import { CATALOG_REVISION } from "../../src/programs/module.js";
import { KeptReadings } from "../../src/programs/store/kept-readings.js";

/** The directory of a store, by itself. */
export function directoryOf(database: Database): DirectoryService {
  const revision = new Revision(database, CATALOG_REVISION, createLog("silent"));
  const readings = new KeptReadings(revision, createMemoryCache());
  return new DirectoryService({ database, revision, readings, cursors: createCursors(randomBytes(32)) });
}
