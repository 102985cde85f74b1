/** So many legal values are listed whole; beyond that only the nearest are named. */
const FEW = 8;
const MOST_SUGGESTIONS = 3;

/** The candidates that are nearest to a word by edit distance; none when nothing is near. */
export function nearest(word: string, candidates: Iterable<string>): readonly string[] {
  const limit = Math.max(2, Math.floor(word.length / 3));
  let best = limit + 1;
  let found: string[] = [];
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= best + 1) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance > Math.min(best, limit)) continue;
    if (distance < best) found = [];
    best = distance;
    found.push(candidate);
  }
  return found.slice(0, MOST_SUGGESTIONS);
}

/** What to put after "there is no such …", in both languages: the nearest legal value, or all of them when they are few. */
export function suggestion(word: string, legal: Iterable<string>): { readonly es: string; readonly en: string } {
  const values = [...new Set(legal)];
  const near = nearest(word, values);
  if (near.length > 0) {
    return { es: `; ¿quiso decir ${near.join(" o ")}?`, en: `; did you mean ${near.join(" or ")}?` };
  }
  if (values.length === 0 || values.length > FEW) return { es: "", en: "" };
  return { es: `; puede ser ${values.join(", ")}`, en: `; it may be ${values.join(", ")}` };
}

/** Insertions, deletions, substitutions and swaps of neighbours that turn one word into the other. */
export function editDistance(from: string, to: string): number {
  const rows = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= from.length; row++) {
    const [above, line] = [rows[row - 1] as number[], [row]];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      let cost = Math.min(
        (above[column] as number) + 1,
        (line[column - 1] as number) + 1,
        (above[column - 1] as number) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]) {
        cost = Math.min(cost, ((rows[row - 2] as number[])[column - 2] as number) + 1);
      }
      line.push(cost);
    }
    rows.push(line);
  }
  return (rows[from.length] as number[])[to.length] as number;
}
