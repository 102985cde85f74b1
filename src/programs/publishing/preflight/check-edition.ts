import { type Flaw, flaw } from "../../checks/flaw.js";
import type { ReadDraft } from "./draft.js";

/** Whether a document can take the place of the edition in force, or the name of a new program is free. */
export function checkEdition({ document, before, known }: ReadDraft): readonly Flaw[] {
  const { slug, inForceFrom } = document;
  if (before === null) {
    if (!known.programs.has(slug)) return [];
    return [
      flaw("slug_taken", ["slug"], {
        es: `«${slug}» ya es otro programa del catálogo`,
        en: `${slug} already is another program of the catalog`,
      }),
    ];
  }
  const changed = flaw(
    "slug_changed",
    ["slug"],
    {
      es: `un programa conserva su nombre: debe ser «${before.slug}»`,
      en: `a program keeps its slug: it must be ${before.slug}`,
    },
    [before.slug],
  );
  const earlier = flaw("starts_earlier", ["inForceFrom"], {
    es: `responde desde ${inForceFrom} y la edición vigente solo desde ${before.inForceFrom}: ¿se sabe lo que valía antes?`,
    en: `it answers from ${inForceFrom} on and the edition in force only from ${before.inForceFrom}: is it known what held before?`,
  });
  return [...(slug === before.slug ? [] : [changed]), ...(inForceFrom < before.inForceFrom ? [earlier] : [])];
}
