import type { Vocabulary } from "../document/vocabulary.js";
import { at, type Codec, languageStrings, plainText } from "./mapping.js";
import type { Json } from "./plain-json.js";

/** The name space of what the standards have no word for. It leads nowhere: it only keeps our words apart from others'. */
export const OURS = "urn:ventanilla-unica:";

/** A code of one of our vocabularies as a concept: `vu:<vocabulary>/<code>` with its names. */
export function conceptOf(name: string, vocabulary: Vocabulary, label = "skos:prefLabel"): Codec {
  const prefix = `vu:${name}/`;
  return {
    write(value) {
      if (typeof value !== "string") return undefined;
      const known = Object.hasOwn(vocabulary, value) ? vocabulary[value] : undefined;
      return {
        "@id": prefix + value,
        ...(known === undefined ? {} : { [label]: languageStrings({ es: known.es, en: known.en }) }),
      };
    },
    read(raw) {
      const id = plainText.read(at(raw, "@id") as Json);
      return typeof id === "string" && id.startsWith(prefix) ? id.slice(prefix.length) : undefined;
    },
  };
}
