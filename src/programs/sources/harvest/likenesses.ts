import { type Evidence, evidenceFor, type Likeness, scoreOf, wordsOf } from "./evidence.js";

export interface Likely {
  readonly slug: string;
  readonly score: number;
  readonly evidence: readonly Evidence[];
}

/** The programs there are, to be recognised again: only those that share a name, its words or an acronym are looked at. */
export class Likenesses {
  readonly #byMark = new Map<string, Set<Likeness>>();

  constructor(programs: readonly Likeness[]) {
    for (const program of programs) this.add(program);
  }

  add(program: Likeness): void {
    for (const mark of marksOf(program)) {
      const known = this.#byMark.get(mark) ?? new Set();
      this.#byMark.set(mark, known.add(program));
    }
  }

  /** The one program that a new one is most likely to be; undefined when none has anything to say for it. */
  mostLike(program: Likeness, notThese: ReadonlySet<string>): Likely | undefined {
    const near = new Set(marksOf(program).flatMap((mark) => [...(this.#byMark.get(mark) ?? [])]));
    const likely = [...near]
      .filter(({ slug }) => !notThese.has(slug))
      .map((other) => {
        const evidence = evidenceFor(program, other);
        return { slug: other.slug, score: scoreOf(evidence), evidence };
      });
    return likely.sort((one, other) => other.score - one.score || one.slug.localeCompare(other.slug))[0];
  }
}

function marksOf({ names, acronym }: Likeness): readonly string[] {
  return [...names, ...names.map(wordsOf), ...(acronym === null ? [] : [acronym])];
}
