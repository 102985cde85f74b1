/** A set of programs, 32 to a word. */
export type Bits = Uint32Array;

export const wordsFor = (programs: number): number => Math.ceil(programs / 32);

export function setBit(bits: Bits, program: number): void {
  const word = program >>> 5;
  bits[word] = (bits[word] ?? 0) | (1 << (program & 31));
}

export function hasBit(bits: Bits, program: number): boolean {
  return (((bits[program >>> 5] ?? 0) >>> (program & 31)) & 1) === 1;
}
