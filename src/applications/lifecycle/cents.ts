/** True for an amount of money that can be given: whole cents, more than none, and exact in a JS number. */
export function isAmount(cents: number): boolean {
  return Number.isSafeInteger(cents) && cents > 0;
}

export function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
