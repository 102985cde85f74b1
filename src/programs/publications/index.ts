import type { Publication } from "../../graph/publications/publication.js";
import type { CatalogReaderParts } from "./catalog-reader.js";
import { commonGrantsRoutes } from "./common-grants-routes.js";
import { programFiles } from "./program-files.js";
import { siteMaps } from "./site-map.js";

/** The catalog in the forms that others read, each at an address of its own. */
export function createPublications(parts: CatalogReaderParts): readonly Publication[] {
  return [...programFiles(parts), ...commonGrantsRoutes(parts), ...siteMaps(parts)];
}
