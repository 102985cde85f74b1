/** What access needs from others; the composition root fills it in. */
export interface Agencies {
  /** Whether the catalog has an agency of this slug. */
  has(slug: string): Promise<boolean>;
}
