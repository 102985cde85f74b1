import { isText, type Language, read, type Text } from "../document/text.js";

/** A document read in one language: every text is a plain string. */
export type Localized<T> = T extends Text & ({ es: string } | { en: string })
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Localized<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Localized<T[Key]> }
      : T;

/** A text that exists in the other language only, and where it stands. */
export interface Fallback {
  readonly path: string;
  readonly served: Language;
}

/** Reads a whole document in one language, and tells which texts had to be given in the other. */
export function localize<T>(
  document: T,
  language: Language,
): { content: Localized<T>; fallbacks: readonly Fallback[] } {
  const fallbacks: Fallback[] = [];
  const visit = (value: unknown, path: string): unknown => {
    if (isText(value)) {
      const text = read(value, language);
      if (text.language !== language) fallbacks.push({ path, served: text.language });
      return text.value;
    }
    if (Array.isArray(value)) return value.map((item, index) => visit(item, `${path}[${index}]`));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inside]) => [key, visit(inside, path === "" ? key : `${path}.${key}`)]),
    );
  };
  return { content: visit(document, "") as Localized<T>, fallbacks };
}

/** Reads each part of a document in one language when it is asked for, and once. */
export function localizedParts<T extends object>(document: T, language: Language): Localized<T> {
  const read = new Map<PropertyKey, unknown>();
  return new Proxy(document, {
    get(whole, part) {
      if (!read.has(part)) read.set(part, localize(Reflect.get(whole, part), language).content);
      return read.get(part);
    },
  }) as unknown as Localized<T>;
}
