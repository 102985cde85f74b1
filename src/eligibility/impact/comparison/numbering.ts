/** Things told apart: each has a number below `count`, the same as that of others like it. */
export interface Numbering {
  readonly numberOf: Uint32Array;
  readonly count: number;
}

/** Beyond so many possible pairs they are looked up in a map, which is slower. */
const MOST_SLOTS = 1 << 22;

/** So many things, none told apart yet. */
export function undivided(things: number): Numbering {
  return { numberOf: new Uint32Array(things), count: Math.min(things, 1) };
}

/** Divides a numbering further: two things have one number still when `further` has one for what they lead to by `through`. */
export function divide(numbering: Numbering, further: Numbering, through: Uint32Array): Numbering {
  const { numberOf, count } = numbering;
  const width = further.count;
  if (width < 2) return numbering;
  const { numberOf: next } = further;
  const numbers = new Uint32Array(numberOf.length);
  let found = 0;
  if (count * width <= MOST_SLOTS) {
    // One more than the number, so that nought is none.
    const slots = new Uint32Array(count * width);
    for (let thing = 0; thing < numbers.length; thing++) {
      const pair = (numberOf[thing] as number) * width + (next[through[thing] as number] as number);
      let number = slots[pair] as number;
      if (number === 0) {
        number = ++found;
        slots[pair] = number;
      }
      numbers[thing] = number - 1;
    }
    return { numberOf: numbers, count: found };
  }
  const slots = new Map<number, number>();
  for (let thing = 0; thing < numbers.length; thing++) {
    const pair = (numberOf[thing] as number) * width + (next[through[thing] as number] as number);
    let number = slots.get(pair);
    if (number === undefined) {
      number = found++;
      slots.set(pair, number);
    }
    numbers[thing] = number;
  }
  return { numberOf: numbers, count: found };
}

/** The first thing of each number. */
export function firstOfEach({ numberOf, count }: Numbering): Uint32Array {
  const firsts = new Uint32Array(count);
  for (let thing = numberOf.length - 1; thing >= 0; thing--) firsts[numberOf[thing] as number] = thing;
  return firsts;
}
