/** A strong vowel with the weak ones that sound with it, or weak vowels by themselves; an accented weak vowel is strong. */
const NUCLEUS = /[iuü]?[aeoáéíóú](?:[iuü](?![aeoáéíóú]))?|[iuü]+/g;

/**
 * Syllables of a Spanish word by its spelling: two strong vowels make two, a strong and a weak one make one. Silent u and h are
 * taken out, y before a consonant or at the end sounds as i. Words without a vowel count as one.
 */
export function spanishSyllables(word: string): number {
  const sounded = word
    .toLowerCase()
    .normalize("NFC")
    .replace(/([qg])u(?=[eiéí])/g, "$1")
    .replace(/h/g, "")
    .replace(/y(?![aeiouáéíóúü])/g, "i");
  return Math.max(1, sounded.match(NUCLEUS)?.length ?? 0);
}
