/** A set of bits, 32 to a word. */
export type Bits = Uint32Array;

export const wordsFor = (bits: number): number => Math.ceil(bits / 32);

export function setBit(bits: Bits, bit: number): void {
  const word = bit >>> 5;
  bits[word] = (bits[word] ?? 0) | (1 << (bit & 31));
}

export function clearBit(bits: Bits, bit: number): void {
  const word = bit >>> 5;
  bits[word] = (bits[word] ?? 0) & ~(1 << (bit & 31));
}

export function hasBit(bits: Bits, bit: number): boolean {
  return (((bits[bit >>> 5] ?? 0) >>> (bit & 31)) & 1) === 1;
}

/** How many bits are set. */
export function countBits(bits: Bits): number {
  let count = 0;
  for (let word = 0; word < bits.length; word++) count += onesIn(bits[word] as number);
  return count;
}

/** Ones in a word, by clearing the lowest until none is left: sets of programs are thin. */
export function onesIn(word: number): number {
  let count = 0;
  for (let left = word; left !== 0; left &= left - 1) count += 1;
  return count;
}
