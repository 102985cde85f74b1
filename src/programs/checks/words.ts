/** What is said about something found, in both languages. */
export interface Words {
  readonly es: string;
  readonly en: string;
}

const BETWEEN = " / ";

/** Spanish first, then English: how faults are printed. */
export function bilingual({ es, en }: Words): string {
  return `${es}${BETWEEN}${en}`;
}

/** The two languages of a printed text. Whatever it quotes stands in both, so that the middle is where they meet. */
export function apart(printed: string): Words {
  const parts = printed.split(BETWEEN);
  if (parts.length % 2 === 1) return { es: "no es válido", en: "is not valid" };
  const middle = parts.length / 2;
  return { es: parts.slice(0, middle).join(BETWEEN), en: parts.slice(middle).join(BETWEEN) };
}
