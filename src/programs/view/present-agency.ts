import { concept } from "../../graph/concept.js";
import { globalId } from "../../graph/node.js";
import type { Scope } from "../../graph/reading.js";
import * as vocabulary from "../document/vocabulary.js";
import type { AgencyRow, CatalogRow } from "../store/directory.js";
import type { Agency, Catalog } from "./agency.types.js";
import { byScope } from "./by-scope.js";
import { localize } from "./localize.js";

export const presentAgency = byScope(({ id, document }: AgencyRow, scope: Scope): Agency => {
  const { content } = localize(document, scope.language);
  return {
    nodeType: "Agency",
    scope,
    id: globalId("Agency", id),
    slug: content.slug,
    name: content.name,
    nameBasis:
      content.nameBasis === undefined ? null : concept(vocabulary.NAME_BASES, content.nameBasis, scope.language),
    acronym: content.acronym ?? null,
    aliases: content.aliases,
    level: concept(vocabulary.AGENCY_LEVELS, content.level, scope.language),
    state: content.state === undefined ? null : { code: content.state },
    municipality: content.municipality === undefined ? null : { code: content.municipality },
    note: content.note ?? null,
    parentSlug: content.parent ?? null,
  };
});

export const presentCatalog = byScope(({ id, document }: CatalogRow, scope: Scope): Catalog => {
  const { content } = localize(document, scope.language);
  return {
    nodeType: "Catalog",
    scope,
    id: globalId("Catalog", id),
    slug: content.slug,
    name: content.name,
    description: content.description,
    publisherSlug: content.publisher ?? null,
  };
});
