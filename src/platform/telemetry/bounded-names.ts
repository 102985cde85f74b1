/** What stands for all names beyond the most that are told apart. */
export const OTHER = "other";

/** Tells so many different names apart, those that come first, and no more: names that clients choose must not fill the memory. */
export function createBoundedNames(most: number): (name: string) => string {
  const known = new Set<string>();
  return (name) => {
    if (known.has(name)) return name;
    if (known.size >= most) return OTHER;
    known.add(name);
    return name;
  };
}
