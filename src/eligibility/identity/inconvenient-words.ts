/**
 * The 41 words that SAT does not let the first four letters of a persona física's RFC spell:
 * it writes X for the fourth letter. Source: SAT document IFAI 0610100135506 (18-Oct-2006).
 */
export const RFC_INCONVENIENT_WORDS: ReadonlySet<string> = new Set(
  `BUEI BUEY CACA CACO CAGA CAGO CAKA CAKO COGE COJA COJE COJI COJO CULO FETO GUEY JOTO KACA KACO KAGA KAGO KOGE KOJO
   KAKA KULO MAME MAMO MEAR MEAS MEON MION MOCO MULA PEDA PEDO PENE PUTA PUTO QULO RATA RUIN`.split(/\s+/),
);
