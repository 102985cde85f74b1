/** The numbers a text names, in either language: "US$2.67 million" and "2.67 millones" are 2670000. */
export function figures(text: string): readonly number[] {
  const found = text.matchAll(/(\d[\d,]*(?:\.\d+)?)(\s*(?:millones|millón|millions?|mil|thousand))?/gi);
  return [...found].map(([, digits = "", scale = ""]) => {
    const number = Number(digits.replaceAll(",", ""));
    if (/mill/i.test(scale)) return Number((number * 1_000_000).toFixed(2));
    return scale === "" ? number : number * 1000;
  });
}
